"""Sections that both v6 layouts print alike: processes, linked cases, applications, transfers."""

from __future__ import annotations

from extract.standin.docket import DocketApplication, DocketCase
from extract.standin.printed import numeric, quoted, text

HEADING = "<h3 class='h2class fw-bold text-center mt-2 text-dark'>{}</h3>"
LINKED_HEADINGS = {"linked": "Linked Cases", "main": "Main Matters", "sub": "Sub Matters"}


def processes(case: DocketCase) -> str:
    """Processes wear the class of the FIR table, and their header cells stand in no row."""
    if not case.processes:
        return ""
    rows = "".join(
        f"<tr><td>{text(process.process_id)}</td><td>{text(process.title)}</td><td>{numeric(process.on)}"
        "</td></tr>"
        for process in case.processes
    )
    return (
        HEADING.format("Processes") + "<table class='table table-bordered FIR_details_table'><thead>"
        "<td>Process ID</td><td>Process Title</td><td>Process Date</td></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def linked_cases(case: DocketCase) -> str:
    """A table for each kind of linked case there is."""
    sections = []
    for kind, heading in LINKED_HEADINGS.items():
        rows = "".join(
            f"<tr><td>{text(linked.filing_number)}</td><td>{text(linked.case_number)}</td></tr>"
            for linked in case.linked_cases
            if linked.kind == kind
        )
        if rows:
            sections.append(
                HEADING.format(heading) + "<table class='table table-bordered Linked_cases'><thead>"
                "<tr><th>Filing Number</th><th>Case Number</th></tr></thead>"
                f"<tbody>{rows}</tbody></table>"
            )
    return "".join(sections)


def applications(case: DocketCase) -> str:
    """IA Status: the number is a link, the purpose stands under the next date."""
    if not case.applications:
        return ""
    rows = "".join(application_row(case, application) for application in case.applications)
    return (
        HEADING.format("IA Status")
        + "<table class='table table-bordered IAheading'><thead><tr><th>IA Number</th>"
        "<th>Party Name</th><th>Date of Filing</th><th>Next Date (Purpose)</th><th>IA Status</th></tr>"
        "</thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def application_row(case: DocketCase, application: DocketApplication) -> str:
    """One application; its key is 12 digits: 3, number, year."""
    key = f"3{application.number:07}{application.year}"
    arguments = quoted(
        [
            key,
            case.cnr,
            "IA",
            str(application.number),
            str(application.year),
            case.establishment_code,
            "CSact",
        ]
    )
    next_date = f"{numeric(application.next_date)} <br>({text(application.purpose)})"
    return (
        "<tr><td><a href='#' "
        f"onclick=viewIABusiness({arguments})>IA/{application.number}/{application.year}</a></td>"
        f"<td>{text(application.petitioner)}<br>{text(application.respondent)}<br></td>"
        f"<td>{numeric(application.filed_on)}</td><td>{next_date}</td><td>{text(application.status)}</td>"
        "</tr>"
    )


def transfers(case: DocketCase) -> str:
    """Transfers between judges of the establishment."""
    if not case.transfers:
        return ""
    rows = "".join(
        f"<tr><td>{case.registration_number}/{case.registration_date.year}</td><td>{numeric(transfer.on)}"
        "</td>"
        f"<td>{text(transfer.from_court)}</td><td>{text(transfer.to_court)}</td></tr>"
        for transfer in case.transfers
    )
    return (
        HEADING.format("Case Transfer Details within Establishment")
        + "<table class='table transfer_table'><thead><tr>"
        "<th>Registration Number</th><th>Transfer Date</th><th>From Court Number and Judge</th>"
        f"<th>To Court Number and Judge</th></tr></thead><tbody>{rows}</tbody></table>"
    )
