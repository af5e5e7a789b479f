"""A new pseudonym key: every case goes by its new name, figures stay, a killed change is finished."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from raw_zone_of import bytes_under, docket, moment, store_pull
from typer.testing import CliRunner, Result

from checks.disclosure.ledger import read_ledger, read_rotations
from checks.scanner.contents import pieces_of
from extract.standin.docket import DocketApplication, DocketCase
from pipeline.cli import app
from pipeline.faults import explain
from pipeline.forms.places import write_private
from pipeline.key_use import study_key
from pipeline.paths import SHIPPED_STUDIES, Places
from pipeline.rights import key_rotation
from pipeline.rights.past_keys import past_keys
from pipeline.rights.study_data import study_data
from pipeline.run import RunError, prepare
from pipeline.steps import run_steps
from transform.pseudonyms import case_pseudonym, key_fingerprint, load_or_create_key

CASE = docket()[0]
ONE_OF_ANOTHER_KEY = "f" * 16


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Both timepoints pulled, built and computed; a form, a correction and a wording name the case."""
    folder = tmp_path_factory.mktemp("rotation")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ECOURTS_KEY_FILE", str(folder / "keys" / "key"))
        for timepoint, year in (("baseline", 2020), ("endline", 2022)):
            store_pull(Places(folder / "data", "reference", timepoint).archive, cases(), moment(year))
        build(folder / "data", "baseline")
        run_steps(prepare("reference", "endline", folder / "data"), ("build",))
        _write_files(folder)
        yield folder


