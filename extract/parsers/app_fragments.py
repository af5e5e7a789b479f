"""The parts of a raw app record: HTML fragments as the app sent them, one reader for each kind."""

from __future__ import annotations

import re

from extract.errors import PageChangedError
from extract.parsers.app_tables import Row, cell_text, read_labels, read_table, text_lines
from extract.parsers.sections import split_sections
from extract.parsers.text import link_arguments
from extract.records import (
    ActRow,
    FirDetails,
    HearingRow,
    InterlocutoryApplication,
    LinkedCase,
    OrderRow,
    PartyRow,
    ProcessRow,
    SubordinateCourt,
    TransferRow,
)

ORDER_NOTICES = ("Order not uploaded by concerned court",)
"""What stands in the place of an orders table when a court didn't upload the order."""

HISTORY_FIELDS = {
    "judge": "judge",
    "business on date": "business_date",
    "hearing date": "hearing_date",
    "purpose of hearing": "purpose",
    "registration number": "registration_number",
    "cause list type": "cause_list_type",
}
_OPTIONAL_IN_HISTORY = ("registration_number", "cause_list_type")
SUBORDINATE_COURT_FIELDS = {
    "court number and name": "court",
    "case number and year": "case_number",
    "case decision date": "decision_date",
}
APPLICATION_FIELDS = {
    "ia number": "number",
    "party": "party",
    "party name": "party",
    "date of filing": "filing_date",
    "next date": "next_date",
    "next date (purpose)": "next_date",
    "ia status": "status",
}
_PARTY = re.compile(r"(\d+)\)\s*(.*)")
_ADVOCATE = re.compile(r"Advocate\s*-\s*(.*)", re.IGNORECASE)
_DATE_AND_PURPOSE = re.compile(r"([^(]*)\((.*)\)")


def read_hearings(fragment: str, where: str) -> tuple[HearingRow, ...]:
    """The case history; a row without business date has no link. Links read must be all links in the text."""
    rows = read_table(fragment, f"{where}, history", HISTORY_FIELDS, _OPTIONAL_IN_HISTORY)
    hearings = tuple(_hearing(position, row) for position, row in enumerate(rows, start=1))
    stated = len(re.findall(r"\bviewBusiness\s*\(", fragment))
    found = sum(hearing.link is not None for hearing in hearings)
    if stated != found:
        raise PageChangedError(f"{where}, history", f"{stated} links as in the text", f"{found}")
    return hearings


def _hearing(position: int, row: Row) -> HearingRow:
    texts = {name: cell_text(cell) for name, cell in row.items()}
    scripts = [link.attributes.get("onclick") or "" for link in row["business_date"].css("a")]
    calls = [call for script in scripts if (call := link_arguments(script, "viewBusiness")) is not None]
    return HearingRow(
        position=position,
        judge=texts.get("judge"),
        business_date=texts.get("business_date"),
        hearing_date=texts.get("hearing_date"),
        purpose=texts.get("purpose"),
        registration_number=texts.get("registration_number"),
        cause_list_type=texts.get("cause_list_type"),
        link=calls[0] if calls else None,
    )


def read_acts(fragment: str, where: str) -> tuple[ActRow, ...]:
    """Acts with their sections."""
    fields = {"under act(s)": "act", "under section(s)": "sections"}
    rows = [
        (cell_text(row["act"]), cell_text(row["sections"]))
        for row in read_table(fragment, f"{where}, acts", fields)
    ]
    return tuple(ActRow(act, sections, split_sections(sections)) for act, sections in rows)


def read_parties(fragment: str, side: str, where: str) -> tuple[PartyRow, ...]:
    """``1) NAME<br>Advocate - NAME<br>2) NAME``; a line that is neither goes on with the name before."""
    parties: list[PartyRow] = []
    for line in text_lines(fragment):
        if numbered := _PARTY.fullmatch(line):
            parties.append(PartyRow(side, int(numbered[1]), numbered[2]))
            continue
        if not parties:
            raise PageChangedError(f"{where}, {side}", "a party number such as '1)'", repr(line[:20]))
        last = parties[-1]
        advocate = _ADVOCATE.fullmatch(line)
        name, advocates = (
            (last.name, (*last.advocates, advocate[1])) if advocate else (f"{last.name} {line}", last.advocates)
        )
        parties[-1] = PartyRow(side, last.number, name, advocates)
    return tuple(parties)


def read_fir(text: str, where: str) -> FirDetails:
    """``number^police station^year``."""
    parts = text.split("^")
    if len(parts) != 3:
        raise PageChangedError(f"{where}, FIR", "number^police station^year", f"{len(parts)} parts")
    number, police_station, year = (part.strip() for part in parts)
    return FirDetails(police_station=police_station, number=number, year=year)


