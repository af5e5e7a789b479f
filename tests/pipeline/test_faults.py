"""What a person reads of a fault of the machine: what, where, what to do."""

from __future__ import annotations

import errno
import sqlite3

import duckdb
import pytest

from pipeline import cli
from pipeline.faults import EXIT_FAULT, explain
from transform.indicators.returned_rows import IndicatorError

FULL_DISKS = (
    OSError(errno.ENOSPC, "No space left on device", "/data/x.csv"),
    OSError(errno.EDQUOT, "Disk quota exceeded"),
    sqlite3.OperationalError("database or disk is full"),
    sqlite3.OperationalError("disk I/O error"),
    duckdb.TransactionException('Failed to commit: Could not write file "x": No space left on device'),
)


@pytest.mark.parametrize("fault", FULL_DISKS, ids=lambda fault: type(fault).__name__)
def test_a_full_disk_says_to_make_room_and_go_on(fault: Exception) -> None:
    code, said = explain(fault)
    assert code == EXIT_FAULT
    assert "the disk is full or fails" in said
    assert "make room" in said
    assert "run the same command again" in said
    assert said.startswith("/data/x.csv: ") == ("/data/x.csv" in str(fault))
    assert "\n" not in said
    assert "unforeseen" not in said


def test_a_database_short_of_memory_says_which_limit_to_raise() -> None:
    with duckdb.connect() as connection:
        connection.execute("set memory_limit = '1MB'")
        with pytest.raises(duckdb.OutOfMemoryException) as short:
            connection.execute("create table t as select random() from range(10_000_000)")
    for fault in (short.value, IndicatorError(f"I37_victims.sql: {str(short.value).splitlines()[0]}")):
        code, said = explain(fault)
        assert code == EXIT_FAULT
        assert "--memory-limit" in said
        assert "\n" not in said
        assert "unforeseen" not in said


def test_ctrl_c_within_a_query_ends_like_ctrl_c_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(**_: object) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(cli, "app", interrupted)
    monkeypatch.setattr(cli.signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == cli.INTERRUPTED
    assert capsys.readouterr().err.startswith("stopped")
