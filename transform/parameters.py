"""What a study fixes before any table is built: window, cut-off, frame, clock; all printed with results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

FrameRule = Literal["filed_in_window", "active_in_window", "filed_or_disposed_in_window"]
ClockStart = Literal["registration_date", "filing_date", "first_hearing_date"]


@dataclass(frozen=True, slots=True)
class TableParameters:
    """Parameters of one study at one timepoint.

    ``as_of`` is the cut-off used: the snapshot day less the study's reporting lag. Nothing dated later
    counts. ``offences`` are the codes of ``vocab/codes_offences.csv`` that put a case in frame; ``districts``
    maps (portal state code, portal district code) to the district's name in the study. A study may also take
    every district of some states (``whole_states``, by portal code), and prosecutions of any offence.
    """

    study: str
    timepoint: str
    as_of: date
    window_start: date
    window_end: date
    frame_rule: FrameRule
    clock_start: ClockStart
    year_length_days: int
    reporting_lag_days: int
    offences: frozenset[str]
    districts: Mapping[tuple[str, str], str]
    suppression_threshold: int
    is_synthetic: bool
    whole_states: frozenset[str] = frozenset()
    takes_every_offence: bool = False
