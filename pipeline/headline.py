"""The headline table printed at the end of a run: the study's main figures and where each file lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from rich.box import SIMPLE
from rich.table import Table

from pipeline.provenance import footer, parameters_said
from pipeline.run import Run, RunError


@dataclass(frozen=True, slots=True)
class Headline:
    """One line: a row of the indicator values, with plain words and the digits to show."""

    words: str
    indicator_id: str
    definition_id: str
    population: str
    digits: int = 0
    is_percent: bool = False


HEADLINES = (
    Headline("cases analysed", "I01", "cases", "all cases"),
    Headline("  disposed", "I01", "cases", "disposed cases"),
    Headline("  pending", "I01", "cases", "pending cases"),
    Headline("adjournments before disposal, mean (A1)", "I12", "A1", "disposed cases", 1),
    Headline("  the same counting every history row (A0)", "I12", "A0", "disposed cases", 1),
    Headline("adjournments so far in pending cases, mean (A1)", "I13", "A1", "pending cases", 1),
    Headline("  pending cases with more than 5", "I13", "A1_over_5", "pending cases", 1, True),
    Headline("acquittals", "I27", "acquitted", "disposed cases"),
    Headline("disposed share", "I02", "disposed", "all cases", 1, True),
    Headline("adjournments per case and year (A1)", "I14", "A1", "all cases", 1),
)


def print_headline_unless_signed(run: Run) -> None:
    """Show what may not be published yet; ends with the fault that says what is missing."""
    from pipeline.publishing.releasing import require_sign_off

    try:
        require_sign_off(run)
    except RunError:
        print_headline(run, is_published=False)
        run.reporter.line("These are full values, for you and not for publication.")
        raise


def print_headline(run: Run, *, is_published: bool = True) -> None:
    """Print the study's main figures and where everything is."""
    run.reporter.console.print(headline_table(run, pq.read_table(run.places.indicator_values).to_pylist()))
    for what, where in (
        *([("indicator tables (CSV)", run.places.indicators)] if is_published else ()),
        ("warehouse (DuckDB, full values)", run.places.warehouse),
        ("tables (Parquet)", run.places.tables),
        ("check results", run.places.checks / "data_docs" / "index.html"),
        _raw(run),
    ):
        run.reporter.line(f"{what:<32} {where}")


def _raw(run: Run) -> tuple[str, Path]:
    if run.places.bulk_manifest.exists():
        return "bulk release (where it lies)", run.places.bulk_manifest
    return "raw pages (restricted)", run.places.archive


def headline_table(run: Run, rows: Iterable[Mapping[str, Any]]) -> Table:
    """A rich table of the headline figures with n and interval; missing ones say so."""
    found = {
        (row["indicator_id"], row["definition_id"], row["population"]): row
        for row in rows
        if row["district"] == "all"
    }
    table = Table(
        title=f"{run.study.title}\n{run.timepoint}, as of {_as_of(run)}",
        caption=f"{parameters_said(run.study.parameters(run.timepoint))}; {footer()}",
        caption_justify="left",
        box=SIMPLE,
    )
    for column, justify in (
        ("figure", "left"),
        ("value", "right"),
        ("95 % interval", "right"),
        ("n", "right"),
    ):
        table.add_column(column, justify=justify, no_wrap=column != "figure")  # type: ignore[arg-type]
    for headline in HEADLINES:
        key = (headline.indicator_id, headline.definition_id, headline.population)
        table.add_row(headline.words, *headline_cells(headline, found.get(key)))
    return table


def _as_of(run: Run) -> str:
    return f"{run.study.parameters(run.timepoint).as_of:%d %B %Y}"


def headline_cells(headline: Headline, row: Mapping[str, Any] | None) -> tuple[str, str, str]:
    """Value, interval and n of one figure as printed; "not available" where there is none."""
    if row is None or row["value"] is None:
        return ("not available", "", "")
    interval = ""
    if row["ci_low"] is not None:
        interval = f"{_number(headline, row['ci_low'])} to {_number(headline, row['ci_high'])}"
    return (_number(headline, row["value"]), interval, f"{row['n']:.0f}")


def _number(headline: Headline, value: float) -> str:
    if headline.is_percent:
        return f"{100 * value:.{headline.digits}f} %"
    return f"{value:.{headline.digits}f}"
