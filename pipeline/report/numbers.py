"""A number on its way into the report: shown to few digits, its published text and file behind it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from pipeline.report.published import DIFFERENCE, Published, PublishedRow
from pipeline.rounding import rounded_off

NOT_AVAILABLE = Markup('<span class="none">not available</span>')
WITHHELD = Markup('<span class="none">withheld</span>')
CHANGE = "difference, "
COUNTED = ("cases", "victims", "applications", "bail applications", "days", "months")
"""Units shown without decimals."""


def data(raw: str, shown: str, source: str, *, percent: bool = False) -> Markup:
    """An element that shows a number and carries its published text and the file it stands in.

    ``percent``: shown a hundred times larger, as per cent or percentage points.
    """
    scale = Markup(' data-times="100"') if percent else Markup("")
    return Markup('<data value="{}" data-source="{}"{}>{}</data>').format(raw, source, scale, shown)


def parameter_of(published: Published, name: str, timepoint: str | None = None) -> Markup:
    """A study parameter as a timepoint's file states it, by default the first one's."""
    timepoint = timepoint or published.timepoints[0]
    value = published.parameter(timepoint, name)
    return data(value, value, f"{timepoint}/parameters.csv")


def value_of(row: PublishedRow | None, column: str = "value") -> Markup:
    """A number of a row as the report shows it; in words where it is withheld or not available."""
    if row is None or (not row.is_withheld and row.cells[column] == ""):
        return NOT_AVAILABLE
    if row.is_withheld:
        return WITHHELD
    is_hundredfold = is_share(row) and column in ("value", "ci_low", "ci_high")
    return data(row.cells[column], shown(row, column), row.file, percent=is_hundredfold)


def shown(row: PublishedRow, column: str = "value") -> str:
    """The number's text: shares as per cent, ratios to two digits, counts whole, other values to one.

    The end of a change's interval has more where it would come to lie on "no change".
    """
    number, unit = float(row.cells[column]), row.cells["unit"]
    if column not in ("value", "ci_low", "ci_high"):
        return f"{number:,.0f}"
    neutral = _neutral(row) if column != "value" else None
    if is_share(row):
        text = rounded_off(neutral, 100 * number, 1) + ("" if unit.startswith(CHANGE) else " %")
    elif is_ratio(row):
        text = rounded_off(neutral, number, 2)
    else:
        digits = 0 if unit.removeprefix(CHANGE) in COUNTED else 1
        text = rounded_off(neutral, number, digits, ",.{}f")
    return text.replace("-", "\u2212")


def _neutral(row: PublishedRow) -> float | None:
    """The value of a change that means none; null for a row that is no change."""
    if row.cells["timepoint"] != DIFFERENCE:
        return None
    return 1.0 if is_ratio(row) else 0.0


def interval_of(row: PublishedRow | None) -> Markup:
    """ "a to b", with one end where only that is known, empty where there is no interval."""
    if row is None or row.is_withheld or not (row.cells["ci_low"] or row.cells["ci_high"]):
        return Markup("")
    if not row.cells["ci_high"]:
        return Markup("{} or more").format(value_of(row, "ci_low"))
    if not row.cells["ci_low"]:
        return Markup("up to {}").format(value_of(row, "ci_high"))
    return Markup("{} to {}").format(value_of(row, "ci_low"), value_of(row, "ci_high"))


def change_of(row: PublishedRow | None) -> Markup:
    """A change as published: a difference with its sign, shares in points, or a ratio after a times sign."""
    if row is None or row.is_withheld or not row.has_value:
        return value_of(row)
    if is_ratio(row):
        return Markup("×\u00a0") + value_of(row)
    sign = Markup("+") if float(row.cells["value"]) > 0 else Markup("")
    return sign + value_of(row) + Markup(" points" if is_share(row) else "")


def sentence(text: str, **parts: Markup | str) -> Markup:
    """Text with numbers set in; plain strings are escaped."""
    return Markup(escape(text)).format(**parts)


def cell(record: Mapping[str, str], column: str, source: str) -> Markup:
    """A cell of another published table, shown as it stands there."""
    raw = record[column]
    if raw == "":
        return Markup("")
    return data(raw, raw, source) if any(letter.isdigit() for letter in raw) else escape(raw)


def count_of(record: Mapping[str, str], column: str, source: str) -> Markup:
    """A count in another published table; whatever else stands there, as it stands."""
    raw = record[column]
    return data(raw, f"{int(raw):,}", source) if raw.isdecimal() else cell(record, column, source)


def is_share(row: PublishedRow) -> bool:
    return row.cells["unit"].removeprefix(CHANGE).startswith("share")


def is_ratio(row: PublishedRow) -> bool:
    return "ratio" in row.cells["unit"] or "times" in row.cells["unit"]
