"""What drives the made-up cases: stages, gaps between sittings, ends, and a known effect.

The numbers are chosen to look like the field (some 29 sittings to a judgment, a fifth of cases decided after
up to three years, few convictions), not estimated from any record.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.standin.simulation.drawing import Draws

# Stage of the ladder, and the chance that a sitting that is effective completes it.
LADDER: tuple[tuple[str, float], ...] = (
    ("appearance", 0.42),
    ("charge", 0.45),
    ("plea", 0.75),
    ("evidence", 0.24),
    ("evidence_part_heard", 0.34),
    ("accused_statement", 0.55),
    ("defence_evidence", 0.75),
    ("arguments", 0.45),
    ("judgment", 0.65),
)
STAGES = tuple(stage for stage, _ in LADDER)
COMPLETES = tuple(chance for _, chance in LADDER)
CHARGE, EVIDENCE = STAGES.index("charge"), STAGES.index("evidence")

# Ends other than a judgment: chance at every sitting of a stage (all, or the one named).
OTHER_ENDS: tuple[tuple[str, float, int | None], ...] = (
    ("abated", 0.0006, None),
    ("quashed", 0.0005, None),
    ("withdrawn", 0.0003, None),
    ("compounded", 0.0002, None),
    ("transferred", 0.0012, None),
    ("dormant", 0.0006, None),
    ("discharged", 0.012, CHARGE),
)
EVERY_STAGE = tuple((end, chance) for end, chance, stage in OTHER_ENDS if stage is None)
AT_STAGE = {stage: (end, chance) for end, chance, stage in OTHER_ENDS if stage is not None}
ANY_END = sum(chance for _, chance in EVERY_STAGE)

USUAL_GAPS = (7, 14, 21, 30, 45, 60)


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes on ``from_day`` (an ordinal; ``None``: nothing does).

    ``adjournment_rate_ratio`` divides the gaps between sittings, ``conviction_log_odds`` is added to those of
    a conviction, ``refusal_log_odds`` to those of refusing an adjournment asked for.
    """

    from_day: int | None = None
    adjournment_rate_ratio: float = 1.0
    conviction_log_odds: float = 0.0
    refusal_log_odds: float = 0.0


NO_EFFECT = Effect()


@dataclass(frozen=True, slots=True)
class Model:
    """Spread between cases and between courts, and the averages they spread around."""

    mean_gap_days: float = 33.0
    gap_spread: float = 0.55
    effective_share: float = 0.66
    case_pace_spread: float = 0.25
    case_difficulty_spread: float = 0.55
    court_pace_spread: float = 0.15
    court_effectiveness_spread: float = 0.10
    conviction_log_odds: float = -1.7
    case_conviction_spread: float = 0.5
    court_conviction_spread: float = 0.4
    unknown_outcome_share: float = 0.03
    # Chance at every sitting that nothing is ever entered again, though the case goes on.
    forgotten_chance: float = 0.002
    # What a court does differently after the effect's day, beyond the effect: 0 in the study simulated.
    court_drift_spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Court:
    """Habits of one court. ``usual_gap_share``: dates given in round numbers of weeks or months."""

    pace: float
    effectiveness: float
    conviction_log_odds: float
    usual_gap_share: float
    drift: float = 1.0


@dataclass(frozen=True, slots=True)
class Frailty:
    """What makes one case slower, harder or clearer than another."""

    pace: float
    difficulty: float
    conviction_log_odds: float


def draw_court(draws: Draws, model: Model) -> Court:
    """A court's habits."""
    return Court(
        pace=draws.positive(model.court_pace_spread),
        effectiveness=draws.positive(model.court_effectiveness_spread),
        conviction_log_odds=model.court_conviction_spread * draws.normal(),
        usual_gap_share=0.3 + 0.5 * draws.uniform(),
        drift=draws.positive(model.court_drift_spread),
    )


def draw_frailty(draws: Draws, model: Model) -> Frailty:
    """A case's own pace, difficulty and strength."""
    return Frailty(
        pace=draws.positive(model.case_pace_spread),
        difficulty=draws.positive(model.case_difficulty_spread),
        conviction_log_odds=model.case_conviction_spread * draws.normal(),
    )
