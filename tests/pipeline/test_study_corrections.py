"""A study's own corrections hold for cases that are there; a row for none is refused, however it is built."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bench.archives import write_archive
from pipeline.building import large_archives
from pipeline.building.tables import build
from pipeline.run import Run, RunError, prepare
from transform.interpreting.corrections_file import HEADER

PAGES = 6


@pytest.fixture(params=["at once", "by parts"])
def run(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("ECOURTS_PROCESSES", "1")
    if request.param == "by parts":
        monkeypatch.setattr("pipeline.building.tables.FEWEST_PAGES", 2)
        monkeypatch.setattr(large_archives, "PAGES_IN_A_PART", 2)
    prepared = prepare("reference", "baseline", tmp_path / "data")
    write_archive(prepared.places.archive, PAGES)
    return prepared


def correct(run: Run, *rows: str) -> None:
    text = "\n".join((",".join(HEADER), *(f"{row},typo,2026-01-05" for row in rows), ""))
    run.places.corrections.write_text(text, encoding="utf-8")


def case_ids(run: Run) -> list[str]:
    build(run)
    return [
        str(case_id) for case_id in pq.read_table(run.places.tables / "cases.parquet")["case_id"].to_pylist()
    ]


def test_the_build_says_how_many_were_applied_and_refuses_one_for_no_case(run: Run) -> None:
    first, *_, last = case_ids(run)
    correct(run, *(f"cases,{case_id},stage_printed,,Charge" for case_id in (first, last)))
    assert ", 2 corrections applied" in build(run).said
    assert ", 2 corrections applied" in build(run).said  # also where nothing is read again
    correct(run, f"cases,{first},stage_printed,,Charge", "cases,0123456789abcdef,stage_printed,,Charge")
    with pytest.raises(RunError, match=r"corrections\.csv, line 3: '0123456789abcdef' is the key of no case"):
        build(run)


def test_a_row_for_a_case_of_the_other_timepoint_is_left_to_it(run: Run, tmp_path: Path) -> None:
    endline = prepare("reference", "endline", tmp_path / "data")
    write_archive(endline.places.archive, PAGES + 1)
    (only_there,) = set(case_ids(endline)) - set(case_ids(run))
    correct(run, f"cases,{only_there},stage_printed,,Charge")
    assert "applied" not in build(run).said
    assert ", 1 correction applied" in build(endline).said
