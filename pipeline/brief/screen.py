"""The published figures beside ours at the terminal, for a screen of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.table import Table

from pipeline.brief.figures import REPORTED, BriefFigure, shown

AGREEMENT = {"yes": ", agrees", "no": ", differs"}


def figures_table(figures: Sequence[BriefFigure]) -> Table:
    """The figures without their notes; what was only reported has nothing under ``here``."""
    has_reported = any(figure.state == REPORTED for figure in figures)
    table = Table(
        title="Published figures of the brief",
        caption="reported: by the programme, not computed here" if has_reported else None,
        caption_justify="left",
        box=SIMPLE,
    )
    for column in ("", "figure", "published", "here", "state"):
        is_number = column in ("published", "here")
        table.add_column(column, justify="right" if is_number else "left", no_wrap=column != "figure")
    for figure in figures:
        published = figure.published
        table.add_row(
            published.id,
            f"{published.figure} ({published.timepoint})",
            _with_unit(published.published, published.unit),
            _with_unit(shown(figure), published.unit),
            figure.state + AGREEMENT.get(figure.agrees, ""),
        )
    return table


def _with_unit(text: str, unit: str) -> str:
    """Shares say so; whatever else is counted, the figure's own words say what it is."""
    return f"{text} %" if text and unit == "percent" else text
