"""The endline portal after its clerks went back to older cases: what drifted, by name, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from extract.standin.docket import DocketAct, DocketCase, DocketHearing, DocketParty
from extract.standin.endline_docket import endline_docket

ACQUITTED, CARRIED_ON, STALE = 0, 30, 60
VANISHED, MASKED, LATE, RENAMED, SHORTENED, CHARGED = 70, 80, 90, 50, 55, 95


def drifted_docket() -> list[DocketCase]:
    """The endline docket with one case for each kind of drift (two rows back-filled), and one found late."""
    docket = endline_docket()
    changed = {
        ACQUITTED: replace(docket[ACQUITTED], nature_of_disposal="Contested--CONVICTED"),
        CARRIED_ON: back_filled(docket[CARRIED_ON]),
        STALE: back_filled(docket[STALE]),
        MASKED: replace(docket[MASKED], is_name_hidden=True, respondents=(DocketParty("XXXXXXX"),)),
        RENAMED: renamed(docket[RENAMED]),
        SHORTENED: shortened(docket[SHORTENED]),
        CHARGED: replace(
            docket[CHARGED], acts=(*docket[CHARGED].acts, DocketAct("19", "Indian Penal Code", "376"))
        ),
    }
    kept = [changed.get(at, case) for at, case in enumerate(docket) if at != VANISHED]
    return [*kept, found_late(docket[LATE])]


def back_filled(case: DocketCase) -> DocketCase:
    """With a day in court before the one that was the first, a week after filing."""
    first = case.hearings[0].business_date
    row = DocketHearing(1, case.filing_date + timedelta(days=7), first, "Appearance")
    moved = (replace(hearing, serial=hearing.serial + 1) for hearing in case.hearings)
    return replace(case, hearings=(row, *moved))


def renamed(case: DocketCase) -> DocketCase:
    """With another purpose on its first day."""
    return replace(case, hearings=(replace(case.hearings[0], purpose="First Order"), *case.hearings[1:]))


def shortened(case: DocketCase) -> DocketCase:
    """Without its first day in court."""
    left = (replace(hearing, serial=hearing.serial - 1) for hearing in case.hearings[1:])
    return replace(case, hearings=tuple(left))


def found_late(model: DocketCase) -> DocketCase:
    """A case like ``model`` that the portal did not show at the baseline."""
    fir = None if model.fir is None else replace(model.fir, number=model.fir.number + 500)
    return replace(
        model,
        cnr=f"{model.establishment_code}900001{model.filing_date.year}",
        filing_number=9001,
        registration_number=9001,
        fir=fir,
        subordinate_court=None,
        processes=(),
    )
