"""Tables made part by part: the same as at once, whatever changed since; nothing half-written."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.archives import FETCHED_AT, change_pages, write_archive
from extract.archive import Archive
from extract.stored_pages import PageKind
from pipeline.building import large_archives
from pipeline.building.part_files import remove_kept
from pipeline.building.part_making import MadePart, PartTask, make_part
from pipeline.building.tables import build, tables_from_archive
from pipeline.raw_zone.encrypting import encrypt_timepoint
from pipeline.run import Run, RunError, prepare
from transform.schema import TABLES

PAGES = 40
DAY = re.compile(r"\d{2}-\d{2}-\d{4}")


@pytest.fixture(scope="module")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive of 40 pages, the key, and the tables that were built first."""
    folder = tmp_path_factory.mktemp("large_building")
    with pytest.MonkeyPatch.context() as patched:
        run = prepare_small(folder / "study", patched)
        write_archive(run.places.archive, PAGES)
        assert f"; {PAGES} pages read" in build(run).said
    return Path(shutil.copytree(folder / "study", folder / "first_build"))


def prepare_small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A study of 40 pages that is built as if it were large: four parts, in this process."""
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(folder / "key" / "pseudonym.key"))
    monkeypatch.setenv("ECOURTS_PROCESSES", "1")
    monkeypatch.setattr("pipeline.building.tables.FEWEST_PAGES", 10)
    monkeypatch.setattr(large_archives, "PAGES_IN_A_PART", 15)
    return prepare("reference", "baseline", folder / "data")


@pytest.fixture
def built(first_build: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The study after its first build, in one place for all tests: elsewhere the warehouse is made anew."""
    study = first_build.with_name("study")
    shutil.rmtree(study)
    shutil.copytree(first_build, study)
    return prepare_small(study, monkeypatch)


@pytest.fixture
def run(built: Run) -> Run:
    """The study before its first build: the archive, the key, and the warehouse over tables to come."""
    shutil.rmtree(built.places.tables)
    remove_kept(built.places)
    built.places.known_names.unlink()
    return built


def test_parts_hold_the_tables_that_one_build_gives(run: Run) -> None:
    assert "40 pages read" in build(run).said
    assert len(list((run.places.tables / "hearings.parquet").iterdir())) == 4
    assert stored(run) == at_once(run)


def test_nothing_changed_nothing_is_read_or_written(built: Run) -> None:
    before = files(built)
    assert "; 0 pages read" in build(built).said
    assert files(built) == before


def add_page(run: Run) -> Run:
    write_archive_again(run, PAGES + 1)
    return run


def change_page(run: Run) -> Run:
    change_pages(run.places.archive, [3])
    return run


def find_older_page(run: Run) -> Run:
    change_pages(run.places.archive, [3])
    _change_latest(run, "fetched_at", FETCHED_AT.replace(hour=5).isoformat())
    return run


def fail_to_find_case(run: Run) -> Run:
    change_pages(run.places.archive, [3])
    _change_latest(run, "state", "not_found")
    return run


def _change_latest(run: Run, column: str, value: str) -> None:
    with Archive(run.places.archive) as archive, archive.transaction() as connection:
        connection.execute(
            f"UPDATE journal SET {column} = ? WHERE sequence = (SELECT max(sequence) FROM journal)", (value,)
        )


def forget_case(run: Run) -> Run:
    with Archive(run.places.archive) as archive, archive.transaction() as connection:
        connection.execute("DELETE FROM journal WHERE sequence = 5")
    return run


def move_cut_off(run: Run) -> Run:
    point = run.study.timepoints["baseline"]
    earlier = replace(point, as_of=point.as_of - timedelta(days=200))
    return replace(run, study=replace(run.study, timepoints={**run.study.timepoints, "baseline": earlier}))


def decide_wording(run: Run) -> Run:
    run.places.wording_decisions.parent.mkdir(parents=True)
    run.places.wording_decisions.write_text(
        "vocabulary,printed,code,decided_by,decided_on,reason\npurposes,Zzz,charge,A,2026-01-01,because\n"
    )
    return run


