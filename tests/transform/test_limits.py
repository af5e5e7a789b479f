"""Limits reach the database; one that it does not understand is said in one line."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from transform.limits import NO_LIMITS, LimitError, Limits

SETTINGS = (
    "select current_setting('memory_limit'), current_setting('threads'), current_setting('temp_directory')"
)


def test_limits_are_set_and_no_limits_change_nothing(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        before = connection.execute(SETTINGS).fetchall()
        NO_LIMITS.apply(connection)
        assert connection.execute(SETTINGS).fetchall() == before
        Limits("512MiB", 1, tmp_path / "spilled").apply(connection)
        assert connection.execute(SETTINGS).fetchall() == [("512.0 MiB", 1, str(tmp_path / "spilled"))]


def test_a_limit_that_is_none_says_how_to_write_one() -> None:
    with duckdb.connect() as connection, pytest.raises(LimitError, match="write memory like 6GB"):
        Limits("plenty").apply(connection)


NO_LIMIT_AT_ALL = (
    Limits("lots"), Limits(None, 0), Limits("6GB", -1), Limits("0GB"), Limits("1KB"), Limits("-1GB"),
    Limits(None, 99_999_999),
)  # fmt: skip


@pytest.mark.parametrize("limits", NO_LIMIT_AT_ALL, ids=str)
def test_a_limit_that_is_none_is_refused_before_any_work(limits: Limits, tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="write memory like 6GB") as refused:
        limits.try_out()
    assert "None" not in str(refused.value)
    Limits("6GB", 1, tmp_path / "nowhere" / "spilled").try_out()
    assert not (tmp_path / "nowhere").exists()
