"""``[timepoints.NAME]``: the snapshots of a study."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.study_reading import Section
from transform.parameters import FrameRule


@dataclass(frozen=True, slots=True)
class Timepoint:
    """One snapshot of the study. ``as_of`` is the snapshot day, before the reporting lag is taken off."""

    name: str
    as_of: date
    window_start: date
    window_end: date
    frame_rule: FrameRule


def read_timepoints(timepoints: Section) -> dict[str, Timepoint]:
    """Every timepoint by its name, in the order of the file."""
    return {name: _timepoint(name, entry) for name, entry in timepoints.named("timepoints").items()}


def _timepoint(name: str, entry: Section) -> Timepoint:
    point = Timepoint(
        name=name,
        as_of=entry.take("as_of", date),
        window_start=entry.take("window_start", date),
        window_end=entry.take("window_end", date),
        frame_rule=entry.coded("frame_rule", "frame_rules"),
    )
    entry.refuse_unknown()
    if point.window_start > point.window_end:
        raise entry.fault(f"timepoint {name}: window_start is after window_end; swap them.")
    return point
