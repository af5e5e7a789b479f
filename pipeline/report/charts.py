"""Charts of the report, as SVG: readable in black and white, light and dark, at the width of a telephone.

Timepoints differ by shape and by filled or hollow, not by colour alone. Colours are stand-ins that the
report's style sheet replaces, so that they follow the reader's light or dark setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pipeline.extras import needed

WIDTH, ROW_HEIGHT = 290, 34
INK, PALE, FIRST, SECOND = "#111111", "#dddddd", "#005f87", "#b35900"
"""Stand-ins; see the style sheet."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One point: a category or a place on the axis, a series, its value, and its interval if it has one."""

    category: str | float
    series: str
    value: float
    low: float | None = None
    high: float | None = None


def dots(marks: Sequence[Mark], series: Sequence[str], axis: str, *, is_share: bool = False) -> Markup:
    """One line a category, in the order given, a dot a series with its interval. Starts at zero."""
    altair = needed("altair", "report")
    categories = list(dict.fromkeys(mark.category for mark in marks))
    y = altair.Y("category:N", sort=categories, title=None)
    x = altair.X(
        "value:Q",
        title=axis,
        axis=altair.Axis(format="%" if is_share else "~g", tickCount=5),
        scale=altair.Scale(zero=True),
    )
    offset = altair.YOffset("series:N", sort=list(series))
    chart = altair.Chart(_data(altair, marks))
    layers = (
        chart.mark_rule(strokeWidth=1.5).encode(
            y=y, yOffset=offset, x=altair.X("low:Q", title=axis), x2="high:Q", color=_colours(altair, series)
        ),
        _points(altair, chart, series).encode(y=y, yOffset=offset, x=x),
    )
    return _svg(altair, altair.layer(*layers).properties(width=WIDTH, height=ROW_HEIGHT * len(categories)))


def lines(
    marks: Sequence[Mark], series: Sequence[str], across: str, axis: str, *, is_share: bool = False
) -> Markup:
    """Points over time, joined a series, the second one dashed, each with its interval. Starts at zero."""
    altair = needed("altair", "report")
    ticks = sorted({mark.category for mark in marks})
    x = altair.X("category:Q", title=across, axis=altair.Axis(values=ticks), scale=altair.Scale(domainMin=0))
    y = altair.Y("value:Q", title=axis, axis=altair.Axis(format="%" if is_share else "~g", tickCount=5))
    chart = altair.Chart(_data(altair, marks))
    dash = altair.StrokeDash(
        "series:N",
        sort=list(series),
        scale=altair.Scale(domain=list(series), range=[[1, 0], [5, 3]]),
        legend=None,
    )
    layers = (
        chart.mark_rule(strokeWidth=1.5).encode(x=x, y="low:Q", y2="high:Q", color=_colours(altair, series)),
        chart.mark_line(strokeWidth=1.5).encode(x=x, y=y, strokeDash=dash, color=_colours(altair, series)),
        _points(altair, chart, series).encode(x=x, y=y),
    )
    return _svg(altair, altair.layer(*layers).properties(width=WIDTH, height=200))


def _data(altair: Any, marks: Sequence[Mark]) -> Any:
    fields = ("category", "series", "value", "low", "high")
    return altair.Data(values=[{name: getattr(mark, name) for name in fields} for mark in marks])


def _points(altair: Any, chart: Any, series: Sequence[str]) -> Any:
    """Filled circles for the first series, hollow diamonds for the second."""
    domain = list(series)
    fills = altair.Fill(
        "series:N", sort=domain, scale=altair.Scale(domain=domain, range=[FIRST, "#ffffff"]), title=None
    )
    shapes = altair.Shape(
        "series:N", sort=domain, scale=altair.Scale(domain=domain, range=["circle", "diamond"]), title=None
    )
    return chart.mark_point(size=70, opacity=1, strokeWidth=1.8).encode(
        fill=fills, shape=shapes, stroke=_colours(altair, series)
    )


def _colours(altair: Any, series: Sequence[str]) -> Any:
    domain = list(series)
    return altair.Color(
        "series:N", sort=domain, scale=altair.Scale(domain=domain, range=[FIRST, SECOND]), title=None
    )


def _svg(altair: Any, chart: Any) -> Markup:
    vl_convert = needed("vl_convert", "report")
    chart = (
        chart.configure(background="transparent", font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, titleColor=INK, gridColor=PALE, domainColor=INK, tickColor=INK,
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelLimit=190,
        )
        .configure_legend(orient="top", labelColor=INK, labelFontSize=12, symbolStrokeWidth=1.8, title=None)
    )  # fmt: skip
    return Markup(vl_convert.vegalite_to_svg(chart.to_json()))
