"""Genuine published case records, where they are at hand: all are read, nothing in them is lost."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from extract.parsers.app_keys import IGNORED_KEYS
from extract.parsers.app_record import parse_app_record
from extract.records import CaseRecord

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "real_cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="no genuine case records beside the project")
NAMES = sorted(path.name for path in CASES.glob("app_raw/*.json"))
FILLERS = (None, "", 0, [], {})


def both_forms(name: str) -> tuple[dict[str, Any], CaseRecord, dict[str, Any], CaseRecord]:
    """One case: raw JSON and its record, parsed JSON and its record."""
    texts = [(CASES / form / name).read_text(encoding="utf-8") for form in ("app_raw", "app_parsed")]
    return json.loads(texts[0]), parse_app_record(texts[0]), json.loads(texts[1]), parse_app_record(texts[1])


def test_there_are_as_many_records_of_both_forms() -> None:
    assert len(NAMES) == len(list(CASES.glob("app_parsed/*.json"))) == 68


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_raw_form_is_lost(name: str) -> None:
    source, case, _, _ = both_forms(name)
    assert case.cnr == source["cino"]
    history = source["historyOfCaseHearing"]
    assert len(case.hearings) == history.count("<tr>") - 1
    assert sum(row.link is not None for row in case.hearings) == history.count("viewBusiness(")
    assert len(case.acts) == source["act"].count("<tr>") - 1
    for act in case.acts:
        assert re.findall(r"\w+", act.sections_text) == re.findall(r"\w+", " ".join(act.sections))
    transfers = (source["transfer"] or "<tr>").count("<tr>") - 1 + (source["transfer_est"] == "Y")
    assert len(case.transfers) == transfers
    orders = sum(
        max(1, (source[key] or "").count("<tr>") - 1) for key in ("interimOrder", "finalOrder") if source[key]
    )
    assert len(case.orders) == orders
    numbered = [re.findall(r"(?:^|>)\s*(\d+)\)", source[key] or "") for key in PARTY_KEYS]
    assert [str(party.number) for party in case.parties] == [number for side in numbered for number in side]
    assert {key for key in IGNORED_KEYS if has_value(source.get(key))} <= {key for key, _ in case.ignored}


def test_daily_statuses_confirm_what_the_rows_of_a_history_mean() -> None:
    """A row's second date is the next one, and its purpose that of the next date (METHODOLOGY 1.1).

    The daily status says both in words of its own: "Next Hearing Date", "Next Purpose".
    """
    dates, purposes = 0, 0
    for name in NAMES:
        case = parse_app_record((CASES / "app_parsed" / name).read_text(encoding="utf-8"))
        rows = {(row.business_date, row.hearing_date): row.purpose for row in case.hearings}
        for status in case.daily_statuses:
            if not status.next_hearing_date:
                continue
            assert (status.business_date, status.next_hearing_date) in rows
            dates += 1
            if status.next_purpose:
                assert rows[status.business_date, status.next_hearing_date] == status.next_purpose
                purposes += 1
    assert (dates, purposes) == (308, 307)


PARTY_KEYS = ("petNameAdd", "str_error", "resNameAdd", "str_error1")


def has_value(value: Any) -> bool:
    """Whether a key of the source says anything."""
    return value not in FILLERS and not (isinstance(value, str) and not value.strip())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_parsed_form_is_lost(name: str) -> None:
    _, _, source, case = both_forms(name)
    assert len(case.hearings) == len(case.daily_statuses) == len(source["history"])
    for entry, day in zip(source["history"], case.daily_statuses, strict=True):
        details = entry["business_details"]
        assert (day.adjournment_reason is not None) == ("Reason for Adjournment" in details)
        assert (day.business is not None) == ("Business" in details)
    assert len(case.transfers) == len(source["transfer"])
    printed = [order for order in (*source["orders"], source["judgment"]) if order["no."] or order["error"]]
    assert len(case.orders) == len(printed)
    assert [act.sections_text for act in case.acts] == [",".join(act["sections"]) for act in source["acts"]]
    assert len(case.linked_cases) == len(source["main_matter"]) + len(source["sub_matter"])


def test_both_forms_differ_in_nothing_but_what_one_of_them_holds() -> None:
    differing: dict[str, int] = {}
    for name in NAMES:
        _, raw, _, parsed = both_forms(name)
        raw = replace(raw, hearings=tuple(row._replace(link=None) for row in raw.hearings))
        for field in fields(CaseRecord):
            if getattr(raw, field.name) != getattr(parsed, field.name):
                differing[field.name] = differing.get(field.name, 0) + 1
    # 7 cases have an order: only the raw form says what its link says, and for 2 of them that it is final.
    # 1 case left its establishment: only the parsed form says which court it left.
    assert differing == {"layout": 68, "daily_statuses": 68, "ignored": 68, "orders": 7, "transfers": 1}


def test_orders_and_the_transfer_differ_in_wording_alone() -> None:
    for name in NAMES:
        _, raw, _, parsed = both_forms(name)
        assert [(order.number, order.date) for order in raw.orders] == [
            (order.number, order.date) for order in parsed.orders
        ]
        assert [replace(row, from_court=None) for row in raw.transfers if row.from_court is None] == [
            replace(row, from_court=None) for row in parsed.transfers if row.kind == "between_establishments"
        ]
