"""App records: saved records beside their expected reading, both forms compared, unknown content refused."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from extract.errors import PageChangedError
from extract.parsers.app_record import parse_app_record
from extract.records import OrderRow

RECORDS = Path(__file__).resolve().parents[1] / "pages" / "app_record"
SAVED = sorted(path for path in RECORDS.glob("*.json") if not path.name.endswith(".expected.json"))


def record(name: str, **changes: Any) -> str:
    """A saved record's text with some keys changed."""
    kept = json.loads((RECORDS / f"{name}.json").read_text(encoding="utf-8"))
    return json.dumps(kept | changes)


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_saved_records_read_as_expected(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    if "page_changed" in expected:
        with pytest.raises(PageChangedError, match=re.escape(expected["page_changed"])):
            parse_app_record(path.read_text(encoding="utf-8"))
    else:
        read = parse_app_record(path.read_text(encoding="utf-8"))
        found = asdict(read) | {"hearings": [row._asdict() for row in read.hearings]}
        assert json.loads(json.dumps(found)) == expected


def test_raw_and_parsed_form_of_one_case_agree() -> None:
    raw = parse_app_record(record("raw_decided_all_sections"))
    parsed = parse_app_record(record("parsed_decided_all_sections"))
    only_raw = replace(
        raw,
        layout=parsed.layout,
        ignored=parsed.ignored,
        daily_statuses=parsed.daily_statuses,
        hearings=tuple(hearing._replace(link=None) for hearing in raw.hearings),
        orders=(OrderRow("unspecified", "1", "01-03-2017", ""), raw.orders[1]),
        transfers=(raw.transfers[0], replace(raw.transfers[1], from_court=parsed.transfers[1].from_court)),
    )
    assert only_raw == parsed


def test_a_day_is_kept_for_every_hearing_in_the_same_order() -> None:
    case = parse_app_record(record("parsed_decided_all_sections"))
    assert [day.business_date for day in case.daily_statuses] == [row.business_date for row in case.hearings]
    assert case.daily_statuses[2].business is None


def test_the_number_of_the_case_type_is_known_and_left_unread() -> None:
    read = parse_app_record(record("raw_decided_all_sections", regcase_type="22"))
    assert read == replace(parse_app_record(record("raw_decided_all_sections")), ignored=read.ignored)
    assert ("regcase_type", "22") in read.ignored


@pytest.mark.parametrize(
    "changes",
    [
        {"cino": "ZZAU01"},
        {"act": "<table><tr><th>Act</th></tr></table>"},
        {"act": ["Indian Penal Code"]},
        {"historyOfCaseHearing": "No history"},
        {"finalOrder": "<div>Orders are being scanned</div>"},
        {"fir_details": "45^Testpur"},
        {"resNameAdd": "Party-001"},
        {"sub_matter": "<table><tr><td>Suit</td><td>1/2017</td></tr></table>"},
        {"subordinateCourtInfoStr": "<table><tr><td>Bench</td><td>1</td></tr></table>"},
        {"victim_name": ""},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_raw_record_with_unknown_content_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(PageChangedError):
        parse_app_record(record("raw_decided_all_sections", **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"acts": [{"act": "Indian Penal Code", "sections": ["34"], "chapter": "V"}]},
        {"acts": "Indian Penal Code"},
        {"history": [{"Judge": "J", "Room": "2"}]},
        {"history": [{"Judge": "J", "business_details": {"Mode": "Video"}}]},
        {"history": [{"Judge": "J", "business_details": "Adjourned"}]},
        {"judgment": {"no.": None, "error": "Orders are being scanned"}},
        {"transfer_est_flag": None},
        {"ia_filings": [{"IA Number": "", "Party": "Party-001"}]},
        {"fir_details": {"no": "45"}},
        {"main_matter": {"Suit Number": ["1/2017"]}},
        {"processes": [{"Process": "1"}]},
        {"link_cases": {"Filing Number": "1"}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_parsed_record_with_unknown_content_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(PageChangedError):
        parse_app_record(record("parsed_decided_all_sections", **changes))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"cino": "ZZAU010000012017"}', '{"history": []}'])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(PageChangedError):
        parse_app_record(text)


@pytest.mark.parametrize("missing", ["act", "petNameAdd", "type_name"])
def test_a_record_without_a_needed_key_is_refused(missing: str) -> None:
    kept = json.loads(record("raw_decided_all_sections"))
    del kept[missing]
    with pytest.raises(PageChangedError, match=missing):
        parse_app_record(json.dumps(kept))


def test_a_history_that_lost_a_link_or_a_row_is_refused() -> None:
    history = json.loads(record("raw_decided_all_sections"))["historyOfCaseHearing"]
    for damaged in (
        history.replace("onclick=viewBusiness('1'", "title=viewBusiness('1'", 1),
        history.replace("<td align='left' style=''> Charge</td>", ""),
        history.replace("Purpose of hearing", "Purpose of Sitting"),
    ):
        assert damaged != history
        with pytest.raises(PageChangedError):
            parse_app_record(record("raw_decided_all_sections", historyOfCaseHearing=damaged))
