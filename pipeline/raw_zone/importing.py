"""Saved pages, recordings and published case records, into the study's raw archive."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from extract.importers import ImportReport, RecordingReport, ddl_csv, import_path
from extract.importers.entry_outcomes import Reason
from extract.importers.file_kinds import files_of
from pipeline.paths import Places
from pipeline.raw_zone.bulk_importing import import_release, refuse_beside_release
from pipeline.reporter import Reporter
from pipeline.rights.taking_in import taking_in
from pipeline.run import RunError

MOST_LINES = 20
_TELLING = (Reason.REFUSED, Reason.NO_CONTENT, Reason.UNREADABLE)


def import_pages(
    source: Path, kind: str | None, places: Places, reporter: Reporter, *, made_up_only: bool = False
) -> None:
    """Import a file or folder and say what came of every file and every entry of a recording.

    Raises ``RunError`` when a file was not recognised, or a page was asked for in a recording that holds no
    usable answer to it; with ``made_up_only``, for a study of the stand-in portal, at the first real case.
    """
    if not source.exists():
        raise RunError(f"nothing to import at {source}: check the path given with --from.")
    if kind == ddl_csv.KIND or (kind is None and ddl_csv.is_release(source)):
        if made_up_only:
            raise RunError(f"{source}: a bulk release holds real cases; import it into a study of its own.")
        import_release(source, places, reporter)
        return
    refuse_beside_release(places)
    if not any(files_of(source)):
        raise RunError(f"nothing to import: no file lies in {source}; check the path given with --from.")
    taking = taking_in(places, reporter, made_up_only=made_up_only)
    with taking as archive, reporter.working(f"importing {source}"):
        report = import_path(source, archive, kind, datetime.now(UTC))
    _say_files(source, report, reporter)
    for recording in report.recordings:
        _say_recording(recording, reporter)
    if report.listed_not_there:
        reporter.warn(
            f"{report.listed_not_there} cases stand in the recorded lists, but their pages were not "
            "recorded: open them in the browser and record again, or pull them"
        )
    _warn_some([f"{file.path}: {file.reason}" for file in report.unrecognised], reporter)
    _warn_some([f"{page.path}, {page.place}: {page.what}: {page.reason}" for page in report.lost], reporter)
    _refuse_losses(report)


def _say_files(source: Path, report: ImportReport, reporter: Reporter) -> None:
    pages = report.stored + report.duplicate + report.forgotten
    said = f"read {pages + len(report.recordings)}/{report.seen} files from {source}"
    if pages or not report.recordings:
        said += f": {report.stored} stored, {report.duplicate} already there"
    if report.forgotten:
        said += f", {report.forgotten} of forgotten cases not taken in"
    if report.companions:
        said += f"; {report.companions} belong to others and hold no page of their own"
    reporter.line(said)


def _say_recording(recording: RecordingReport, reporter: Reporter) -> None:
    reporter.line(
        f"{recording.path.name}: {recording.entries} requests: {recording.stored} pages stored, "
        f"{recording.duplicate} already there, {sum(recording.not_taken.values())} not taken"
    )
    for reason, count in recording.not_taken.most_common():
        details = [
            f"{detail} ({times})"
            for (of, detail), times in recording.details.most_common()
            if of is reason and reason in _TELLING
        ]
        reporter.detail(f"{count} not taken: {reason}{': ' + ', '.join(details) if details else ''}")


def _warn_some(lines: list[str], reporter: Reporter) -> None:
    for line in lines[:MOST_LINES]:
        reporter.warn(line)
    if len(lines) > MOST_LINES:
        reporter.warn(f"... and {len(lines) - MOST_LINES} more of the same kind")


def _refuse_losses(report: ImportReport) -> None:
    problems = []
    if report.unrecognised:
        problems.append(
            f"{len(report.unrecognised)} of {report.seen} files were not recognised (listed above); "
            "name the kind with --kind, or take them out of the folder."
        )
    if report.lost:
        problems.append(
            f"{len(report.lost)} pages were asked for in a recording that holds no usable answer (listed "
            "above); open them again in the browser and import that recording too, or pull them."
        )
    if problems:
        raise RunError(" ".join(problems))
