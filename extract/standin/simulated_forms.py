"""What coders would write on the forms of the simulated study: the simulator knows what happened in court.

Rows are keyed by CNR (column ``cnr``, in the place of the form's ``case_ref``); all values are text as in the
CSV, an empty one is not known. A sample of the cases is coded, a fifth of it twice, and the second coder now
and then sees a thing otherwise. Bail, the programme's register and the police units have no rows here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from extract.standin.docket import DocketCase, DocketHearing
from extract.standin.simulation.charges import has_child
from extract.standin.simulation.docket import DAYS, all_plans, simulated_docket
from extract.standin.simulation.drawing import Draws
from extract.standin.simulation.lives import Sitting
from extract.standin.simulation.model import EVIDENCE
from extract.standin.simulation.plans import CasePlan

FormRow = dict[str, str]

# The study leaves out the last 60 days, and its baseline the cases filed before this day.
LAG = timedelta(days=60)
WINDOW_OPENS = {"baseline": date(2017, 3, 11), "endline": date(2020, 3, 11)}
CODED_AFTER = timedelta(days=80)
RULINGS_SHARE = 0.06
REVIEWED_SHARE = 0.25
TWICE_SHARE = 0.25
OTHERWISE_SHARE = 0.04
ACQUITTAL_REASONS = ("benefit_of_doubt", "hostile_witnesses", "no_evidence", "procedure")


def simulated_forms(timepoint: str) -> dict[str, list[FormRow]]:
    """Rows by form at "baseline" or "endline"; another timepoint raises ``KeyError``."""
    cut_off = DAYS[timepoint] - LAG
    coded = list(_codable(timepoint, cut_off))
    rulings = [pair for pair in coded if pair[0].draws("rulings").chance(RULINGS_SHARE)]
    reviewed = [
        (plan, case)
        for plan, case in coded
        if plan.life.end == "judgment" and _decided_by(case, cut_off) and _is_reviewed(plan)
    ]
    coded_at = (DAYS[timepoint] + CODED_AFTER).isoformat()
    return {
        "adjournment_rulings": [row for pair in rulings for row in _rulings(*pair, cut_off, coded_at)],
        "case_review": [row for pair in reviewed for row in _case_review(*pair, cut_off, coded_at)],
        "victim_review": [row for pair in reviewed for row in _victims(*pair, coded_at)],
    }


def _codable(timepoint: str, cut_off: date) -> Iterator[tuple[CasePlan, DocketCase]]:
    """Prosecutions of the frame whose page has no fault that leaves them out."""
    plans = {_cnr(plan): plan for plan in all_plans() if plan.kind == "prosecution"}
    opens = WINDOW_OPENS[timepoint]
    for case in simulated_docket(timepoint):
        plan = plans.get(case.cnr)
        if plan is None or case.is_registration_date_blank or not _is_sound(case):
            continue
        first = min(case.filing_date, case.registration_date)
        since = timepoint == "endline" and case.decision_date is not None and case.decision_date >= opens
        if (first >= opens or since) and max(case.filing_date, case.registration_date) <= cut_off:
            yield plan, case


def _cnr(plan: CasePlan) -> str:
    year = date.fromordinal(plan.life.filed).year
    return f"{plan.seat.establishment.prefix}{plan.filing_number:06}{year}"


def _is_sound(case: DocketCase) -> bool:
    """Whether the dates are possible, so that no rule of the checks leaves the case out."""
    if case.is_disposed and (case.decision_date is None or case.decision_date < case.registration_date):
        return False
    return all(
        row.next_date is None or row.business_date <= row.next_date < date(2100, 1, 1)
        for row in case.hearings
    )


def _decided_by(case: DocketCase, cut_off: date) -> bool:
    return case.decision_date is not None and case.decision_date <= cut_off


def _is_reviewed(plan: CasePlan) -> bool:
    return plan.draws("review").chance(REVIEWED_SHARE)


def _rulings(plan: CasePlan, case: DocketCase, cut_off: date, coded_at: str) -> Iterator[FormRow]:
    """A row for every day in court, by what was asked and ruled on it."""
    draws = plan.draws("ruling forms")
    days: set[date] = set()
    for hearing in case.hearings:
        is_known = hearing.serial <= len(plan.life.sittings) and hearing.business_date <= cut_off
        if not is_known or hearing.business_date in days:
            continue
        days.add(hearing.business_date)
        sitting = plan.life.sittings[hearing.serial - 1]
        row = {"cnr": case.cnr, "business_date": hearing.business_date.isoformat(), **_ruling(draws, sitting)}
        row |= _provenance("daily_status", hearing.business_date, coded_at)
        yield from _coded_twice(draws, row, "effective", ("y", "n"))


def _ruling(draws: Draws, sitting: Sitting) -> FormRow:
    is_asked = sitting.ruling != "no_request"
    by = draws.weighted(("def", "pros", "both"), (0.65, 0.25, 0.1)) if is_asked else "court"
    reason = ""
    if not sitting.is_effective and sitting.next_day is not None:
        asked = {"def": "counsel_seeks_time", "pros": "prosecution_seeks_time", "both": "by_consent"}
        reason = asked.get(by) or draws.one_of(
            ("judge_on_leave", "witness_absent", "accused_absent", "no_time")
        )
    return {
        "requested_by": by,
        "ruling": sitting.ruling,
        "reason_code": reason,
        "effective": "y" if sitting.is_effective else "n",
    }


def _case_review(plan: CasePlan, case: DocketCase, cut_off: date, coded_at: str) -> Iterator[FormRow]:
    draws = plan.draws("case review")
    is_convicted = bool(plan.life.is_convicted)
    assert case.decision_date is not None
    row = {
        "cnr": case.cnr,
        "as_of": cut_off.isoformat(),
        "outcome_std": "convicted" if is_convicted else "acquitted",
        "acquittal_reason": "" if is_convicted else draws.one_of(ACQUITTAL_REASONS),
        "accused_count": "",
        "convicted_count": "",
        "acquitted_count": "",
        "sentence_months": str(draws.one_of((12, 36, 60, 84, 120))) if is_convicted else "",
        "fine_rupees": str(draws.one_of((0, 1000, 5000, 10000))) if is_convicted else "",
        "cognizance_date": case.registration_date.isoformat() if draws.chance(0.7) else "",
        "section_added_later": draws.weighted(("n", "y", "u"), (0.8, 0.1, 0.1)),
        "in_camera": draws.weighted(("y", "n", "u"), (0.3, 0.4, 0.3)),
        "remote_testimony": draws.weighted(("y", "n", "u"), (0.1, 0.7, 0.2)),
        "support_person": draws.weighted(("y", "n", "u"), (0.2, 0.5, 0.3)),
        "victim_legal_aid": draws.weighted(("dlsa", "ngo", "none", "u"), (0.15, 0.1, 0.45, 0.3)),
        "accused_legal_aid": draws.weighted(("private", "dlsa", "u"), (0.7, 0.2, 0.1)),
        "victim_compensation": draws.weighted(("none", "final", "interim", "u"), (0.6, 0.1, 0.05, 0.25)),
        **_provenance("judgment", case.decision_date, coded_at),
    }
    yield from _coded_twice(draws, row, "in_camera", ("y", "n", "u"))


def _victims(plan: CasePlan, case: DocketCase, coded_at: str) -> Iterator[FormRow]:
    """One to four victims; who is cited may be summoned, and who is summoned may testify."""
    draws = plan.draws("victims")
    assert case.decision_date is not None
    evidence = [row for row in case.hearings if _is_evidence(plan, row)]
    for number in range(1, 2 + draws.whole(0, 3)):
        cited = draws.chance(0.6)
        summoned = cited and draws.chance(0.8)
        testified = summoned and bool(evidence) and draws.chance(0.7)
        hostile = testified and draws.chance(0.4 if plan.life.is_convicted else 0.75)
        row = {
            "cnr": case.cnr,
            "victim_seq": str(number),
            "minor": _yes(number == 1 and has_child(plan)),
            "cited_witness": _yes(cited),
            "summoned": _yes(summoned),
            "testified": _yes(testified),
            "hostile": _yes(hostile),
            "came_forward": _yes(testified and not hostile and draws.chance(0.6)),
            "supported_by_programme": _yes(draws.chance(0.15)),
            "withdrew": draws.weighted(("n", "y", "u"), (0.75, 0.1, 0.15)),
            "first_testimony_date": draws.one_of(evidence).business_date.isoformat() if testified else "",
            **_provenance("judgment", case.decision_date, coded_at),
        }
        yield from _coded_twice(draws, row, "withdrew", ("y", "n", "u"))


def _is_evidence(plan: CasePlan, row: DocketHearing) -> bool:
    if not 1 < row.serial <= len(plan.life.sittings):
        return False
    sitting = plan.life.sittings[row.serial - 1]
    return sitting.stage > EVIDENCE and sitting.is_effective and row.next_date is not None


def _provenance(source: str, on: date, coded_at: str) -> FormRow:
    return {
        "source": source,
        "source_date": on.isoformat(),
        "coder": "C1",
        "coded_at": coded_at,
        "second_coder": "",
        "confidence": "3",
    }


def _coded_twice(draws: Draws, row: FormRow, doubtful: str, choices: Sequence[str]) -> Iterator[FormRow]:
    """The row, and in a quarter of units that of a second coder, who may see ``doubtful`` otherwise."""
    if not draws.chance(TWICE_SHARE):
        yield row
        return
    yield row | {"second_coder": "C2"}
    seen = draws.one_of(choices) if draws.chance(OTHERWISE_SHARE) else row[doubtful]
    yield row | {"coder": "C2", "second_coder": "", doubtful: seen}


def _yes(is_so: bool) -> str:
    return "y" if is_so else "n"
