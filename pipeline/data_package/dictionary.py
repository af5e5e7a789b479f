"""``DICTIONARY.md``: every indicator and column in words, from the definitions' heads and ``columns.csv``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.data_package.columns import described_columns
from pipeline.data_package.description import TITLES
from transform.indicators.definitions import Indicator, load_indicators

HEAD = """# Data dictionary

One CSV an indicator and timepoint (`baseline/I12.csv`), the same columns in each. A row whose `suppressed` is
`true` is withheld because it could point to persons; its `note` says why. An empty `value` with another note
is not available, which is not zero.
"""


def dictionary_text() -> str:
    """The file: columns first, then the indicators by number."""
    parts = [HEAD, *_columns(), "## Indicators\n", *map(_indicator, load_indicators().values())]
    return "\n".join(parts)


def column_groups() -> Iterator[tuple[str, str]]:
    """Every kind of published file in the order of ``columns.csv``, with its title."""
    for kind in described_columns():
        yield kind, TITLES.get(kind, "Indicator files, and the same columns in every other file")


def _columns() -> Iterator[str]:
    yield "## Columns\n"
    for kind, title in column_groups():
        columns = described_columns()[kind]
        rows = "\n".join(f"| `{column.name}` | {column.type} | {column.description} |" for column in columns)
        yield f"### {title}\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n"


def _indicator(indicator: Indicator) -> str:
    units = ", ".join(dict.fromkeys(text for _, text in indicator.unit.rules))
    definitions = "\n".join(f"| `{ids}` | {text} |" for ids, text in indicator.definition.rules)
    return (
        f"### {indicator.indicator_id} {indicator.title}\n\n"
        f"- unit: {units}\n- numerator: {indicator.numerator}\n- denominator: {indicator.denominator}\n"
        f"- caution: {indicator.caution}\n\n| definition | meaning |\n|---|---|\n{definitions}\n"
    )
