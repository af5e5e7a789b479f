"""Figures that pass although the rules would withhold them, each with who answers for it and why.

A study's ``release_exceptions.csv`` lists them. It is how a programme's totals ("20 acquittals") get out:
never silently, and never by changing a rule.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checks.disclosure.control import RowKey
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


def read_exceptions(path: Path) -> tuple[ReleaseException, ...]:
    """All exceptions of a study; none if there is no such file. Raises ``CheckError`` naming the line."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise CheckError(f"{path.name}: its first line must read {','.join(COLUMNS)}; correct it.")
        return tuple(_exception(path.name, number, entry) for number, entry in enumerate(reader, start=2))


def refuse_unknown(exceptions: Iterable[ReleaseException], known: Collection[RowKey], file: str) -> None:
    """Raise ``CheckError`` for an exception that names no figure: it may be misspelt."""
    for exception in exceptions:
        if exception.key not in known:
            raise CheckError(
                f"{file}, line {exception.line}: there is no figure {' / '.join(exception.key)}; "
                "correct the line or delete it."
            )


def _exception(file: str, line: int, entry: dict[str, str]) -> ReleaseException:
    for column in COLUMNS:
        if not (entry.get(column) or "").strip():
            raise CheckError(f"{file}, line {line}: {column} is empty; every exception needs it.")
    try:
        approved_on = date.fromisoformat(entry["approved_on"].strip())
    except ValueError:
        raise CheckError(
            f"{file}, line {line}: approved_on is {entry['approved_on']!r}; write a date as 2026-11-24."
        ) from None
    timepoint, indicator, definition, population, district = (entry[name].strip() for name in COLUMNS[:5])
    key = (timepoint, indicator, definition, population, district)
    return ReleaseException(key, entry["reason"].strip(), entry["approver"].strip(), approved_on, line)
