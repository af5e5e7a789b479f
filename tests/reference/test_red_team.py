"""Somebody with the published files alone tries to work out what is withheld; his code is tests/redteam."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "redteam"))

from outsider import Outsider, recovered
from published_files import TIMEPOINTS, Quantity

from checks.disclosure import decision
from checks.disclosure.suppression import Suppression
from checks.disclosure.system import CellSystem
from pipeline.publishing.indicators import csv_text

publisher = import_module("checks.disclosure.control")
THRESHOLD = 10
ROW_LABELS = ("timepoint", "indicator_id", "definition_id", "population")
LEDGER_NAME = {"num": "numerator", "den": "denominator", "n": "n"}

Values = Mapping[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def values(reference_data: Path) -> Values:
    folder = reference_data / "tables" / "reference"
    return {
        timepoint: pq.read_table(folder / timepoint / "indicator_values.parquet").to_pylist()
        for timepoint in TIMEPOINTS
    }


@pytest.fixture(scope="module")
def truth(values: Values) -> dict[Quantity, float]:
    """Every quantity's value; the attacker never sees it, it only says whether he is right."""
    return {
        Quantity(*(row[name] for name in ROW_LABELS), what, row["district"]): float(row[column])
        for rows in values.values()
        for row in rows
        for what, column in LEDGER_NAME.items()
        if row[column] is not None
    }  # fmt: skip


@pytest.fixture(scope="module")
def harmless(values: Values, truth: dict[Quantity, float]) -> set[Quantity]:
    """What counts nobody in the whole study, or how well a register is filled (decisions 36, 92)."""
    about_records = {
        (row["timepoint"], row["indicator_id"], row["definition_id"])
        for rows in values.values()
        for row in rows
        if row["disclosure"] == "data quality"
    }
    return {
        quantity
        for quantity in truth
        if truth.get(replace(quantity, district="all"), 0.0) == 0.0
        or (
            quantity.what == "num"
            and (quantity.timepoint, quantity.indicator, quantity.definition) in about_records
        )
    }


def published(values: Values, folder: Path, timepoints: Iterable[str] = TIMEPOINTS) -> Path:
    """The study's tables as the publisher's rules alone leave them, nobody having let a figure pass."""
    for timepoint in timepoints:
        by_indicator: dict[str, list[dict[str, Any]]] = {}
        for row in publisher.control(values[timepoint], THRESHOLD):
            by_indicator.setdefault(row["indicator_id"], []).append(row)
        (folder / timepoint).mkdir(parents=True)
        for indicator, rows in by_indicator.items():
            (folder / timepoint / f"{indicator}.csv").write_text(csv_text(rows), encoding="utf-8")
    return folder


def test_the_published_files_give_away_only_what_exceptions_are_on_record_for(
    reference_data: Path, comparison_printed: str, truth: dict[Quantity, float], harmless: set[Quantity]
) -> None:
    assert comparison_printed
    outsider = Outsider(reference_data / "indicators" / "reference")
    assert len(outsider.withheld_counts()) > 3000
    found = recovered(outsider.bounds(THRESHOLD), truth, harmless)
    assert found  # the exceptions do tell something, and he notices
    on_record = narrowed_on_record(reference_data / "releases" / "reference.jsonl")
    unexpected = {
        quantity: bounds
        for quantity, bounds in found.items()
        if not any(ledger_name(alias) in on_record for alias in outsider.other_names(quantity))
    }
    assert unexpected == {}
    assert [quantity for quantity, (low, high) in found.items() if math.floor(high) <= math.ceil(low)] == []


def test_without_exceptions_nothing_withheld_can_be_worked_out(
    values: Values, tmp_path: Path, truth: dict[Quantity, float], harmless: set[Quantity]
) -> None:
    outsider = Outsider(published(values, tmp_path))
    assert outsider.known
    assert recovered(outsider.bounds(THRESHOLD), truth, harmless) == {}


def test_with_small_counts_alone_withheld_he_works_some_out(
    values: Values,
    tmp_path: Path,
    truth: dict[Quantity, float],
    harmless: set[Quantity],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decision, "suppress", small_counts_alone)
    outsider = Outsider(published(values, tmp_path, ["baseline"]))
    found = recovered(outsider.bounds(THRESHOLD), truth, harmless)
    exact = {quantity: low for quantity, (low, high) in found.items() if math.floor(high) <= math.ceil(low)}
    assert len(exact) >= 5
    assert all(truth[quantity] == pytest.approx(low, abs=1e-4) for quantity, low in exact.items())


def small_counts_alone(system: CellSystem, width: float, already: object = None) -> Suppression:
    """The publisher's own choice with complementary suppression switched off."""
    assert width == THRESHOLD
    return Suppression(frozenset(key for key, cell in system.cells.items() if cell.is_sensitive), {})


def narrowed_on_record(ledger: Path) -> set[str]:
    lines = ledger.read_text(encoding="utf-8").splitlines()
    return {key for line in lines for key in json.loads(line)["narrowed"]}


def ledger_name(quantity: Quantity) -> str:
    label = "/".join(
        (quantity.indicator, quantity.definition, quantity.population, LEDGER_NAME[quantity.what])
    )
    return f"{quantity.timepoint}|{label}|{quantity.district}"
