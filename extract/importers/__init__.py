"""Importers: pages, case records and recordings that somebody saved, into the raw archive.

Importing stores and tells kinds apart; reading comes later, so a page that can't be read is kept as evidence
and ends in quarantine.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from extract.archive import Archive
from extract.errors import ExtractError
from extract.importers.app_json import recognise_app_json
from extract.importers.ddl_csv import KIND as BULK_KIND
from extract.importers.file_kinds import IMPORT_KINDS, files_of, is_companion, kind_of
from extract.importers.recognised import Recognised, UnrecognisedFileError
from extract.importers.recordings import READERS, RecordingImport
from extract.importers.report import FilePage, ImportReport, LostPage, RecordingReport, UnrecognisedFile
from extract.importers.saved_html import recognise_saved_html
from extract.page_content import page_bytes

__all__ = [
    "IMPORT_KINDS",
    "ImportReport",
    "LostPage",
    "RecordingReport",
    "UnrecognisedFile",
    "import_path",
]


def import_path(path: Path, archive: Archive, kind: str | None, now: datetime) -> ImportReport:
    """Stores a file, or every file in a folder and below, each page with its origin and time.

    ``kind`` is one of ``IMPORT_KINDS``; ``None`` tells it from each file's name and content. The time of a
    page is what its recording states; of a saved page or record it is the file's time of change; neither
    counts as later than ``now`` (which must carry a time zone). Raises ``ExtractError`` when the path isn't
    there or the kind isn't known.
    """
    if kind is not None and kind not in IMPORT_KINDS:
        raise ExtractError(f"import kind {kind!r} isn't known: use {', '.join(IMPORT_KINDS)} or {BULK_KIND}")
    if not path.exists():
        raise ExtractError(f"nothing to import at {path}: name a file or folder that is there")
    report = ImportReport()
    for file, file_kind in _import_recordings(path, archive, kind, now, report).items():
        try:
            found = _import_page(file, file_kind, archive, now)
        except (UnrecognisedFileError, OSError) as error:
            report.unrecognised.append(UnrecognisedFile(file, str(error)))
            continue
        report.count(found)
    report.unrecognised.sort(key=lambda file: file.path)
    return report


def _import_recordings(
    path: Path, archive: Archive, kind: str | None, now: datetime, report: ImportReport
) -> dict[Path, str]:
    """Imports the recordings; returns the other files with their kinds. Recordings say which of them are
    theirs."""
    recordings = RecordingImport(archive, now)
    single_files: dict[Path, str] = {}
    side_files: set[Path] = set()
    for file in files_of(path):
        report.seen += 1
        if is_companion(file, path):
            report.companions += 1
            continue
        try:
            file_kind = kind_of(file, kind, is_named=file == path)
            if file_kind not in READERS:
                single_files[file] = file_kind
                continue
            recorded, names = recordings.add(file, file_kind)
        except (UnrecognisedFileError, OSError) as error:
            report.unrecognised.append(UnrecognisedFile(file, str(error)))
            continue
        report.recordings.append(recorded)
        side_files |= {file.with_name(name) for name in names}
    report.lost = recordings.lost()
    report.listed_not_there = recordings.listed_not_there()
    return _without_side_files(single_files, side_files, report)


def _without_side_files(
    single_files: dict[Path, str], side_files: set[Path], report: ImportReport
) -> dict[Path, str]:
    """A file that holds a recorded answer's content came in with its recording."""
    kept = [file for file in report.unrecognised if file.path not in side_files]
    left = {file: kind for file, kind in single_files.items() if file not in side_files}
    report.companions += len(report.unrecognised) - len(kept) + len(single_files) - len(left)
    report.unrecognised = kept
    return left


def _import_page(file: Path, kind: str, archive: Archive, now: datetime) -> FilePage:
    content = file.read_bytes()
    recognise = recognise_app_json if kind == "app-json" else recognise_saved_html
    return _store(file, content, recognise(content), archive, now)


def _store(file: Path, content: bytes, recognised: Recognised, archive: Archive, now: datetime) -> FilePage:
    """What became of the page. The key holds the page's hash: one page, one entry."""
    page = page_bytes(recognised.kind, content)
    sha256 = hashlib.sha256(page).hexdigest()
    request_key = f"import:{recognised.kind}:{recognised.cnr or 'no-cnr'}:{sha256}"
    if archive.forgets(recognised.cnr):
        return FilePage.FORGOTTEN
    if archive.is_answered(request_key):
        return FilePage.DUPLICATE
    context = {"file": file.name} | ({"cnr": recognised.cnr} if recognised.cnr else {})
    archive.store(
        kind=recognised.kind,
        origin=recognised.origin,
        request_key=request_key,
        state="ok",
        fetched_at=min(datetime.fromtimestamp(file.stat().st_mtime, UTC), now),
        content=content,
        context=context,
        page=page,
    )
    return FilePage.STORED
