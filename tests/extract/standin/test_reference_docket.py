"""The reference docket against the figures worked out by hand from its rules."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from extract.errors import ExtractError
from extract.records import Layout
from extract.standin.docket import DocketCase, HistoryOrder, read_docket, write_docket
from extract.standin.reference_docket import LAYOUTS, SNAPSHOT_DAY, baseline_docket
from extract.standin.specimen import specimen_case


@pytest.fixture(scope="module")
def docket() -> list[DocketCase]:
    return baseline_docket()


def adjournments(case: DocketCase) -> int:
    """Days in court that gave a later date."""
    return len(
        {row.business_date for row in case.hearings if row.next_date and row.next_date > row.business_date}
    )


def test_totals(docket: list[DocketCase]) -> None:
    disposed = [case for case in docket if case.is_disposed]
    pending = [case for case in docket if not case.is_disposed]
    assert (len(docket), len(disposed), len(pending)) == (103, 23, 80)
    assert sum(len(case.hearings) for case in docket) == 1130
    assert sum(map(adjournments, disposed)) / 23 == 29.0
    assert sum(map(adjournments, pending)) / 80 == 5.5
    assert sum(len(case.hearings) for case in disposed) / 23 == 30.0
    assert Counter(case.nature_of_disposal for case in disposed) == {
        "Contested--ACQUITTED": 20,
        "Contested--CONVICTED": 1,
        "Uncontested--DISCHARGED": 1,
        "Uncontested--ABATED": 1,
    }


def test_districts(docket: list[DocketCase]) -> None:
    count = Counter((case.district_code, case.is_disposed) for case in docket)
    assert [count[district, True] for district in ("19", "26", "34", "20", "30")] == [4, 5, 4, 6, 4]
    assert [count[district, False] for district in ("19", "26", "34", "20", "30")] == [14, 17, 16, 18, 15]


def test_dates_of_single_cases(docket: list[DocketCase]) -> None:
    first, last_disposed, first_pending = docket[0], docket[22], docket[23]
    assert first.decision_date == SNAPSHOT_DAY - timedelta(days=154)
    assert first.hearings[0].business_date == first.decision_date - timedelta(days=26 * 18)
    assert last_disposed.decision_date == SNAPSHOT_DAY
    assert last_disposed.filing_date == date(2017, 4, 21) == min(case.filing_date for case in docket)
    assert first_pending.hearings[0].business_date == SNAPSHOT_DAY - timedelta(days=46)
    assert all(case.next_hearing_date > SNAPSHOT_DAY for case in docket[23:] if case.next_hearing_date)
    assert all(case.next_hearing_date for case in docket[23:])


def test_histories_are_unbroken(docket: list[DocketCase]) -> None:
    for case in docket:
        for row, following in zip(case.hearings, case.hearings[1:], strict=False):
            assert row.next_date == following.business_date
        if case.is_disposed:
            assert case.hearings[-1].business_date == case.decision_date
            assert (case.hearings[-1].next_date, case.hearings[-1].purpose) == (None, "Disposed")


def test_purposes_climb_the_ladder(docket: list[DocketCase]) -> None:
    rows = Counter(row.purpose for row in docket[0].hearings)
    assert rows == {
        "Appearance": 3,
        "First Order": 3,
        "Charge": 2,
        "Plea": 2,
        "Evidence": 2,
        "Evidence Part Heard": 2,
        "Statement U/s 313": 2,
        "Arguments": 2,
        "Disposed": 1,
    }
    seven = docket[23 + 7]
    assert [row.purpose for row in seven.hearings] == ["Appearance"] * 3 + ["Charge"] * 4
    assert seven.stage == "Charge"


def test_every_case_can_be_told_apart(docket: list[DocketCase]) -> None:
    assert len({case.cnr for case in docket}) == 103
    assert all(case.cnr.startswith("ZZ") and len(case.cnr) == 16 for case in docket)
    assert len({(case.court_code, case.district_code, case.case_no) for case in docket}) == 103
    assert len({(case.fir.number, case.fir.year) for case in docket if case.fir}) == 103


def test_every_case_falls_under_the_trafficking_act(docket: list[DocketCase]) -> None:
    for case in docket:
        name, sections = case.acts[0].name.casefold(), case.acts[0].sections
        assert name.startswith(("immoral traf", "the immoral traf"))
        assert sections.startswith("3,4,5")
    spellings = {act.code for case in docket for act in case.acts[:1] if case.district_code == "34"}
    assert spellings == {"88", "1452"}
    assert len({case.court_code for case in docket if case.district_code == "20"}) == 2


def test_layouts_are_mixed_and_can_be_chosen(docket: list[DocketCase]) -> None:
    assert [case.layout for case in docket[:3]] == [LAYOUTS[1], LAYOUTS[2], LAYOUTS[0]]
    assert {case.layout for case in baseline_docket(layouts=[Layout.V4])} == {Layout.V4}


def test_strict_study_has_every_pending_case_over_five() -> None:
    pending = baseline_docket(is_strict=True)[23:]
    assert min(map(adjournments, pending)) == 6
    assert sum(map(adjournments, pending)) / 80 == 9.5


def test_docket_file_gives_back_what_was_written(tmp_path: Path, docket: list[DocketCase]) -> None:
    path = tmp_path / "docket.jsonl"
    cases = [*docket[20:26], specimen_case(Layout.V6_2026)]
    write_docket(cases, path)
    assert read_docket(path) == cases
    assert [file.name for file in tmp_path.iterdir()] == ["docket.jsonl"]


@pytest.mark.parametrize(
    ("printed", "faulty"),
    [
        ('"is_disposed": true', '"is_disposed": "yes"'),
        ('"history_order": "as_layout"', '"history_order": "sideways"'),
        ('"court_code"', '"court_kode"'),
        ('"filing_date": "20', '"filing_date": "x20'),
        ('{"cnr"', '{{"cnr"'),
    ],
)
def test_docket_file_with_a_fault_is_refused(
    tmp_path: Path, docket: list[DocketCase], printed: str, faulty: str
) -> None:
    path = tmp_path / "docket.jsonl"
    write_docket(docket[:2], path)
    text = path.read_text(encoding="utf-8")
    assert printed in text
    path.write_text(text.replace(printed, faulty, 1), encoding="utf-8")
    with pytest.raises(ExtractError, match=r"docket\.jsonl, line 1: not a docket case"):
        read_docket(path)


def test_history_order_is_read_as_its_kind(tmp_path: Path, docket: list[DocketCase]) -> None:
    write_docket(docket[:1], tmp_path / "docket.jsonl")
    assert read_docket(tmp_path / "docket.jsonl")[0].history_order is HistoryOrder.AS_LAYOUT
