"""Charts of the report, as SVG: readable in black and white, light and dark, at the width of a telephone.

Timepoints differ by shape and by filled or hollow, not by colour alone. Colours are stand-ins that the
report's style sheet replaces, so that they follow the reader's light or dark setting. Charts are as wide as
a telephone shows without shrinking their words; what a line says stands above it, not beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pipeline.extras import needed
from transform.kept_out import SLOW_GRAMMARS, kept_out

WIDTH, CURVE_WIDTH, CURVE_HEIGHT = 320, 285, 200
WORDS_HEIGHT, SERIES_HEIGHT = 22, 17
SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
INK, PALE, FIRST, SECOND = "#111111", "#dddddd", "#005f87", "#b35900"
"""Stand-ins; see the style sheet."""
LOOKS = {
    "baseline": {"shape": "circle", "fill": FIRST, "stroke": FIRST, "dash": [1, 0]},
    "endline": {"shape": "diamond", "fill": "#ffffff", "stroke": SECOND, "dash": [5, 3]},
}
"""How a timepoint is drawn, the same in every chart: a filled circle, a hollow diamond on a dashed line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One point: a category or a place on the axis, a series, its value, and its interval if it has one."""

    category: str | float
    series: str
    value: float
    low: float | None = None
    high: float | None = None


def dots(marks: Sequence[Mark], series: Sequence[str], axis: str, *, is_share: bool = False) -> Markup:
    """One line a category, in the order given, its words above it, a dot a series. Starts at zero."""
    altair = import_altair()
    categories = list(dict.fromkeys(mark.category for mark in marks))
    height = WORDS_HEIGHT + SERIES_HEIGHT * len(series)
    tops = {category: height * place for place, category in enumerate(categories)}
    rows = [
        {"place": tops[mark.category] + WORDS_HEIGHT + SERIES_HEIGHT * series.index(mark.series)}
        | _fields(mark)
        for mark in marks
    ]
    words = [{"place": top + WORDS_HEIGHT / 3, "words": category} for category, top in tops.items()]
    whole = height * len(categories)
    y = altair.Y("place:Q", axis=None, scale=altair.Scale(domain=[0, whole], reverse=True, nice=False))
    x = altair.X("value:Q", title=axis, axis=_axis(altair, is_share), scale=altair.Scale(zero=True))
    chart = altair.Chart(altair.Data(values=rows))
    layers = (
        _spans(altair, chart, series).encode(y=y, x=altair.X("low:Q", title=axis), x2="high:Q"),
        _points(altair, chart, series).encode(y=y, x=x),
        altair.Chart(altair.Data(values=words))
        .mark_text(align="left", baseline="middle", fontSize=12, color=INK)
        .encode(y=y, x=altair.value(2), text="words:N"),
    )
    return _svg(altair, altair.layer(*layers).properties(width=WIDTH, height=whole))


def lines(
    marks: Sequence[Mark],
    series: Sequence[str],
    across: str,
    axis: str,
    *,
    begin: float,
    is_share: bool = False,
) -> Markup:
    """Points over time, each with its interval, joined a series, the second one dashed.

    ``begin`` is the value at time 0, which holds by definition: the line starts there, without a point.
    """
    altair = import_altair()
    ticks = sorted({mark.category for mark in marks})
    ticked = altair.Axis(values=[0, *ticks], format=",~f")
    x = altair.X("category:Q", title=across, axis=ticked, scale=altair.Scale(domainMin=0))
    y = altair.Y("value:Q", title=axis, axis=_axis(altair, is_share), scale=altair.Scale(zero=True))
    chart = altair.Chart(altair.Data(values=[_fields(mark) for mark in marks]))
    layers = (
        _spans(altair, chart, series).encode(x=x, y="low:Q", y2="high:Q"),
        *(
            line.encode(x=x, y=y, color=_colours(altair, series))
            for line in _joined(altair, marks, series, begin)
        ),
        _points(altair, chart, series).encode(x=x, y=y),
    )
    return _svg(altair, altair.layer(*layers).properties(width=CURVE_WIDTH, height=CURVE_HEIGHT))


def _spans(altair: Any, chart: Any, series: Sequence[str]) -> Any:
    """Intervals, where both ends are known."""
    known = chart.transform_filter("isValid(datum.low) && isValid(datum.high)")
    return known.mark_rule(strokeWidth=1.8).encode(color=_colours(altair, series))


def _joined(altair: Any, marks: Sequence[Mark], series: Sequence[str], begin: float) -> Iterator[Any]:
    """A layer each: with an encoding instead, the legend's marks would be dashed too."""
    for name in series:
        points = [Mark(0.0, name, begin), *(mark for mark in marks if mark.series == name)]
        chart = altair.Chart(altair.Data(values=[_fields(mark) for mark in points]))
        yield chart.mark_line(strokeWidth=1.5, strokeDash=LOOKS[name]["dash"])


def _fields(mark: Mark) -> dict[str, Any]:
    return {name: getattr(mark, name) for name in ("category", "series", "value", "low", "high")}


def _axis(altair: Any, is_share: bool) -> Any:
    """Numbers written out; none of them moved away from its tick to stay inside."""
    return altair.Axis(format="~%" if is_share else ",~f", tickCount=5, labelFlush=False)


def _points(altair: Any, chart: Any, series: Sequence[str]) -> Any:
    """Filled circles and hollow diamonds; the legend shows those that are drawn."""
    return chart.mark_point(size=70, opacity=1, strokeWidth=1.8).encode(
        fill=altair.Fill("series:N", scale=_looks(altair, series, "fill"), title=None),
        shape=altair.Shape("series:N", scale=_looks(altair, series, "shape"), title=None),
        stroke=_colours(altair, series),
    )


def import_altair() -> Any:
    """Altair, imported when a chart is drawn; raises ``MissingExtraError`` where it is not installed."""
    with kept_out(SLOW_GRAMMARS):
        return needed("altair", "report")


def _colours(altair: Any, series: Sequence[str]) -> Any:
    return altair.Color("series:N", scale=_looks(altair, series, "stroke"), title=None)


def _looks(altair: Any, series: Sequence[str], part: str) -> Any:
    return altair.Scale(domain=list(series), range=[LOOKS[name][part] for name in series])


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
    return Markup(_silent(vl_convert.vegalite_to_svg(chart.to_json())))


def _silent(svg: str) -> str:
    """Without words of its own for a screen reader: the chart's one description stands around it."""
    return SPOKEN.sub("", svg).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
