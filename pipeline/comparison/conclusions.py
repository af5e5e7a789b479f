"""What can and what cannot be concluded, in plain sentences made from the numbers and the setting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.comparison.cautions import NOT_EFFECT, TAKES_ENDED, Setting
from pipeline.comparison.pairs import RATIO_UNIT, neutral_of
from pipeline.comparison.rows import DIFFERENCE, ComparisonRow
from pipeline.registration import Registration
from pipeline.rounding import rounded_off
from pipeline.statistics.testing import LEVEL
from transform.indicators.definitions import load_indicators

POWERED = "80 % power, 5 % level"


def conclusions(rows: Sequence[ComparisonRow], setting: Setting, registration: Registration) -> Iterator[str]:
    """The sentences, those that hold for the whole comparison first."""
    yield from _of_the_design(setting)
    yield from _of_the_registration(registration)
    primaries = [row for row in rows if row.role == "primary"]
    yield from (of_a_primary(row) for row in primaries)
    yield from _of_the_secondaries(rows)
    yield from _of_what_could_be_found(rows)


def _of_the_design(setting: Setting) -> Iterator[str]:
    if setting.is_synthetic:
        yield "The cases are synthetic: nothing here says anything about any court."
    if setting.has_comparison_districts:
        yield (
            f"{NOT_EFFECT} A change before and after is not the programme's work; only the comparison with "
            "the other districts speaks to that."
        )
    else:
        yield (
            f"{NOT_EFFECT} The study names no comparison districts, so what would have happened without "
            "the programme is not known."
        )
    yield from _of_the_frames(setting)
    if setting.is_pandemic_between:
        yield (
            "The pandemic lies in between: from March 2020 the courts heard urgent matters only, later in "
            "shifts. A change in adjournments may be the closures' work; I14 and I15 are also given without "
            "the closed days, without all restricted days, and before, during and after the restrictions."
        )
    if not setting.has_calendar:
        yield "The study names no calendar of closures: days without courts count like any other."
    yield (
        f"Follow-up is made equal: the mean number of adjournments is read at the same age of the case, and "
        f"the rate is also given for windows of the same length ({min(setting.window_days)} days before each "
        "cut-off)."
    )
    if not setting.has_one_key:
        yield "The timepoints were built with two pseudonym keys: cases in both could not be recognised."
    elif setting.cases_in_both:
        yield (
            f"{setting.cases_in_both} cases are in both timepoints; the primary estimands take each as one "
            "cluster, the other intervals take its two records for independent."
        )


def _of_the_frames(setting: Setting) -> Iterator[str]:
    if setting.frames_differ:
        yield (
            f"The frames differ ({setting.frame_rules[0]} at baseline, {setting.frame_rules[1]} at endline): "
            "means of disposed cases, such as adjournments before disposal, are not comparable. Comparable "
            "are the rates per case-year (I14), the mean number by the age of a case (I15) and, with care, "
            "shares of verdicts: best in their rows of one frame rule for both timepoints (filed_in_window)."
        )
    if setting.takes_cases_once_ended:
        yield (
            f"{TAKES_ENDED} takes cases filed before the window only if they ended in it: their whole past "
            "is counted, and that of such cases still open is not. So durations (I05), I14, I15 and ways of "
            "ending (I34), the primary comparisons among them, lean towards cases that ended: hold them "
            "against their rows filed_in_window and active_in_window."
        )


def _of_the_registration(registration: Registration) -> Iterator[str]:
    if not registration.primaries:
        yield "The study named no primary estimand before its endline was read: all of this is exploratory."
    elif registration.changed_because:
        yield (
            f"The primary estimands were changed after the endline's data were first read "
            f"({registration.recorded_on:%d %B %Y}): {registration.changed_because}"
        )
    else:
        yield (
            f"Primary estimands: {', '.join(registration.primaries)}, on record since the endline's data "
            f"were first read ({registration.recorded_on:%d %B %Y})."
        )


def of_a_primary(row: ComparisonRow) -> str:
    named = _named(row)
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
        f"{named}: {change}; a change can not be told from chance (adjusted p {row.p_adjusted:.3g}), "
        "which does not mean that nothing changed."
    )


def _of_the_secondaries(rows: Sequence[ComparisonRow]) -> Iterator[str]:
    tested = [row for row in rows if row.role == "secondary" and row.p_adjusted is not None]
    if tested:
        called = sum((row.p_adjusted or 1.0) < LEVEL for row in tested)
        yield (
            f"Of {len(tested)} secondary changes tested, {called} stay under a false discovery rate of "
            f"{LEVEL:.0%} (Benjamini and Hochberg); they are leads, not findings."
        )


def _of_what_could_be_found(rows: Sequence[ComparisonRow]) -> Iterator[str]:
    for row in rows:
        is_mean = (row.indicator_id, row.definition_id, row.district) == ("I12", "A1", "all")
        if row.timepoint != DIFFERENCE or row.minimum_detectable is None:
            continue
        if is_mean:
            yield (
                "With this many disposed cases, a difference in mean adjournments before disposal smaller "
                f"than {row.minimum_detectable:.1f} would mostly have gone unnoticed ({POWERED})."
            )
        elif row.role == "primary":
            yield f"{_named(row)}: {_unnoticed(row, row.minimum_detectable)} ({POWERED})."


def _unnoticed(row: ComparisonRow, least: float) -> str:
    if row.unit == RATIO_UNIT:
        return f"a ratio between {1 / least:.3g} and {least:.3g} would mostly have gone unnoticed"
    return f"a difference smaller than {least:.3g} would mostly have gone unnoticed"


def _named(row: ComparisonRow) -> str:
    title = load_indicators()[row.indicator_id].title
    return f"{row.indicator_id} {row.definition_id} ({title.lower()})"
