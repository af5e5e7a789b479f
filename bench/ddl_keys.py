"""The keys of a made-up release: which wording stands behind which code, in which year."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TypeVar

import duckdb

from bench.ddl_wordings import (
    CASE_TYPES,
    DISPOSALS,
    FIELD_CHARGES,
    JUDGE_POSITIONS,
    MISSING_DISPOSITION,
    OTHER_CHARGES,
    PURPOSES,
    Weighted,
    with_tail,
)
from extract.whole_files import written_whole

Code = TypeVar("Code", int, str)

SLOTS = 2_000
"""A weighted choice is a place in a list of so many codes, each there as often as it weighs."""

STATES = {1: "Maharashtra", 6: "Assam", 26: "Delhi"}
DISTRICTS = {
    (1, 1): "Nandurbar", (1, 10): "Bhandara", (1, 11): "Gondia", (1, 12): "Gadchiroli", (1, 13): "Chandrapur",
    (1, 14): "Yavatmal", (1, 15): "Nanded", (1, 26): "Ahmednagar", (6, 1): "Kamrup", (26, 1): "Central",
}  # fmt: skip
COURTS = range(1, 7)
IPC_CODE = 17353


def write_keys(connection: duckdb.DuckDBPyConnection, folder: Path, years: Sequence[int], seed: int) -> None:
    """Write the key files, and leave the lists that cases are drawn from in the connection's variables."""
    disposals = DISPOSALS
    types = with_tail(CASE_TYPES, "map_case_types.csv", 0.06, 300)
    purposes = with_tail(PURPOSES, "map_purposes.csv", 0.15, 700)
    for name, wordings in (("disp_name", disposals), ("type_name", types), ("purpose_name", purposes)):
        rows: list[Sequence[object]] = []
        for year in years:
            codes = _codes(name, wordings, year, seed)
            rows += [(year, code, wording, 1000) for wording, code in codes.items()]
            _remember(connection, f"{name}_{year}", _slots(wordings, codes))
        _write(folder / f"{name}_key.csv", ("year", name, f"{name}_s", "count"), rows)
    _remember(
        connection, "judge_positions", _slots(JUDGE_POSITIONS, {name: name for name in JUDGE_POSITIONS})
    )
    _write_places(folder, years)
    _write_charges(connection, folder)


def missing_disposition(year: int) -> int:
    """Code of "disposition var missing", which stands for pending or blank."""
    return 26 if year < 2016 else 27


def _codes(name: str, wordings: Weighted, year: int, seed: int) -> dict[str, int]:
    """Alphabetical, as in the release, and shifted by what was not met in that year."""
    kept = sorted(wordings)
    left_out = random.Random(f"{seed} {name} {year}").randrange(1, 20)
    numbers = range(left_out, left_out + 2 * len(kept))
    if name != "disp_name":
        return dict(zip(kept, numbers, strict=False))
    missing = missing_disposition(year)
    codes = dict(zip(kept, (number for number in numbers if number != missing), strict=False))
    return {**codes, MISSING_DISPOSITION: missing}


def _slots(wordings: Weighted, codes: Mapping[str, Code]) -> list[Code]:
    total = sum(wordings.values())
    slots: list[Code] = []
    for wording, weight in wordings.items():
        slots += [codes[wording]] * max(1, round(SLOTS * weight / total))
    return slots


def _write_places(folder: Path, years: Sequence[int]) -> None:
    states = [(year, code, name) for year, (code, name) in product(years, STATES.items())]
    _write(folder / "cases_state_key.csv", ("year", "state_code", "state_name"), states)
    last = years[-1]  # a district's codes don't differ by year; a name written otherwise does
    districts = [(last, state, STATES[state], dist, name) for (state, dist), name in DISTRICTS.items()]
    names = ("year", "state_code", "state_name", "dist_code", "district_name")
    _write(folder / "cases_district_key.csv", names, districts)
    courts = [
        (year, state, STATES[state], dist, name, court, _court_name(court, name))
        for year, ((state, dist), name), court in product(years, DISTRICTS.items(), COURTS)
    ]
    _write(folder / "cases_court_key.csv", (*names, "court_no", "court_name"), courts)


def _court_name(court: int, district: str) -> str:
    kind = "District and Sessions Court" if court == 1 else "Chief Judicial Magistrate"
    return f"{kind}, {district}" if court < 3 else f"Civil Court {court}, {district}"


def _write_charges(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    pairs = [*FIELD_CHARGES, *OTHER_CHARGES]
    acts = {act: 4_000 + 37 * at for at, act in enumerate(sorted({act for act, _ in pairs}))}
    acts["the indian penal code"] = IPC_CODE
    sections = {text: 850_000 + 11 * at for at, text in enumerate(sorted({text for _, text in pairs}))}
    _write(folder / "act_key.csv", ("act", "act_s", "count"), [(c, a, 1000) for a, c in acts.items()])
    columns = ("section", "section_s", "count")
    _write(folder / "section_key.csv", columns, [(code, text, 1000) for text, code in sections.items()])
    for name, charges in (("field_charges", FIELD_CHARGES), ("other_charges", OTHER_CHARGES)):
        weights = {f"{act}|{section}": weight for (act, section), weight in charges.items()}
        codes = {f"{act}|{section}": acts[act] * 1_000_000 + sections[section] for act, section in charges}
        _remember(connection, name, _slots(weights, codes))


def _remember(connection: duckdb.DuckDBPyConnection, name: str, slots: list[int] | list[str]) -> None:
    connection.execute(f"set variable {name} = $slots", {"slots": slots})


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with written_whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
