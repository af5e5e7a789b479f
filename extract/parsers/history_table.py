"""The case history: one row a day in court, with the link to what happened that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from selectolax.lexbor import LexborNode

from extract.errors import PageChangedError
from extract.parsers.headed_rows import headed_columns
from extract.parsers.markup import Cell, Table, read_table
from extract.parsers.text import link_arguments
from extract.records import HearingRow

WHERE = "case history"
COLUMNS = {
    "registrationnumber": "registration_number",
    "judge": "judge",
    "businessondate": "business_date",
    "hearingdate": "hearing_date",
    "purposeofhearing": "purpose",
    "causelisttype": "cause_list_type",
}
REQUIRED = ("judge", "business_date", "hearing_date", "purpose")


def read_history_table(table: LexborNode) -> tuple[HearingRow, ...]:
    """Rows of a history table in page order, from 1. A row without a link is one whose day has no record."""
    return history_rows(read_table(table))


def history_rows(table: Table) -> tuple[HearingRow, ...]:
    """The same from a table already read."""
    columns = headed_columns(WHERE, table.rows, COLUMNS, REQUIRED)
    texts = {field: [cell.text for cell in cells] for field, cells in columns.items()}
    nothing: list[str | None] = [None] * len(texts["judge"])
    return tuple(
        map(
            HearingRow,
            count(1),
            texts["judge"],
            texts["business_date"],
            texts["hearing_date"],
            texts["purpose"],
            texts.get("registration_number", nothing),
            texts.get("cause_list_type", nothing),
            _links(columns),
        )
    )


def _links(columns: Mapping[str, Sequence[Cell]]) -> list[tuple[str, ...] | None]:
    """Arguments of each row's link; raises for a link anywhere but on the business date."""
    for field, cells in columns.items():
        if field != "business_date" and any(cell.links for cell in cells):
            position = [bool(cell.links) for cell in cells].index(True) + 1
            raise _elsewhere(position)
    return [_link(position, cell.links) for position, cell in enumerate(columns["business_date"], start=1)]


def _elsewhere(position: int) -> PageChangedError:
    return PageChangedError(WHERE, f"one link in row {position}, on its business date", "links elsewhere")


def _link(position: int, links: tuple[str, ...]) -> tuple[str, ...] | None:
    if not links:
        return None
    if len(links) > 1:
        raise _elsewhere(position)
    arguments = link_arguments(links[0], "viewBusiness")
    if arguments is None or len(arguments) < 8:
        raise PageChangedError(WHERE, f"a viewBusiness link in row {position}", "another or broken link")
    return arguments
