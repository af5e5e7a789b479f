"""Sections of one subject each: adjournments, duration, stages, bail, outcomes, quality of the registers."""

from __future__ import annotations

from pipeline.report.figures import dots_of, finding, lines_of, spread_of
from pipeline.report.parts import Section, side_by_side
from pipeline.report.published import Published
from pipeline.report.section_lines import section_lines


def adjournments(published: Published) -> Section:
    """Rival definitions side by side; disposed cases, pending ones, by age, and by year."""
    shown = {name: section_lines(name) for name in ("adjournments", "pending", "age", "rates")}
    disposed, pending, by_age, by_year = (
        finding(published, text, shown[name][at])
        for text, name, at in (
            ("Adjournments before disposal: {} on average", "adjournments", 1),
            ("Pending cases have been adjourned {} times so far", "pending", 0),
            ("A case a year old has seen {} adjournments", "age", 1),
            ("A case is adjourned {} times a year", "rates", 1),
        )
    )
    spread = section_lines("spread")
    half = finding(published, "Half of the disposed cases had been adjourned {} times", spread[0], spread[2])
    months, per_case = "months since the clock's start", "adjournments per case (A1)"
    return Section(
        "adjournments",
        ("Definitions of an adjournment differ, and so do their figures: they stand side by side.",),
        figures=(
            dots_of(published, disposed, shown["adjournments"], "adjournments per disposed case"),
            spread_of(published, half, spread, "adjournments of a disposed case (A1)"),
            dots_of(published, pending, shown["pending"], "adjournments per pending case"),
            lines_of(published, by_age, shown["age"], months, per_case, begin=0),
            dots_of(published, by_year, shown["rates"], "adjournments per case and year"),
        ),
    )


def duration(published: Published) -> Section:
    """How long until a case is decided, those still pending counted in."""
    shown = section_lines("survival")
    title = finding(published, "After two years {} of the cases are undecided", shown[1])
    curve = lines_of(published, title, shown, "years since the clock's start", "undecided", begin=1)
    table = side_by_side(published, "Days to disposal", section_lines("duration"))
    return Section("duration", figures=(curve,), tables=(table,))


def stages(published: Published) -> Section:
    """Days a case stays in each stage of its trial."""
    shown = section_lines("stages")
    title = finding(published, "Evidence takes {} days, the median", shown[2])
    return Section("stages", figures=(dots_of(published, title, shown, "days, median"),))


def bail(published: Published) -> Section:
    """What became of applications, with the bounds that unknown outcomes leave, and in how many cases."""
    shown, cases = section_lines("bail"), section_lines("bail_cases")
    title = finding(published, "Bail was rejected in {} of the applications decided", shown[0])
    of_cases = finding(published, "In {} of the cases with an application bail was rejected", cases[0])
    return Section(
        "bail",
        ("Where outcomes are unknown, the bounds say how far the share could be off.",),
        figures=(
            dots_of(published, title, shown, "share of applications rejected"),
            dots_of(published, of_cases, cases, "share of cases with an application"),
        ),
        tables=(side_by_side(published, "Applications, cases and days", section_lines("bail_counts")),),
    )


def outcomes(published: Published) -> Section:
    """How cases ended, and the conviction rate by more than one denominator."""
    shown = section_lines("outcomes")
    title = finding(published, "Of the disposed cases {} ended in acquittal", shown[1])
    return Section(
        "outcomes",
        ("A verdict that the page does not state is unknown; it is no acquittal.",),
        figures=(dots_of(published, title, shown, "share of cases"),),
        tables=(side_by_side(published, "How many cases", section_lines("outcome_counts")),),
    )


def quality(published: Published) -> Section:
    """What the registers state, and what they leave blank."""
    shown = section_lines("quality")
    text = "The next date is that of the next entry in {} of the history entries"
    title = finding(published, text, shown[3])
    return Section(
        "quality",
        ("What the registers leave blank limits what can be counted.",),
        figures=(dots_of(published, title, shown, "share"),),
    )
