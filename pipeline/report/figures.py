"""Figures of the report: lines of the published tables drawn, each over the table it was drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from pipeline.report.charts import Mark, dots, lines
from pipeline.report.numbers import is_share, sentence, value_of
from pipeline.report.parts import Figure, Line, side_by_side
from pipeline.report.published import Published

NO_NUMBER = Markup("(withheld or not available)")


def finding(published: Published, text: str, line: Line) -> Markup:
    """A chart's title: what it shows, ``{}`` being the line's number at each timepoint that has it."""
    rows = [(name, line.row(published, name)) for name in published.timepoints]
    said = [
        Markup("{} ({})").format(value_of(row), name)
        for name, row in rows
        if row is not None and row.has_value
    ]
    return sentence(text.replace("{}", "{numbers}"), numbers=Markup(", ").join(said) or NO_NUMBER)


def dots_of(published: Published, title: Markup, shown: Sequence[Line], axis: str) -> Figure:
    """One line a definition; shares do not fit the axis of means and stand in the table only."""
    drawn = [line for line in shown if not _is_share(published, line)]
    marks = list(_marks(published, drawn, lambda line: line.words))
    svg = dots(marks, _drawn(published, marks), axis) if marks else Markup("")
    return Figure(title, svg, side_by_side(published, _begun(axis), shown))


def lines_of(published: Published, title: Markup, shown: Sequence[Line], across: str, axis: str) -> Figure:
    """Points over time; the words of each line are its place on the axis."""
    marks = list(_marks(published, shown, lambda line: float(line.words)))
    svg = Markup("")
    if marks:
        is_percent = any(_is_share(published, line) for line in shown)
        svg = lines(marks, _drawn(published, marks), across, axis, is_share=is_percent)
    return Figure(title, svg, side_by_side(published, f"{_begun(axis)}, by {across}", shown))


def _begun(words: str) -> str:
    """The words as a sentence begins; names such as A1 keep their capitals."""
    return words[:1].upper() + words[1:]


def _is_share(published: Published, line: Line) -> bool:
    rows = [line.row(published, name) for name in published.timepoints]
    return any(row is not None and is_share(row) for row in rows)


def _marks(
    published: Published, shown: Sequence[Line], place: Callable[[Line], str | float]
) -> Iterator[Mark]:
    for line in shown:
        for timepoint in published.timepoints:
            row = line.row(published, timepoint)
            value = None if row is None else row.number()
            if row is not None and value is not None:
                low, high = row.number("ci_low"), row.number("ci_high")
                yield Mark(place(line), timepoint, value, low, high)


def _drawn(published: Published, marks: Sequence[Mark]) -> list[str]:
    return [name for name in published.timepoints if any(mark.series == name for mark in marks)]
