"""The case history: one row a day in court, with the link to what happened that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from extract.errors import PageChangedError
from extract.parsers.headed_rows import headed_columns
from extract.parsers.tables import Table
from extract.parsers.text import link_arguments, quoted_arguments
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


def history_rows(table: Table) -> tuple[HearingRow, ...]:
    """Rows of a history in page order, from 1. A row without a link is one whose day has no record."""
    columns = headed_columns(WHERE, table, COLUMNS, REQUIRED)
    nothing: list[str | None] = [None] * len(columns["judge"][0])
    return tuple(
        map(
            HearingRow,
            count(1),
            columns["judge"][0],
            columns["business_date"][0],
            columns["hearing_date"][0],
            columns["purpose"][0],
            columns["registration_number"][0] if "registration_number" in columns else nothing,
            columns["cause_list_type"][0] if "cause_list_type" in columns else nothing,
            _links({field: links for field, (_, links) in columns.items()}),
        )
    )


def _links(links_of: Mapping[str, Sequence[tuple[str, ...]]]) -> Sequence[tuple[str, ...] | None]:
    """Arguments of each row's link; raises for a link anywhere but on the business date."""
    for field, links in links_of.items():
        if field != "business_date" and any(links):
            raise _elsewhere([bool(link) for link in links].index(True) + 1)
    listed = links_of["business_date"]
    if set(map(len, listed)) == {1}:
        arguments = quoted_arguments([link for (link,) in listed], "viewBusiness", 8)
        if arguments is not None:
            return arguments
    return [_link(position, links) for position, links in enumerate(listed, start=1)]


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
