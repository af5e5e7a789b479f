"""A release of a few rows written by hand, and the tables made from it; all else of a row is as usual."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from extract.bulk_release import BulkRelease
from extract.importers.ddl_csv import ACTS, CASES, COLUMNS, recognise_release
from transform.bulk.building import build_bulk_tables
from transform.parameters import TableParameters

Row = Mapping[str, object]
YEARS = (2017, 2018, 2019)
SESSIONS, BAIL, CIVIL = 1, 2, 3
EVIDENCE, ACQUITTED, MISSING = 1, 2, 26
POCSO_ACT, PENAL_CODE, SECTION_4 = 11, 12, 21
KEYS: Mapping[str, Sequence[Row]] = {
    "type_name_key": [
        {"year": year, "type_name": code, "type_name_s": text}
        for year in YEARS
        for code, text in ((SESSIONS, "sessions case"), (BAIL, "bail application"), (CIVIL, "civil suit"))
    ],
    "purpose_name_key": [
        {"year": year, "purpose_name": EVIDENCE, "purpose_name_s": "evidence"} for year in YEARS
    ],
    "disp_name_key": [
        {"year": year, "disp_name": code, "disp_name_s": text}
        for year in YEARS
        for code, text in ((ACQUITTED, "acquitted"), (MISSING, "disposition var missing"))
    ],
    "act_key": [
        {"act": POCSO_ACT, "act_s": "protection of children from sexual offences act"},
        {"act": PENAL_CODE, "act_s": "the indian penal code"},
    ],
    "section_key": [{"section": SECTION_4, "section_s": "4"}],
    "cases_state_key": [{"state_code": 1, "state_name": "Maharashtra"}],
    "cases_district_key": [{"state_code": 1, "dist_code": 26, "district_name": "Ahmednagar"}],
    "cases_court_key": [
        {"year": year, "state_code": 1, "dist_code": 26, "court_no": 1, "court_name": "District Court"}
        for year in YEARS
    ],
}
PARAMETERS = TableParameters(
    study="by_hand",
    timepoint="baseline",
    as_of=date(2019, 6, 30),
    window_start=date(2018, 1, 1),
    window_end=date(2018, 12, 31),
    frame_rule="filed_in_window",
    clock_start="filing_date",
    year_length_days=365,
    reporting_lag_days=0,
    offences=frozenset(),
    districts={("1", "26"): "Ahmednagar"},
    suppression_threshold=10,
    is_synthetic=True,
    takes_every_offence=True,
)


def case_row(number: int, filed: str, **changes: object) -> dict[str, object]:
    """A pending sessions case of Ahmednagar; ``filed`` as the release writes it, blank if not stated."""
    year = filed[:4] or "2018"
    row = dict.fromkeys(COLUMNS[CASES], "") | {
        "ddl_case_id": f"01-26-01-2{number:010}{year}", "year": year, "state_code": 1, "dist_code": 26,
        "court_no": 1, "cino": f"ZZAA01{number:06}{year}", "judge_position": "special judge",
        "type_name": SESSIONS, "purpose_name": EVIDENCE, "disp_name": MISSING, "date_of_filing": filed,
    }  # fmt: skip
    return row | changes


def write_hand_release(folder: Path, cases: Iterable[Row], acts: Iterable[Row] = ()) -> BulkRelease:
    """Every file of a release, the cases by their year."""
    by_year: dict[object, list[Row]] = {}
    for row in cases:
        by_year.setdefault(row["year"], []).append(row)
    for year, rows in by_year.items():
        write_rows(folder / f"cases_{year}.csv", COLUMNS[CASES], rows)
    write_rows(folder / f"{ACTS}.csv", COLUMNS[ACTS], acts)
    for name, keys in KEYS.items():
        write_rows(folder / f"{name}.csv", COLUMNS[name], keys)
    return BulkRelease(datetime(2026, 1, 5, tzinfo=UTC), recognise_release(folder))


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def hand_tables(release: BulkRelease, scratch: Path, **changes: Any) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table, with the parameters changed as said; no rule takes a case out."""
    folder, private = scratch / "tables", scratch / "private"
    for place in (folder, private):
        place.mkdir(parents=True)
    small, _ = build_bulk_tables(
        release, replace(PARAMETERS, **changes), bytes(range(32)), folder, private, _no_rule
    )
    tables = small | {
        name: pq.read_table(folder / f"{name}.parquet") for name in ("cases", "outcomes", "acts")
    }
    return {name: table.to_pylist() for name, table in tables.items()}


def _no_rule(connection: duckdb.DuckDBPyConnection) -> None:
    """Looks at nothing."""
