"""A results list with entries taken out or their parties masked, written anew from what was read of it.

A list is one page about many cases. Destroying it for one of them would cost a captcha and, for a list of an
earlier year, lose the others for good. What is written holds what ``parse_results_list`` reads and nothing
else of the page, and counts what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from html import escape

from extract.errors import PageChangedError
from extract.parsers.results_list import parse_results_list
from extract.records import ResultRow, ResultsList

MASK = "XXXXXXX"
"""What the portal prints instead of a name it hides."""

_HEADER = (
    "<tr><th>Sr No</th><th>Case Type/Case Number/Case Year</th>"
    "<th>Petitioner Name versus Respondent Name</th><th>View</th></tr>"
)


def without_cases(listed: ResultsList, cnrs: Collection[str]) -> ResultsList:
    """The list without these cases; totals count what is left."""
    rows = tuple(row for row in listed.rows if row.cnr not in cnrs)
    left = Counter(row.establishment for row in rows)
    stated = tuple((name, left[name]) for name, _ in listed.stated_by_establishment)
    return ResultsList(len(rows), stated, rows)


def with_parties(listed: ResultsList, parties: Mapping[str, tuple[str, str]]) -> ResultsList:
    """The list with petitioner and respondent of some cases (by CNR) as given."""
    return replace(listed, rows=tuple(_with_parties(row, parties.get(row.cnr)) for row in listed.rows))


def results_list_html(listed: ResultsList) -> str:
    """The list as a page that reads back as exactly this list; raises ``PageChangedError`` if it does not."""
    html = "".join(_html(listed))
    if parse_results_list(html) != listed:
        raise PageChangedError(
            "results list", "a list that can be written anew", "one that reads differently"
        )
    return html


def _with_parties(row: ResultRow, parties: tuple[str, str] | None) -> ResultRow:
    return row if parties is None else replace(row, petitioner=parties[0], respondent=parties[1])


def _html(listed: ResultsList) -> Iterator[str]:
    if not listed.rows and not listed.stated_by_establishment:
        yield "Record not found"
        return
    yield f"<h3>Total number of cases : {listed.stated_total}</h3>"
    for number, (name, count) in enumerate(listed.stated_by_establishment, start=1):
        yield f"<a href='#td_court_name_{number}'>{escape(name)}: {count}</a>"
    yield f"<table id='dispTable'>{_HEADER}"
    establishment = None
    for row in listed.rows:
        if row.establishment != establishment:
            establishment = row.establishment
            yield f"<tr><td colspan='4'>{escape(establishment or '')}</td></tr>"
        yield _row(row)
    yield "</table>"


def _row(row: ResultRow) -> str:
    arguments = ",".join(f"'{argument}'" for argument in row.link)
    case = escape(f"{row.case_type}/{row.case_number}/{row.case_year}")
    return (
        f"<tr><td>{escape(row.serial_number)}</td><td>{case}</td>"
        f"<td>{escape(row.petitioner)}<br>Vs<br>{escape(row.respondent)}</td>"
        f'<td><a onclick="viewHistory({escape(arguments)})">View</a></td></tr>'
    )
