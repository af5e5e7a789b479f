"""The simulated study's forms: they speak of days and cases on the pages, and keep the forms' rules."""

from __future__ import annotations

from datetime import date

import pytest

from extract.standin.simulated_forms import FormRow, simulated_forms
from extract.standin.simulation.docket import DAYS, simulated_docket

TIMEPOINTS = ("baseline", "endline")


@pytest.mark.parametrize("timepoint", TIMEPOINTS)
def test_rulings_are_of_days_on_which_the_case_was_heard(timepoint: str) -> None:
    heard = {(case.cnr, row.business_date) for case in simulated_docket(timepoint) for row in case.hearings}
    rulings = simulated_forms(timepoint)["adjournment_rulings"]
    assert len(rulings) > 300
    for row in rulings:
        day = date.fromisoformat(row["business_date"])
        assert (row["cnr"], day) in heard
        assert (DAYS[timepoint] - day).days >= 60
        if row["ruling"] == "no_request":
            assert row["requested_by"] == "court"
        else:
            assert row["requested_by"] in ("pros", "def", "both")


@pytest.mark.parametrize("timepoint", TIMEPOINTS)
def test_victims_keep_the_rules_of_their_form(timepoint: str) -> None:
    victims = firsts(simulated_forms(timepoint)["victim_review"])
    decisions = {case.cnr: case.decision_date for case in simulated_docket(timepoint)}
    numbers: dict[str, list[int]] = {}
    for row in victims:
        numbers.setdefault(row["cnr"], []).append(int(row["victim_seq"]))
        assert row["cited_witness"] == "y" or row["testified"] == "n"
        assert "y" in (row["testified"], row["summoned"]) or row["hostile"] == "n"
        assert (row["first_testimony_date"] != "") == (row["testified"] == "y")
        decided = decisions[row["cnr"]]
        assert decided is not None
        assert (row["first_testimony_date"] or decided.isoformat()) <= decided.isoformat()
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert 0 < sum(row["hostile"] == "y" for row in victims) < len(victims)


@pytest.mark.parametrize("timepoint", TIMEPOINTS)
def test_reviews_are_of_decided_cases_and_tell_the_reason_of_acquittals_only(timepoint: str) -> None:
    decided = {case.cnr for case in simulated_docket(timepoint) if case.decision_date is not None}
    reviews = firsts(simulated_forms(timepoint)["case_review"])
    assert {row["outcome_std"] for row in reviews} == {"convicted", "acquitted"}
    for row in reviews:
        assert row["cnr"] in decided
        is_acquitted = row["outcome_std"] == "acquitted"
        assert (row["acquittal_reason"] != "") == is_acquitted
        assert (row["sentence_months"] == "") == is_acquitted


@pytest.mark.parametrize("timepoint", TIMEPOINTS)
@pytest.mark.parametrize("form", ["adjournment_rulings", "case_review", "victim_review"])
def test_a_fifth_or_more_is_coded_twice_and_not_always_alike(timepoint: str, form: str) -> None:
    rows = simulated_forms(timepoint)[form]
    first, second = firsts(rows), [row for row in rows if row["coder"] == "C2"]
    assert len(second) == sum(row["second_coder"] == "C2" for row in first)
    assert 0.15 * len(first) <= len(second) < 0.35 * len(first)


def test_more_adjournments_are_refused_after_the_programme_as_the_simulated_effect_has_it() -> None:
    shares = []
    for timepoint in TIMEPOINTS:
        asked = [row for row in firsts(simulated_forms(timepoint)["adjournment_rulings"])
                 if row["ruling"] != "no_request"]  # fmt: skip
        shares.append(sum(row["ruling"] == "disallowed" for row in asked) / len(asked))
    assert shares[1] > shares[0] > 0.02


def firsts(rows: list[FormRow]) -> list[FormRow]:
    return [row for row in rows if row["coder"] == "C1"]
