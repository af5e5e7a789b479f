"""A session is refused, before Java starts, where Spark would write elsewhere than it was told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.spark_engine import session
from pipeline.spark_engine.faults import SparkEngineError


@pytest.mark.parametrize("name", ["a, b", "{a}"])
def test_a_place_that_spark_takes_for_two(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "needed", lambda module, extra: None)
    monkeypatch.setattr(session, "require_java", lambda: None)
    with (
        pytest.raises(SparkEngineError, match="move the data folder"),
        session.spark_session(tmp_path / name, data_bytes=0),
    ):
        pass
    assert not (tmp_path / name).exists()
