"""What must stand beside a change: why it may be something else than a change in the courts' work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.comparison.reading import Snapshot
from pipeline.comparison.rows import ComparisonRow
from pipeline.statistics.observation import COMPARABLE_RULES
from transform.court_calendar import CourtCalendar
from transform.parameters import FrameRule

DISTRICTS_ENOUGH = 7
"""Comparison districts wanted beside the programme's five (METHODOLOGY section 2.12)."""
NOT_EFFECT = "Descriptive change, not effect."
NOT_COMPARABLE = "their figures are not comparable"
SYNTHETIC = "Synthetic cases."
DIFFERENCE_IN_DIFFERENCES = "difference_in_differences"
ADJOURNMENT_INDICATORS = ("I10", "I12", "I13", "I14", "I15", "I16", "I17", "I21")
OF_DECIDED_CASES = re.compile("disposed|decided on the merits|convicted or acquitted")
COUNTS = ("difference, cases", "difference, applications")
GROWS_WITH_FOLLOW_UP = ("I02", "I06", "I08", "I13", "I21")
TAKES_ENDED: FrameRule = "filed_or_disposed_in_window"
COUNT_THE_PAST = ("I05", "I14", "I15", "I34")
"""Indicators of the time since a case's clock started, that have rows of one frame rule beside them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What of the two timepoints bears on how their values may be compared."""

    is_synthetic: bool
    comparison_districts: int
    frame_rules: tuple[str, str]
    window_days: tuple[int, int]
    is_pandemic_between: bool
    has_calendar: bool
    cases_in_both: int
    has_one_key: bool

    @property
    def frames_differ(self) -> bool:
        return self.frame_rules[0] != self.frame_rules[1]

    @property
    def takes_cases_once_ended(self) -> bool:
        """Whether one of the frames takes cases filed before its window only if they ended in it."""
        return TAKES_ENDED in self.frame_rules


def setting_of(
    baseline: Snapshot, endline: Snapshot, calendar: CourtCalendar | None, comparison_districts: int
) -> Setting:
    """The setting, from the two timepoints as they were built."""
    ids = [{case.case_id for case in part.followed["A1"]} for part in (baseline, endline)]
    return Setting(
        is_synthetic=bool(baseline.parameters["is_synthetic"]),
        comparison_districts=comparison_districts,
        frame_rules=(baseline.parameters["frame_rule"], endline.parameters["frame_rule"]),
        window_days=(baseline.window_days, endline.window_days),
        is_pandemic_between=calendar is not None
        and any(
            period.first_day <= endline.as_of and period.last_day > baseline.as_of
            for period in calendar.periods
        ),
        has_calendar=calendar is not None,
        cases_in_both=len(ids[0] & ids[1]),
        has_one_key=baseline.parameters["key_fingerprint"] == endline.parameters["key_fingerprint"],
    )


def cautions(setting: Setting, row: ComparisonRow) -> str:
    """The cautions that go with one change, as sentences."""
    return " ".join(_cautions(setting, row))


def _cautions(setting: Setting, row: ComparisonRow) -> Iterator[str]:
    if setting.is_synthetic:
        yield SYNTHETIC
    if DIFFERENCE_IN_DIFFERENCES not in row.definition_id:
        yield NOT_EFFECT
    if row.disclosure == "data quality":
        return
    yield from _of_the_frames(setting, row)
    if row.indicator_id in GROWS_WITH_FOLLOW_UP:
        yield "Moves with the length of follow-up alone."
    if row.unit in COUNTS:
        yield f"Windows of {setting.window_days[0]} and {setting.window_days[1]} days."
    if setting.is_pandemic_between and row.indicator_id in ADJOURNMENT_INDICATORS:
        yield "The courts' pandemic restrictions lie in between."


def _of_the_frames(setting: Setting, row: ComparisonRow) -> Iterator[str]:
    if setting.frames_differ and OF_DECIDED_CASES.search(row.population):
        yield (
            f"The frames differ ({setting.frame_rules[0]}, {setting.frame_rules[1]}): decided cases are not "
            f"picked alike, so {NOT_COMPARABLE}; use I14 and I15, in their rows of one frame "
            "rule."
        )
    if (
        setting.takes_cases_once_ended
        and row.indicator_id in COUNT_THE_PAST
        and not row.definition_id.startswith(COMPARABLE_RULES)
    ):
        yield (
            "Cases filed before the window are in only if they ended, with their whole past: see whether the "
            "row filed_in_window says the same."
        )
    if row.definition_id.startswith("active_in_window"):
        yield (
            "Takes in cases filed before the window, the slow ones of their years: rates mostly come out "
            "lower and durations longer than for the cases filed in it."
        )