@pytest.mark.parametrize(
    ("change", "pages_read"),
    [
        (add_page, 1),
        (change_page, 1),
        (find_older_page, 2),
        (fail_to_find_case, 2),
        (forget_case, 0),
        (move_cut_off, PAGES),
        (decide_wording, PAGES),
    ],
)
def test_built_on_what_is_there_it_is_as_if_built_anew(
    built: Run, change: Callable[[Run], Run], pages_read: int
) -> None:
    changed = change(built)
    assert f"; {pages_read} pages read" in build(changed).said
    assert stored(changed) == at_once(changed)


@pytest.mark.parametrize(("seed", "processes"), [(1, "1"), (2, "2"), (3, "2")])
def test_after_changes_at_random_files_are_those_of_a_build_anew(
    built: Run, monkeypatch: pytest.MonkeyPatch, seed: int, processes: str
) -> None:
    monkeypatch.setenv("ECOURTS_PROCESSES", processes)
    chance = random.Random(seed)
    for round_number in range(5):
        change_at_random(built, chance, PAGES + 3 * round_number)
        assert "; 0 pages read" not in build(built).said
        found = finished(built)
        remove_kept(built.places)
        assert f"; {page_count(built)} pages read" in build(built).said
        assert finished(built) == found
    assert stored(built) == at_once(built)


