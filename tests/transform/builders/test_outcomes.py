"""Status and outcome at the cut-off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from made_tables import PARAMETERS, made_record, made_tables, only_row


def outcome(nature: str | None, decision: str | None = "11-06-2018", **changes: Any) -> dict[str, Any]:
    tables = made_tables(made_record(decision_date=decision, nature_of_disposal=nature, **changes))
    return only_row(tables["outcomes"]) | {"status": only_row(tables["cases"])["status"]}


@pytest.mark.parametrize(
    ("nature", "code", "status", "is_merits", "bounds"),
    [
        ("Contested--ACQUITTED", "acquitted", "disposed", True, (False, False)),
        ("Contested--CONVICTED", "convicted", "disposed", True, (True, True)),
        ("Contested--Disposed", "otherwise_unknown", "disposed", False, (False, True)),
        ("Contested--QWERTY", "unmapped", "disposed", False, (False, True)),
        ("Uncontested--COMMITTED TO SESSIONS COURT", "committed", "left_court", False, (False, False)),
        ("BY TRANSFER", "transferred", "left_court", False, (False, False)),
        ("Stayed", "stayed", "inactive", False, (False, False)),
        ("", "otherwise_unknown", "disposed", False, (False, True)),
    ],
)
def test_outcomes_by_the_taxonomy(
    nature: str, code: str, status: str, is_merits: bool, bounds: tuple[bool, bool]
) -> None:
    found = outcome(nature)
    assert (found["outcome_code"], found["status"], found["is_merits"]) == (code, status, is_merits)
    assert (found["is_conviction_lower"], found["is_conviction_upper"]) == bounds
    assert found["is_disposal"] == (status == "disposed")
    assert found["days_to_outcome"] == (date(2018, 6, 11) - date(2018, 1, 3)).days


def test_pleading_guilty_is_a_conviction_with_a_mark() -> None:
    assert outcome("Uncontested--PLEAD GUILTY")["is_plea"] is True
    assert outcome("Contested--CONVICTED")["is_plea"] is False
    assert outcome("Contested--ACQUITTED")["is_plea"] is None


def test_release_on_probation_is_a_conviction_with_a_mark() -> None:
    for wording in ("Convicted - Probation", "Admonition"):
        found = outcome(wording)
        assert (found["outcome_code"], found["is_probation"], found["is_plea"]) == ("convicted", True, False)
    assert outcome("Contested--CONVICTED")["is_probation"] is False
    assert outcome("Contested--ACQUITTED")["is_probation"] is None


def test_a_case_without_decision_is_pending_or_paused_and_has_no_outcome() -> None:
    found = outcome(None, None)
    assert (found["status"], found["outcome_code"], found["is_disposal"]) == ("pending", None, False)
    assert found["is_conviction_upper"] is False
    assert outcome(None, None, stage="Stay")["status"] == "inactive"


def test_a_disposal_without_a_date_stays_as_printed() -> None:
    for changes in ({"nature_of_disposal": "Contested--ACQUITTED"}, {"status": "Case disposed"}):
        case = only_row(made_tables(made_record(**changes))["cases"])
        assert (case["status"], case["decision_date"], case["clock_end_date"]) == (
            "disposed",
            None,
            PARAMETERS.as_of,
        )


def test_a_decision_after_the_cut_off_is_not_known_yet() -> None:
    record = made_record(
        ("16-01-2018", "20-02-2018", "Arguments"),
        ("20-02-2018", "", "Disposed"),
        decision_date="20-02-2018",
        nature_of_disposal="Contested--ACQUITTED",
        status="Case disposed",
        stage=None,
    )
    tables = made_tables(record, parameters=replace(PARAMETERS, as_of=date(2018, 2, 19)))
    case, found = only_row(tables["cases"]), only_row(tables["outcomes"])
    assert (case["status"], case["decision_date"], case["nature_of_disposal_printed"]) == (
        "pending",
        None,
        None,
    )
    assert (case["next_hearing_date"], case["stage_code"]) == (date(2018, 2, 20), "arguments")
    assert (found["outcome_code"], found["outcome_date"]) == (None, None)


def test_contested_mark_is_read_off_the_nature_of_disposal() -> None:
    natures = {"Contested--ACQUITTED": True, "Uncontested--DISMISSED": False, "ACQUITTED": None}
    for nature, mark in natures.items():
        record = made_record(nature_of_disposal=nature, decision_date="11-06-2018")
        assert only_row(made_tables(record)["cases"])["is_contested"] is mark
