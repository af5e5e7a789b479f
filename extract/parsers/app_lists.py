"""The parts of a parsed app record: lists and objects as a study published them, with each day's entry.

What the parsed form doesn't hold stays empty: the links of the hearings, the wording of an order's link, and
whether an order was an interim or a final one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from extract.errors import PageChangedError
from extract.parsers.app_fragments import (
    APPLICATION_COLUMNS,
    ORDER_NOTICES,
    application,
    matter,
)
from extract.parsers.case_labels import subordinate_court
from extract.parsers.headed_rows import plain_name
from extract.parsers.sections import split_sections
from extract.parsers.text import clean
from extract.records import (
    ActRow,
    DailyStatus,
    FirDetails,
    HearingRow,
    InterlocutoryApplication,
    LinkedCase,
    OrderRow,
    ProcessRow,
    SubordinateCourt,
    TransferRow,
)

_HEARING_KEYS = ("Judge", "Business On Date", "Hearing Date", "Purpose of hearing")
_DAY_FIELDS = {
    "Business": "business",
    "Next Purpose": "next_purpose",
    "Next Hearing Date": "next_hearing_date",
    "Reason for Adjournment": "adjournment_reason",
    "Nature of Disposal": "nature_of_disposal",
    "Disposal Date": "disposal_date",
}
_DAY_OTHERS = ("Presentee", "Exhibits", "Short Order")
_DOWNLOAD_KEYS = ("link", "path", "word_count", "language")
"""What a study noted about the order it had downloaded: no part of the case, not read."""

_NUMBERED_COURT = re.compile(r"\d+\s*-.*")


def read_hearing_list(entries: Any, where: str) -> tuple[HearingRow, ...]:
    """The case history."""
    hearings = []
    for position, entry in enumerate(_objects(entries, f"{where}, history"), start=1):
        _check_keys(entry, (*_HEARING_KEYS, "business_details"), f"{where}, history")
        judge, business_date, hearing_date, purpose = (printed(entry.get(key)) for key in _HEARING_KEYS)
        hearings.append(HearingRow(position, judge, business_date, hearing_date, purpose))
    return tuple(hearings)


def read_day_list(entries: Any, cnr: str, where: str) -> tuple[DailyStatus, ...]:
    """One daily status for each hearing, in the same order; without texts where none was published."""
    return tuple(_day(entry, cnr, f"{where}, daily status") for entry in _objects(entries, where))


def _day(entry: Mapping[str, Any], cnr: str, where: str) -> DailyStatus:
    details = entry.get("business_details") or {}
    if not isinstance(details, dict):
        raise PageChangedError(where, "an object business_details", type(details).__name__)
    _check_keys(details, (*_DAY_FIELDS, *_DAY_OTHERS), where)
    texts = {name: printed(details.get(key)) for key, name in _DAY_FIELDS.items()}
    return DailyStatus(
        cnr=cnr,
        business_date=printed(entry.get("Business On Date")),
        judge=printed(entry.get("Judge")),
        others=tuple((key, printed(details[key]) or "") for key in _DAY_OTHERS if key in details),
        **texts,
    )


def read_act_list(entries: Any, where: str) -> tuple[ActRow, ...]:
    """Acts; the sections' text is put together again with the commas of the raw form."""
    acts = []
    for entry in _objects(entries, f"{where}, acts"):
        _check_keys(entry, ("act", "sections"), f"{where}, acts")
        sections = entry.get("sections") or []
        if not isinstance(sections, list):
            raise PageChangedError(f"{where}, acts", "a list of sections", type(sections).__name__)
        text = clean(",".join(str(section) for section in sections))
        acts.append(ActRow(printed(entry.get("act")) or "", text, split_sections(text)))
    return tuple(acts)


def read_fir_object(entry: Any, where: str) -> FirDetails | None:
    """The FIR, ``None`` when the object is empty."""
    if not entry:
        return None
    fir = _object(entry, f"{where}, FIR")
    _check_keys(fir, ("no.", "police_station", "year"), f"{where}, FIR")
    return FirDetails(printed(fir.get("police_station")), printed(fir.get("no.")), printed(fir.get("year")))