def test_after_a_small_change_the_rules_find_what_they_find_in_all_cases(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offenders that stay, one that comes, one that is mended and one that goes with its case."""
    for number in (3, 9, 21):
        break_chain(run, number)
    assert ", 3 in quarantine" in build(run).said
    break_chain(run, 12)
    change_pages(run.places.archive, [3])
    _change_latest(run, "fetched_at", FETCHED_AT.replace(hour=12).isoformat())
    with Archive(run.places.archive) as archive, archive.transaction() as connection:
        (_, gone) = archive.rows("SELECT sequence, context FROM journal ORDER BY sequence")[21]
        connection.execute("DELETE FROM journal WHERE context = ?", (gone,))
    with monkeypatch.context() as patched:
        # Not all cases are looked at.
        patched.setattr("pipeline.building.kept_offenders.find_offenders", None)
        assert ", 2 in quarantine" in build(run).said
    found = finished(run)
    remove_kept(run.places)
    build(run)
    assert finished(run) == found
    assert stored(run) == at_once(run)


def test_offenders_kept_by_a_module_that_is_gone_are_found_again(run: Run) -> None:
    break_chain(run, 3)
    build(run)
    run.places.archive.with_name("kept").joinpath("offenders.pickle").write_bytes(b"cpipeline.gone\nKept\n.")
    break_chain(run, 12)
    assert ", 2 in quarantine" in build(run).said


def test_another_severity_has_all_cases_looked_at_again(run: Run) -> None:
    break_chain(run, 3)
    assert ", 1 in quarantine" in build(run).said
    lenient = replace(run, study=replace(run.study, rule_severities={"broken_chain": "warn"}))
    assert "quarantine" not in build(lenient).said


def test_another_parser_version_reads_every_page(built: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_archives, "PARSER_VERSION", "another")
    assert f"; {PAGES} pages read" in build(built).said


def test_another_process_says_the_parameters_alike(run: Run) -> None:
    program = (
        "from pipeline.building.large_archives import in_one_order; from pipeline.run import prepare; "
        "print(list(in_one_order(prepare('reference', 'baseline', None).study.parameters('baseline'))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_a_damaged_part_is_made_again(built: Run) -> None:
    part = built.places.tables / "acts.parquet" / "part-0001.parquet"
    whole = stored(built)
    part.write_bytes(b"damaged")
    build(built)
    assert stored(built) == whole


def test_a_killed_process_leaves_everything_as_it_was(built: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(built)
    change_page(built)
    monkeypatch.setenv("ECOURTS_PROCESSES", "2")
    monkeypatch.setattr(large_archives, "FEWEST_PAGES", 1)
    monkeypatch.setattr(large_archives, "make_part", killed_in_part_2)
    with pytest.raises(RunError, match="was ended from outside"):
        build(built)
    assert files(built) == before
    assert not list(built.places.scratch.iterdir())
    assert not built.places.archive.with_name("kept.building").exists()


def test_processes_of_their_own_leave_nothing_on_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ECOURTS_PROCESSES", "2")
    monkeypatch.setattr(large_archives, "FEWEST_PAGES", 1)
    assert f"; {PAGES} pages read" in build(run).said
    assert capfd.readouterr().err == ""


def test_a_study_that_shrank_is_built_at_once_again(built: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.building.tables.FEWEST_PAGES", 1_000)
    whole = stored(built)
    build(built)
    assert (built.places.tables / "hearings.parquet").is_file()
    assert stored(built) == whole
    assert not built.places.archive.with_name("kept").exists()


def test_what_is_kept_of_cases_is_for_its_owner_alone(run: Run) -> None:
    build(run)
    kept = run.places.archive.with_name("kept")
    assert kept.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in kept.iterdir()} == {0o600}


def test_beside_an_encrypted_archive_nothing_is_kept_in_the_clear(
    built: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sqlcipher3", reason="encryption is an extra")
    whole = stored(built)
    monkeypatch.setenv("ECOURTS_PASSPHRASE", "a passphrase of some length")
    encrypt_timepoint(built)
    assert not built.places.archive.with_name("kept").exists()
    monkeypatch.setenv("ECOURTS_PROCESSES", "2")
    monkeypatch.setattr(large_archives, "FEWEST_PAGES", 1)
    assert f"; {PAGES} pages read" in build(built).said
    assert stored(built) == whole
    assert not any(built.places.archive.with_name("kept").glob("*"))


def killed_in_part_2(task: PartTask) -> MadePart:
    if task.number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return make_part(task)


def change_at_random(run: Run, chance: random.Random, case_count: int) -> None:
    """Cases that changed, came, went, and came with a page that can't be read."""
    path = run.places.archive
    write_archive_again(run, case_count + chance.randrange(1, 3))
    change_pages(path, chance.sample(range(PAGES), 3))
    with Archive(path) as archive, archive.transaction() as connection:
        rows = archive.rows("SELECT sequence, context FROM journal ORDER BY sequence")
        for sequence, _ in chance.sample(rows, 2):
            connection.execute("DELETE FROM journal WHERE sequence = ?", (sequence,))
        _, context = chance.choice(rows)
        cnr = json.loads(context)["cnr"]
        archive.store(
            kind=PageKind.CASE_PAGE, origin="http", request_key=f"case {cnr}", state="ok",
            fetched_at=FETCHED_AT.replace(hour=9, minute=chance.randrange(60)),
            content=f"<table><tr><td>{chance.random()}</table>".encode(), context={"cnr": cnr},
        )  # fmt: skip


def break_chain(run: Run, number: int) -> None:
    """A later page of a case (number divisible by 3: layout v4) with a next date that no entry follows."""
    with Archive.open_reader(run.places.archive) as archive:
        page = list(archive.everything())[number]
    text = page.content.decode()
    printed = next(day for day, count in Counter(DAY.findall(text)[9:]).items() if count == 3)
    other = printed.replace(printed[:2], "27" if printed[:2] == "26" else "26", 1)
    with Archive(run.places.archive) as archive, archive.transaction():
        archive.store(
            kind=PageKind.CASE_PAGE, origin="http", request_key=page.request_key, state="ok",
            fetched_at=FETCHED_AT.replace(hour=8), context=dict(page.context),
            content=text.replace(printed, other, 1).encode(),
        )  # fmt: skip


def page_count(run: Run) -> int:
    with Archive.open_reader(run.places.archive) as archive:
        return sum(archive.state_counts().values())


def finished(run: Run) -> dict[str, bytes]:
    """What a build leaves for others: every table's file, and the names."""
    tables = {str(path): path.read_bytes() for path in run.places.tables.rglob("*") if path.is_file()}
    return tables | {"names": run.places.known_names.read_bytes()}


def write_archive_again(run: Run, page_count: int) -> None:
    """Storing a page that is there adds nothing, so only the new ones are added."""
    write_archive(run.places.archive, page_count)


def stored(run: Run) -> dict[str, list[dict[str, object]]]:
    tables = {
        name: pq.read_table(run.places.tables / f"{name}.parquet", partitioning=None) for name in TABLES
    }
    return {name: rows(table) for name, table in tables.items()}


def at_once(run: Run) -> dict[str, list[dict[str, object]]]:
    tables = tables_from_archive(run, run.study.parameters(run.timepoint))
    return {name: rows(table) for name, table in tables.items()}


def rows(table: pa.Table) -> list[dict[str, object]]:
    found: list[dict[str, object]] = table.to_pylist()
    return found


def files(run: Run) -> dict[str, bytes]:
    folders = (run.places.tables, run.places.archive.with_name("kept"))
    return {
        str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()
    }
