"""What the changes themselves allow to be said: the primary estimands one by one, then all the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.comparison.pairs import RATIO_UNIT, neutral_of
from pipeline.comparison.rows import DIFFERENCE, ComparisonRow
from pipeline.rounding import rounded_off
from pipeline.statistics.testing import LEVEL
from transform.indicators.definitions import load_indicators

POWERED = "80 % power, 5 % level"
BEYOND_CHANCE = "beyond chance"
NOT_TOLD_FROM_CHANCE = "can not be told from chance"
CONCLUSIONS = "conclusions.csv"
NO_VERDICT = "none"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A sentence, and what it is ``about``: design, registration, primary, secondary or power.

    One about a change names its row; that of a primary estimand has a verdict.
    """

    about: str
    conclusion: str
    indicator_id: str = ""
    definition_id: str = ""
    population: str = ""
    verdict: str = ""


def of_the_changes(rows: Sequence[ComparisonRow]) -> Iterator[Conclusion]:
    """The primary estimands, how many of the other changes stay, and how small a change is not seen."""
    for row in rows:
        if row.role == "primary":
            yield _about(row, "primary", of_a_primary(row), _verdict(row))
    yield from _of_the_secondaries(rows)
    for row in rows:
        if row.timepoint == DIFFERENCE and not row.suppressed and row.minimum_detectable is not None:
            yield from _of_what_could_be_found(row, row.minimum_detectable)


def _about(row: ComparisonRow, about: str, said: str, verdict: str = "") -> Conclusion:
    return Conclusion(about, said, row.indicator_id, row.definition_id, row.population, verdict)


def _verdict(row: ComparisonRow) -> str:
    if row.value is None or row.p_adjusted is None:
        return NO_VERDICT
    return BEYOND_CHANCE if row.p_adjusted < LEVEL else NOT_TOLD_FROM_CHANCE


def of_a_primary(row: ComparisonRow) -> str:
    """The change with its interval, and whether it is more than chance makes."""
    named = _named(row)
    if row.suppressed:
        return f"{named}: withheld, and so is how small a change would have gone unnoticed."
    if row.value is None:
        return f"{named}: {row.note}."
    interval = "no interval"
    if row.ci_low is not None and row.ci_high is not None:
        low, high = (rounded_off(neutral_of(row.unit), end, 3, ".{}g") for end in (row.ci_low, row.ci_high))
        interval = f"95 % interval {low} to {high}"
    change = f"{row.unit} {row.value:.3g}, {interval}"
    if row.p_adjusted is None:
        return f"{named}: {change}."
    if row.p_adjusted < LEVEL:
        return (
            f"{named}: {change}; a change, beyond what chance alone makes (adjusted p {row.p_adjusted:.3g})."
        )
    return (
        f"{named}: {change}; a change {NOT_TOLD_FROM_CHANCE} (adjusted p {row.p_adjusted:.3g}), "
        "which does not mean that nothing changed."
    )


def _of_the_secondaries(rows: Sequence[ComparisonRow]) -> Iterator[Conclusion]:
    tested = [row for row in rows if row.role == "secondary" and row.p_adjusted is not None]
    if tested:
        called = sum((row.p_adjusted or 1.0) < LEVEL for row in tested)
        yield Conclusion(
            "secondary",
            f"Of {len(tested)} secondary changes tested, {called} stay under a false discovery rate of "
            f"{LEVEL:.0%} (Benjamini and Hochberg); they are leads, not findings.",
        )


def _of_what_could_be_found(row: ComparisonRow, least: float) -> Iterator[Conclusion]:
    if (row.indicator_id, row.definition_id, row.district) == ("I12", "A1", "all"):
        said = (
            "With this many disposed cases, a difference in mean adjournments before disposal smaller "
            f"than {least:.1f} would mostly have gone unnoticed ({POWERED})."
        )
        yield _about(row, "power", said)
    elif row.role == "primary":
        yield _about(row, "power", f"{_named(row)}: {_unnoticed(row, least)} ({POWERED}).")


def _unnoticed(row: ComparisonRow, least: float) -> str:
    if row.unit == RATIO_UNIT:
        return f"a ratio between {1 / least:.3g} and {least:.3g} would mostly have gone unnoticed"
    return f"a difference smaller than {least:.3g} would mostly have gone unnoticed"


def _named(row: ComparisonRow) -> str:
    title = load_indicators()[row.indicator_id].title
    return f"{row.indicator_id} {row.definition_id} ({title.lower()})"