def read_transfer_list(entries: Any, is_left_establishment: bool, where: str) -> tuple[TransferRow, ...]:
    """Transfers; one to another establishment names it without a court number in front."""
    fields = ("Transfer Date", "From Court No. and Judge", "To Court No. and Judge")
    transfers = []
    for entry in _objects(entries, f"{where}, transfers"):
        _check_keys(entry, fields, f"{where}, transfers")
        texts = [printed(entry.get(key)) for key in fields]
        is_within = _NUMBERED_COURT.fullmatch(texts[2] or "") is not None
        kind = "within_establishment" if is_within else "between_establishments"
        transfers.append(TransferRow(kind, *texts))
    between = sum(transfer.kind == "between_establishments" for transfer in transfers)
    if bool(between) != is_left_establishment:
        expected = "one" if is_left_establishment else "none"
        raise PageChangedError(
            f"{where}, transfers between establishments", f"{expected} by the flag", f"{between}"
        )
    return tuple(transfers)


def read_order_list(entries: Any, kind: str, where: str) -> tuple[OrderRow, ...]:
    """Orders; an object that says nothing at all is no order."""
    orders = (_order(entry, kind, where) for entry in _objects(entries, f"{where}, {kind} orders"))
    return tuple(order for order in orders if order is not None)


def _order(entry: Mapping[str, Any], kind: str, where: str) -> OrderRow | None:
    where = f"{where}, {kind} orders"
    _check_keys(entry, ("no.", "date", "error", *_DOWNLOAD_KEYS), where)
    number, date, notice = (printed(entry.get(key)) for key in ("no.", "date", "error"))
    if notice and notice not in ORDER_NOTICES:
        raise PageChangedError(where, repr(ORDER_NOTICES[0]), "another notice")
    if number is None and date is None and not notice:
        return None
    return OrderRow(kind, number, date, notice or "")


def read_process_list(entries: Any, where: str) -> tuple[ProcessRow, ...]:
    """Summons, notices and warrants."""
    fields = ("Process ID", "Process Title", "Process Date")
    processes = []
    for entry in _objects(entries, f"{where}, processes"):
        _check_keys(entry, fields, f"{where}, processes")
        process_id, title, date = (printed(entry.get(key)) for key in fields)
        processes.append(ProcessRow(process_id or "", title, date))
    return tuple(processes)


def read_application_list(entries: Any, where: str) -> tuple[InterlocutoryApplication, ...]:
    """Interlocutory applications."""
    applications = []
    for entry in _objects(entries, f"{where}, applications"):
        labels = {plain_name(key): printed(value) or "" for key, value in entry.items()}
        _check_keys(labels, tuple(APPLICATION_COLUMNS), f"{where}, applications")
        if "ianumber" not in labels:
            raise PageChangedError(f"{where}, applications", "an IA Number", ", ".join(labels))
        applications.append(application({APPLICATION_COLUMNS[label]: text for label, text in labels.items()}))
    return tuple(applications)


def read_matter_object(entry: Any, kind: str, where: str) -> tuple[LinkedCase, ...]:
    """Main or sub matters: an object of label and list of numbers."""
    where = f"{where}, {kind} matters"
    return tuple(
        matter(key, printed(value) or "", kind, where)
        for key, values in _object(entry or {}, where).items()
        for value in (values if isinstance(values, list) else [values])
    )


def read_linked_case_list(entries: Any, where: str) -> tuple[LinkedCase, ...]:
    """Connected cases."""
    linked = []
    for entry in _objects(entries, f"{where}, linked cases"):
        _check_keys(entry, ("Filing Number", "Case Number"), f"{where}, linked cases")
        numbers = (printed(entry.get(key)) for key in ("Filing Number", "Case Number"))
        linked.append(LinkedCase("linked", *numbers))
    return tuple(linked)


def read_subordinate_object(entry: Any, where: str) -> SubordinateCourt | None:
    """The magistrate's case, ``None`` when the object is empty."""
    if not entry:
        return None
    pairs = _object(entry, f"{where}, subordinate court").items()
    return subordinate_court([(key, printed(value) or "") for key, value in pairs])


def printed(value: Any) -> str | None:
    """A JSON value as cleaned text: ``None`` stays, numbers become digits, lists are joined by ``; ``."""
    if value is None:
        return None
    if isinstance(value, list):
        return "; ".join(printed(item) or "" for item in value)
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _objects(entries: Any, where: str) -> list[Mapping[str, Any]]:
    if not isinstance(entries or [], list):
        raise PageChangedError(where, "a list", type(entries).__name__)
    return [_object(entry, where) for entry in entries or []]


def _object(entry: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(entry, dict):
        raise PageChangedError(where, "an object", type(entry).__name__)
    return entry


def _check_keys(entry: Mapping[str, Any], known: Collection[str], where: str) -> None:
    unknown = [key for key in entry if key not in known]
    if unknown:
        raise PageChangedError(where, f"only the keys {', '.join(known)}", f"{unknown[0][:40]!r}")
