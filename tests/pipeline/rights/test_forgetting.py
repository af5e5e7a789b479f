"""A forgotten case is in no file any more, stays out, and a forgetting that was killed can be finished."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from raw_zone_of import LIST_KEY, blobs_of, bytes_under, docket, moment, pages_of, store_pull
from typer.testing import CliRunner, Result

from checks.scanner.contents import pieces_of
from extract.archive import Archive
from extract.cnr import PLACEHOLDER
from extract.page_content import read_results_list
from extract.pulling.queue import listed_cnrs
from extract.reading import read_pages
from extract.records import Layout
from extract.standin.docket import DocketLinkedCase
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind
from pipeline.cli import app
from pipeline.faults import explain
from pipeline.forms.places import write_private
from pipeline.paths import Places
from pipeline.raw_zone.importing import import_pages
from pipeline.reporter import Reporter
from pipeline.rights import forgetting
from pipeline.rights.forgotten import forgotten_cases, read_forgotten
from pipeline.rights.study_data import study_data
from pipeline.run import RunError, prepare
from pipeline.steps import run_steps
from transform.indicators.kept_facts import KeptFacts
from transform.indicators.taking_ranges import ALL_CASES
from transform.pseudonyms import case_pseudonym, load_or_create_key
from transform.warehouse_connection import connect

FORGOTTEN, OTHER, _ = docket()
NAMES = ("Party-911", "Party-912", "Advocate-91")
WHY = ("--reason", "person_asked", "--by", "A. Custodian")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the archives of both timepoints, built, and files in which people name the case."""
    folder = tmp_path_factory.mktemp("forgetting")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ECOURTS_KEY_FILE", str(folder / "keys" / "key"))
        data = folder / "data"
        for timepoint, year in (("baseline", 2020), ("endline", 2022)):
            places = Places(data, "reference", timepoint)
            store_pull(places.archive, docket(), moment(year))
            run_steps(prepare("reference", timepoint, data), ("build",))
        _write_files(data, case_pseudonym(load_or_create_key(folder / "keys" / "key"), FORGOTTEN.cnr))
        yield folder


