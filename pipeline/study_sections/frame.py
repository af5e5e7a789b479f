"""``[frame]``: which offences and, for bulk releases, which states put a case in frame."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.study_reading import Section
from transform.vocabulary import vocabulary

EVERY_OFFENCE = "every"
CORE = "core"


@dataclass(frozen=True, slots=True)
class Frame:
    """``offences`` are those of the tier chosen; tier ``every`` takes every prosecution, of whatever offence.

    ``whole_states``: portal codes of states of which every district belongs to the study. ``tiers`` are those
    taken in, of all ``tier_names`` of the file.
    """

    offences: frozenset[str]
    takes_every_offence: bool = False
    whole_states: frozenset[str] = frozenset()
    tiers: tuple[str, ...] = ()
    tier_names: tuple[str, ...] = ()


def read_frame(frame: Section) -> Frame:
    """Any tier but ``core`` adds to the offences of ``core``."""
    tier = frame.take("tier", str)
    states = frame.take_or("whole_states", list, [])
    if not all(isinstance(state, str) and state.isdecimal() for state in states):
        raise frame.fault("whole_states must be portal codes of states, as texts.")
    tiers = frame.take_or("tiers", dict, {}) if tier == EVERY_OFFENCE else frame.take("tiers", dict)
    frame.refuse_unknown()
    if tier == EVERY_OFFENCE:
        return Frame(frozenset(), takes_every_offence=True, whole_states=frozenset(states))
    frame.allowed(tier, "tier", tiers)
    names = (CORE,) if tier == CORE else (CORE, tier)
    chosen = [offence for name in names for offence in tiers[name]]
    for offence in chosen:
        frame.allowed(offence, f"tiers.{tier}", vocabulary("offences").codes)
    return Frame(frozenset(chosen), False, frozenset(states), names, tuple(tiers))
