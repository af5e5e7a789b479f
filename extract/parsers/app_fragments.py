"""The parts of a raw app record: HTML fragments as the app sent them, read like the tables of a case page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extract.errors import PageChangedError
from extract.parsers import case_tables
from extract.parsers.app_tables import label_pairs, only_table
from extract.parsers.case_labels import subordinate_court
from extract.parsers.headed_rows import plain_name
from extract.parsers.history_table import history_rows
from extract.parsers.markup import parse_markup
from extract.parsers.orders_table import order_rows
from extract.parsers.party_list import party_rows
from extract.parsers.text import clean
from extract.records import FirDetails, HearingRow, LinkedCase, OrderRow, PartyRow, TransferRow

ORDER_NOTICES = ("Order not uploaded by concerned court",)
"""What stands in the place of an orders table when a court didn't upload the order."""

FRAGMENT_KEYS = (
    "act", "fir_details", "subordinateCourtInfoStr", "historyOfCaseHearing", "interimOrder", "finalOrder",
    "transfer", "processes", "iaFiling", "main_matter", "sub_matter", "link_cases",
)  # fmt: skip


def read_raw_parts(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``CaseRecord`` that a raw record holds as fragments; an empty fragment has no rows."""
    fragments = {key: _fragment(key, value) for key, value in record.items() if key in FRAGMENT_KEYS}
    tables = {
        key: only_table(fragments[key], key) if fragments.get(key) else None
        for key in ("act", "transfer", "processes", "iaFiling", "link_cases")
    }
    fir, court = fragments.get("fir_details"), fragments.get("subordinateCourtInfoStr")
    return {
        "acts": case_tables.act_rows(tables["act"]) if tables["act"] else (),
        "fir": read_fir(fir) if fir else None,
        "subordinate_court": subordinate_court(label_pairs(court, "subordinate court")) if court else None,
        "hearings": read_hearings(fragments.get("historyOfCaseHearing", "")),
        "orders": read_orders(fragments.get("interimOrder", ""), "interim")
        + read_orders(fragments.get("finalOrder", ""), "final"),
        "transfers": (
            case_tables.transfer_rows(tables["transfer"], "within_establishment")
            if tables["transfer"]
            else ()
        )
        + _left_establishment(record),
        "processes": case_tables.process_rows(tables["processes"]) if tables["processes"] else (),
        "interlocutory_applications": (
            case_tables.application_rows(tables["iaFiling"]) if tables["iaFiling"] else ()
        ),
        "linked_cases": read_matters(fragments.get("main_matter", ""), "main")
        + read_matters(fragments.get("sub_matter", ""), "sub")
        + (case_tables.linked_case_rows(tables["link_cases"], "linked") if tables["link_cases"] else ()),
    }


def read_hearings(fragment: str) -> tuple[HearingRow, ...]:
    """The case history; a row without business date has no link. Links read must be all links in the text."""
    hearings = history_rows(only_table(fragment, "history")) if fragment else ()
    stated = len(re.findall(r"\bviewBusiness\s*\(", fragment))
    found = sum(hearing.link is not None for hearing in hearings)
    if stated != found:
        raise PageChangedError("history", f"{stated} links as in the text", f"{found}")
    return hearings


def read_parties(fragment: str, side: str) -> tuple[PartyRow, ...]:
    """``1) NAME<br>Advocate - NAME<br>2) NAME``."""
    body = parse_markup(fragment).body
    return party_rows(side, body.text() if body else "")


def read_fir(text: str) -> FirDetails:
    """``number^police station^year``."""
    parts = text.split("^")
    if len(parts) != 3:
        raise PageChangedError("FIR", "number^police station^year", f"{len(parts)} parts")
    number, police_station, year = map(clean, parts)
    return FirDetails(police_station=police_station, number=number, year=year)


def read_orders(fragment: str, kind: str) -> tuple[OrderRow, ...]:
    """Orders of one kind, or the notice that there is none to be had."""
    if not fragment:
        return ()
    if "<table" in fragment.lower():
        return order_rows([only_table(fragment, f"{kind} orders")], kind)
    body = parse_markup(fragment).body
    notice = clean(body.text() if body else "")
    if notice not in ORDER_NOTICES:
        raise PageChangedError(f"{kind} orders", f"a table or {ORDER_NOTICES[0]!r}", "another text")
    return (OrderRow(kind, None, None, notice),)


def read_matters(fragment: str, kind: str) -> tuple[LinkedCase, ...]:
    """Main or sub matters: rows ``Filing Number :`` or ``Case Number :`` with the number."""
    pairs = label_pairs(fragment, f"{kind} matters") if fragment else []
    return tuple(matter(label, value, kind) for label, value in pairs)


def matter(label: str, value: str, kind: str) -> LinkedCase:
    """One linked case by the label of its number."""
    if plain_name(label) not in ("filingnumber", "casenumber"):
        raise PageChangedError(f"{kind} matters", "Filing Number or Case Number", f"{label[:40]!r}")
    is_filing = plain_name(label) == "filingnumber"
    return LinkedCase(kind, value if is_filing else None, None if is_filing else value)


def _fragment(key: str, value: Any) -> str:
    if not isinstance(value or "", str):
        raise PageChangedError("app record", f"text in {key}", type(value).__name__)
    return str(value) if clean(value) else ""


def _left_establishment(record: Mapping[str, Any]) -> tuple[TransferRow, ...]:
    """A transfer to another establishment stands in keys of its own, without the court it came from."""
    date, name = (record.get(key) or None for key in ("transfer_est_date", "transfer_est_name"))
    return (TransferRow("between_establishments", date, None, name),) if date or name else ()
