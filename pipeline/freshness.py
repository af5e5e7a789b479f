"""What is done is not done again: a step is skipped while its inputs and outputs are as they were."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from pipeline.paths import PROJECT
from pipeline.writing import write_text

PACKAGES = ("extract", "transform", "checks", "pipeline")
ROWS = (
    "extract",
    "transform",
    "pipeline/building/part_making.py",
    "pipeline/building/part_files.py",
    "pipeline/building/known_names.py",
)
"""Code that makes the rows of the tables, once what only reads tables is left out of it."""
READERS_OF_TABLES = ("transform/indicators", "transform/views")
SUFFIXES = (".py", ".sql", ".csv", ".html", ".css")


def fingerprint(parts: Iterable[str | Path]) -> str:
    """Digest of texts and of files' contents; a missing file counts as missing, not as empty."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(_content(part) if isinstance(part, Path) else part.encode())
        digest.update(b"\x00")
    return digest.hexdigest()


def code_fingerprint() -> str:
    """Digest of the project's own code, queries and vocabularies."""
    return fingerprint(_said_of(own_code()))


def rows_fingerprint() -> str:
    """Digest of the code that rows of the tables follow from: a changed indicator re-reads no page."""
    return fingerprint(
        _said_of({place: digest for place, digest in own_code().items()
                  if _lies_in(place, ROWS) and not _lies_in(place, READERS_OF_TABLES)})
    )  # fmt: skip


def is_done(stamp: Path, inputs: str) -> bool:
    """Whether the stamp was made from these inputs and every output it lists is still what it was.

    Outputs are named as seen from the stamp: in a copy of a data folder the copy's own files are looked at.
    """
    try:
        record = json.loads(stamp.read_text(encoding="utf-8"))
        return record["inputs"] == inputs and all(
            fingerprint([stamp.parent / name]) == digest for name, digest in record["outputs"].items()
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False  # none, or no stamp as they are written


def mark_done(stamp: Path, inputs: str, outputs: Iterable[Path]) -> None:
    """Leave the stamp of a finished step. A failed step leaves none, so that it is done again."""
    seen_from_here = {os.path.relpath(path, stamp.parent): fingerprint([path]) for path in sorted(outputs)}
    record = {"inputs": inputs, "outputs": seen_from_here}
    write_text(stamp, json.dumps(record, indent=1) + "\n")


@cache
def own_code() -> dict[str, str]:
    """Digest of each file of ours by its place in the project; every file is read once."""
    return {
        os.path.relpath(path, PROJECT): hashlib.sha256(path.read_bytes()).hexdigest()
        for package in PACKAGES
        for folder, _, names in os.walk(PROJECT / package)
        for path in (Path(folder, name) for name in names if name.endswith(SUFFIXES))
    }


def _lies_in(file: str, places: Iterable[str]) -> bool:
    return any(file == place or file.startswith(f"{place}/") for place in places)


def _said_of(code: Mapping[str, str]) -> Iterator[str]:
    return (f"{place} {digest}" for place, digest in sorted(code.items()))


def _content(path: Path) -> bytes:
    """A file's bytes; a folder (a table in parts) counts with the names and contents of its files."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        return b"\x01folder" + b"".join(_part(file, path) for file in files)
    return path.read_bytes() if path.is_file() else b"\x01missing"


def _part(path: Path, folder: Path) -> bytes:
    with path.open("rb") as file:
        return str(path.relative_to(folder)).encode() + b"\x00" + hashlib.file_digest(file, "sha256").digest()
