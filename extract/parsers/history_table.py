"""The case history: one row a day in court, with the link to what happened that day."""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from extract.errors import PageChangedError
from extract.parsers.headed_rows import headed_rows
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
    rows = headed_rows(WHERE, table.rows, COLUMNS, REQUIRED)
    return tuple(_hearing(position, row) for position, row in enumerate(rows, start=1))


def _hearing(position: int, row: Mapping[str, Cell]) -> HearingRow:
    return HearingRow(
        position=position,
        registration_number=_text(row, "registration_number"),
        judge=_text(row, "judge"),
        business_date=_text(row, "business_date"),
        hearing_date=_text(row, "hearing_date"),
        purpose=_text(row, "purpose"),
        cause_list_type=_text(row, "cause_list_type"),
        link=_link(position, row),
    )


def _text(row: Mapping[str, Cell], field: str) -> str | None:
    return row[field].text if field in row else None


def _link(position: int, row: Mapping[str, Cell]) -> tuple[str, ...] | None:
    links = row["business_date"].links
    elsewhere = [field for field, cell in row.items() if cell.links and field != "business_date"]
    if elsewhere or len(links) > 1:
        raise PageChangedError(WHERE, f"one link in row {position}, on its business date", "links elsewhere")
    if not links:
        return None
    arguments = link_arguments(links[0], "viewBusiness")
    if arguments is None or len(arguments) < 8:
        raise PageChangedError(WHERE, f"a viewBusiness link in row {position}", "another or broken link")
    return arguments
