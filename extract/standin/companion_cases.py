"""Records that stand beside the reference cases and must not be counted as cases of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from extract.standin.act_catalogue import PROCEDURE_CODE, local_act_code
from extract.standin.docket import DocketAct, DocketCase, DocketHearing, DocketSubordinateCourt
from extract.standin.places import COMPLEXES, Establishment

# One each of five courts that share their complex with a magistrate (Ahmednagar's does not).
TWINNED_POSITIONS = (0, 10, 21, 29, 74)
BAIL_DISPOSALS = (
    "Contested--ALLOWED",
    "Contested--REJECTED",
    "Uncontested--WITHDRAWN",
    "Contested--DISPOSED OFF",
)


def with_committal_twins(docket: list[DocketCase]) -> list[DocketCase]:
    """Five cases also stand as the magistrate's case they were committed from.

    The sessions page names the magistrate's number and decision date under Subordinate Court Information.
    """
    sessions = [docket[position] for position in TWINNED_POSITIONS]
    twins = {case.cnr: committal_of(case) for case in sessions}
    named = [replace(case, subordinate_court=named_by(twins[case.cnr])) for case in sessions]
    replaced = {case.cnr: case for case in named}
    return [*(replaced.get(case.cnr, case) for case in docket), *twins.values()]


def committal_of(case: DocketCase) -> DocketCase:
    """The magistrate's record: same FIR and acts, committed twenty days before the sessions filing."""
    court = magistrate_of(case)
    filed, decided = case.filing_date - timedelta(days=100), case.filing_date - timedelta(days=20)
    days = [decided - timedelta(days=70), decided - timedelta(days=35), decided]
    return replace(
        disposed_without_papers(case),
        cnr=f"{court.prefix}{case.cnr[6:12]}{filed.year}",
        court_code=court.court_code,
        court_name=court.name,
        case_type="R.C.C.",
        case_type_name="R.C.C. - Regular Criminal Case",
        case_type_code=14,
        filing_number=case.filing_number + 1000,
        registration_number=case.registration_number + 1500,
        filing_date=filed,
        registration_date=filed,
        court_number=1,
        judge="Chief Judicial Magistrate",
        first_hearing_date=days[0],
        decision_date=decided,
        nature_of_disposal="Uncontested--COMMITTED TO SESSIONS COURT",
        hearings=(
            DocketHearing(1, days[0], days[1], "Appearance"),
            DocketHearing(2, days[1], days[2], "Hearing"),
            DocketHearing(3, days[2], None, "Disposed"),
        ),
    )


def disposed_without_papers(case: DocketCase) -> DocketCase:
    """``case`` as disposed, without what belongs to its own file alone."""
    return replace(
        case,
        is_disposed=True,
        stage=None,
        subordinate_court=None,
        orders=(),
        transfers=(),
        processes=(),
    )


def magistrate_of(case: DocketCase) -> Establishment:
    """The magistrate's establishment of the case's own complex."""
    place = next(place for place in COMPLEXES if place.code == case.complex_code)
    return place.establishments[1]


def named_by(twin: DocketCase) -> DocketSubordinateCourt:
    """What the sessions page says of the committed case."""
    return DocketSubordinateCourt(
        court=f"1-{twin.judge}",
        case_type=twin.case_type,
        number=twin.registration_number,
        year=twin.registration_date.year,
        decision_date=twin.decision_date,
    )


def with_bail_applications(docket: list[DocketCase]) -> list[DocketCase]:
    """One Cri.Bail Appln. for every FIR, in turn allowed, rejected, withdrawn and disposed of."""
    applications = [
        bail_application(case, BAIL_DISPOSALS[number % len(BAIL_DISPOSALS)])
        for number, case in enumerate(docket)
        if case.fir is not None
    ]
    return [*docket, *applications]


def bail_application(case: DocketCase, disposal: str) -> DocketCase:
    """The accused's application in the same court, decided in twelve days."""
    filed = case.filing_date + timedelta(days=3)
    heard, decided = filed + timedelta(days=5), filed + timedelta(days=12)
    procedure = DocketAct(local_act_code(case.complex_code, PROCEDURE_CODE), PROCEDURE_CODE, "439")
    return replace(
        disposed_without_papers(case),
        cnr=f"{case.establishment_code}5{case.cnr[7:12]}{filed.year}",
        case_type="Cri.Bail Appln.",
        case_type_name="Cri.Bail Appln. - Bail Application",
        case_type_code=39,
        filing_number=case.filing_number + 2000,
        registration_number=case.registration_number + 2500,
        filing_date=filed,
        registration_date=filed,
        petitioners=case.respondents[:1],
        respondents=case.petitioners,
        acts=(*case.acts, procedure),
        first_hearing_date=heard,
        decision_date=decided,
        nature_of_disposal=disposal,
        hearings=(
            DocketHearing(1, heard, decided, "Hearing"),
            DocketHearing(2, decided, None, "Disposed"),
        ),
    )