@pytest.fixture
def data(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, with its key."""
    shutil.copytree(built, tmp_path / "copy")
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(tmp_path / "copy" / "keys" / "key"))
    return tmp_path / "copy" / "data"


def cases() -> list[DocketCase]:
    """The docket; the first case with an application for bail."""
    first, *others = docket()
    filed = first.filing_date
    bail = DocketApplication(1, filed.year, "Party-912", "State", filed, None, "Bail Application", "Pending")
    return [replace(first, applications=(bail,)), *others]


def build(data: Path, timepoint: str) -> None:
    run_steps(prepare("reference", timepoint, data), ("build", "forms", "indicators"))


def column(data: Path, timepoint: str, table: str, name: str) -> list[str]:
    found = pq.read_table(Places(data, "reference", timepoint).tables / f"{table}.parquet")
    return [str(value) for value in found[name].to_pylist()]


def _write_files(folder: Path) -> None:
    data = folder / "data"
    case_id = case_pseudonym(load_or_create_key(folder / "keys" / "key"), CASE.cnr)
    (application,) = set(column(data, "endline", "bail", "application_id"))
    places = Places(data, "reference", "endline")
    forms = places.archive.parent / "forms"
    write_private(forms / "bail_rulings.csv", f"case_ref,app_ref,kind\r\n{case_id},{application},x\r\n")
    write_private(forms / "worklist.csv", f"case_ref,cnr\n{case_id},{CASE.cnr}\n")
    header = "table,key,column,printed,corrected,reason,added_on"
    places.corrections.write_text(f"{header}\nacts,{case_id},act_printed,,b,typo,2026-01-01\n")
    places.wording_decisions.parent.mkdir(parents=True)
    places.wording_decisions.with_name("to_decide.csv").write_text(f"example\nentry 1 of case {case_id}\n")


def rotate(data: Path, *arguments: str) -> Result:
    where = ("--study", "reference", "--data", str(data), "--yes")
    return CliRunner().invoke(app, ["keys", "rotate", *where, *arguments])


def key_of(data: Path) -> bytes:
    return load_or_create_key(data.with_name("keys") / "key")


def old_names(data: Path) -> set[str]:
    """Pseudonyms of cases, applications, parties and FIRs in all tables."""
    columns = (("cases", "case_id"), ("cases", "fir_id"), ("bail", "application_id"), ("parties", "party_id"))
    found = {
        value
        for timepoint in ("baseline", "endline")
        for table, name in columns
        for value in column(data, timepoint, table, name)
    }
    return found - {"None"}


def mentioned(sought: Iterable[str], data: Path) -> list[str]:
    """Those of the words that some file says."""
    said = said_in(data)
    return [one for one in sought if one in said]


def said_in(data: Path) -> str:
    """All that any file outside the raw archives says, packed or not."""
    packed = [text for path in data.rglob("*.parquet") for _, text in pieces_of(path) or ()]
    return "\n".join((bytes_under(data).decode("utf-8", errors="replace"), *packed))


def test_every_name_is_new_and_every_figure_the_same(data: Path) -> None:
    old, before = old_names(data), column(data, "baseline", "indicator_values", "value")
    shown = said_in(data)
    assert len(old) > 6
    assert not [name for name in old if name not in shown]
    done = rotate(data)
    assert done.exit_code == 0, done.output
    assert mentioned(old, data) == []
    places = Places(data, "reference", "endline")
    places.corrections.unlink()  # its line was made up
    build(data, "baseline")
    assert column(data, "baseline", "indicator_values", "value") == before
    assert mentioned(old, data) == []


def test_what_people_wrote_names_the_same_cases(data: Path) -> None:
    rotate(data)
    places = Places(data, "reference", "endline")
    new = case_pseudonym(key_of(data), CASE.cnr)
    forms = places.archive.parent / "forms"
    with (forms / "bail_rulings.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["case_ref"] == new
    assert (forms / "bail_rulings.csv").read_bytes().endswith(b",x\r\n")
    assert not (forms / "worklist.csv").exists()
    assert f"acts,{new},act_printed" in places.corrections.read_text()
    assert f"of case {new}" in places.wording_decisions.with_name("to_decide.csv").read_text()
    places.corrections.unlink()
    run_steps(prepare("reference", "endline", data), ("build",))
    assert set(column(data, "endline", "bail", "application_id")) == {row["app_ref"]}


def test_the_old_key_is_destroyed_and_the_ledger_says_by_which_it_was_followed(data: Path) -> None:
    old = key_of(data)
    done = rotate(data)
    new = key_of(data)
    assert old != new
    assert old.hex().encode() not in bytes_under(data.parent)
    ledger = Places(data, "reference", "baseline").ledger
    (noted,) = read_rotations(ledger)
    fingerprints = (key_fingerprint(old), key_fingerprint(new))
    assert (noted.old_fingerprint, noted.new_fingerprint, noted.is_old_key_kept) == (*fingerprints, False)
    assert read_ledger(ledger) == ()
    assert "old key destroyed" in done.output


def test_the_old_key_is_kept_where_it_is_asked_for(data: Path) -> None:
    old, file = key_of(data), data.with_name("past") / "old.key"
    assert rotate(data, "--keep-old", str(file)).exit_code == 0
    assert load_or_create_key(file) == old
    assert past_keys(Places(data, "reference", "baseline")) == [file]
    listed = CliRunner().invoke(app, ["retention", "--study", "reference", "--data", str(data)]).output
    assert "keys of past releases" in listed
    again = rotate(data, "--keep-old", str(file))
    assert isinstance(again.exception, RunError)
    destroyed = ["retention", "destroy", "--study", "reference", "--data", str(data), "--past-keys", "--yes"]
    assert CliRunner().invoke(app, destroyed).exit_code == 0
    assert not file.exists()


@pytest.mark.parametrize("step", ["name_anew", "shred", "remove_derived", "replace_by", "_note_in_ledger"])
def test_a_killed_rotation_is_finished_by_running_it_again(
    data: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = old_names(data)

    def killed(path: object, *_: object, **__: object) -> None:
        if step != "shred" or str(path).endswith("worklist.csv"):
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(key_rotation, step, killed)
        with pytest.raises(KeyboardInterrupt):
            key_rotation.rotate(study_data("reference", data), None)
    with pytest.raises(RunError, match="was interrupted; finish it with ecourts-indicators keys rotate"):
        study_key(prepare("reference", "baseline", data))
    assert rotate(data).exit_code == 0
    assert mentioned(old, data) == []
    (noted,) = read_rotations(Places(data, "reference", "baseline").ledger)
    assert noted.new_fingerprint == key_fingerprint(key_of(data))
    study_key(prepare("reference", "baseline", data))


def test_a_form_that_names_an_unknown_case_is_refused_before_anything_changes(data: Path) -> None:
    forms = Places(data, "reference", "endline").archive.parent / "forms"
    write_private(forms / "case_review.csv", f"case_ref,coder_id\n{ONE_OF_ANOTHER_KEY},c1\n")
    before = bytes_under(data.parent)
    refused = rotate(data).exception
    assert isinstance(refused, RunError)
    assert "case_review.csv names 1 cases or applications that no page" in explain(refused)[1]
    assert bytes_under(data.parent) == before


def test_a_lost_key_is_refused_and_no_new_one_is_made(data: Path) -> None:
    (data.with_name("keys") / "key").unlink()
    assert isinstance(rotate(data).exception, RunError)
    assert list(data.with_name("keys").iterdir()) == []


def test_tables_whose_pages_were_destroyed_keep_their_key(data: Path) -> None:
    Places(data, "reference", "baseline").archive.unlink()
    before = bytes_under(data.parent)
    refused = rotate(data).exception
    assert isinstance(refused, RunError)
    assert "has tables but no raw pages" in str(refused)
    assert bytes_under(data.parent) == before


def test_other_studies_of_the_same_key_are_named_anew_too(data: Path) -> None:
    studies = data / "studies"
    studies.mkdir()
    text = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8")
    (studies / "other.toml").write_text(text.replace('name = "reference"', 'name = "other"'))
    other = Places(data, "other", "baseline")
    store_pull(other.archive, docket(), moment(2020))
    old = case_pseudonym(key_of(data), CASE.cnr)
    write_private(other.archive.parent / "forms" / "case_review.csv", f"case_ref\n{old}\n")
    assert "reference, other named anew" in rotate(data).output
    form = (other.archive.parent / "forms" / "case_review.csv").read_text()
    assert form == f"case_ref\n{case_pseudonym(key_of(data), CASE.cnr)}\n"
    assert len(read_rotations(other.ledger)) == 1
