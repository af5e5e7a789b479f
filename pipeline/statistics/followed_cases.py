"""Cases followed to a cut-off, as arrays; those of both timepoints together, baseline first."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from pipeline.statistics.permutation import Labels, Numbers
from pipeline.statistics.relabelled import counting_processes


@dataclass(frozen=True, slots=True)
class FollowedCases:
    """The cases of one timepoint: one element per case in every field, days from the clock's start.

    ``adjournment_days`` holds, for each case, the days on which it was adjourned while under observation:
    from its ``entry_days`` (0 unless it entered late) to its ``end_days`` (decision, else cut-off).
    """

    case_ids: tuple[Hashable, ...]
    districts: tuple[Hashable, ...]
    courts: tuple[Hashable, ...]
    adjournment_days: tuple[Numbers, ...]
    entry_days: Numbers
    end_days: Numbers

    def __len__(self) -> int:
        return len(self.case_ids)


def is_endline(baseline: FollowedCases, endline: FollowedCases) -> Labels:
    """Which of the records of both timepoints are of endline."""
    return np.arange(len(baseline) + len(endline)) >= len(baseline)


def processes(
    parts: tuple[FollowedCases, FollowedCases], horizon_days: float
) -> tuple[Numbers, Numbers, Numbers]:
    """The counting processes of both timepoints' records, see ``relabelled.counting_processes``."""
    return counting_processes(
        [days for part in parts for days in part.adjournment_days],
        np.concatenate([part.entry_days for part in parts]),
        np.concatenate([part.end_days for part in parts]),
        horizon_days,
    )
