"""Forgetting, masking and a new key where the raw archives are encrypted: done, and never in clear."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from raw_zone_of import bytes_under, docket, masked, moment, pages_of, store_into
from typer.testing import CliRunner, Result

from extract.archive import Archive
from extract.archive_access import connect_reader
from extract.encryption import PASSPHRASE_VARIABLE, is_encrypted
from extract.errors import ArchiveError
from extract.private_text import read_private_text
from pipeline.building.known_names import read_known_names
from pipeline.cli import app
from pipeline.forms.places import write_private
from pipeline.paths import Places
from pipeline.raw_zone.encrypting import encrypt_timepoint
from pipeline.reporter import Reporter
from pipeline.rights import forgetting, key_rotation
from pipeline.rights.forget_job import job_file
from pipeline.rights.study_data import study_data
from pipeline.rights.taking_in import taking_in
from pipeline.run import prepare
from pipeline.steps import run_steps
from transform.pseudonyms import case_pseudonym, load_or_create_key

pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")

CASE, *OTHERS = docket()
NAMES = ("Party-911", "Party-912", "Advocate-91")
WHY = ("--reason", "person_asked", "--by", "A. Custodian")
TIMEPOINTS = (("baseline", 2020), ("endline", 2022))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Both timepoints encrypted before their first page, then taken in and built; a form names a case."""
    folder = tmp_path_factory.mktemp("encrypted_rights")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ECOURTS_KEY_FILE", str(folder / "keys" / "key"))
        environment.setenv(PASSPHRASE_VARIABLE, "several words")
        for timepoint, year in TIMEPOINTS:
            run = prepare("reference", timepoint, folder / "data")
            encrypt_timepoint(run)
            with taking_in(run.places, Reporter()) as archive:
                store_into(archive, docket(), moment(year))
            run_steps(run, ("build", "forms"))
        case_id = case_pseudonym(load_or_create_key(folder / "keys" / "key"), CASE.cnr)
        forms = Places(folder / "data", "reference", "endline").archive.parent / "forms"
        write_private(forms / "case_review.csv", f"case_ref,coder_id\n{case_id},c1\n")
        yield folder


