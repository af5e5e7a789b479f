"""What decisions on wordings change: the study's headline before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow.parquet as pq
from rich.box import SIMPLE
from rich.table import Table

from pipeline.headline import HEADLINES, headline_cells
from pipeline.run import Run

Values = Mapping[tuple[str, str, str], Mapping[str, Any]]


def headline_values(run: Run) -> Values:
    """The programme's values by indicator, definition and population; empty if none were ever computed."""
    if not run.places.indicator_values.is_file():
        return {}
    return {
        (row["indicator_id"], row["definition_id"], row["population"]): row
        for row in pq.read_table(run.places.indicator_values).to_pylist()
        if row["district"] == "all"
    }


def effect_table(before: Values, after: Values) -> Table:
    """Every headline figure before and after, those that moved marked."""
    table = Table(title="Effect on the headline", box=SIMPLE)
    table.add_column("figure")
    for column in ("before", "after"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("")
    for headline in HEADLINES:
        key = headline.indicator_id, headline.definition_id, headline.population
        was, now = (headline_cells(headline, values.get(key)) for values in (before, after))
        table.add_row(headline.words, was[0], now[0], "" if was == now else "changed")
    return table


def changed_count(before: Values, after: Values) -> int:
    """How many of all programme values are not what they were."""
    return sum(
        before.get(key, {}).get("value") != after.get(key, {}).get("value") for key in before.keys() | after
    )
