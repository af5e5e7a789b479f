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

    @property
    def cautions(self) -> tuple[str, ...]:
        """A window open at the snapshot day is allowed, for a frame that is named before it closes."""
        if self.window_end <= self.as_of:
            return ()
        return (
            f"timepoint {self.name}: window_end {self.window_end} is after as_of {self.as_of}, so the frame "
            "is still open at the snapshot: later filings are not in it",
        )


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
    if point.as_of < point.window_start:
        raise entry.fault(
            f"timepoint {name}: as_of {point.as_of} is before window_start {point.window_start}, so no case "
            "could be in frame; correct one of them."
        )
    return point
