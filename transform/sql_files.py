"""SQL files whose header comments say what they are: ``-- key: text``, continued by indented comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from transform.errors import TransformError

FIELD = re.compile(r"-- ([a-z_]+):(?: +(.*))?")
CONTINUATION = re.compile(r"--  +(.+)")


class SqlFileError(TransformError):
    """A SQL file's header is not what its kind needs: names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class SqlFile:
    """``header`` maps each field to its text, one line per comment line; ``sql`` is the query below it."""

    name: str
    header: Mapping[str, str]
    sql: str

    def field(self, key: str) -> str:
        """Text of a header field that must be there."""
        if not self.header.get(key):
            raise SqlFileError(f"{self.name}: its header has no '-- {key}:' line; add one.")
        return self.header[key]

    def sentence(self, key: str) -> str:
        """Text of a field on one line."""
        return " ".join(self.field(key).split("\n"))


def read_sql_files(package: str) -> tuple[SqlFile, ...]:
    """Every ``.sql`` file shipped inside ``package`` or its folder, by name."""
    root, _, folder = package.partition("/")
    found = [entry for entry in files(root).joinpath(folder).iterdir() if entry.name.endswith(".sql")]
    return tuple(
        parse_sql_file(entry.name, entry.read_text("utf-8"))
        for entry in sorted(found, key=lambda entry: entry.name)
    )


def parse_sql_file(name: str, text: str) -> SqlFile:
    """Header and query of one file; a header line that is neither field nor continuation raises."""
    lines = text.splitlines()
    header_length = next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))
    header: dict[str, list[str]] = {}
    key = ""
    for line in lines[:header_length]:
        if named := FIELD.fullmatch(line):
            key = named[1]
            if key in header:
                raise SqlFileError(f"{name}: '-- {key}:' stands twice in its header; keep one.")
            header[key] = [named[2]] if named[2] else []
        elif key and (more := CONTINUATION.fullmatch(line)):
            header[key].append(more[1])
        else:
            raise SqlFileError(
                f"{name}: header line {line!r} is neither '-- key: text' nor its continuation."
            )
    sql = "\n".join(lines[header_length:]).strip().removesuffix(";")
    return SqlFile(name, {key: "\n".join(text) for key, text in header.items()}, sql)
