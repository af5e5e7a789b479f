"""The case page of 2026: row headers, party lists, e-filing rows, newest row first, opaque order links.

The order tables are never closed, so a lenient reader finds later tables inside them; headings of some tables
are captions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extract.standin.docket import DocketCase, DocketOrder, DocketParty
from extract.standin.page_change import PageDesign
from extract.standin.printed import (
    court_and_judge,
    detail_date,
    fir_rows,
    judge_of,
    numbered,
    numeric,
    ordered_hearings,
    quoted,
    registration_date,
    status_date,
    subordinate_rows,
    text,
    v6_business_link,
)
from extract.standin.rendering_v6_sections import applications, linked_cases, processes, transfers

ADVOCATE_PREFIXES = ("Advocate-", "Advocate -", "&nbsp;Advocate-")


def render(case: DocketCase, design: PageDesign, search_by: str) -> str:
    """The whole fragment; an answer to a CNR search has no court heading."""
    heading = "" if search_by == "cnr" else f"<h2 class='h4' id='chHeading'>{text(case.court_name)}</h2>"
    return "".join(
        (
            heading,
            case_details(case, design),
            label_value_table("Case Status", "case_status_table", status_rows(case)),
            parties("Petitioner", case.petitioners),
            parties("Respondent", case.respondents),
            acts(case),
            label_value_table("FIR Details", "FIR_details_table", fir_rows(case)),
            processes(case),
            label_value_table("Subordinate Court Information", "Lower_court_table", subordinate_rows(case)),
            linked_cases(case),
            applications(case),
            history(case, design, search_by),
            orders(case, "Interim Orders", [order for order in case.orders if not order.is_final]),
            orders(case, "Final Orders / Judgements", [order for order in case.orders if order.is_final]),
            transfers(case),
            "</table>",
        )
    )


def case_details(case: DocketCase, design: PageDesign) -> str:
    """Numbers and dates of the case, e-filing included even where there is none."""
    year = case.filing_date.year
    efiling_number = text(case.efiling_number) or "-"
    extra = "".join(
        f"<tr><th scope='row'>{label}</th><td colspan='3'>{value}</td></tr>"
        for label, value in design.extra_details
    )
    return (
        "<table class='table case_details_table table-bordered'><caption class='h2class'>Case Details"
        "</caption><tbody>"
        "<tr><th scope='row'>Case Type</th><td colspan='3' "
        f"class='text-uppercase'>{text(case.case_type_name)}</td></tr>"
        f"<tr><th scope='row'>Filing Number</th><td>{case.filing_number}/{year}&nbsp;</td>"
        f"<th scope='row'>Filing Date</th><td>{detail_date(case, case.filing_date)}&nbsp;</td></tr>"
        "<tr><th scope='row'>Registration Number</th>"
        f"<td>{case.registration_number}/{case.registration_date.year}</td>"
        f"<th scope='row'>Registration Date:</th><td>{registration_date(case)}</td></tr>"
        f"<tr><th scope='row'>e-Filing Number</th><td>{efiling_number}</td>"
        f"<th scope='row'>e-Filing Date</th><td>{detail_date(case, case.efiling_date) or '-'}</td>"
        f"</tr>{extra}"
        "<tr><th scope='row'>CNR Number</th><td colspan='2'><span class='text-danger "
        f"text-uppercase'>{case.cnr}</span>"
        "<em> (Note the CNR number for future reference)</em></td><td><a href='#' "
        "onclick=display_case_acknowlegement("
        f"'home/case_acknowlegement&cino={case.cnr}')>View QR Code / Cause Title</a></td></tr></tbody>"
        "</table>"
    )


def status_rows(case: DocketCase) -> list[tuple[str, str]]:
    """Label and value of the case status."""
    rows = [("First Hearing Date", status_date(case, case.first_hearing_date))]
    if case.is_disposed:
        rows += [
            ("Decision Date", status_date(case, case.decision_date)),
            ("Case Status", "Case disposed"),
            ("Nature of Disposal", f"<strong>{text(case.nature_of_disposal)}</strong>"),
        ]
    else:
        rows += [
            ("Next Hearing Date", f"<strong>{status_date(case, case.next_hearing_date)}</strong>"),
            ("Case Stage", f"<strong>{text(case.stage)}</strong>"),
        ]
    return [*rows, ("Court Number and Judge", court_and_judge(case))]


def label_value_table(heading: str, table_class: str, rows: list[tuple[str, str]]) -> str:
    """A table with its heading as caption, or nothing."""
    if not rows:
        return ""
    body = "".join(
        f"<tr><th scope='row'>{label}</th><td colspan='3'>{value}</td></tr>" for label, value in rows
    )
    return (
        f"<table class='table {table_class} table-bordered'><caption class='h2class'>{heading}</caption>"
        f"<tbody>{body}</tbody></table>"
    )


def parties(side: str, listed: Sequence[DocketParty]) -> str:
    """A list item for each party; the break before the advocate is closed like an element."""
    items = "".join(
        f"<li>{number}) {name}"
        + "".join(
            f"<br>{ADVOCATE_PREFIXES[(number + order) % 3]} {advocate}</br>"
            for order, advocate in enumerate(counsel)
        )
        + "</li>"
        for number, name, counsel in numbered(listed)
    )
    return (
        f"<h3 class='h2class'>{side} and Advocate</h3><ul class='table table-bordered {side}_Advocate_table "
        f"{side.lower()}-advocate-list border'>{items}</ul>"
    )


def acts(case: DocketCase) -> str:
    """Acts with their sections."""
    rows = "".join(
        f"<tr><td>{text(act.name)}</td><td>{text(act.sections) or ','}</td></tr>" for act in case.acts
    )
    return (
        "<table class='table acts_table table-bordered' id='act_table'><caption class='h2class'>Acts"
        "</caption>"
        "<thead><tr><th scope='col'>Under Act(s)</th><th scope='col'>Under Section(s)</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def history(case: DocketCase, design: PageDesign, search_by: str) -> str:
    """The case history, newest row first."""
    rows = "".join(
        f"<tr><td>{judge_of(case, hearing)}</td><td>{v6_business_link(case, hearing, search_by)}</td>"
        f"<td>{numeric(hearing.next_date)}</td><td> {text(hearing.purpose)}</td></tr>"
        for hearing in ordered_hearings(case, is_newest_first=True)
    )
    return (
        "<table id='historyheading'><tr><td><h2 class='h2class'>Case History</h2></td></tr></table>"
        f"<table class='{design.history_class} table' border='1' class='{design.history_class}'>"
        "<thead><td scope='col'>Judge</td><td scope='col'>Business on Date</td><td scope='col'>Hearing "
        "Date</td>"
        f"<td scope='col'>Purpose of Hearing</td></thead><tbody>{rows}</tbody></table>"
    )


def orders(case: DocketCase, heading: str, listed: list[DocketOrder]) -> str:
    """One list of orders with opaque links and without an end tag, or nothing."""
    if not listed:
        return ""
    rows = "".join(
        f"<tr><td>&nbsp;&nbsp;{order.number}</td><td>&nbsp;&nbsp;{numeric(order.on)}</td><td>&nbsp;&nbsp;"
        f"<a href='#' aria-label='{heading} | {text(order.details)} on {numeric(order.on)}' "
        f'onclick="displayPdf({opaque_arguments(case, order)})">{text(order.details)}</a></td></tr>'
        for order in listed
    )
    return (
        f"<table id='orderheading'><tr><td><h2 class='h2class'>{heading}</h2></td></tr></table>"
        "<table class='table order_table' border='1'><thead><tr><td><strong>Order Number</strong></td>"
        "<td><strong>Order Date</strong></td><td><strong>Order Details</strong></td></tr></thead>"
        f"<tbody>{rows}"
    )


def opaque_arguments(case: DocketCase, order: DocketOrder) -> str:
    """Five strings that tell nothing, the last of them empty."""
    seeds = (f"{case.cnr}|{order.number}|{part}" for part in range(4))
    return quoted([*(hashlib.sha256(seed.encode()).hexdigest()[:32] for seed in seeds), ""])
