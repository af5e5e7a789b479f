"""Each published figure with what the pipeline says: value, state, whether it agrees, what is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.brief.agreeing import agrees_with, rule_of
from pipeline.brief.published import Cell, PublishedFigure
from pipeline.brief.sources import OPERATIONS, Sources
from pipeline.statistics.shares import wilson

NOT_AVAILABLE = "not available"
REPORTED = "reported"
NOT_COMPARABLE = "not comparable"
HUNDRED_PERCENT = 100


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """``value`` is null where it is not available; ``cell`` names the indicator row it was taken from.

    ``base`` is the least count a value from the register of operations rests on; null for all others.
    ``words`` are those of the source, for a figure that is repeated and not computed.
    """

    published: PublishedFigure
    value: float | None
    state: str
    agrees: str
    note: str
    cell: Cell | None = None
    base: int | None = None

    @property
    def computed(self) -> float | None:
        """The value that comes from the cases of this study; null where none does."""
        return None if self.state == REPORTED else self.value


def brief_figures(
    published: Iterable[PublishedFigure], sources: Sources, is_synthetic: bool
) -> list[BriefFigure]:
    """All figures, in the order of the list; every one has a state."""
    return [_figure(figure, sources, is_synthetic) for figure in published]


def shown(figure: BriefFigure) -> str:
    """The value as computed here, means with one digit even where it is 0; empty where none was computed."""
    if figure.computed is None:
        return ""
    if not figure.published.unit.endswith("per case"):
        return f"{figure.computed:.4g}"
    return f"{figure.computed:.1f}"


def _figure(figure: PublishedFigure, sources: Sources, is_synthetic: bool) -> BriefFigure:
    if figure.cell is not None:
        return _measured(figure, figure.cell, sources, is_synthetic)
    from_operations = _from_operations(figure, sources) if figure.operations else None
    return from_operations or _reported(figure, sources)


def _measured(figure: PublishedFigure, cell: Cell, sources: Sources, is_synthetic: bool) -> BriefFigure:
    row = sources.row(figure.measured_at, cell)
    value = None if row is None or row["value"] is None else row[cell.column]
    if row is None or value is None:
        reason = (row or {}).get("note") or f"{figure.measured_at} was not computed"
        reason = reason.removeprefix(f"{NOT_AVAILABLE}: ")
        return BriefFigure(figure, None, NOT_AVAILABLE, NOT_COMPARABLE, _note(reason, _assumed(figure)))
    note = _note(
        _interval(row) if cell.column == "value" else "",
        *(_said(words, sources.row(figure.measured_at, other)) for words, other in figure.beside),
        rule_of(figure),
        _assumed(figure),
        "synthetic cases: agreement shows that the counting is right, not that the figure is" if is_synthetic
        else "",
    )  # fmt: skip
    return BriefFigure(figure, value, figure.state, agrees_with(figure, value), note, cell)


def _reported(figure: PublishedFigure, sources: Sources) -> BriefFigure:
    """What the programme itself reports: repeated, so there is nothing to agree with."""
    row = sources.register.get(figure.item)
    if row is None:
        reason = f"no row {figure.item} on the form programme_register"
        return BriefFigure(figure, None, NOT_AVAILABLE, NOT_COMPARABLE, _note(reason, _assumed(figure)))
    note = _note(
        f"reported, not computed; in the words of the source: {row['wording']}",
        _survey_interval(row["value"], row["unit"], row["n"]),
        _assumed(figure),
    )
    return BriefFigure(figure, row["value"], REPORTED, NOT_COMPARABLE, note)


def _from_operations(figure: PublishedFigure, sources: Sources) -> BriefFigure | None:
    name, year = figure.operations.split()
    part, whole = OPERATIONS[name](sources.operations, year)
    if not whole:
        return None
    value = part / whole * (HUNDRED_PERCENT if figure.unit == "percent" else 1)
    found = wilson(part, whole)
    note = _note(
        f"{part} of {whole} operations entered on the form ahtu_operations",
        f"95 % interval {found.low:.1%} to {found.high:.1%}" if found.low is not None else "",
        rule_of(figure),
        _assumed(figure),
    )
    return BriefFigure(figure, value, "coded", agrees_with(figure, value), note, base=min(part, whole - part))


def _interval(row: Mapping[str, Any]) -> str:
    if row["ci_low"] is None or row["ci_high"] is None:
        return ""
    return f"95 % interval {row['ci_low']:.1f} to {row['ci_high']:.1f} (n = {row['n']})"


def _survey_interval(value: float, unit: str, n: int | None) -> str:
    """Wilson interval of a percentage or share of so many asked."""
    if n is None:
        return ""
    share = value / HUNDRED_PERCENT if unit == "percent" else value
    found = wilson(round(share * n), n)
    return f"95 % interval {found.low:.1%} to {found.high:.1%} (n = {n})"


def _said(words: str, row: Mapping[str, Any] | None) -> str:
    if row is None or row["value"] is None:
        return f"{words}: not available"
    value = row["value"]
    is_share = row["unit"].startswith("share") or "(0-1)" in row["unit"]
    return f"{words}: {value:.1%}" if is_share else f"{words}: {value:.4g}"


def _assumed(figure: PublishedFigure) -> str:
    return f"assumed: {figure.assumed}" if figure.assumed else ""


def _note(*parts: str) -> str:
    return "; ".join(filter(None, parts))
