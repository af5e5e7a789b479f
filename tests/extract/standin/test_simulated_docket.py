"""The simulated study's docket: the same on every machine, synthetic, varied, and growing as time passes."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import asdict
from datetime import date
from functools import cache

import pytest

from extract.records import Layout
from extract.standin.docket import DocketCase
from extract.standin.simulation.docket import all_plans, simulated_docket
from extract.standin.simulation.model import NO_EFFECT
from extract.standin.simulation.plans import BASELINE_DAY, ENDLINE_DAY, CasePlan, prosecutions
from extract.standin.simulation.seats import SIMULATED_COMPLEXES
from extract.standin.simulation.working_days import Working, WorkingDays

# Pinned: another Python version, or a change of the model that was not meant, would show here.
DIGEST = "cc2a02f89ae6b790cd9d2638dfbee2a20c2022fb90b505bed6a05fb8abb33739"


@cache
def baseline() -> tuple[DocketCase, ...]:
    return simulated_docket("baseline")


@cache
def endline() -> tuple[DocketCase, ...]:
    """Made when first asked for: every worker imports this module, one runs it."""
    return simulated_docket("endline")


def test_same_seed_same_docket_everywhere() -> None:
    digest = hashlib.sha256()
    for case in endline():
        digest.update(json.dumps(asdict(case), default=date.isoformat, sort_keys=True).encode())
    assert digest.hexdigest() == DIGEST


def test_another_seed_gives_other_cases() -> None:
    assert prosecutions(7)[:20] != prosecutions()[:20]


def test_nothing_could_be_taken_for_a_real_record() -> None:
    names = {
        party.name
        for case in endline()
        for party in (*case.petitioners, *case.respondents)
        if "state of mah" not in party.name.lower()
    }
    assert all(re.fullmatch(r"Party-\d{5}|XXXXXXX", name) for name in names)
    assert all(re.fullmatch(r"ZZ[A-Z]{2}\d{12}", case.cnr) for case in endline())


def test_two_thousand_prosecutions_each_under_a_number_of_its_own() -> None:
    assert len(prosecutions()) == 2_000
    assert len({case.cnr for case in endline()}) == len(endline())
    keys = {(case.establishment_code, case.case_no) for case in endline()}
    assert len(keys) == len(endline())
    assert {case.complex_code for case in endline()} == {place.code for place in SIMULATED_COMPLEXES}


def test_what_the_baseline_showed_is_still_there_at_the_endline() -> None:
    later = {case.cnr: case for case in endline()}
    vanished = [case for case in baseline() if case.cnr not in later]
    assert 0 < len(vanished) < 20
    for case in baseline():
        if case.cnr in later:
            assert rows_of(case) <= rows_of(later[case.cnr])
    assert sum(len(case.hearings) for case in baseline()) < sum(len(case.hearings) for case in endline())


def test_no_page_knows_what_came_after_its_day() -> None:
    for docket, day in ((baseline(), BASELINE_DAY), (endline(), ENDLINE_DAY)):
        typed_wrong = sum(
            any(
                hearing.business_date > day for hearing in case.hearings if hearing.purpose != "Copy of order"
            )
            for case in docket
        )
        assert typed_wrong == 0
        assert all(min(case.filing_date, case.registration_date) <= day for case in docket)


def test_courts_sit_on_open_days_but_for_a_few_wrong_entries() -> None:
    calendar = WorkingDays()
    days = [hearing.business_date.toordinal() for case in endline() for hearing in case.hearings]
    closed = sum(calendar.working[day - calendar.first] is Working.CLOSED for day in days)
    assert 10 < closed < 0.005 * len(days)


@pytest.mark.parametrize("gap", [7, 14, 21, 30, 45, 60])
def test_usual_gaps_stand_out_from_their_neighbours(gap: int) -> None:
    gaps = Counter(
        (hearing.next_date - hearing.business_date).days
        for case in endline()
        for hearing in case.hearings
        if hearing.next_date is not None
    )
    assert gaps[gap] > 1.8 * max(gaps[gap - 2], gaps[gap + 3], gaps[gap - 3])


def test_all_designs_styles_and_kinds_of_record_are_there() -> None:
    assert {case.layout for case in endline()} == {Layout.V4, Layout.V6_2025, Layout.V6_2026}
    assert len({case.date_style for case in endline()}) == 3
    kinds = Counter(case.case_type for case in endline())
    assert set(kinds) == {
        "Sessions Case", "Spl.Case", "Spl.Case Child Prot.", "R.C.C.", "S.C.C.", "Cri.Bail Appln.",
    }  # fmt: skip
    assert min(kinds.values()) > 20
    for filled in ("transfers", "applications", "subordinate_court", "processes", "orders"):
        assert sum(bool(getattr(case, filled)) for case in endline()) > 40
    assert any(case.is_registration_date_blank for case in endline())
    assert any(case.respondents[0].name == "XXXXXXX" for case in endline())


def test_bail_and_committals_share_the_police_report_of_their_prosecution() -> None:
    reports = {case.fir for case in (*baseline(), *endline()) if case.case_type != "Cri.Bail Appln."}
    # A late application may be there before its prosecution is.
    bail = [
        case for case in endline() if case.case_type == "Cri.Bail Appln." and case.filing_date.year < 2022
    ]
    assert len(bail) > 500
    assert all(case.fir in reports for case in bail)
    named = [case.subordinate_court for case in endline() if case.subordinate_court is not None]
    magistrates = {
        (case.registration_number, case.registration_date.year, case.decision_date)
        for case in endline()
        if case.case_type == "R.C.C."
    }
    assert all((court.number, court.year, court.decision_date) in magistrates for court in named)


def test_the_effect_lowers_the_rate_and_only_from_its_day_on() -> None:
    with_effect, without = rates(prosecutions()), rates(prosecutions(effect=NO_EFFECT))
    assert with_effect[0] == pytest.approx(without[0], rel=0.001)
    assert with_effect[1] / without[1] == pytest.approx(0.85, abs=0.05)


def test_transferred_cases_go_on_in_a_court_of_the_district() -> None:
    plans = {plan.number: plan for plan in all_plans() if plan.kind == "prosecution"}
    carried_on = [plan for plan in plans.values() if plan.began is not None]
    assert len(carried_on) > 10
    for plan in carried_on:
        began = plans[plan.began or 0]
        assert began.life.end == "transferred"
        assert plan.seat.place.district_code == began.seat.place.district_code
        assert (began.life.ended or 0) < plan.life.registered


def rows_of(case: DocketCase) -> set[tuple[date, date | None, str]]:
    return {(row.business_date, row.next_date, row.purpose) for row in case.hearings}


def rates(plans: tuple[CasePlan, ...]) -> tuple[float, float]:
    """Sittings per case and day under observation, before and after the baseline's snapshot."""
    spans = ((0, BASELINE_DAY.toordinal()), (BASELINE_DAY.toordinal() + 1, ENDLINE_DAY.toordinal()))
    found = []
    for opens, closes in spans:
        sittings = sum(opens <= sitting.day <= closes for plan in plans for sitting in plan.life.sittings)
        days = sum(
            max(0, min(plan.life.ended or closes, closes) - max(plan.life.registered, opens))
            for plan in plans
        )
        found.append(sittings / days)
    return found[0], found[1]
