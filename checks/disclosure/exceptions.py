"""Figures that pass although the rules would withhold them, each with who answers for it and why.

A study's ``release_exceptions.csv`` lists them. It is how a programme's totals ("20 acquittals") get out:
never silently, and never by changing a rule.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from checks.disclosure.relations import is_between_figures
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
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise CheckError(f"{path.name}: its first line must read {','.join(COLUMNS)}; correct it.")
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


def refuse_given_away(narrowed: Mapping[str, tuple[float, float]], file: str) -> None:
    """Raise ``CheckError`` if the exceptions leave a withheld figure only one possible value.

    What two of the figures differ by is no figure itself: who lists both answers for the difference.
    """
    exact = [
        key
        for key, (low, high) in narrowed.items()
        if math.floor(high + 1e-6) <= math.ceil(low - 1e-6) and not is_between_figures(key)
    ]
    if exact:
        more = f" and {len(exact) - 1} more" if len(exact) > 1 else ""
        raise CheckError(
            f"{file}: its figures give {' / '.join(exact[0].split('|'))} away exactly, which is withheld"
            f"{more}; list that figure too, with who answers for it, or take one of the others out."
        )


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
