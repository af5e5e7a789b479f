"""Sections of the v4 page that few cases have: processes, linked cases, applications, transfers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.standin.docket import DocketCase
from extract.standin.printed import numeric, quoted, text

LINKED_HEADINGS = {"linked": "Linked Cases", "main": "Main Matters", "sub": "Sub Matters"}


def processes(case: DocketCase) -> str:
    """Processes wear the class of the FIR section."""
    rows = (
        (text(process.process_id), text(process.title), numeric(process.on)) for process in case.processes
    )
    return section("Processes", "FIR_details_table", ("Process ID", "Process Title", "Process Date"), rows)


def linked_cases(case: DocketCase) -> str:
    """A table for each kind of linked case there is."""
    return "".join(
        section(
            heading,
            "Linked_cases",
            ("Filing Number", "Case Number"),
            (
                (text(linked.filing_number), text(linked.case_number))
                for linked in case.linked_cases
                if linked.kind == kind
            ),
        )
        for kind, heading in LINKED_HEADINGS.items()
    )


def applications(case: DocketCase) -> str:
    """IA Status, with the purpose under the next date."""
    rows = []
    for application in case.applications:
        key = f"3{application.number:07}{application.year}"
        arguments = quoted([key, case.cnr, "IA", str(application.number), str(application.year)])
        rows.append(
            (
                '<a href="#" '
                f'onclick="viewIABusiness({arguments})">IA/{application.number}/{application.year}</a>',
                f"{text(application.petitioner)}<br>{text(application.respondent)}<br>",
                numeric(application.filed_on),
                f"{numeric(application.next_date)} <br>({text(application.purpose)})",
                text(application.status),
            )
        )
    columns = ("IA Number", "Party Name", "Date of Filing", "Next Date (Purpose)", "IA Status")
    return section("IA Status", "IAheading", columns, rows)


def transfers(case: DocketCase) -> str:
    """Transfers between judges of the establishment."""
    registration = f"{case.registration_number}/{case.registration_date.year}"
    rows = (
        (registration, numeric(transfer.on), text(transfer.from_court), text(transfer.to_court))
        for transfer in case.transfers
    )
    columns = (
        "Registration Number",
        "Transfer Date",
        "From Court Number and Judge",
        "To Court Number and Judge",
    )
    return section("Case Transfer Details within Establishment", "transfer_table", columns, rows)


def section(heading: str, table_class: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Heading and table, or nothing when there is no row."""
    body = "".join(
        "<tr>" + "".join(f'<td align="left">{cell}</td>' for cell in row) + "</tr>" for row in rows
    )
    if not body:
        return ""
    header = "".join(f"<th>{column}</th>" for column in columns)
    return (
        f'<h2 class="h2class" style="font-weight:bold;">{heading}</h2>'
        f'<table class="{table_class}" width="700px" border="1"><tbody><tr>{header}</tr>{body}</tbody>'
        "</table>"
    )
