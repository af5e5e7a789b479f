"""Districts side by side, a small chart a figure, where disclosure control lets them be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from pipeline.report.charts import dots
from pipeline.report.figures import is_share_of, mark_of
from pipeline.report.numbers import interval_of, parameter_of, sentence, value_of
from pipeline.report.parts import NO_NUMBER, Figure, Line, Section, TableView, begun
from pipeline.report.published import Published, PublishedRow


def districts(published: Published, lines: Sequence[Line]) -> Section:
    """One panel a figure, a line a district; withheld cells say so."""
    withheld = str(published.withheld_count)
    note = sentence(
        "Withheld: a count under {threshold} could point to persons, and so could what would give it away. "
        "In all tables together that is so of {withheld} rows.",
        threshold=parameter_of(published, "suppression_threshold"),
        withheld=Markup('<data value="{}" data-counted="withheld rows">{}</data>').format(withheld, withheld),
    )
    said = "The panels show one figure each, in the same order of districts. No figure ranks courts."
    return Section("districts", (said,), panels=[_panel(published, line) for line in lines], notes=(note,))


def _panel(published: Published, line: Line) -> Figure:
    marks = [
        mark
        for district in published.districts
        for timepoint in published.timepoints
        for mark in mark_of(line.row(published, timepoint, district), district, timepoint)
    ]
    series = [name for name in published.timepoints if any(mark.series == name for mark in marks)]
    title = _title(published, line)
    if not marks:
        return Figure(title, Markup(""), None)
    svg = dots(marks, series, line.words, is_share=is_share_of(published, line))
    return Figure(title, svg, _table(published, line))


def _title(published: Published, line: Line) -> Markup:
    """The lowest and the highest district of each timepoint that shows any, and how many it shows."""
    said = [one for name in published.timepoints for one in _range(published, line, name)]
    return Markup("{}: {}").format(begun(line.words), Markup("; ").join(said) if said else NO_NUMBER)


def _range(published: Published, line: Line, timepoint: str) -> Iterator[Markup]:
    rows = [line.row(published, timepoint, district) for district in published.districts]
    known = sorted((row for row in rows if row is not None and row.has_value), key=_value)
    if known:
        ends = dict.fromkeys(value_of(row) for row in (known[0], known[-1]))
        yield Markup("{} ({}, {} of {} districts shown)").format(
            Markup(" to ").join(ends), timepoint, _counted(len(known)), _counted(len(rows))
        )


def _counted(number: int) -> Markup:
    """A number of districts, counted from the table below and stated in no file."""
    return Markup('<data value="{}" data-counted="districts">{}</data>').format(number, number)


def _value(row: PublishedRow) -> float:
    return float(row.cells["value"])


def _table(published: Published, line: Line) -> TableView:
    columns = ["district"]
    for timepoint in published.timepoints:
        columns += [timepoint, "95 % interval"]
    rows = []
    for district in published.districts:
        cells: list[Markup | str] = [district]
        for timepoint in published.timepoints:
            row = line.row(published, timepoint, district)
            cells += [value_of(row), interval_of(row)]
        rows.append(cells)
    return TableView(f"{begun(line.words)}, by district", columns, rows)