@pytest.fixture
def data(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, with its key."""
    shutil.copytree(built, tmp_path / "copy")
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(tmp_path / "copy" / "keys" / "key"))
    return tmp_path / "copy" / "data"


@pytest.fixture
def pseudonym(data: Path) -> str:
    return case_pseudonym(load_or_create_key(data.with_name("keys") / "key"), FORGOTTEN.cnr)


def _write_files(data: Path, case_id: str) -> None:
    places = Places(data, "reference", "endline")
    forms = places.archive.parent / "forms"
    write_private(forms / "case_review.csv", f"case_ref,coder_id\n{case_id},c1\n0123456789abcdef,c1\n")
    write_private(forms / "worklist.csv", f"case_ref,cnr\n{case_id},{FORGOTTEN.cnr}\n")
    header = "table,key,column,printed,corrected,reason,added_on"
    places.corrections.write_text(f"{header}\ncases,{case_id},filing_date,a,b,typo,2026-01-01\n")
    places.wording_decisions.parent.mkdir(parents=True)
    wordings = places.wording_decisions.with_name("to_decide.csv")
    wordings.write_text(f"printed,example\nPE,entry 1 of case {case_id}\n", encoding="utf-8")
    kept = KeptFacts(places.shared_facts, places.tables)
    with connect(places.warehouse, "reference", "endline") as connection:
        kept.share(connection, lambda: [ALL_CASES])
    published = data / "indicators" / "reference" / "baseline" / "I01.csv"
    published.parent.mkdir(parents=True)
    published.write_text("value\n3\n", encoding="utf-8")


def run(data: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(
        app, ["forget", "--study", "reference", "--data", str(data), *arguments], input=typed
    )


def mentioned(sought: Iterable[str], data: Path) -> list[str]:
    """Those of the words that some file says."""
    said = said_in(data)
    return [one for one in sought if one in said]


def said_in(data: Path) -> str:
    """All that any file says, packed or not."""
    plain = bytes_under(data).decode("utf-8", errors="replace")
    files = [path for path in data.rglob("*") if path.suffix in (".parquet", ".duckdb")]
    packed = [text for path in files for _, text in pieces_of(path) or ()]
    archived = [text for path in data.rglob("archive.sqlite") for text in pages_of(path)]
    names = [str(path) for path in data.rglob("*")]
    return "\n".join((plain, *packed, *archived, *names))


def test_no_file_says_anything_of_the_case_any_more(data: Path, pseudonym: str) -> None:
    sought = (FORGOTTEN.cnr, pseudonym, *NAMES)
    before = said_in(data)
    assert [one for one in sought if one not in before] == []
    blobs = [
        blob
        for timepoint in ("baseline", "endline")
        for blob in blobs_of(Places(data, "reference", timepoint).archive, naming=[FORGOTTEN.cnr])
    ]
    assert len(blobs) == 6
    done = run(data, "--case", pseudonym, *WHY)
    assert done.exit_code == 0, done.output
    after = said_in(data)
    assert [one for one in sought if one in after] == []
    assert not Places(data, "reference", "endline").shared_facts.exists()
    assert not any(blob in bytes_under(data) for blob in blobs)
    assert not any(one in done.output for one in sought)
    assert "Out of reach of this program: backups" in done.output


def test_the_other_cases_stay_as_they_were(data: Path, pseudonym: str) -> None:
    run(data, "--case", pseudonym, *WHY)
    places = Places(data, "reference", "baseline")
    with Archive.open_reader(places.archive) as archive:
        readings = list(read_pages(archive))
        (listing,) = archive.pages(PageKind.RESULTS_LIST)
        assert listed_cnrs(archive) == {case.cnr for case in docket()[1:]}
    assert [reading.error for reading in readings if reading.error] == []
    listed = read_results_list(listing.content)
    assert [row.cnr for row in listed.rows] == [case.cnr for case in docket()[1:]]
    assert sum(count for _, count in listed.stated_by_establishment) == listed.stated_total == 2
    assert "Party-921" in json.loads(places.known_names.read_text())
    forms = Places(data, "reference", "endline").archive.parent / "forms"
    assert (forms / "case_review.csv").read_text() == "case_ref,coder_id\n0123456789abcdef,c1\n"
    run_steps(prepare("reference", "baseline", data), ("build",))
    assert not (data / "indicators" / "reference").exists()


def test_the_record_tells_no_identity(data: Path, pseudonym: str) -> None:
    run(data, "--case", pseudonym, *WHY)
    places = Places(data, "reference", "baseline")
    (entry,) = read_forgotten(places)
    assert (entry.reason, entry.by, entry.pages_destroyed) == ("person_asked", "A. Custodian", 6)
    assert places.forgotten.stat().st_mode & 0o077 == 0
    assert places.marker_key.stat().st_mode & 0o077 == 0


def test_asking_twice_does_nothing_more(data: Path, pseudonym: str) -> None:
    run(data, "--case", pseudonym, *WHY)
    before = bytes_under(data)
    for again in (
        run(data, "--case", pseudonym, *WHY),
        run(data, "--cnr", *WHY, typed=f"{FORGOTTEN.cnr}\n"),
    ):
        assert again.exit_code == 0
        assert "already (person_asked, 6 pages destroyed); nothing is left of it" in again.output
    assert bytes_under(data) == before


def test_a_cnr_is_read_from_standard_input_with_or_without_hyphens(data: Path) -> None:
    cnr = FORGOTTEN.cnr
    done = run(data, "--cnr", *WHY, typed=f"{cnr[:6]}-{cnr[6:12]}-{cnr[12:]}\n".lower())
    assert done.exit_code == 0, done.output
    assert cnr not in said_in(data)


def test_a_dry_run_counts_and_writes_nothing(data: Path, pseudonym: str) -> None:
    before = bytes_under(data)
    said = run(data, "--case", pseudonym, "--dry-run").output
    assert said.splitlines()[:4] == [
        "2 case pages: would be destroyed",
        "2 daily statuses: would be destroyed",
        "2 results lists: would be written anew without the case",
        "2 rows of forms and corrections: would be destroyed",
    ]
    assert bytes_under(data) == before


@pytest.mark.parametrize(
    "step",
    ["note_forgotten", "forget_case", "scrub", "renew_known_names", "forget_in_files", "remove_derived",
     "files_that_mention", "drop_job"],
)  # fmt: skip
def test_a_killed_forgetting_is_finished_by_running_it_again(
    data: Path, pseudonym: str, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(forgetting, step, killed)
        with pytest.raises(KeyboardInterrupt):
            forgetting.forget(study_data("reference", data), FORGOTTEN.cnr, "court_order", "A. Custodian")
    again = run(data, "--case", pseudonym, *WHY)
    assert again.exit_code == 0, again.output
    assert "interrupted is finished now" in again.output
    assert mentioned((FORGOTTEN.cnr, pseudonym, *NAMES), data) == []
    (entry,) = read_forgotten(Places(data, "reference", "baseline"))
    assert (entry.reason, entry.pages_destroyed) == ("court_order", 6)


def test_an_import_leaves_it_out_and_says_so(
    data: Path, pseudonym: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(data, "--case", pseudonym, *WHY)
    saved = tmp_path / "saved"
    saved.mkdir()
    for number, case in enumerate((FORGOTTEN, OTHER)):
        page = saved / f"{number}.html"
        page.write_text(render_case_page(case, Layout.V4), encoding="utf-8")
        os.utime(page, (moment(2023).timestamp(),) * 2)
    import_pages(saved, None, Places(data, "reference", "endline"), Reporter())
    printed = capsys.readouterr().out
    assert "1 stored, 0 already there, 1 of forgotten cases not taken in" in printed
    assert "1 case that was forgotten: met again and not taken in" in printed
    assert FORGOTTEN.cnr not in said_in(data)


def test_a_pull_stores_lists_without_it_and_pages_of_others_without_its_cnr(
    data: Path, pseudonym: str
) -> None:
    run(data, "--case", pseudonym, *WHY)
    places = Places(data, "reference", "endline")
    intake = forgotten_cases(places)
    store_pull(places.archive, docket(), moment(2024), intake=intake)
    assert intake is not None
    assert intake.met == {FORGOTTEN.cnr}
    with Archive.open_reader(places.archive) as archive:
        latest = archive.answered(LIST_KEY)
        assert latest is not None
        assert len(read_results_list(latest.content).rows) == 2
        assert archive.answered(f"case_page/{FORGOTTEN.cnr}") is None


def test_another_case_that_mentions_it_keeps_its_page_without_the_cnr(data: Path, pseudonym: str) -> None:
    places = Places(data, "reference", "endline")
    link = DocketLinkedCase("linked", "9/2019", FORGOTTEN.cnr)
    linked = replace(OTHER, linked_cases=(link,))
    store_pull(places.archive, [linked], moment(2024))
    assert sum(FORGOTTEN.cnr in text for text in pages_of(places.archive)) == 4
    run(data, "--case", pseudonym, *WHY)
    pages = pages_of(places.archive)
    assert not any(FORGOTTEN.cnr in text for text in pages)
    assert sum(PLACEHOLDER in text for text in pages) == 1


def test_a_file_nobody_foresaw_stops_it_with_its_name(data: Path, pseudonym: str) -> None:
    notes = data / "raw" / "reference" / "notes.txt"
    notes.write_text(f"ask about {FORGOTTEN.cnr}")
    done = run(data, "--case", pseudonym, *WHY)
    assert isinstance(done.exception, RunError)
    code, text = explain(done.exception)
    assert code == 1
    assert str(notes) in text
    assert FORGOTTEN.cnr not in text
    notes.unlink()
    assert "finished now" in run(data, "--case", pseudonym, *WHY).output


def test_tables_whose_pages_were_destroyed_lose_its_rows_and_nothing_else(data: Path, pseudonym: str) -> None:
    places = Places(data, "reference", "baseline")
    destroyed = ["retention", "destroy", "--study", "reference", "--timepoint", "baseline", "--yes"]
    assert CliRunner().invoke(app, [*destroyed, "--data", str(data)]).exit_code == 0
    hearings = pq.read_table(places.tables / "hearings.parquet")
    done = run(data, "--cnr", *WHY, typed=FORGOTTEN.cnr)
    assert done.exit_code == 0, done.output
    assert mentioned((FORGOTTEN.cnr, pseudonym, *NAMES), data) == []
    left = pq.read_table(places.tables / "hearings.parquet")
    assert left.schema == hearings.schema
    assert left.num_rows == sum(case_id != pseudonym for case_id in hearings["case_id"].to_pylist())
    assert pq.read_table(places.tables / "cases.parquet").num_rows == 2
    assert not Places(data, "reference", "endline").tables.exists()


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (("--case", "0123456789abcdef", "--cnr", *WHY), None),
        (WHY, None),
        (("--cnr", "--reason", "because", "--by", "A"), None),
        (("--cnr", "--reason", "person_asked"), None),
        (("--cnr", *WHY), "Party-911\n"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_touched(
    data: Path, arguments: tuple[str, ...], typed: str | None
) -> None:
    before = bytes_under(data)
    done = run(data, *arguments, typed=typed)
    code = done.exit_code if isinstance(done.exception, SystemExit) else explain(done.exception)[0]  # type: ignore[arg-type]
    assert code == 2
    assert bytes_under(data) == before
