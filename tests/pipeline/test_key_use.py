"""The pseudonym key and the tables it named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.key_use import study_key, timepoints_of_another_key
from pipeline.paths import Places
from pipeline.run import Run, RunError
from transform.pseudonyms import key_fingerprint, load_or_create_key


@dataclass(frozen=True, slots=True)
class FewOfARun:
    """What the key depends on."""

    places: Places
    key_file: Path
    study: SimpleNamespace


@pytest.fixture
def run(tmp_path: Path) -> Run:
    few = FewOfARun(
        Places(tmp_path / "data", "zz_study", "baseline"),
        tmp_path / "keys" / "pseudonym.key",
        SimpleNamespace(name="zz_study"),
    )
    return cast(Run, few)


def name_tables(run: Run, timepoint: str, key: bytes) -> None:
    folder = run.places.tables_root / run.places.study / timepoint
    folder.mkdir(parents=True)
    pq.write_table(pa.table({"case_id": ["0"]}), folder / "cases.parquet")
    pq.write_table(pa.table({"key_fingerprint": [key_fingerprint(key)]}), folder / "study_parameters.parquet")


def test_a_study_without_tables_gets_a_key_and_keeps_it(run: Run) -> None:
    assert study_key(run) == study_key(run) == load_or_create_key(run.key_file)


def test_a_key_that_is_gone_is_not_replaced(run: Run) -> None:
    name_tables(run, "baseline", study_key(run))
    run.key_file.unlink()
    with pytest.raises(RunError, match=r"the pseudonym key is gone.*\(baseline\): restore it") as raised:
        study_key(run)
    assert "\n" not in str(raised.value)
    assert not run.key_file.exists()


def test_tables_of_another_study_do_not_stop_this_one(run: Run) -> None:
    name_tables(run, "baseline", study_key(run))
    run.places.tables.parent.rename(run.places.tables_root / "zz_other")
    run.key_file.unlink()
    assert len(study_key(run)) == 32


def test_timepoints_named_by_another_key_are_told(run: Run) -> None:
    name_tables(run, "baseline", study_key(run))
    name_tables(run, "endline", bytes(32))
    assert timepoints_of_another_key(run.places) == ["endline"]


def test_keys_show_tells_the_fingerprint_and_never_the_key(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(run.key_file))
    command = ["keys", "show", "--data", str(run.places.data)]
    assert "none yet" in CliRunner().invoke(app, command).output
    assert not run.key_file.exists()
    key = study_key(run)
    name_tables(run, "baseline", key)
    name_tables(run, "endline", bytes(32))
    said = CliRunner().invoke(app, command).output
    assert f"fingerprint {key_fingerprint(key)}" in said
    assert "zz_study baseline: cases named by this key" in said
    assert f"zz_study endline: cases named by another key, {key_fingerprint(bytes(32))}" in said
    assert key.hex() not in said
