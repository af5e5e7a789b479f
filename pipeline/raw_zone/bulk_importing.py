"""A bulk release: its files are looked through, registered at the study's timepoint, and read in place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from extract.bulk_release import ReleaseFile, write_manifest
from extract.importers.ddl_csv import ACTS, CASES, recognise_release
from pipeline.paths import Places
from pipeline.reporter import Reporter
from pipeline.run import RunError


def import_release(folder: Path, places: Places, reporter: Reporter) -> None:
    """Register every file of the release; raises ``RunError`` where the timepoint has pages already."""
    if places.archive.exists():
        raise RunError(
            f"{places.archive}: this timepoint has pages already, and its cases come either from pages or "
            "from a bulk release: import the release at another timepoint or study."
        )
    files = recognise_release(folder)
    is_new = write_manifest(places.bulk_manifest, files, datetime.now(UTC))
    cases, acts = _rows(files, CASES), _rows(files, ACTS)
    ignored = [file.path.name for file in files if file.role == "ignored"]
    reporter.line(
        f"{len(files)} files of the release {'registered' if is_new else 'already registered'}: "
        f"{cases} rows of cases, {acts} of acts; they stay where they are"
    )
    for name in ignored:
        reporter.detail(f"{name}: not used, on purpose")
    reporter.line("The release is under CC BY-NC-SA 4.0: name its makers, no commercial use, share alike.")


def refuse_beside_release(places: Places) -> None:
    """Raise ``RunError`` where pages would come to a timepoint whose cases are a bulk release's."""
    if places.bulk_manifest.exists():
        raise RunError(
            f"{places.bulk_manifest}: this timepoint's cases come from a bulk release: choose another "
            "timepoint or study for pages."
        )


def _rows(files: tuple[ReleaseFile, ...], role: str) -> int:
    return sum(file.rows for file in files if file.role == role)
