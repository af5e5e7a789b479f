"""The choices a study could have made instead: clock, length of the year, frame, reporting lag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from transform.parameters import ClockStart, FrameRule, TableParameters
from transform.vocabulary import vocabulary

YEAR_LENGTHS = (365, 360)
REPORTING_LAGS = (0, 30, 60, 90)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One combination of choices; adjournment definitions are not among them, every table shows them all."""

    clock_start: ClockStart
    year_length_days: int
    frame_rule: FrameRule
    reporting_lag_days: int

    @property
    def name(self) -> str:
        """The combination in one word, by which its values are told apart."""
        parts = (self.clock_start, self.frame_rule, self.year_length_days, self.reporting_lag_days)
        return "|".join(map(str, parts))

    def parameters(self, chosen: TableParameters, snapshot_day: date) -> TableParameters:
        """Parameters of the tables under this combination, its name in place of the timepoint."""
        return replace(
            chosen,
            timepoint=self.name,
            clock_start=self.clock_start,
            year_length_days=self.year_length_days,
            frame_rule=self.frame_rule,
            reporting_lag_days=self.reporting_lag_days,
            as_of=snapshot_day - timedelta(days=self.reporting_lag_days),
        )


def own_choice(chosen: TableParameters) -> Alternative:
    """The combination the study did choose."""
    return Alternative(
        chosen.clock_start, chosen.year_length_days, chosen.frame_rule, chosen.reporting_lag_days
    )


def alternatives(chosen: TableParameters) -> tuple[Alternative, ...]:
    """Every combination, the study's own first, whether or not its lag is one of those usually tried."""
    own = own_choice(chosen)
    return (own, *(alternative for alternative in _all(chosen) if alternative != own))


def _all(chosen: TableParameters) -> Iterator[Alternative]:
    lags = sorted({*REPORTING_LAGS, chosen.reporting_lag_days})
    clocks, frames = vocabulary("clock_starts").codes, vocabulary("frame_rules").codes
    for clock, year, frame, lag in product(clocks, YEAR_LENGTHS, frames, lags):
        yield Alternative(clock, year, frame, lag)  # type: ignore[arg-type]