def read_transfers(fragment: str, where: str) -> tuple[TransferRow, ...]:
    """Transfers from judge to judge within the establishment."""
    fields = {
        "transfer date": "transfer_date",
        "from court no. and judge": "from_court",
        "to court no. and judge": "to_court",
    }
    rows = read_table(fragment, f"{where}, transfers", fields)
    return tuple(
        TransferRow("within_establishment", **{name: cell_text(cell) for name, cell in row.items()})
        for row in rows
    )


def read_orders(fragment: str, kind: str, where: str) -> tuple[OrderRow, ...]:
    """Orders of one kind, or the notice that there is none to be had."""
    if "<table" not in fragment.lower():
        notice = " ".join(text_lines(fragment))
        if notice not in ORDER_NOTICES:
            raise PageChangedError(f"{where}, {kind} orders", f"a table or {ORDER_NOTICES[0]!r}", repr(notice))
        return (OrderRow(kind, None, None, notice),)
    fields = {"order no": "number", "order date": "date", "order details": "details"}
    rows = read_table(fragment, f"{where}, {kind} orders", fields)
    return tuple(OrderRow(kind, **{name: cell_text(cell) for name, cell in row.items()}) for row in rows)


def read_processes(fragment: str, where: str) -> tuple[ProcessRow, ...]:
    """Summons, notices and warrants."""
    fields = {"process id": "process_id", "process title": "title", "process date": "date"}
    rows = read_table(fragment, f"{where}, processes", fields)
    return tuple(ProcessRow(**{name: cell_text(cell) for name, cell in row.items()}) for row in rows)


def read_applications(fragment: str, where: str) -> tuple[InterlocutoryApplication, ...]:
    """Interlocutory applications."""
    rows = read_table(fragment, f"{where}, applications", APPLICATION_FIELDS)
    return tuple(application({name: cell_text(cell) for name, cell in row.items()}) for row in rows)


def application(texts: dict[str, str]) -> InterlocutoryApplication:
    """One application; ``next_date`` may carry its purpose in brackets: ``14-07-2021 (Call on)``."""
    next_date = texts.get("next_date")
    split = _DATE_AND_PURPOSE.fullmatch(next_date or "")
    return InterlocutoryApplication(
        number=texts["number"],
        party=texts.get("party"),
        filing_date=texts.get("filing_date"),
        next_date=split[1].strip() if split else next_date,
        purpose=split[2].strip() if split else None,
        status=texts.get("status"),
    )


def read_matters(fragment: str, kind: str, where: str) -> tuple[LinkedCase, ...]:
    """Main or sub matters: rows ``Filing Number :`` or ``Case Number :`` with the number."""
    return tuple(matter(label, value, kind, where) for label, value in read_labels(fragment, where))


def matter(label: str, value: str, kind: str, where: str) -> LinkedCase:
    """One linked case by the label of its number."""
    if label not in ("filing number", "case number"):
        raise PageChangedError(f"{where}, {kind} matters", "Filing Number or Case Number", repr(label))
    is_filing = label == "filing number"
    return LinkedCase(kind, value if is_filing else None, None if is_filing else value)


def read_linked_cases(fragment: str, where: str) -> tuple[LinkedCase, ...]:
    """Connected cases, with both numbers in a row."""
    fields = {"filing number": "filing_number", "case number": "case_number"}
    rows = read_table(fragment, f"{where}, linked cases", fields, optional=fields.values())
    return tuple(
        LinkedCase(
            "linked",
            cell_text(row["filing_number"]) if "filing_number" in row else None,
            cell_text(row["case_number"]) if "case_number" in row else None,
        )
        for row in rows
    )


def read_subordinate_court(fragment: str, where: str) -> SubordinateCourt:
    """The magistrate's case."""
    return subordinate_court(read_labels(fragment, where), where)


def subordinate_court(pairs: list[tuple[str, str]], where: str) -> SubordinateCourt:
    """The magistrate's case from its labels (lower case) and values."""
    unknown = [label for label, _ in pairs if label not in SUBORDINATE_COURT_FIELDS]
    if unknown:
        raise PageChangedError(
            f"{where}, subordinate court", f"the labels {', '.join(SUBORDINATE_COURT_FIELDS)}", repr(unknown[0])
        )
    texts = {SUBORDINATE_COURT_FIELDS[label]: value for label, value in pairs}
    return SubordinateCourt(texts.get("court"), texts.get("case_number"), texts.get("decision_date"))
