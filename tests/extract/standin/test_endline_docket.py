"""The reference endline docket against figures worked out by hand from its rules."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from extract.standin.docket import DocketCase
from extract.standin.endline_docket import (
    ENDLINE_DAY,
    decided_cases,
    endline_docket,
    pending_cases,
)
from extract.standin.reference_docket import SNAPSHOT_DAY, baseline_docket

CODES = ("19", "26", "34", "20", "30")


@pytest.fixture(scope="module")
def docket() -> list[DocketCase]:
    return endline_docket()


def adjournments(case: DocketCase) -> int:
    return sum(row.next_date is not None for row in case.hearings)


def test_175_cases_of_which_103_are_those_of_the_baseline(docket: list[DocketCase]) -> None:
    assert len({case.cnr for case in docket}) == len(docket) == 175
    assert [case.cnr for case in docket[:103]] == [case.cnr for case in baseline_docket()]


def test_decided_and_stale_cases_stand_as_they_stood(docket: list[DocketCase]) -> None:
    before = baseline_docket()
    assert docket[:23] == before[:23]
    assert docket[47:103] == before[47:103]
    assert all(row.business_date <= SNAPSHOT_DAY for case in docket[47:103] for row in case.hearings)


def test_carried_on_cases_keep_every_row_of_the_baseline(docket: list[DocketCase]) -> None:
    for before, after in zip(baseline_docket()[23:47], docket[23:47], strict=True):
        rows = len(before.hearings)
        assert after.hearings[:rows] == before.hearings
        assert after.hearings[rows].business_date == before.hearings[-1].next_date
        assert {row.purpose for row in after.hearings[rows:-1]} == {"Evidence"}
        assert all(
            one.next_date == two.business_date
            for one, two in zip(after.hearings, after.hearings[1:], strict=False)
        )
        assert (after.filing_date, after.fir, after.respondents) == (
            before.filing_date,
            before.fir,
            before.respondents,
        )


def test_thirty_decisions_of_which_one_is_a_transfer(docket: list[DocketCase]) -> None:
    decided = decided_cases(docket)
    assert [adjournments(case) for case in decided] == [20, 21, 22, 23, 24] * 6
    assert Counter(case.nature_of_disposal for case in decided) == {
        "Contested--ACQUITTED": 18,
        "Contested--CONVICTED": 8,
        "Uncontested--DISCHARGED": 2,
        "Uncontested--QUASHED": 1,
        "Uncontested--TRANSFER": 1,
    }
    assert decided[29].nature_of_disposal == "Uncontested--TRANSFER"
    assert sum(map(adjournments, decided[:29])) / 29 == pytest.approx(21.931, abs=0.0005)
    assert sum(map(adjournments, decided)) / 30 == 22.0
    assert all(SNAPSHOT_DAY < case.decision_date <= ENDLINE_DAY for case in decided if case.decision_date)


def test_first_decided_case_by_hand(docket: list[DocketCase]) -> None:
    # The baseline's first pending case: 2 adjournments, its next date 23 April 2020, then 18 of 30 days.
    first = decided_cases(docket)[0]
    assert first.hearings[2].business_date == date(2020, 4, 23)
    assert first.decision_date == first.hearings[-1].business_date == date(2021, 10, 15)
    assert (first.hearings[-1].serial, first.hearings[-1].purpose) == (21, "Disposed")
    assert decided_cases(docket)[29].decision_date == ENDLINE_DAY


def test_sixty_six_new_pending_cases(docket: list[DocketCase]) -> None:
    pending = pending_cases(docket)
    assert [adjournments(case) for case in pending] == [3, 4, 5] * 22
    assert all(case.filing_date > SNAPSHOT_DAY and not case.is_disposed for case in pending)
    assert all(case.next_hearing_date and case.next_hearing_date > ENDLINE_DAY for case in pending)
    # j = 0: 45 * 2 days back, the last entry on the endline's own day.
    assert [row.business_date for row in pending[0].hearings] == [
        date(2021, 12, 31),
        date(2022, 2, 14),
        ENDLINE_DAY,
    ]


def test_new_cases_take_the_districts_in_turn(docket: list[DocketCase]) -> None:
    new = docket[103:]
    assert [case.district_code for case in new] == [CODES[number % 5] for number in range(72)]
