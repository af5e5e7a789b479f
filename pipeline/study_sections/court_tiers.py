"""``[pull] court_tiers`` and a complex's ``tier``: which courts are asked, and in what order."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.study_reading import Section

UNKNOWN = "unknown"

CAN_TRY: Mapping[str, str] = {
    "sessions": "district and sessions courts, additional ones too: they try trafficking cases",
    "magistrate": "magistrates of any class: lesser offences, and cases on their way to the sessions court",
    UNKNOWN: "not stated by the name of the complex",
    "juvenile": "Juvenile Justice Boards: children accused of an offence",
}
"""Tiers that may hold cases of these offences, those with most of them first."""

CAN_NOT_TRY: Mapping[str, str] = {
    "civil": "a civil court tries no offences",
    "small_causes": "a small causes court tries no offences",
    "family": "a family court tries matters of marriage and custody only",
    "labour": "a labour court tries disputes of employment only",
    "industrial": "an industrial court tries disputes of employment only",
    "cooperative": "a co-operative court tries disputes of co-operative societies only",
    "school_tribunal": "a school tribunal hears appeals of school staff only",
}
"""Tiers that can't have any, with the reason."""

COURT_TIERS = (*CAN_TRY, *CAN_NOT_TRY)


def read_court_tiers(pull: Section) -> tuple[str, ...]:
    """Tiers to be asked, in that order: all that can try these offences if the file does not say."""
    named = pull.take_or("court_tiers", list, list(CAN_TRY))
    if not named:
        raise pull.fault("court_tiers names none: nothing would be asked.")
    return tuple(pull.allowed(tier, "court_tiers", COURT_TIERS) for tier in named)


def read_tier(entry: Section) -> str:
    """The tier of one complex; ``unknown`` if the file does not say."""
    return entry.allowed(entry.take_or("tier", str, UNKNOWN), "tier", COURT_TIERS)


def reason_left_out(tier: str) -> str:
    """Why complexes of a tier that is not asked are left out."""
    return CAN_NOT_TRY.get(tier, f"the study's court_tiers leave out {tier} courts")
