"""What a section of the report is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.report.numbers import interval_of, value_of
from pipeline.report.published import DIFFERENCE, Published, PublishedRow

Cells = Sequence[Markup | str]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as shown; the first cell of each row is its heading."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Cells]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, titled with what it shows, and the table behind it; no ``svg`` where nothing is published."""

    title: Markup | str
    svg: Markup
    table: TableView


@dataclass(frozen=True, slots=True)
class Section:
    """``key`` names its heading in ``translations.csv``, and its place in the page."""

    key: str
    paragraphs: Sequence[Markup | str] = ()
    figures: Sequence[Figure] = ()
    tables: Sequence[TableView] = ()
    notes: Sequence[Markup | str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table or chart: which rows of the published tables it shows, and its words."""

    words: str
    indicator: str
    definition: str
    population: str

    def row(self, published: Published, timepoint: str, district: str = "all") -> PublishedRow | None:
        """The published row of this line; null if there is none."""
        return published.row(timepoint, self.indicator, self.definition, self.population, district)


def side_by_side(published: Published, caption: str, lines: Iterable[Line]) -> TableView:
    """Value, interval and n of every line at each timepoint, and the change where there are two."""
    columns = ["figure"]
    for timepoint in published.timepoints:
        columns += [timepoint, "95 % interval", "n"]
    has_change = len(published.timepoints) == 2
    rows: list[Cells] = []
    for line in lines:
        cells: list[Markup | str] = [line.words]
        for timepoint in published.timepoints:
            row = line.row(published, timepoint)
            count = value_of(row, "n") if row is not None and row.has_value else Markup("")
            cells += [value_of(row), interval_of(row), count]
        if has_change:
            change = line.row(published, DIFFERENCE)
            cells += [_change(change), interval_of(change)]
        rows.append(cells)
    return TableView(caption, (*columns, "change", "95 % interval") if has_change else columns, rows)


def _change(row: PublishedRow | None) -> Markup:
    """A change as published: a difference, or a ratio with a multiplication sign in front."""
    if row is None or row.is_withheld or not row.has_value:
        return value_of(row)
    if "ratio" in row.cells["unit"] or "times" in row.cells["unit"]:
        return Markup("×\u00a0") + value_of(row, digits=2)
    sign = Markup("+") if float(row.cells["value"]) > 0 else Markup("")
    return sign + value_of(row)
