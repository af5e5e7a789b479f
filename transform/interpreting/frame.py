"""Frame: which cases belong to the study, and why the others do not."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from transform.interpreting.case_facts import CaseFacts
from transform.interpreting.case_state import CaseDates
from transform.parameters import TableParameters

DATED_OUT = ("out_of_window", "undated")
"""Why a prosecution of the study's offences is out of frame where only its dates keep it out."""


def frame_exclusions(
    cases: Iterable[CaseFacts], merged_twins: Container[str], parameters: TableParameters
) -> dict[str, str | None]:
    """``frame_exclusion`` of every case, by case id."""
    return {case.case_id: frame_exclusion(case, merged_twins, parameters) for case in cases}


def frame_exclusion(case: CaseFacts, merged_twins: Container[str], parameters: TableParameters) -> str | None:
    """Why a case is out of frame: the first reason that applies; ``None`` for a case in frame.

    Cases that a rule of the checks stops leave the frame later, as ``quarantined``.
    """
    if case.case_id in merged_twins:
        return "merged_committal_twin"
    if case.place not in parameters.districts and case.place[0] not in parameters.whole_states:
        return "district_not_in_study"
    if not case.is_prosecution:
        return "not_a_prosecution"
    if not parameters.takes_every_offence and not _has_offence(case, parameters):
        return "no_offence_in_frame"
    if case.dates.filed is None:
        return "undated"
    return None if is_in_window(case.dates, case.ended, parameters) else "out_of_window"


def is_in_window(dates: CaseDates, ended: date | None, parameters: TableParameters) -> bool:
    """Whether the dates meet the study's frame rule.

    A case counts as filed on its filing date, else on its registration date. A case filed or registered after
    ``as_of`` was not on the portal yet. ``ended`` is any end that the page dates, transfers included.
    """
    filed = dates.filed
    if filed is None or filed > parameters.as_of or (dates.registration or filed) > parameters.as_of:
        return False
    was_filed_inside = _is_inside(filed, parameters)
    if parameters.frame_rule == "filed_in_window":
        return was_filed_inside
    if parameters.frame_rule == "active_in_window":
        return filed <= parameters.window_end and (ended is None or ended >= parameters.window_start)
    return was_filed_inside or (ended is not None and _is_inside(ended, parameters))


def _has_offence(case: CaseFacts, parameters: TableParameters) -> bool:
    return any(charge.coded.offence_code in parameters.offences for charge in case.charges)


def _is_inside(day: date, parameters: TableParameters) -> bool:
    return parameters.window_start <= day <= parameters.window_end
