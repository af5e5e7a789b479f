"""Random cases as plain records, and the study's tables made of them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from twelve_cases import as_table, codes, write_study

from transform.schema import TABLES
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

WINDOW_START = date(2018, 1, 1)
AS_OF = date(2021, 1, 1)


@dataclass(frozen=True)
class FollowedCase:
    """Days count from the case's start; ``adjourned`` are days of A1 adjournments, observed or not."""

    start: date
    entry: int
    end: int
    is_disposed: bool
    adjourned: tuple[int, ...]


def random_cases(seed: int, count: int, *, is_delayed: bool) -> list[FollowedCase]:
    """Cases with ties in every date; with ``is_delayed`` half of them started before the window opened."""
    generator = np.random.default_rng(seed)
    found = [FollowedCase(WINDOW_START, 0, (AS_OF - WINDOW_START).days, False, (0, 500, 1000))]
    while len(found) < count:
        start = WINDOW_START + timedelta(days=int(generator.integers(-700 if is_delayed else 0, 900)))
        longest = (AS_OF - start).days
        end = min(longest, int(generator.integers(1, 60)) * 20)
        entry = max(0, (WINDOW_START - start).days)
        if end < entry:
            continue
        adjourned = tuple(sorted(generator.integers(0, end + 1, generator.integers(0, 8)) // 10 * 10))
        is_disposed = end < longest and generator.random() < 0.7
        found.append(FollowedCase(start, entry, end, bool(is_disposed), tuple(int(day) for day in adjourned)))
    return found


def warehouse_of(
    cases: list[FollowedCase], folder: Path, frame_rule: str, outcomes: list[str] | None = None
) -> duckdb.DuckDBPyConnection:
    """A warehouse of the cases, all of district North; ``outcomes`` are those of the disposed ones.

    Cases that were in the folder before are gone.
    """
    shutil.rmtree(folder / "tables", ignore_errors=True)
    write_study(_tables(cases, frame_rule, outcomes or []), folder / "tables")
    build_warehouse(folder / "tables", folder / "warehouse.duckdb")
    return connect(folder / "warehouse.duckdb", "twelve", "baseline")


def _tables(cases: list[FollowedCase], frame_rule: str, outcomes: list[str]) -> dict[str, pa.Table]:
    groups = {row["code"]: row["outcome_group"] for row in codes("outcomes")}
    names = [f"case{number}" for number in range(len(cases))]
    rows = {
        "cases": [
            {
                "case_id": name, "district": "North", "is_in_frame": True, "clock_start_date": case.start,
                "clock_end_date": case.start + timedelta(days=case.end),
                "status": "disposed" if case.is_disposed else "left_court",
            }
            for name, case in zip(names, cases, strict=True)
        ],
        "adjournments": [
            {
                "case_id": name, "hearing_number": number, "definition_id": "A1",
                "business_date": case.start + timedelta(days=day),
            }
            for name, case in zip(names, cases, strict=True)
            for number, day in enumerate(case.adjourned, 1)
        ],
        "outcomes": [
            {"case_id": name, "outcome_code": outcome, "outcome_group": groups[outcome]}
            for name, case, outcome in zip(names, cases, outcomes, strict=False)
            if case.is_disposed
        ],
        "study_parameters": [{
            "as_of": AS_OF, "window_start": WINDOW_START, "window_end": AS_OF, "frame_rule": frame_rule,
            "clock_start": "registration_date", "year_length_days": 365,
        }],
    }  # fmt: skip
    return {name: as_table(name, rows.get(name, [])) for name in TABLES}
