"""What leaves the building: the columns of the published CSVs, and the indicators in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.data_package.columns import PublishedColumn, described_columns
from pipeline.data_package.dictionary import column_groups
from pipeline.reference.markdown import code, page, plain, table
from transform.indicators.definitions import Indicator, PerDefinition, load_indicators

COLUMNS_INTRODUCTION = (
    "The columns of every published file, from `pipeline/data_package/columns.csv`. The same descriptions "
    "stand beside the files in `DICTIONARY.md` and `datapackage.json`. Any other published file has "
    "columns of the indicator files and those listed for it here."
)
INDICATORS_INTRODUCTION = (
    "Every indicator with its definitions, from the heads of the queries in `transform/indicators/`. An "
    "indicator is published as `DATA/indicators/STUDY/TIMEPOINT/NUMBER.csv`, a row for each definition, "
    "population and district; its full values are rows of the view `indicator_values`."
)


def published_columns_page() -> str:
    """The page of columns, one section a kind of file."""
    return page("Columns of the published files", COLUMNS_INTRODUCTION, _column_parts())


def indicators_page() -> str:
    """The page of indicators, by number."""
    return page("Indicators", INDICATORS_INTRODUCTION, map(_indicator, load_indicators().values()))


def _column_parts() -> Iterator[str]:
    for kind, title in column_groups():
        yield f"## {title}\n\n{_columns(described_columns()[kind])}"


def _columns(columns: Sequence[PublishedColumn]) -> str:
    rows = ((code(column.name), column.type, plain(column.description)) for column in columns)
    return table(("column", "type", "meaning"), rows)


def _indicator(indicator: Indicator) -> str:
    facts = (
        ("unit", _rules(indicator.unit)),
        ("numerator", plain(indicator.numerator)),
        ("denominator", plain(indicator.denominator)),
        ("interval", _rules(indicator.interval)),
        ("small numbers withheld as", plain(indicator.disclosure)),
        ("caution", plain(indicator.caution)),
        ("query", code(f"transform/indicators/{indicator.file_name}")),
    )
    listed = "\n".join(f"- {name}: {text}" for name, text in facts)
    definitions = ((code(ids), plain(text)) for ids, text in indicator.definition.rules)
    return (
        f"## {indicator.indicator_id} {plain(indicator.title)}\n\n{listed}\n\n"
        f"{table(('definition', 'meaning'), definitions)}"
    )


def _rules(texts: PerDefinition) -> str:
    """A text of the head; where it differs by definition, each with the pattern it holds for."""
    if [pattern for pattern, _ in texts.rules] == ["*"]:
        return plain(texts.rules[0][1])
    return "; ".join(f"{code(pattern)} {plain(text)}" for pattern, text in texts.rules)
