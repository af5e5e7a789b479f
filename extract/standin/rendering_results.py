"""The results list: every case a search found, grouped by establishment, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from extract.records import Layout
from extract.standin.docket import DocketCase, DocketParty
from extract.standin.printed import text

NO_RECORDS = "<div class='text-center' id='showList2'><span style='color:red'>Record not found</span></div>"
COLUMNS = ("Sr No", "Case Type/Case Number/Case Year", "Petitioner Name versus Respondent Name", "View")


def render(cases: Iterable[DocketCase], layout: Layout, search_by: str) -> str:
    """The list as it was designed in 2025 or, for ``Layout.V6_2026``, is since; without a case a notice."""
    ordered = sorted(cases, key=lambda case: (int(case.court_code), case.cnr))
    if not ordered:
        return NO_RECORDS
    groups = [list(group) for _, group in groupby(ordered, key=lambda case: case.court_code)]
    is_new = layout is Layout.V6_2026
    summary = summary_2026(groups) if is_new else summary_2025(groups)
    header = "".join(f"<th class='col-2' valign='top' scope='col'>{column}</th>\n" for column in COLUMNS)
    return (
        f"<div class='col border-top pt-1' id='showList2' style=''>\n{summary}</div>"
        "<table id='dispTable' class='table table-fixed table-bordered table-responsive mt-2' "
        "id='titlehid'>\n"
        f"<thead><tr>{header}</tr></thead><tbody>{rows_of(groups, search_by, is_new=is_new)}</tbody></table>"
    )


def summary_2025(groups: Sequence[Sequence[DocketCase]]) -> str:
    """Two headings and a line of links."""
    links = "".join(establishment_link(number, group) for number, group in enumerate(groups, start=1))
    return (
        "<div class='courtsDiv'><h3 class='h2class'>Total Number of Establishments in Court Complex "
        f"{len(groups)}</h3><h4 class='h2class'>Total number of cases : {total(groups)}</h4></div>"
        f"<div class='text-center'>{links}</div>"
    )


def summary_2026(groups: Sequence[Sequence[DocketCase]]) -> str:
    """One heading and a list of links."""
    links = "".join(
        f"<li>{establishment_link(number, group)}</li>" for number, group in enumerate(groups, start=1)
    )
    return (
        "<div class='courtsDiv'>\n<h3 class='h2class'  id='courtSummary'  tabindex='-1'   >Total Number of "
        f"Establishments in Court Complex :  {len(groups)}&nbsp;&nbsp;<span aria-hidden='true'>| "
        "</span>&nbsp;&nbsp; "
        f"Total number of cases : {total(groups)}</h3>\n</div><ul class='text-center w-100 "
        f"list-unstyled' >{links}</ul>"
    )


def total(groups: Sequence[Sequence[DocketCase]]) -> int:
    """Cases in all groups."""
    return sum(len(group) for group in groups)


def establishment_link(number: int, group: Sequence[DocketCase]) -> str:
    """Name and number of cases of one establishment."""
    return (
        f"<a  class='noToken' style='color:#16599C;' href='#td_court_name_{number}'>\t"
        f"{text(group[0].court_name)}:&nbsp;{len(group)}</a>"
    )


def rows_of(groups: Sequence[Sequence[DocketCase]], search_by: str, *, is_new: bool) -> str:
    """A heading row an establishment (in 2025 it opens a cell where it should close one), then its cases."""
    rows, serial = [], 0
    for number, group in enumerate(groups, start=1):
        name = text(group[0].court_name)
        rows.append(
            f"<tr><th colspan='3' scope='colgroup' id='td_court_name_{number}'>{name}</th></tr>"
            if is_new
            else f"<tr><td colspan=3 id='td_court_name_{number}'>{name}<td></tr>"
        )
        for case in group:
            serial += 1
            rows.append(case_row(serial, case, search_by, is_new=is_new))
    return "".join(rows)


def case_row(serial: int, case: DocketCase, search_by: str, *, is_new: bool) -> str:
    """One case. Since 2026 the link's label repeats the party cell, its tags included."""
    versus = f"{side(case.petitioners)}<br>Vs</br>{side(case.respondents)}"
    number = text(case.case_number)
    label = f" aria-label='view case {number}, {versus}'" if is_new else ""
    hidden = "Y" if case.is_name_hidden else ""
    link = (
        f"viewHistory({case.case_no},'{case.cnr}',{case.court_code},'{hidden}','CScaseNumber',"
        f"{case.state_code},{case.district_code},{case.complex_code},'{search_by}')"
    )
    return (
        f"<tr><td>{serial}</td>\n\t<td>{number}</td>\n\t<td>{versus}</td>"
        f"<td><a  class='someclass' href='#' {label} onClick=\"{link}\">View</a></td></tr>"
    )


def side(parties: Sequence[DocketParty]) -> str:
    """The first party, and how many stand with it."""
    others = len(parties) - 1
    return text(parties[0].name) + (
        "" if not others else " and another" if others == 1 else f" and {others} others"
    )
