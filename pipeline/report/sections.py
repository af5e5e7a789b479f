"""The report's sections in their order, each made from the published tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources

from markupsafe import Markup

from pipeline.report.districts import districts
from pipeline.report.figures import dots_of, finding, lines_of, spread_of
from pipeline.report.numbers import parameter_of, sentence, value_of
from pipeline.report.parts import Line, Section, side_by_side
from pipeline.report.published import Published
from pipeline.report.records import brief_figures, definitions, flow, provenance

UNEQUAL = (
    "A change between the two timepoints is descriptive. Other things changed too, the pandemic among them."
)
LIMITS = (
    "Cases disposed of are the quick ones. Their mean understates what a case goes through; the figures by "
    "the age of a case do not have this fault.",
    "An adjournment counted from the register (A1) is a next date given, not time wasted: some of these days "
    "heard a witness.",
    "A case that only says it was disposed of counts neither as conviction nor as acquittal.",
    "No figure ranks courts or judges, and none speaks of a single case.",
)


def sections(published: Published) -> Iterator[Section]:
    """All sections, the funder's five minutes first."""
    yield headline(published)
    yield limits(published)
    yield flow(published)
    yield adjournments(published)
    yield duration(published)
    yield stages(published)
    yield bail(published)
    yield outcomes(published)
    yield districts(published, section_lines("districts"))
    yield quality(published)
    yield brief_figures(published)
    yield definitions(published, tuple(dict.fromkeys(line.indicator for _, line in _all_lines())))
    yield provenance(published)


def section_lines(section: str) -> tuple[Line, ...]:
    """The lines of one section, from ``section_lines.csv``."""
    return tuple(line for name, line in _all_lines() if name == section)


def headline(published: Published) -> Section:
    """The main figures, said and set side by side."""
    said = [_said(published, timepoint) for timepoint in published.timepoints]
    note = (
        "An adjournment is every next date given (A1). An interval says how far chance alone may have moved "
        "a figure; a count of all cases in the frame has none."
    )
    table = side_by_side(published, "Main figures", section_lines("headline"))
    return Section("headline", said, tables=(table,), notes=(note,))


def _said(published: Published, timepoint: str) -> Markup:
    """One timepoint in a few sentences; one whose numbers are not all published is left unsaid."""
    found = {line.words: line.row(published, timepoint) for line in section_lines("headline")}
    sentences = (
        ("{} cases were analysed.", ("cases analysed",)),
        ("{} were disposed of.", ("of these disposed",)),
        ("{} were still pending.", ("of these pending",)),
        (
            "A case disposed of had been adjourned {} times on average.",
            ("adjournments before disposal, mean",),
        ),
        (
            "A pending case had been adjourned {} times so far.",
            ("adjournments so far in pending cases, mean",),
        ),
        ("Of the verdicts {} convicted.", ("verdicts that convict, share",)),
    )
    parts = [
        Markup(text).format(*(value_of(found[word]) for word in words))
        for text, words in sentences
        if all((row := found[word]) is not None and row.has_value for word in words)
    ]
    return Markup("<strong>{}:</strong> {}").format(timepoint.capitalize(), Markup(" ").join(parts))


def limits(published: Published) -> Section:
    """What the figures can't say: of every study, and of this one's setting."""
    said: list[str | Markup] = []
    if published.is_synthetic:
        said.append("The cases are made up. Nothing in this report says anything about any court.")
    if len(published.timepoints) > 1:
        said.append(f"{UNEQUAL} It is not the effect of a programme unless comparison districts say so.")
    withheld = sentence(
        "Figures that could point to a person are withheld, and so are those that would give such a figure "
        "away: counts under {threshold}, for example.",
        threshold=parameter_of(published, "suppression_threshold"),
    )
    return Section("limits", notes=(*said, *LIMITS, withheld))


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
    """What became of applications, with the bounds that unknown outcomes leave."""
    shown = section_lines("bail")
    title = finding(published, "Bail was rejected in {} of the applications decided", shown[0])
    return Section(
        "bail",
        ("Where outcomes are unknown, the bounds say how far the share could be off.",),
        figures=(dots_of(published, title, shown, "share of applications rejected"),),
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


@cache
def _all_lines() -> tuple[tuple[str, Line], ...]:
    text = (resources.files("pipeline.report") / "section_lines.csv").read_text(encoding="utf-8")
    return tuple(
        (row["section"], Line(row["words"], row["indicator"], row["definition"], row["population"]))
        for row in csv.DictReader(text.splitlines())
    )
