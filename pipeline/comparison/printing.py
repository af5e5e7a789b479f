"""The comparison at the terminal: the main figures side by side, then what they allow to be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.box import SIMPLE
from rich.table import Table

from pipeline.comparison.pairs import RATIO_UNIT
from pipeline.comparison.reading import BASELINE
from pipeline.comparison.rows import DIFFERENCE, ComparisonRow
from pipeline.headline import Headline
from pipeline.registration import ENDLINE
from pipeline.rounding import rounded_off

FIGURES = (
    Headline("cases analysed", "I01", "cases", "all cases"),
    Headline("  disposed", "I01", "cases", "disposed cases"),
    Headline("  pending", "I01", "cases", "pending cases"),
    Headline("disposed share", "I02", "disposed", "all cases", 1, True),
    Headline("adjournments, disposed", "I12", "A1", "disposed cases", 1),
    Headline("adjournments, pending", "I13", "A1", "pending cases", 1),
    Headline("adjournments per year", "I14", "A1", "all cases", 1),
    Headline("by 12 months of age", "I15", "A1_nelson_12_months", "all cases", 1),
    Headline("acquittals", "I27", "acquitted", "disposed cases"),
    Headline("verdicts: convicted", "I28", "merits", "cases decided on the merits", 1, True),
    Headline("bail rejected, cases", "I23", "cases", "cases with a bail application"),
)  # fmt: skip
POINTS = " pts"
LEAST_P_SHOWN = 0.001
COLUMNS = ("figure", "baseline", "endline", "change", "95 % interval", "p adj.")


def comparison_screen(title: str, rows: Sequence[ComparisonRow], footer: str) -> Table:
    """The figures side by side; primaries carry their adjusted p-value and a star."""
    table = Table(title=title, caption=footer, box=SIMPLE, collapse_padding=True)
    for column in COLUMNS:
        table.add_column(column, justify="left" if column == "figure" else "right",
                         no_wrap=column != "figure")  # fmt: skip
    found = {(*row.key, row.timepoint): row for row in rows}
    for figure in _figures(rows):
        key = (figure.indicator_id, figure.definition_id, "all", figure.population)
        table.add_row(*_cells(figure, *(found.get((*key, name)) for name in (BASELINE, ENDLINE, DIFFERENCE))))
    return table


def _figures(rows: Sequence[ComparisonRow]) -> Iterator[Headline]:
    """The figures, the rate followed by that in windows of one length, whose definition names the length."""
    windows = sorted({row.definition_id for row in rows if row.definition_id.startswith("A1_last_")})
    for figure in FIGURES:
        yield figure
        if figure.indicator_id == "I14":
            for name in windows:
                words = f"  last {name.split('_')[2]} days only"
                yield replace(figure, words=words, definition_id=name)


def _cells(
    figure: Headline,
    baseline: ComparisonRow | None,
    endline: ComparisonRow | None,
    change: ComparisonRow | None,
) -> tuple[str, ...]:
    words = figure.words + (" *" if change is not None and change.role == "primary" else "")
    values = tuple(_value(figure, row) for row in (baseline, endline))
    if change is None or change.value is None:
        return (words, *values, "", "", "")
    is_ratio = change.unit == RATIO_UNIT
    interval = ""
    if change.ci_low is not None and change.ci_high is not None:
        ends = (_changed(figure, number, is_ratio) for number in (change.ci_low, change.ci_high))
        interval = " to ".join(end.removesuffix(POINTS) for end in ends)
    p_value = ""
    if change.role == "primary" and change.p_adjusted is not None:
        p_value = f"{change.p_adjusted:.3f}" if change.p_adjusted >= LEAST_P_SHOWN else f"< {LEAST_P_SHOWN}"
    return (
        words,
        *values,
        ("× " if is_ratio else "") + _changed(figure, change.value, is_ratio),
        interval,
        p_value,
    )


def _value(figure: Headline, row: ComparisonRow | None) -> str:
    if row is None or row.value is None:
        return "n/a"
    if figure.is_percent:
        return f"{100 * row.value:.{figure.digits}f} %"
    return f"{row.value:.{figure.digits}f}"


def _changed(figure: Headline, number: float, is_ratio: bool) -> str:
    if is_ratio:
        return rounded_off(1, number, 2)
    times, unit = (100, POINTS) if figure.is_percent else (1, "")
    text = rounded_off(0, times * number, figure.digits)
    return ("" if text.startswith("-") else "+") + text + unit
