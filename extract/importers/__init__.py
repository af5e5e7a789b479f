"""Importers: pages and case records that somebody saved, into the raw archive.

Importing stores and tells kinds apart; reading comes later, so a page that can't be read is kept as evidence
and ends in quarantine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from extract.archive import Archive
from extract.errors import ExtractError
from extract.importers.app_json import recognise_app_json
from extract.importers.recognised import Recognised, UnrecognisedFileError
from extract.importers.saved_html import is_portal_answer, recognise_saved_html

IMPORT_KINDS: Mapping[str, tuple[str, ...]] = {"html": (".html", ".htm"), "app-json": (".json",)}
"""Kinds of import and the file endings each takes."""


@dataclass(frozen=True, slots=True)
class UnrecognisedFile:
    """A file that was looked at and not stored, and why."""

    path: Path
    reason: str


@dataclass
class ImportReport:
    """Every file is counted once: stored, duplicate (content already there), companion or unrecognised.

    Companions are pictures and styles that a browser puts into ``PAGE_files`` beside a saved ``PAGE.html``.
    """

    seen: int = 0
    stored: int = 0
    duplicate: int = 0
    companions: int = 0
    unrecognised: list[UnrecognisedFile] = field(default_factory=list)


def import_path(path: Path, archive: Archive, kind: str | None, now: datetime) -> ImportReport:
    """Stores a file, or every file in a folder and below, each with its origin and the time it was saved.

    ``kind`` is one of ``IMPORT_KINDS``; ``None`` tells it from each file's ending and content. A file's time
    of change counts as the time its page was fetched, unless it lies after ``now`` (which must carry a time
    zone). Raises ``ExtractError`` when the path isn't there or the kind isn't known.
    """
    if kind is not None and kind not in IMPORT_KINDS:
        raise ExtractError(f"import kind {kind!r} isn't known: use {' or '.join(IMPORT_KINDS)}")
    if not path.exists():
        raise ExtractError(f"nothing to import at {path}: name a file or folder that is there")
    report = ImportReport()
    for file in _files(path):
        report.seen += 1
        if _is_companion(file, path):
            report.companions += 1
            continue
        try:
            content = file.read_bytes()
            recognised = _recogniser(file, content, kind)(content)
        except (UnrecognisedFileError, OSError) as error:
            report.unrecognised.append(UnrecognisedFile(file, str(error)))
            continue
        if _store(file, content, recognised, archive, now):
            report.stored += 1
        else:
            report.duplicate += 1
    return report


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    else:
        yield from sorted(file for file in path.rglob("*") if file.is_file())


def _is_companion(file: Path, root: Path) -> bool:
    folders = [folder for folder in file.parents if folder != root and folder.is_relative_to(root)]
    pages = [
        folder.with_name(folder.name.removesuffix("_files") + ending)
        for folder in folders
        if folder.name.endswith("_files")
        for ending in IMPORT_KINDS["html"]
    ]
    return any(page.exists() for page in pages)


def _recogniser(file: Path, content: bytes, kind: str | None) -> Callable[[bytes], Recognised]:
    ending = file.suffix.lower()
    kinds = [kind] if kind else list(IMPORT_KINDS)
    endings = [known for name in kinds for known in IMPORT_KINDS[name]]
    is_answer = ending == ".json" and kind != "app-json" and is_portal_answer(content)
    if ending not in endings and not is_answer:
        raise UnrecognisedFileError(f"ends in {ending or 'nothing'}, expected {', '.join(endings)}")
    return recognise_saved_html if is_answer or ending in IMPORT_KINDS["html"] else recognise_app_json


def _store(file: Path, content: bytes, recognised: Recognised, archive: Archive, now: datetime) -> bool:
    """Whether the content is new to the archive. The key holds the content's hash: one page, one entry."""
    sha256 = hashlib.sha256(content).hexdigest()
    request_key = f"import:{recognised.kind}:{recognised.cnr or 'no-cnr'}:{sha256}"
    if archive.is_answered(request_key):
        return False
    context = {"file": file.name} | ({"cnr": recognised.cnr} if recognised.cnr else {})
    archive.store(
        kind=recognised.kind,
        origin=recognised.origin,
        request_key=request_key,
        state="ok",
        fetched_at=min(datetime.fromtimestamp(file.stat().st_mtime, UTC), now),
        content=content,
        context=context,
    )
    return True
