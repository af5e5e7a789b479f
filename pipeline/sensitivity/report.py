"""The sensitivity table: in full for the analyst, without small differences for publication, and printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.table import Table

from pipeline.publishing.csv_writing import csv_document
from pipeline.sensitivity.alternatives import Alternative
from pipeline.sensitivity.value import SensitivityValue
from pipeline.writing import write_text
from transform.vocabulary import vocabulary

CHOICES = tuple(field.name for field in fields(Alternative))
COLUMNS = (
    *CHOICES, "is_study_choice", "indicator_id", "definition_id", "timepoint", "district", "population",
    "value", "unit",
)  # fmt: skip
FULL_COLUMNS = (*COLUMNS, "numerator", "denominator", "n", "note")
PUBLISHED_COLUMNS = (*COLUMNS, "suppressed", "note")
SHOWN = (
    ("disposed", "I01", "cases", "disposed cases", ".0f"),
    ("pending", "I01", "cases", "pending cases", ".0f"),
    ("A1\ndisposed", "I12", "A1", "disposed cases", ".1f"),
    ("A1\npending", "I13", "A1", "pending cases", ".1f"),
    ("A1 a\nyear", "I14", "A1", "all cases", ".1f"),
    ("A1 by\nmonth 12", "I15", "A1_nelson_12_months", "all cases", ".1f"),
    ("of merits\nconvicted", "I28", "merits", "cases decided on the merits", ".3f"),
)


def write_full(found: Iterable[SensitivityValue], path: Path) -> None:
    """Every value with its counts. Small ones are among them: for the tables zone only."""
    rows = (
        (*_row(one), one.value.numerator, one.value.denominator, one.value.n, one.value.note or "")
        for one in found
    )
    write_text(path, csv_document(FULL_COLUMNS, rows))


def document(study: str, timepoint: str, found: Iterable[SensitivityValue]) -> dict[str, Any]:
    """Every value for a program. Small ones are among them: for the analyst, not for publication."""
    values = [dict(zip(COLUMNS, _row(one), strict=True)) for one in found]
    return {"study": study, "timepoint": timepoint, "values": values}


def write_published(found: Sequence[SensitivityValue], threshold: int, path: Path) -> int:
    """Means and rates to three significant digits; returns how many are withheld.

    Two choices of the rules differ by a few cases, and what two figures differ by is a figure about those
    few. So counts and shares are left out, and a mean or rate is withheld when it rests on fewer cases than
    the threshold, or on a number of cases less than the threshold away from that of another one shown.
    """
    rows, withheld = [], 0
    shown: dict[tuple[str, str, str], list[int]] = {}
    for one in found:
        value = one.value
        if value.is_count:
            continue
        sizes = shown.setdefault((value.indicator_id, value.definition_id, value.population), [])
        is_small = value.n < threshold or any(0 < abs(value.n - size) < threshold for size in sizes)
        if value.value is not None and not is_small:
            sizes.append(value.n)
        withheld += value.value is not None and is_small
        rows.append(_published_row(one, is_small))
    write_text(path, csv_document(PUBLISHED_COLUMNS, rows))
    return withheld


def one_at_a_time(found: Sequence[SensitivityValue], own: Alternative) -> Table:
    """The study's choice, and every alternative that changes one rule only."""
    table = Table(
        title="the headline under each alternative, one rule changed at a time",
        box=SIMPLE,
        padding=(0, 1, 0, 0),
    )
    table.add_column("rule changed")
    for words, *_ in SHOWN:
        table.add_column(words, justify="right", no_wrap=True)
    values = {
        (
            one.alternative,
            one.value.indicator_id,
            one.value.definition_id,
            one.value.population,
        ): one.value.value
        for one in found
    }
    for alternative in dict.fromkeys(one.alternative for one in found):
        changed = [name for name in CHOICES if getattr(alternative, name) != getattr(own, name)]
        if len(changed) <= 1:
            table.add_row(
                _said(alternative, changed),
                *(_shown(values.get((alternative, *key[1:4])), key[4]) for key in SHOWN),
            )
    return table


def _said(alternative: Alternative, changed: Sequence[str]) -> str:
    if not changed:
        return "none: as chosen"
    return {
        "clock_start": f"clock: {_label('clock_starts', alternative.clock_start)}",
        "frame_rule": f"frame: {_label('frame_rules', alternative.frame_rule)}",
        "year_length_days": f"year: {alternative.year_length_days} days",
        "reporting_lag_days": f"lag: {alternative.reporting_lag_days} days",
    }[changed[0]]


def _label(codes: str, code: str) -> str:
    return vocabulary(codes).codes[code]["label"].lower()


def _shown(value: float | None, digits: str) -> str:
    return "not available" if value is None else format(value, digits)


def _row(one: SensitivityValue) -> Iterator[Any]:
    yield from (getattr(one.alternative, name) for name in CHOICES)
    yield str(one.is_own_choice).lower()
    yield from (getattr(one.value, name) for name in COLUMNS[len(CHOICES) + 1 :])


def _published_row(one: SensitivityValue, is_small: bool) -> tuple[Any, ...]:
    row = dict(zip(COLUMNS, _row(one), strict=True))
    value = one.value.value
    row["value"] = None if value is None or is_small else float(f"{value:.3g}")
    note = one.value.note or ""
    if value is not None and is_small:
        note = "withheld: rests on few cases, or differs by few from another figure shown"
    return (*row.values(), str(value is not None and is_small).lower(), note)
