"""A database file takes its place only when all of it is on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from transform.new_database import new_database

# What is committed fits into the log at many sizes at which the file itself can't be written any more.
WRITE = """
import resource, signal, sys
from pathlib import Path
from transform.new_database import new_database
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
with new_database(Path(sys.argv[1])) as connection:
    connection.execute("begin; create table t as select * from range(40000) as r(i); commit")
"""


def rows(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return int(connection.execute("select count(*) from t").fetchall()[0][0])


@pytest.mark.parametrize("kilobytes", [16, 200, 400, 500, 4000])
def test_at_any_size_of_disk_it_is_the_old_one_or_all_of_the_new_one(tmp_path: Path, kilobytes: int) -> None:
    path = tmp_path / "some.duckdb"
    with new_database(path) as connection:
        connection.execute("create table t as select 1 as i")
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(path), str(kilobytes * 1024)], capture_output=True, text=True
    )
    assert rows(path) == (40_000 if done.returncode == 0 else 1), done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["some.duckdb"]
    assert done.returncode == 0 or kilobytes < 4000, done.stderr
