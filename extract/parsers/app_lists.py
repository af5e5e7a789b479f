"""The parts of a parsed app record: lists and objects as a study published them.

What the parsed form doesn't hold stays empty: the wording of an order's link, and whether an order was an
interim or a final one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extract.errors import PageChangedError
from extract.parsers.app_fragments import ORDER_NOTICES, matter
from extract.parsers.app_history import read_days, read_hearings
from extract.parsers.app_values import known_object, known_objects, printed, texts_of
from extract.parsers.case_labels import subordinate_court
from extract.parsers.sections import split_sections
from extract.parsers.text import clean
from extract.records import (
    ActRow,
    FirDetails,
    InterlocutoryApplication,
    LinkedCase,
    OrderRow,
    ProcessRow,
    SubordinateCourt,
    TransferRow,
)

_TRANSFER_KEYS = ("Transfer Date", "From Court No. and Judge", "To Court No. and Judge")
_PROCESS_KEYS = ("Process ID", "Process Title", "Process Date")
_APPLICATION_KEYS = ("IA Number", "Party", "Date of Filing", "Next Date", "IA Status")
_COURT_KEYS = ("Court Number and Name", "Case Number and Year", "Case Decision Date")
_NUMBER_KEYS = ("Filing Number", "Case Number")
_FIR_KEYS = ("police_station", "no.", "year")
_ORDER_KEYS = ("no.", "date", "error")
_DOWNLOAD_KEYS = ("link", "path", "word_count", "language")
"""What a study noted about the order it had downloaded: no part of the case, not read."""

_NUMBERED_COURT = re.compile(r"\d+\s*-.*")
_DATE_AND_PURPOSE = re.compile(r"([^()]*?)\s*(?:\((.*)\))?")


def read_parsed_parts(record: Mapping[str, Any], cnr: str) -> dict[str, Any]:
    """The fields of ``CaseRecord`` that a parsed record holds as lists and objects."""
    judgment = record.get("judgment")
    return {
        "acts": read_acts(record.get("acts")),
        "fir": read_fir(record.get("fir_details")),
        "subordinate_court": read_subordinate_court(record.get("subordinate_court")),
        "hearings": read_hearings(record.get("history")),
        "daily_statuses": read_days(record.get("history"), cnr),
        "orders": read_orders(record.get("orders"), "unspecified")
        + read_orders(record.get("final_orders"), "final")
        + read_orders([judgment] if judgment else [], "final"),
        "transfers": read_transfers(record.get("transfer"), record.get("transfer_est_flag") == "Y"),
        "processes": read_processes(record.get("processes")),
        "interlocutory_applications": read_applications(record.get("ia_filings")),
        "linked_cases": read_matters(record.get("main_matter"), "main")
        + read_matters(record.get("sub_matter"), "sub")
        + read_linked_cases(record.get("link_cases")),
    }


def read_acts(value: Any) -> tuple[ActRow, ...]:
    """Acts; the sections' text is put together again with the commas of the raw form."""
    acts = []
    for entry in known_objects(value, ("act", "sections"), "acts"):
        sections = entry.get("sections") or []
        if not isinstance(sections, list):
            raise PageChangedError("acts", "a list of sections", type(sections).__name__)
        text = clean(",".join(str(section) for section in sections))
        acts.append(ActRow(printed(entry.get("act")) or "", text, split_sections(text)))
    return tuple(acts)


def read_fir(value: Any) -> FirDetails | None:
    """The FIR, ``None`` when the object is empty."""
    entry = known_object(value, _FIR_KEYS, "FIR")
    return FirDetails(*texts_of(entry, _FIR_KEYS)) if entry else None


def read_transfers(value: Any, has_left_establishment: bool) -> tuple[TransferRow, ...]:
    """Transfers; one to another establishment names it without a court number in front."""
    transfers = []
    for entry in known_objects(value, _TRANSFER_KEYS, "transfers"):
        date, from_court, to_court = texts_of(entry, _TRANSFER_KEYS)
        is_within = _NUMBERED_COURT.fullmatch(to_court or "") is not None
        kind = "within_establishment" if is_within else "between_establishments"
        transfers.append(TransferRow(kind, date, from_court, to_court))
    between = sum(transfer.kind == "between_establishments" for transfer in transfers)
    if bool(between) != has_left_establishment:
        expected = "one between establishments" if has_left_establishment else "none between establishments"
        raise PageChangedError("transfers", f"{expected} as transfer_est_flag says", f"{between}")
    return tuple(transfers)


def read_orders(value: Any, kind: str) -> tuple[OrderRow, ...]:
    """Orders; an object that says nothing at all is no order."""
    orders = []
    for entry in known_objects(value, (*_ORDER_KEYS, *_DOWNLOAD_KEYS), f"{kind} orders"):
        number, date, notice = texts_of(entry, _ORDER_KEYS)
        if notice and notice not in ORDER_NOTICES:
            raise PageChangedError(f"{kind} orders", repr(ORDER_NOTICES[0]), "another notice")
        if number is not None or date is not None or notice:
            orders.append(OrderRow(kind, number, date, notice or ""))
    return tuple(orders)


def read_processes(value: Any) -> tuple[ProcessRow, ...]:
    """Summons, notices and warrants."""
    rows = (texts_of(entry, _PROCESS_KEYS) for entry in known_objects(value, _PROCESS_KEYS, "processes"))
    return tuple(ProcessRow(process_id or "", title, date) for process_id, title, date in rows)


def read_applications(value: Any) -> tuple[InterlocutoryApplication, ...]:
    """Interlocutory applications; the purpose may stand in brackets behind the next date."""
    applications = []
    for entry in known_objects(value, _APPLICATION_KEYS, "applications"):
        number, party, filing_date, next_date, status = texts_of(entry, _APPLICATION_KEYS)
        when = _DATE_AND_PURPOSE.fullmatch(next_date or "")
        if not number or when is None:
            raise PageChangedError("applications", "a number and 'date (purpose)'", "another text, or none")
        next_day = None if next_date is None else when[1]
        applications.append(InterlocutoryApplication(number, party, filing_date, next_day, when[2], status))
    return tuple(applications)


def read_matters(value: Any, kind: str) -> tuple[LinkedCase, ...]:
    """Main or sub matters: an object of label and list of numbers."""
    return tuple(
        matter(label, printed(number) or "", kind)
        for label, numbers in known_object(value, _NUMBER_KEYS, f"{kind} matters").items()
        for number in (numbers if isinstance(numbers, list) else [numbers])
    )


def read_linked_cases(value: Any) -> tuple[LinkedCase, ...]:
    """Connected cases."""
    entries = known_objects(value, _NUMBER_KEYS, "linked cases")
    return tuple(LinkedCase("linked", *texts_of(entry, _NUMBER_KEYS)) for entry in entries)


def read_subordinate_court(value: Any) -> SubordinateCourt | None:
    """The magistrate's case, ``None`` when the object is empty."""
    entry = known_object(value, _COURT_KEYS, "subordinate court")
    return subordinate_court([(key, printed(text) or "") for key, text in entry.items()]) if entry else None
