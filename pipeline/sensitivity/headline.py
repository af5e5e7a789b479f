"""Which values are the headline, and how they are computed from a warehouse of alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators
from transform.indicators.returned_rows import RESULT_COLUMNS
from transform.indicators.sharing import forgo_influences, share_views
from transform.indicators.values import IndicatorValue
from transform.warehouse_connection import connect

# Indicator, its definitions (A0 to A4 side by side) and the populations shown.
HEADLINE = (
    ("I01", r"cases", r"all|disposed|pending"),
    ("I02", r"disposed", r"all"),
    ("I12", r"A\d[a-z]?", r"disposed"),
    ("I13", r"A\d[a-z]?|A1_over_5", r"pending"),
    ("I14", r"A\d[a-z]?", r"all"),
    ("I15", r"A\d[a-z]?_nelson_12_months", r"all"),
    ("I27", r"acquitted", r"disposed"),
    ("I28", r"merits", r".*"),
)


def headline_values(warehouse: Path, study: str) -> Iterator[IndicatorValue]:
    """The headline in total at every timepoint of a study in the warehouse.

    Without units and influences, of which intervals are made: no alternative has one.
    """
    indicators = load_indicators()
    with connect(warehouse, study) as connection:
        share_views(connection)
        forgo_influences(connection)
        for indicator_id, definition, population in HEADLINE:
            for value in compute_one(connection, indicators[indicator_id], RESULT_COLUMNS):
                if (
                    value.district == "all"
                    and re.fullmatch(definition, value.definition_id)
                    and re.fullmatch(rf"({population})( cases.*)?", value.population)
                ):
                    yield value
