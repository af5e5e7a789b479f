"""Figures that pass although the rules would withhold them, each with who answers for it and why.

A study's ``release_exceptions.csv`` lists them. It is how a programme's totals ("20 acquittals") get out:
never silently, and never by changing a rule.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from checks.disclosure.withheld_rows import RowKey
from checks.errors import CheckError

COLUMNS = (
    "timepoint", "indicator_id", "definition_id", "population", "district",
    "reason", "approver", "approved_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReleaseException:
    """One figure that passes. ``line`` is its line in the file."""

    key: RowKey
    reason: str
    approver: str
    approved_on: date
    line: int

    @property
    def figure(self) -> str:
        """The figure's name in one line."""
        return " / ".join(self.key)

    def __str__(self) -> str:
        return f"{self.figure}: {self.reason} ({self.approver}, {self.approved_on})"


def read_exceptions(path: Path) -> tuple[ReleaseException, ...]:
    """All exceptions of a study; none if there is no such file. Raises ``CheckError`` naming the line."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CheckError(f"{path.name}: it is not UTF-8 text; save it as CSV UTF-8 (with commas).") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    _refuse_header(tuple(reader.fieldnames or ()), path.name)
    found = tuple(_exception(path.name, number, entry) for number, entry in enumerate(reader, start=2))
    _refuse_twice(found, path.name)
    return found


def refuse_unknown(exceptions: Iterable[ReleaseException], known: Collection[RowKey], file: str) -> None:
    """Raise ``CheckError`` for an exception that names no figure: it may be misspelt."""
    for exception in exceptions:
        if exception.key not in known:
            raise CheckError(
                f"{file}, line {exception.line}: there is no figure {exception.figure}; "
                "correct the line or delete it."
            )


def _refuse_header(header: tuple[str, ...], file: str) -> None:
    """A spreadsheet may part cells with semicolons or tabs, by the country its computer is set to."""
    if header == COLUMNS:
        return
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        raise CheckError(f"{file}: its cells are not parted by commas; save it as CSV with commas.")
    raise CheckError(f"{file}: its first line must read {','.join(COLUMNS)}; correct it.")


def _exception(file: str, line: int, entry: dict[str, str]) -> ReleaseException:
    for column in COLUMNS:
        if not (entry.get(column) or "").strip():
            raise CheckError(f"{file}, line {line}: {column} is empty; every exception needs it.")
    try:
        approved_on = date.fromisoformat(entry["approved_on"].strip())
    except ValueError:
        approved_on = None
    if approved_on is None or approved_on > datetime.now(UTC).date():
        raise CheckError(
            f"{file}, line {line}: approved_on is {entry['approved_on']!r}; write the day as 2020-03-10, "
            "none that is still to come."
        )
    timepoint, indicator, definition, population, district = (entry[name].strip() for name in COLUMNS[:5])
    key = (timepoint, indicator, definition, population, district)
    return ReleaseException(key, entry["reason"].strip(), entry["approver"].strip(), approved_on, line)


def _refuse_twice(exceptions: Iterable[ReleaseException], file: str) -> None:
    seen: dict[RowKey, int] = {}
    for exception in exceptions:
        if (first := seen.setdefault(exception.key, exception.line)) != exception.line:
            raise CheckError(
                f"{file}, line {exception.line}: the figure of line {first} again; keep one of the two."
            )
