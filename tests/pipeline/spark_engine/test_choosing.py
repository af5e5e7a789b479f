"""Which engine a run gets, and what is said in one line when it can't have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import extras
from pipeline.extras import MissingExtraError
from pipeline.run import Run, prepare
from pipeline.spark_engine import choosing
from pipeline.spark_engine.choosing import by_engine
from pipeline.spark_engine.java import JavaError, require_java
from pipeline.study import StudyError
from pipeline.writing import write_text


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return prepare("reference", "baseline", tmp_path)


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if pyspark, sqlglot and Java were there."""
    monkeypatch.setattr(extras, "find_spec", lambda module: module)
    monkeypatch.setattr(choosing, "require_java", lambda: None)


def test_duckdb_unless_told_otherwise(run: Run) -> None:
    assert by_engine(run, "duckdb", None) is run
    assert run.spark_master is None


@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize("master", [None, "local[2]", "spark://10.0.0.1:7077", "spark://a:1,b:2", "yarn"])
def test_spark_here_or_on_a_cluster(run: Run, master: str | None) -> None:
    stamp = run.places.stamps / "indicators.json"
    write_text(stamp, "{}")
    assert by_engine(run, "spark", master).spark_master == (master or "local[*]")
    assert not stamp.exists(), "the step would be skipped as done"


@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize(
    ("engine", "master", "said"),
    [
        ("sparc", None, "no such engine"),
        ("duckdb", "yarn", "add --engine spark"),
        ("spark", "10.0.0.1:7077", "not the address of a Spark master"),
        ("spark", "spark://host", "not the address of a Spark master"),
    ],
)
def test_wrong_usage(run: Run, engine: str, master: str | None, said: str) -> None:
    with pytest.raises(StudyError, match=said):
        by_engine(run, engine, master)


def test_without_pyspark(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda module: None)
    with pytest.raises(MissingExtraError, match=r"pyspark is not installed.*`make spark` installs it"):
        by_engine(run, "spark", None)


def test_without_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(JavaError, match=r"needs Java 17 or newer; there is none.*apt install"):
        require_java()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(JavaError, match="there is none under JAVA_HOME"):
        require_java()


@pytest.mark.parametrize(
    ("version", "is_enough"), [("1.8.0_402", False), ("11.0.2", False), ("17.0.9", True)]
)
def test_age_of_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, is_enough: bool) -> None:
    java = tmp_path / "bin" / "java"
    write_text(java, f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    if is_enough:
        require_java()
        return
    with pytest.raises(JavaError, match=f'java is openjdk version "{version}"'):
        require_java()
