"""Withheld figures that exceptions or earlier releases narrow: named for who answers, or refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from checks.disclosure.decision import Control
from checks.disclosure.given_away import worked_out
from checks.disclosure.ledger import Release
from checks.disclosure.relations import BEFORE, LESS, SINCE
from checks.errors import CheckError
from pipeline.publishing.csv_writing import csv_document
from pipeline.writing import write_text

COLUMNS = (
    "timepoint", "indicator_id", "definition_id", "population", "district", "figure", "least", "greatest",
    "known_before",
)  # fmt: skip


def refuse_given_away(control: Control, file: str, ledger: Sequence[Release], ledger_file: Path) -> None:
    """Raise ``CheckError`` where exceptions, with what is out already, leave a withheld figure one value.

    What earlier releases alone give away is not refused: it is out, and this release says nothing more of it.
    """
    exact = sorted(worked_out(control.narrowed) - control.known_before)
    if not exact:
        return
    timepoint, indicator, definition, population, district, figure = _named(exact[0])
    more = f" and {len(exact) - 1} more" if len(exact) > 1 else ""
    together = "" if exact[0] in control.by_exceptions else _earlier(timepoint, ledger, ledger_file)
    raise CheckError(
        f"{file}: its lines{together} leave one possible value for a row that is withheld ({timepoint}, "
        f"{indicator}, {definition}, {population}, {district}: {figure}){more}; take a line out, or list "
        "that row too, with who answers for it."
    )


def write_narrowed(path: Path, control: Control) -> None:
    """List the narrowed figures by the columns of the CSVs; no list where there are none.

    ``known_before`` is true for those that earlier releases give away by themselves.
    """
    if not control.narrowed:
        path.unlink(missing_ok=True)
        return
    lines = [
        (*_named(key), _rounded(low), _rounded(high), key in control.known_before)
        for key, (low, high) in sorted(control.narrowed.items())
    ]
    write_text(path, csv_document(COLUMNS, lines))


def _rounded(bound: float) -> float | str:
    return round(bound, 2) if math.isfinite(bound) else ""


def _earlier(timepoint: str, ledger: Sequence[Release], ledger_file: Path) -> str:
    """The last release of the timepoint, or else the last one, and where all of them stand."""
    of_it = [release for release in ledger if release.what == timepoint] or list(ledger)
    if not of_it:
        return ""
    return f" together with earlier releases ({of_it[-1].what} of {of_it[-1].released_at}, in {ledger_file})"


def _named(key: str) -> tuple[str, ...]:
    """Timepoint, indicator, definition, population and district of a cell, and which of the row's numbers."""
    timepoint, label, district, *rest = key.split("|", maxsplit=3)
    stem, what = label.rsplit("/", maxsplit=1)
    indicator, definition, population = stem.split("/", maxsplit=2)
    figure = {"not counted": "denominator less numerator"}.get(what, what)
    return timepoint, indicator, definition, population, district, figure + _part_of("|".join(["", *rest]))


def _part_of(rest: str) -> str:
    """What of the number is meant, where it is not the number itself."""
    if rest.startswith(LESS):
        return f", what is left of it without {rest.removeprefix(LESS)}"
    if rest.startswith(SINCE):
        return f", its change from {rest.removeprefix(SINCE)}"
    return f", when it was {rest.removeprefix(BEFORE)}" if rest.startswith(BEFORE) else ""
