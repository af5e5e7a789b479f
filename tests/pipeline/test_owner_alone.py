"""What the program writes only its owner can read, whatever the terminal's own umask is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from pipeline.cli import main; main()"]


def test_tables_and_warehouse_are_their_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    options = ["--study", "reference", "--timepoint", "baseline", "--data", str(data)]
    for command in ("pull", "build"):
        subprocess.run(
            [*PROGRAM, command, *options],
            env=os.environ | {"ECOURTS_KEY_FILE": str(tmp_path / "key" / "pseudonym.key")},
            check=True, capture_output=True, umask=0o022,
        )  # fmt: skip
    written = [data, *data.rglob("*")]
    assert data / "warehouse.duckdb" in written
    assert [path for path in written if path.stat().st_mode & 0o077] == []
