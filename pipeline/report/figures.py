"""Figures of the report: lines of the published tables drawn, each over the table it was drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from pipeline.report.charts import Mark, dots, lines
from pipeline.report.numbers import is_share, sentence, value_of
from pipeline.report.parts import NO_NUMBER, Figure, Line, begun, side_by_side
from pipeline.report.published import Published, PublishedRow


def finding(published: Published, text: str, *numbered: Line) -> Markup:
    """A chart's title: what it shows, ``{}`` being the lines' numbers at each timepoint that has them all.

    Where no timepoint has them, the first line's words, and that there is no number.
    """
    said = []
    for name in published.timepoints:
        rows = [line.row(published, name) for line in numbered]
        if all(row is not None and row.has_value for row in rows):
            said.append(Markup("{} ({})").format(Markup(" to ").join(map(value_of, rows)), name))
    if not said:
        return Markup("{}: {}").format(begun(numbered[0].words), NO_NUMBER)
    return sentence(text.replace("{}", "{numbers}"), numbers=Markup(", ").join(said))


def dots_of(published: Published, title: Markup, shown: Sequence[Line], axis: str) -> Figure:
    """One line a definition; what is not of the first line's kind (share or not) stands in the table only."""
    is_percent = is_share_of(published, shown[0])
    drawn = [line for line in shown if is_share_of(published, line) == is_percent]
    marks = list(_marks(published, drawn, lambda line: line.words))
    svg = dots(marks, _drawn(published, marks), axis, is_share=is_percent) if marks else Markup("")
    return Figure(title, svg, side_by_side(published, begun(axis), shown))


def lines_of(
    published: Published, title: Markup, shown: Sequence[Line], across: str, axis: str, begin: float
) -> Figure:
    """Points over time; the words of a line begin with its place on the axis. ``begin``: the value at 0."""
    marks = list(_marks(published, shown, lambda line: float(line.words.split()[0])))
    svg = Markup("")
    if marks:
        is_percent = any(is_share_of(published, line) for line in shown)
        svg = lines(marks, _drawn(published, marks), across, axis, begin=begin, is_share=is_percent)
    return Figure(title, svg, side_by_side(published, f"{begun(axis)}, by {across}", shown))


def spread_of(published: Published, title: Markup, shown: Sequence[Line], axis: str) -> Figure:
    """Lower quartile, median and upper quartile: a line over the middle half, a point in the middle."""
    marks = []
    for timepoint in published.timepoints:
        low, middle, high = (_value(line.row(published, timepoint)) for line in shown)
        if middle is not None:
            marks.append(Mark("the middle half of the cases", timepoint, middle, low, high))
    svg = dots(marks, _drawn(published, marks), axis) if marks else Markup("")
    said = "Points are the medians; lines run from the lower to the upper quartile."
    return Figure(title, svg, side_by_side(published, begun(axis), shown), said)


def is_share_of(published: Published, line: Line) -> bool:
    """Whether the line's values are shares, shown as per cent."""
    rows = [line.row(published, name) for name in published.timepoints]
    return any(row is not None and is_share(row) for row in rows)


def mark_of(row: PublishedRow | None, category: str | float, series: str) -> Iterator[Mark]:
    """The point of a published row; none where it has no value to show."""
    if row is not None and (value := row.number()) is not None:
        yield Mark(category, series, value, row.number("ci_low"), row.number("ci_high"))


def _marks(
    published: Published, shown: Sequence[Line], place: Callable[[Line], str | float]
) -> Iterator[Mark]:
    for line in shown:
        for timepoint in published.timepoints:
            yield from mark_of(line.row(published, timepoint), place(line), timepoint)


def _drawn(published: Published, marks: Sequence[Mark]) -> list[str]:
    return [name for name in published.timepoints if any(mark.series == name for mark in marks)]


def _value(row: PublishedRow | None) -> float | None:
    return None if row is None else row.number()
