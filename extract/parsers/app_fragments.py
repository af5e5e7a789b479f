"""The parts of a raw app record: HTML fragments as the app sent them, one reader for each kind."""

from __future__ import annotations

import re

from extract.errors import PageChangedError
from extract.parsers.app_tables import label_pairs, named_cells, named_texts, only_table
from extract.parsers.case_labels import subordinate_court
from extract.parsers.headed_rows import plain_name
from extract.parsers.history_table import history_rows
from extract.parsers.markup import parse_markup
from extract.parsers.orders_table import order_rows
from extract.parsers.party_list import party_rows
from extract.parsers.sections import split_sections
from extract.parsers.text import clean
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

APPLICATION_COLUMNS = {
    "ianumber": "number",
    "party": "party",
    "partyname": "party",
    "dateoffiling": "filing_date",
    "nextdate": "next_date",
    "nextdatepurpose": "next_date",
    "iastatus": "status",
}
_DATE_AND_PURPOSE = re.compile(r"([^(]*)\((.*)\)")


def read_hearings(fragment: str, where: str) -> tuple[HearingRow, ...]:
    """The case history; a row without business date has no link. Links read must be all links in the text."""
    hearings = history_rows(only_table(fragment, f"{where}, history"))
    stated = len(re.findall(r"\bviewBusiness\s*\(", fragment))
    found = sum(hearing.link is not None for hearing in hearings)
    if stated != found:
        raise PageChangedError(f"{where}, history", f"{stated} links as in the text", f"{found}")
    return hearings


def read_acts(fragment: str, where: str) -> tuple[ActRow, ...]:
    """Acts with their sections."""
    rows = named_texts(fragment, f"{where}, acts", {"underacts": "act", "undersections": "sections"})
    return tuple(ActRow(row["act"], row["sections"], split_sections(row["sections"])) for row in rows)


def read_parties(fragment: str, side: str) -> tuple[PartyRow, ...]:
    """``1) NAME<br>Advocate - NAME<br>2) NAME``."""
    body = parse_markup(fragment).body
    return party_rows(side, body.text() if body else "")


def read_fir(text: str, where: str) -> FirDetails:
    """``number^police station^year``."""
    parts = text.split("^")
    if len(parts) != 3:
        raise PageChangedError(f"{where}, FIR", "number^police station^year", f"{len(parts)} parts")
    number, police_station, year = map(clean, parts)
    return FirDetails(police_station=police_station, number=number, year=year)


def read_transfers(fragment: str, where: str) -> tuple[TransferRow, ...]:
    """Transfers from judge to judge within the establishment."""
    columns = {
        "transferdate": "transfer_date",
        "fromcourtnoandjudge": "from_court",
        "tocourtnoandjudge": "to_court",
    }
    rows = named_texts(fragment, f"{where}, transfers", columns)
    return tuple(TransferRow("within_establishment", **row) for row in rows)


def read_orders(fragment: str, kind: str, where: str) -> tuple[OrderRow, ...]:
    """Orders of one kind, or the notice that there is none to be had."""
    where = f"{where}, {kind} orders"
    if "<table" in fragment.lower():
        return order_rows([only_table(fragment, where)], kind)
    body = parse_markup(fragment).body
    notice = clean(body.text() if body else "")
    if notice not in ORDER_NOTICES:
        raise PageChangedError(where, f"a table or {ORDER_NOTICES[0]!r}", "another text")
    return (OrderRow(kind, None, None, notice),)


def read_processes(fragment: str, where: str) -> tuple[ProcessRow, ...]:
    """Summons, notices and warrants."""
    columns = {"processid": "process_id", "processtitle": "title", "processdate": "date"}
    return tuple(ProcessRow(**row) for row in named_texts(fragment, f"{where}, processes", columns))


def read_applications(fragment: str, where: str) -> tuple[InterlocutoryApplication, ...]:
    """Interlocutory applications."""
    rows = named_texts(fragment, f"{where}, applications", APPLICATION_COLUMNS)
    return tuple(application(row) for row in rows)


def application(texts: dict[str, str]) -> InterlocutoryApplication:
    """One application; ``next_date`` may carry its purpose in brackets: ``14-07-2021 (Call on)``."""
    next_date = texts.get("next_date")
    split = _DATE_AND_PURPOSE.fullmatch(next_date or "")
    return InterlocutoryApplication(
        number=texts["number"],
        party=texts.get("party"),
        filing_date=texts.get("filing_date"),
        next_date=clean(split[1]) if split else next_date,
        purpose=clean(split[2]) if split else None,
        status=texts.get("status"),
    )


def read_matters(fragment: str, kind: str, where: str) -> tuple[LinkedCase, ...]:
    """Main or sub matters: rows ``Filing Number :`` or ``Case Number :`` with the number."""
    where = f"{where}, {kind} matters"
    return tuple(matter(label, value, kind, where) for label, value in label_pairs(fragment, where))


def matter(label: str, value: str, kind: str, where: str) -> LinkedCase:
    """One linked case by the label of its number."""
    if plain_name(label) not in ("filingnumber", "casenumber"):
        raise PageChangedError(where, "Filing Number or Case Number", f"{label[:40]!r}")
    is_filing = plain_name(label) == "filingnumber"
    return LinkedCase(kind, value if is_filing else None, None if is_filing else value)


def read_linked_cases(fragment: str, where: str) -> tuple[LinkedCase, ...]:
    """Connected cases, with both numbers in a row."""
    columns = {"filingnumber": "filing_number", "casenumber": "case_number"}
    rows = named_cells(fragment, f"{where}, linked cases", columns, optional=columns.values())
    return tuple(
        LinkedCase(
            "linked",
            row["filing_number"].text if "filing_number" in row else None,
            row["case_number"].text if "case_number" in row else None,
        )
        for row in rows
    )


def read_subordinate_court(fragment: str, where: str) -> SubordinateCourt:
    """The magistrate's case."""
    return subordinate_court(label_pairs(fragment, f"{where}, subordinate court"))
