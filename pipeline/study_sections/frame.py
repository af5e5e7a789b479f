"""``[frame]``: the offences that put a case in frame, by tier."""

from __future__ import annotations

from pipeline.study_reading import Section
from transform.vocabulary import vocabulary


def read_offences(frame: Section) -> frozenset[str]:
    """Offences of the tier chosen; any tier but ``core`` adds to those of ``core``."""
    tier = frame.take("tier", str)
    tiers = frame.take("tiers", dict)
    frame.refuse_unknown()
    frame.allowed(tier, "tier", tiers)
    names = ["core"] if tier == "core" else ["core", tier]
    chosen = [offence for name in names for offence in tiers[name]]
    for offence in chosen:
        frame.allowed(offence, f"tiers.{tier}", vocabulary("offences").codes)
    return frozenset(chosen)
