"""What a section of the report is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.report.numbers import change_of, interval_of, value_of
from pipeline.report.published import DIFFERENCE, Published, PublishedRow

Cells = Sequence[Markup | str]
NO_NUMBER = "withheld or not available"


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as shown; the first cell of each row is its heading.

    ``as_list``: many words and few numbers, shown as entries one below the other.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Cells]
    as_list: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, titled with what it shows, and the table behind it; no ``svg`` where nothing is published.

    No ``table`` where all of it would say that it is withheld. ``drawn`` says what the chart's points and
    lines are.
    """

    title: Markup | str
    svg: Markup
    table: TableView | None
    drawn: str = "Points are the values, lines their 95 % intervals."


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step of the flow: what, how many, and those left out here with the reason."""

    what: Markup | str
    cases: Markup | str
    left_out: Sequence[tuple[Markup | str, Markup | str]]


@dataclass(frozen=True, slots=True)
class Flow:
    """The steps of one timepoint, from what was found to what was analysed."""

    timepoint: str
    steps: Sequence[FlowStep]


@dataclass(frozen=True, slots=True)
class Section:
    """``key`` names its heading in ``translations.csv``, and its place in the page.

    ``flows`` are diagrams of cases found, left out and analysed. Panels are figures that stand side by side.
    """

    key: str
    paragraphs: Sequence[Markup | str] = ()
    flows: Sequence[Flow] = ()
    figures: Sequence[Figure] = ()
    panels: Sequence[Figure] = ()
    tables: Sequence[TableView] = ()
    notes: Sequence[Markup | str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table or chart: which rows of the published tables it shows, and its words."""

    words: str
    indicator: str
    definition: str
    population: str

    @property
    def heading(self) -> Markup:
        """The words, and under them the name by which the figure is found in the published files."""
        return Markup('{} <span class="id">{} {}</span>').format(self.words, self.indicator, self.definition)

    def row(self, published: Published, timepoint: str, district: str = "all") -> PublishedRow | None:
        """The published row of this line; null if there is none."""
        return published.row(timepoint, self.indicator, self.definition, self.population, district)


def begun(words: str) -> str:
    """The words as a sentence begins; names such as A1 keep their capitals."""
    return words[:1].upper() + words[1:]


def side_by_side(published: Published, caption: str, lines: Iterable[Line]) -> TableView:
    """Value, interval and n of every line at each timepoint, and the change where there are two."""
    columns = ["figure"]
    for timepoint in published.timepoints:
        columns += [timepoint, "95 % interval", "n"]
    has_change = len(published.timepoints) == 2
    rows: list[Cells] = []
    for line in lines:
        cells: list[Markup | str] = [line.heading]
        for timepoint in published.timepoints:
            row = line.row(published, timepoint)
            count = value_of(row, "n") if row is not None and row.has_value else Markup("")
            cells += [value_of(row), interval_of(row), count]
        if has_change:
            change = line.row(published, DIFFERENCE)
            cells += [change_of(change), interval_of(change)]
        rows.append(cells)
    return TableView(caption, (*columns, "change", "95 % interval") if has_change else columns, rows)
