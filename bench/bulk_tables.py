"""What the bulk measurement runs of ours, a process of its own: a release's tables, as the build makes them.

Registering the files (their SHA-256) belongs to the import, which is done once, and is no part of it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from checks.rule_offenders import collect_offenders
from extract.bulk_release import read_manifest
from pipeline.paths import SHIPPED_STUDIES
from pipeline.study import load_study
from transform.bulk.building import build_bulk_tables


def main() -> None:
    """Folder of the release (its manifest beside it, ``FOLDER.json``), scratch folder."""
    folder, scratch = Path(sys.argv[1]), Path(sys.argv[2]) / "bulk_tables"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        _tables(folder, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _tables(folder: Path, scratch: Path) -> None:
    study = load_study(SHIPPED_STUDIES / "ddl_maharashtra.toml")
    for name in ("tables", "rows"):
        (scratch / name).mkdir()
    build_bulk_tables(
        read_manifest(folder.with_name(f"{folder.name}.json")),
        study.parameters("baseline"),
        bytes(range(32)),
        scratch / "tables",
        scratch / "rows",
        lambda connection: collect_offenders(connection, study.rule_severities),
    )


if __name__ == "__main__":
    main()
