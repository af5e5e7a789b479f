"""Rows that an indicator's query returned, checked against what its header promises, as values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from transform.errors import TransformError
from transform.indicators.definitions import NEEDS, NOTHING_TO_COUNT, Indicator
from transform.indicators.resting_on import fewest_at_risk, top_two_share
from transform.indicators.steady_numbers import steady
from transform.indicators.values import IndicatorValue

RESULT_COLUMNS = (
    "study", "timepoint", "definition_id", "district", "population", "value", "numerator", "denominator", "n",
)  # fmt: skip
SAMPLE_COLUMNS = ("sample", "sample_weight", "sample_entry")
SAMPLE_UNITS = "sample_units"
"""Units that each member of the samples stands for, where a query has counted alike ones together."""
AT_RISK = "at_risk"
"""Curves whose units are no days state the fewest at risk themselves, in a column of this name."""

SOURCES = "select study, timepoint, not_in_source from study_parameters"
Lacking = Mapping[tuple[str, str], frozenset[str]]
"""What the source of the cases lacks, by study and timepoint."""


class IndicatorError(TransformError):
    """An indicator's query fails or returns something else than its header promises: which, what, where."""


def values_of(
    indicator: Indicator, names: Sequence[str], rows: Iterable[Sequence[Any]], lacking: Lacking
) -> list[IndicatorValue]:
    """The rows that an indicator's query returned, from whichever engine, as values in their order."""
    names = tuple(names)
    records = [dict(zip(names, row, strict=True)) for row in rows]
    samples = set(names[len(RESULT_COLUMNS) :])
    allowed = {*SAMPLE_COLUMNS, SAMPLE_UNITS, AT_RISK}
    if names[: len(RESULT_COLUMNS)] != RESULT_COLUMNS or not samples <= allowed:
        raise IndicatorError(
            f"{indicator.file_name}: returns {', '.join(names)}, not {', '.join(RESULT_COLUMNS)}"
        )
    values = (_value(indicator, _available(indicator, record, lacking), lacking) for record in records)
    return sorted(values, key=_order)


def lacking_in_source(rows: Iterable[Sequence[Any]]) -> Lacking:
    """What the query ``SOURCES`` returned, by study and timepoint."""
    return {(study, timepoint): frozenset((lacks or "").split(",")) for study, timepoint, lacks in rows}


def _is_lacking(indicator: Indicator, record: Mapping[str, Any], lacking: Lacking) -> bool:
    lacks = lacking.get((record["study"], record["timepoint"]), frozenset())
    return (indicator.needs.of(record["definition_id"]) or "nothing") in lacks


def _available(indicator: Indicator, record: Mapping[str, Any], lacking: Lacking) -> Mapping[str, Any]:
    """The record, emptied like one that counts nothing where the source lacks what it needs."""
    if not _is_lacking(indicator, record, lacking):
        return record
    emptied = dict.fromkeys((*SAMPLE_COLUMNS, SAMPLE_UNITS, AT_RISK), None)
    nothing = {"value": None, "numerator": None, "denominator": 0, "n": 0}
    return dict(record) | {name: emptied[name] for name in emptied if name in record} | nothing


def _value(indicator: Indicator, record: Mapping[str, Any], lacking: Lacking) -> IndicatorValue:
    definition_id = record["definition_id"]
    unit, kind, interval = _described(indicator, definition_id)
    n = int(record["n"])
    value = _number(indicator, record["value"]) if n else None
    samples = _samples(record)
    return IndicatorValue(
        study=record["study"],
        timepoint=record["timepoint"],
        indicator_id=indicator.indicator_id,
        definition_id=definition_id,
        district=record["district"],
        population=record["population"],
        value=value,
        unit=unit,
        numerator=_number(indicator, record["numerator"]),
        denominator=_number(indicator, record["denominator"]),
        n=n,
        disclosure=indicator.disclosure,
        is_count=kind in ("count", "share"),
        is_percentile=kind == "percentile",
        interval=interval,
        note=_note(indicator, record, value, lacking),
        at_risk=_at_risk(record, interval, value, samples),
        top_two_share=top_two_share(interval, samples.get("sample", ())),
        sample=samples.get("sample", ()),
        sample_weight=samples.get("sample_weight", ()),
        sample_entry=samples.get("sample_entry", ()),
    )


def _described(indicator: Indicator, definition_id: str) -> tuple[str, str, str]:
    """Unit, kind and interval of a definition, from the header of the indicator's query."""
    unit, kind = indicator.unit.of(definition_id), indicator.kind.of(definition_id)
    interval = indicator.interval.of(definition_id)
    if unit is None or kind is None or interval is None or indicator.definition.of(definition_id) is None:
        raise IndicatorError(f"{indicator.file_name}: its header does not describe {definition_id}")
    return unit, kind, interval


def _note(
    indicator: Indicator, record: Mapping[str, Any], value: float | None, lacking: Lacking
) -> str | None:
    """Why there is no value, if there is none."""
    definition_id = record["definition_id"]
    if _is_lacking(indicator, record, lacking):
        needed = NEEDS[indicator.needs.of(definition_id) or ""]
        return f"not available: the source of the cases has no {needed}"
    return None if value is not None else indicator.empty.of(definition_id) or NOTHING_TO_COUNT


def _at_risk(
    record: Mapping[str, Any], interval: str, value: float | None, samples: Mapping[str, tuple[float, ...]]
) -> int | None:
    if AT_RISK in record:
        return None if value is None or record[AT_RISK] is None else int(record[AT_RISK])
    days, ended, entries = (samples.get(name, ()) for name in SAMPLE_COLUMNS)
    return fewest_at_risk(interval, record["definition_id"], value, days, ended, entries)


def _number(indicator: Indicator, number: Any) -> float | None:
    if number is None:
        return None
    if not math.isfinite(number):
        raise IndicatorError(f"{indicator.file_name}: a value is {number}; its query divides by nothing")
    return steady(number)


def _samples(record: Mapping[str, Any]) -> dict[str, tuple[float, ...]]:
    """The sample columns, unit by unit, put in order together: a query may return them in any."""
    kept = [name for name in SAMPLE_COLUMNS if record.get(name) is not None]
    if not kept:
        return {}
    columns = [map(steady, record[name]) for name in kept]
    units = record.get(SAMPLE_UNITS)
    if units is None:
        members = sorted(zip(*columns, strict=True))
        return {name: tuple(member[at] for member in members) for at, name in enumerate(kept)}
    alike = sorted(zip(*columns, units, strict=True))
    return {
        name: tuple(chain.from_iterable(repeat(members[at], members[-1]) for members in alike))
        for at, name in enumerate(kept)
    }


def _order(row: IndicatorValue) -> tuple[str, ...]:
    total_first = "" if row.district == "all" else row.district
    return (row.study, row.timepoint, row.definition_id, row.population, total_first)
