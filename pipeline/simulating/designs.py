"""The designs under which studies are simulated: how many cases, followed how long, drawn by which rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from extract.standin.simulation.model import Effect, Model
from extract.standin.simulation.working_days import NO_PANDEMIC, PANDEMIC, Period

BASELINE_OPENS = date(2017, 3, 11)
SNAPSHOT = date(2020, 3, 10)
# Three years each, with the same months in both, so that vacations fall alike.
EQUAL_ENDLINE = date(2023, 3, 10)
STUDY_ENDLINE = date(2022, 3, 31)


@dataclass(frozen=True, slots=True)
class Design:
    """One design. ``cases`` are filed per three years; all counts of cases follow from it.

    ``filed_only``: a timepoint has the cases filed in its window; else the endline also has those decided in
    it, some of which are in both. ``is_exchangeable``: with no effect the two timepoints have one
    distribution, so that the permutation test must keep its level and the intervals must cover.
    """

    name: str
    words: str
    cases: int
    endline: date = EQUAL_ENDLINE
    filed_only: bool = True
    pandemic: tuple[Period, ...] = NO_PANDEMIC
    model: Model = field(default_factory=Model)
    is_exchangeable: bool = True

    def effect(self, effect: Effect) -> Effect:
        """The effect, from the day after the baseline's snapshot."""
        return Effect(
            SNAPSHOT.toordinal() + 1,
            effect.adjournment_rate_ratio,
            effect.conviction_log_odds,
            effect.refusal_log_odds,
        )


KNOWN_EFFECT = Effect(None, adjournment_rate_ratio=0.8, conviction_log_odds=0.9, refusal_log_odds=0.7)
NULL_EFFECT = Effect()
DISTRICTS = 5
COURTS_IN_DISTRICT = 3

DESIGNS: tuple[Design, ...] = (
    Design("study_size", "100 cases at each timepoint, filed in windows of three years", 100),
    Design("larger", "400 cases at each timepoint, filed in windows of three years", 400),
    Design(
        "unequal_windows",
        "the reference study's windows: three years filed against two years filed or decided, the pandemic "
        "among them, some cases in both",
        100,
        endline=STUDY_ENDLINE,
        filed_only=False,
        pandemic=PANDEMIC,
        is_exchangeable=False,
    ),
    Design(
        "drifting_courts",
        "as study_size, but every court changes its own pace by a tenth or so between the timepoints",
        100,
        model=Model(court_drift_spread=0.10),
        is_exchangeable=False,
    ),
)
