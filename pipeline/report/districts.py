"""Districts side by side, where disclosure control lets them be shown."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from pipeline.report.numbers import interval_of, parameter_of, sentence, value_of
from pipeline.report.parts import Line, Section, TableView
from pipeline.report.published import Published


def districts(published: Published, lines: Sequence[Line]) -> Section:
    """One small table a figure, a line a district; withheld cells say so."""
    tables = [_table(published, line) for line in lines]
    withheld = str(published.withheld_count)
    note = sentence(
        "Withheld: a count under {threshold} could point to persons, and so could what would give it away. "
        "In all tables together that is so of {withheld} rows.",
        threshold=parameter_of(published, "suppression_threshold"),
        withheld=Markup('<data value="{}" data-counted="withheld rows">{}</data>').format(withheld, withheld),
    )
    return Section("districts", tables=tables, notes=(note,))


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
    return TableView(line.words.capitalize(), columns, rows)
