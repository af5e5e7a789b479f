"""What one case's dated lists held then and hold now: rows back-filled, changed and gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.replay.drift import Drift

Row = tuple[Any, ...]
Lists = dict[str, Counter[Row]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of rows of a case. ``place`` says which row it is, ``said`` what it says.

    Positions on the page are in neither: a row that comes in above moves all the others.
    """

    table: str
    case_column: str
    place: tuple[str, ...]
    said: tuple[str, ...]


LISTINGS = (
    Listing("hearings", "case_id", ("business_date",), ("next_date", "purpose_printed", "judge_designation")),
    Listing("orders", "case_id", ("order_date",), ("order_kind",)),
    Listing(
        "transfers", "case_id", ("transfer_date", "transfer_kind"), ("from_designation", "to_designation")
    ),
    Listing("acts", "case_id", ("act_printed", "section_printed"), ()),
    Listing(
        "bail",
        "main_case_id",
        ("application_id",),
        ("source", "kind", "filing_date", "decision_date", "outcome_printed"),
    ),
)


def listing_drift(
    earlier: Mapping[str, pa.Table], later: Mapping[str, pa.Table], case_ids: Iterable[str]
) -> Iterator[Drift]:
    """Differences in the lists of cases that both pulls have, rows after the cut-off left out."""
    known = sorted(case_ids)
    for listing in LISTINGS:
        before, now = _lists(listing, earlier), _lists(listing, later)
        for case_id in known:
            yield from _of_case(listing, case_id, before[case_id], now[case_id])


def _lists(listing: Listing, tables: Mapping[str, pa.Table]) -> Lists:
    lists: Lists = defaultdict(Counter)
    columns = (*listing.place, *listing.said)
    for row in tables[listing.table].to_pylist():
        if row.get("is_within_as_of", True) and row[listing.case_column] is not None:
            lists[row[listing.case_column]][tuple(row[column] for column in columns)] += 1
    return lists


def _of_case(listing: Listing, case_id: str, before: Counter[Row], now: Counter[Row]) -> Iterator[Drift]:
    gone = _by_place(listing, before - now)
    come = _by_place(listing, now - before)
    for place in sorted(gone.keys() | come.keys(), key=_text):
        pairs = min(len(gone[place]), len(come[place]))
        what = ", ".join(f"{name} {_said(value)}" for name, value in zip(listing.place, place, strict=True))
        for was, is_now in zip(gone[place][:pairs], come[place][:pairs], strict=True):
            yield Drift("row_changed", case_id, listing.table, what, was, is_now)
        for is_now in come[place][pairs:]:
            yield Drift("row_back_filled", case_id, listing.table, what, None, is_now)
        for was in gone[place][pairs:]:
            yield Drift("row_gone", case_id, listing.table, what, was, None)


def _by_place(listing: Listing, rows: Counter[Row]) -> defaultdict[Row, list[str]]:
    """What the rows say, by their place; several rows may stand at one."""
    places: defaultdict[Row, list[str]] = defaultdict(list)
    count = len(listing.place)
    for row in sorted(rows.elements(), key=_text):
        said = ", ".join(
            f"{name} {_said(value)}" for name, value in zip(listing.said, row[count:], strict=True)
        )
        places[row[:count]].append(said or "listed")
    return places


def _said(value: Any) -> str:
    return "not stated" if value is None else str(value)


def _text(row: Row) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in row)
