"""What can and what cannot be concluded, in plain sentences made from the numbers and the setting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.comparison.cautions import DISTRICTS_ENOUGH, NOT_EFFECT, TAKES_ENDED, Setting
from pipeline.comparison.change_conclusions import Conclusion, of_the_changes
from pipeline.comparison.rows import ComparisonRow
from pipeline.publishing.csv_writing import csv_document
from pipeline.publishing.flow import hidden
from pipeline.registration import Registration

COLUMNS = ("about", "indicator_id", "definition_id", "population", "verdict", "conclusion")


def conclusions(
    rows: Sequence[ComparisonRow], setting: Setting, registration: Registration, threshold: int = 0
) -> Iterator[Conclusion]:
    """Those that hold for the whole comparison first; counts under ``threshold`` are not said."""
    yield from (Conclusion("design", said) for said in _of_the_design(setting, threshold))
    yield Conclusion("registration", _of_the_registration(registration))
    yield from of_the_changes(rows)


def conclusions_csv(found: Iterable[Conclusion]) -> str:
    """``conclusions.csv``; made from published rows it may leave the building."""
    return csv_document(COLUMNS, (tuple(getattr(one, name) for name in COLUMNS) for one in found))


def _of_the_design(setting: Setting, threshold: int) -> Iterator[str]:
    if setting.is_synthetic:
        yield "The cases are synthetic: nothing here says anything about any court."
    yield from _of_the_effect(setting.comparison_districts)
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
            f"{hidden(setting.cases_in_both, threshold)} cases are in both timepoints; the primary estimands "
            "take each as one cluster, the other intervals take its two records for independent."
        )


def _of_the_effect(comparison_districts: int) -> Iterator[str]:
    if not comparison_districts:
        yield (
            f"{NOT_EFFECT} The study names no comparison districts, so what would have happened without "
            "the programme is not known."
        )
        return
    yield (
        f"{NOT_EFFECT} A change before and after is not the programme's work; only the comparison with "
        "the other districts speaks to that."
    )
    if comparison_districts < DISTRICTS_ENOUGH:
        yield (
            f"It has {comparison_districts} comparison districts where {DISTRICTS_ENOUGH} are wanted: with "
            "few, the districts can be relabelled in few ways, and hardly any change is told from chance."
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


def _of_the_registration(registration: Registration) -> str:
    if not registration.primaries:
        return "The study named no primary estimand before its endline was read: all of this is exploratory."
    day = f"{registration.recorded_on:%d %B %Y}"
    if registration.changed_because:
        return (
            f"The primary estimands were changed after the endline's data were first read ({day}): "
            f"{registration.changed_because}"
        )
    return (
        f"Primary estimands: {', '.join(registration.primaries)}, on record since the endline's data were "
        f"first read ({day})."
    )