@pytest.fixture
def data(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, with its key; the passphrase is given."""
    shutil.copytree(built, tmp_path / "copy")
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(tmp_path / "copy" / "keys" / "key"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "several words")
    return tmp_path / "copy" / "data"


def places_of(data: Path) -> list[Places]:
    return [Places(data, "reference", timepoint) for timepoint, _ in TIMEPOINTS]


def told(data: Path, *command: str) -> Result:
    return CliRunner().invoke(app, [*command, "--study", "reference", "--data", str(data)])


def case_id_of(data: Path) -> str:
    return case_pseudonym(load_or_create_key(data.with_name("keys") / "key"), CASE.cnr)


def read_in_clear(data: Path) -> list[str]:
    """What of the cases can be read in the raw zone without a passphrase."""
    content = bytes_under(data / "raw")
    cnrs = [case.cnr for case in docket()]
    return [one for one in (*cnrs, "Party-9", "Advocate-9") if one.encode() in content]


def assert_encrypted_and_scrubbed(data: Path) -> None:
    for places in places_of(data):
        assert is_encrypted(places.archive)
        assert is_encrypted(places.known_names)
        assert not any(path.stat().st_size for path in places.archive.parent.glob("archive.sqlite-wal"))
        connection = connect_reader(places.archive)
        assert connection.execute("PRAGMA freelist_count").fetchall() == [(0,)]
        assert connection.execute("SELECT count(*) FROM destruction WHERE NOT is_scrubbed").fetchall() == [
            (0,)
        ]
        connection.close()
    assert read_in_clear(data) == []


def pages_naming(data: Path, *words: str) -> int:
    texts = [text for places in places_of(data) for text in pages_of(places.archive)]
    return sum(any(word in text for word in words) for text in texts)


def test_a_case_is_forgotten_in_encrypted_archives(data: Path) -> None:
    assert pages_naming(data, CASE.cnr, *NAMES) == 6
    case_id = case_id_of(data)
    done = told(data, "forget", "--case", case_id, *WHY)
    assert done.exit_code == 0, done.output
    assert pages_naming(data, CASE.cnr, *NAMES) == 0
    assert pages_naming(data, *(case.cnr for case in OTHERS)) > 0
    assert_encrypted_and_scrubbed(data)
    for places in places_of(data):
        assert set(NAMES).isdisjoint(read_known_names(places))
        assert "Party-921" in read_known_names(places)
    assert case_id.encode() not in bytes_under(data)
    run_steps(prepare("reference", "baseline", data), ("build",))
    built = pq.read_table(places_of(data)[0].tables / "cases.parquet")
    assert sorted(built["case_id"].to_pylist()) == sorted(
        case_pseudonym(load_or_create_key(data.with_name("keys") / "key"), case.cnr) for case in OTHERS
    )


@pytest.mark.parametrize("step", ["note_forgotten", "forget_case", "scrub", "renew_known_names"])
def test_a_forgetting_cut_short_says_nothing_in_clear_and_is_finished(
    data: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    case_id, job = case_id_of(data), study_data("reference", data)
    with monkeypatch.context() as patched:
        patched.setattr(forgetting, step, killed)
        with pytest.raises(KeyboardInterrupt):
            forgetting.forget(job, CASE.cnr, "court_order", "A. Custodian")
    assert CASE.cnr in read_private_text(job_file(job))
    assert read_in_clear(data) == []
    again = told(data, "forget", "--case", case_id, *WHY)
    assert again.exit_code == 0, again.output
    assert "interrupted is finished now" in again.output
    assert pages_naming(data, CASE.cnr, *NAMES) == 0
    assert_encrypted_and_scrubbed(data)
    assert not job_file(job).exists()


def test_a_page_that_comes_back_masked_replaces_the_unmasked_one(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline, endline = places_of(data)
    with taking_in(endline, Reporter()) as archive:
        store_into(archive, [masked(CASE), *OTHERS], moment(2023))
    said = capsys.readouterr().out
    assert "masked by the court: 2 case pages that named parties replaced for good" in said
    assert pages_naming(data, "Party-911", "Party-912") == 0
    assert pages_naming(data, CASE.cnr) > 0
    assert_encrypted_and_scrubbed(data)
    assert {"Party-911", "Party-912"}.isdisjoint(read_known_names(baseline))
    assert json.loads(baseline.masked_names.read_text())
    run_steps(prepare("reference", "baseline", data), ("build",))
    parties = pq.read_table(baseline.tables / "parties.parquet").to_pylist()
    roles = {row["party_role"] for row in parties if row["case_id"] == case_id_of(data)}
    assert "masked" in roles
    assert "person" not in roles


def test_a_key_is_rotated_over_encrypted_archives(data: Path) -> None:
    old = case_id_of(data)
    before = [archive_digest(places) for places in places_of(data)]
    done = told(data, "keys", "rotate", "--yes")
    assert done.exit_code == 0, done.output
    new = case_id_of(data)
    assert new != old
    assert old.encode() not in bytes_under(data)
    form = places_of(data)[1].archive.parent / "forms" / "case_review.csv"
    assert form.read_text() == f"case_ref,coder_id\n{new},c1\n"
    assert [archive_digest(places) for places in places_of(data)] == before
    assert_encrypted_and_scrubbed(data)
    run_steps(prepare("reference", "baseline", data), ("build",))
    assert new in pq.read_table(places_of(data)[0].tables / "cases.parquet")["case_id"].to_pylist()


@pytest.mark.parametrize("step", ["name_anew", "remove_derived", "replace_by"])
def test_a_rotation_cut_short_is_finished(data: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    old = case_id_of(data)
    with monkeypatch.context() as patched:
        patched.setattr(key_rotation, step, killed)
        with pytest.raises(KeyboardInterrupt):
            key_rotation.rotate(study_data("reference", data), None)
    assert read_in_clear(data) == []
    assert told(data, "keys", "rotate", "--yes").exit_code == 0
    assert old.encode() not in bytes_under(data)
    assert_encrypted_and_scrubbed(data)


@pytest.mark.parametrize(
    "command",
    [("keys", "rotate", "--yes"), ("forget", "--case", "CASE", *WHY)],
    ids=["rotate", "forget"],
)
@pytest.mark.parametrize("words", [None, "mistyped"])
def test_without_the_passphrase_nothing_is_touched(
    data: Path, command: tuple[str, ...], words: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, before = case_id_of(data), bytes_under(data.parent)
    if words is None:
        monkeypatch.delenv(PASSPHRASE_VARIABLE)
    else:
        monkeypatch.setenv(PASSPHRASE_VARIABLE, words)
    refused = told(data, *(case_id if word == "CASE" else word for word in command))
    assert isinstance(refused.exception, ArchiveError)
    assert "passphrase" in str(refused.exception)
    assert bytes_under(data.parent) == before


def archive_digest(places: Places) -> str:
    with Archive.open_reader(places.archive) as archive:
        return archive.digest()
