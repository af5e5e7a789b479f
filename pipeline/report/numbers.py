"""A number on its way into the report: shown to few digits, its published text and file behind it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from pipeline.report.published import Published, PublishedRow

NOT_AVAILABLE = Markup('<span class="none">not available</span>')
WITHHELD = Markup('<span class="none">withheld</span>')
PERCENT_UNITS = ("share",)


def data(raw: str, shown: str, source: str) -> Markup:
    """An element that shows a number and carries its published text and the file it stands in."""
    return Markup('<data value="{}" data-source="{}">{}</data>').format(raw, source, shown)


def parameter_of(published: Published, name: str, timepoint: str | None = None) -> Markup:
    """A study parameter as a timepoint's file states it, by default the first one's."""
    timepoint = timepoint or published.timepoints[0]
    value = published.parameter(timepoint, name)
    return data(value, value, f"{timepoint}/parameters.csv")


def value_of(row: PublishedRow | None, column: str = "value", digits: int | None = None) -> Markup:
    """A number of a row as the report shows it; in words where it is withheld or not available."""
    if row is None or (not row.is_withheld and row.cells[column] == ""):
        return NOT_AVAILABLE
    if row.is_withheld:
        return WITHHELD
    return data(row.cells[column], shown(row, column, digits), row.file)


def shown(row: PublishedRow, column: str = "value", digits: int | None = None) -> str:
    """The number's text: shares as per cent, counts whole, other values to one digit."""
    number = float(row.cells[column])
    if is_share(row) and column in ("value", "ci_low", "ci_high"):
        return f"{100 * number:.{1 if digits is None else digits}f} %"
    if digits is None:
        digits = 0 if column in ("n", "numerator", "denominator") or _is_count(row) else 1
    return f"{number:,.{digits}f}".replace("-", "\u2212")


def interval_of(row: PublishedRow | None) -> Markup:
    """ "a to b", empty where there is no interval."""
    if row is None or row.is_withheld or row.cells["ci_low"] == "":
        return Markup("")
    return Markup("{} to {}").format(value_of(row, "ci_low"), value_of(row, "ci_high"))


def sentence(text: str, **parts: Markup | str) -> Markup:
    """Text with numbers set in; plain strings are escaped."""
    return Markup(escape(text)).format(**parts)


def cell(record: Mapping[str, str], column: str, source: str) -> Markup:
    """A cell of another published table, shown as it stands there."""
    raw = record[column]
    if raw == "":
        return Markup("")
    return data(raw, raw, source) if any(letter.isdigit() for letter in raw) else escape(raw)


def is_share(row: PublishedRow) -> bool:
    return row.cells["unit"].startswith(PERCENT_UNITS)


def _is_count(row: PublishedRow) -> bool:
    return row.cells["unit"] in ("cases", "victims", "bail applications", "difference, cases", "days")
