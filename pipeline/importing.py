"""Saved pages and published case records, into the study's raw archive."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from extract.archive import Archive
from extract.importers import import_path
from pipeline.paths import Places
from pipeline.reporter import Reporter
from pipeline.run import RunError


def import_pages(source: Path, kind: str | None, places: Places, reporter: Reporter) -> None:
    """Import a file or folder; raises ``RunError`` when any file in it was not recognised."""
    if not source.exists():
        raise RunError(f"nothing to import at {source}: check the path given with --from.")
    with Archive(places.archive) as archive:
        report = import_path(source, archive, kind, datetime.now(UTC))
    reporter.line(
        f"read {report.stored + report.duplicate}/{report.seen} files from {source}: "
        f"{report.stored} stored, {report.duplicate} already there"
    )
    for file in report.unrecognised:
        reporter.warn(f"{file.path}: {file.reason}")
    if report.unrecognised:
        raise RunError(
            f"{len(report.unrecognised)} of {report.seen} files were not recognised (listed above); "
            "name the kind with --kind, or take them out of the folder."
        )
