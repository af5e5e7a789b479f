"""Which cases belong to a study."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from made_tables import PARAMETERS, made_record, made_tables, only_row

from extract.records import ActRow
from transform.parameters import FrameRule

POCSO = (ActRow("Protection of Children from Sexual Offences Act", "4", ("4",)),)


def exclusion(**changes: Any) -> str | None:
    case = only_row(made_tables(made_record(**changes))["cases"])
    assert case["is_in_frame"] == (case["frame_exclusion"] is None)
    return case["frame_exclusion"]  # type: ignore[no-any-return]


def test_the_first_reason_that_applies_is_given() -> None:
    outside = {"filing_date": "01-01-2010", "registration_date": "01-01-2010"}
    assert exclusion() is None
    assert exclusion(**outside) == "out_of_window"
    assert exclusion(**outside, acts=POCSO) == "no_offence_in_frame"
    assert exclusion(**outside, acts=POCSO, case_type="Cri.Bail Appln.") == "not_a_prosecution"
    assert exclusion(acts=POCSO, case_type="Cri.Bail Appln.", district_code="25") == "district_not_in_study"
    assert exclusion(filing_date="", registration_date=None) == "undated"


def test_a_case_type_not_in_our_map_is_kept_out_visibly() -> None:
    tables = made_tables(made_record(case_type="Qwerty Case"))
    case = only_row(tables["cases"])
    assert (case["case_kind"], case["frame_exclusion"]) == ("unmapped", "not_a_prosecution")
    assert ("case_types", "unmapped") in [
        (row["vocabulary"], row["code"]) for row in tables["wordings"].to_pylist()
    ]


WINDOW = replace(
    PARAMETERS, window_start=date(2018, 1, 1), window_end=date(2018, 12, 31), as_of=date(2019, 6, 30)
)


@pytest.mark.parametrize(
    ("filed", "decided", "by_rule"),
    [
        ("31-12-2017", "", (False, True, False)),
        ("31-12-2017", "31-12-2017", (False, False, False)),
        ("31-12-2017", "01-01-2018", (False, True, True)),
        ("01-01-2018", "", (True, True, True)),
        ("31-12-2018", "", (True, True, True)),
        ("01-01-2019", "", (False, False, False)),
        ("31-12-2017", "01-02-2019", (False, True, False)),
        ("31-12-2017", "01-07-2019", (False, True, False)),  # decided after the cut-off: not known
        ("01-07-2019", "", (False, False, False)),  # filed after the cut-off
    ],
)
def test_frame_rules(filed: str, decided: str, by_rule: tuple[bool, bool, bool]) -> None:
    names: tuple[FrameRule, ...] = ("filed_in_window", "active_in_window", "filed_or_disposed_in_window")
    record = made_record(filing_date=filed, registration_date=filed, decision_date=decided)
    found = tuple(
        only_row(made_tables(record, parameters=replace(WINDOW, frame_rule=rule))["cases"])["is_in_frame"]
        for rule in names
    )
    assert found == by_rule


def test_a_transfer_in_the_window_counts_as_a_decision_entry() -> None:
    record = made_record(
        filing_date="01-06-2017", registration_date="01-06-2017", decision_date="05-05-2018",
        nature_of_disposal="BY TRANSFER",
    )  # fmt: skip
    rule = replace(WINDOW, frame_rule="filed_or_disposed_in_window")
    case = only_row(made_tables(record, parameters=rule)["cases"])
    assert (case["is_in_frame"], case["status"]) == (True, "left_court")


@pytest.mark.parametrize(
    ("laid_by", "by_rule"),
    [("05-05-2018", (False, True, False)), ("01-12-2017", (False, True, False)), ("", (False, True, False))],
)
def test_a_dormant_case_is_undecided_whenever_it_was_laid_by(
    laid_by: str, by_rule: tuple[bool, bool, bool]
) -> None:
    names: tuple[FrameRule, ...] = ("filed_in_window", "active_in_window", "filed_or_disposed_in_window")
    record = made_record(
        filing_date="01-06-2017", registration_date="01-06-2017", decision_date=laid_by,
        nature_of_disposal="DORMANT FILE",
    )  # fmt: skip
    cases = [
        only_row(made_tables(record, parameters=replace(WINDOW, frame_rule=rule))["cases"]) for rule in names
    ]
    assert tuple(case["is_in_frame"] for case in cases) == by_rule
    assert {(case["status"], case["clock_end_date"]) for case in cases} == {("inactive", WINDOW.as_of)}


def test_registration_after_the_cut_off_keeps_a_case_out() -> None:
    assert exclusion(filing_date="01-03-2020", registration_date="11-03-2020") == "out_of_window"


def test_the_clock_starts_where_the_study_says() -> None:
    starts = {
        "registration_date": date(2018, 1, 3),
        "filing_date": date(2018, 1, 2),
        "first_hearing_date": date(2018, 1, 16),
    }
    for clock_start, day in starts.items():
        parameters = replace(PARAMETERS, clock_start=clock_start)  # type: ignore[arg-type]
        case = only_row(made_tables(made_record(), parameters=parameters)["cases"])
        assert case["clock_start_date"] == day
