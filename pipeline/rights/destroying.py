"""Command retention destroy: a timepoint's raw pages and the names in clear go, with a certificate.

The certificate is written first, as unfinished: a destruction that was killed half-way can't be mistaken for
a damaged archive, and is finished by running it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from extract.archive import Archive
from extract.archive_lock import writer_of
from pipeline.building.known_names import read_known_names
from pipeline.building.part_files import remove_kept
from pipeline.forms.places import WORKLISTS, forms_folder
from pipeline.paths import Places
from pipeline.rights.certificates import read_certificate, write_certificate
from pipeline.rights.derived import UNFINISHED
from pipeline.rights.due import archive_files, raw_due_on
from pipeline.rights.masked_names import add_masked_names
from pipeline.rights.past_keys import past_keys
from pipeline.rights.shredding import HONESTLY, shred
from pipeline.rights.study_data import StudyData
from pipeline.run import RunError
from pipeline.study import StudyError

STAYS = (
    "tables (pages with their provenance among them), forms, check results, indicators, ledger of releases"
)


def refuse_wrong_time(job: StudyData, today: date, *, is_early: bool) -> None:
    """Raise ``StudyError`` before the due day, unless somebody says that it shall be done early."""
    due_on = raw_due_on(job.study)
    if today < due_on and not is_early:
        raise StudyError(
            f"study {job.study.name}: its raw pages are due on {due_on}, not yet; add --early to destroy "
            "them now (nothing can be built from them, and no page checked, afterwards)."
        )


def destroy_raw_zone(places: Places, by: str, due_on: date, today: date) -> Mapping[str, Any]:
    """Destroy a timepoint's archive, names and worksheets; returns the certificate.

    Raises ``RunError`` when there is nothing to destroy or a process is writing the archive.
    """
    certificate = read_certificate(places)
    if certificate is None:
        certificate = _facts(places, by, due_on, today)
        _keep_digests_of_names(places)
        write_certificate(places, certificate)
    elif certificate["is_finished"] and not archive_files(places):
        raise RunError(
            f"{places.study} {places.timepoint}: its raw pages were destroyed already, on "
            f"{certificate['destroyed_on']} ({places.certificate})."
        )
    for path in _files(places):
        shred(path)
    remove_kept(places)
    finished = {**certificate, "is_finished": True}
    write_certificate(places, finished)
    return finished


def destroy_past_keys(places: Places) -> list[Path]:
    """Destroy the keys of past releases; returns the files that were there."""
    return [path for path in past_keys(places) if shred(path)]


def _facts(places: Places, by: str, due_on: date, today: date) -> dict[str, Any]:
    """What the certificate says; taken before anything goes."""
    if not places.archive.is_file():
        raise RunError(
            f"no raw archive of {places.study} {places.timepoint} at {places.archive}; nothing to destroy."
        )
    if writer_of(places.archive) is not None:
        raise RunError(f"{places.archive} is being written by another process: stop that first.")
    with Archive.open_reader(places.archive) as archive:
        digest = archive.digest()
        kinds = archive.rows("SELECT kind, count(*) FROM journal GROUP BY kind ORDER BY kind")
        first, last = archive.rows("SELECT min(fetched_at), max(fetched_at) FROM journal")[0]
    return {
        "study": places.study,
        "timepoint": places.timepoint,
        "destroyed_on": today.isoformat(),
        "due_on": due_on.isoformat(),
        "by": by,
        "pages_by_kind": dict(kinds),
        "first_received": first and datetime.fromisoformat(first).astimezone(UTC).date().isoformat(),
        "last_received": last and datetime.fromisoformat(last).astimezone(UTC).date().isoformat(),
        "sha256_of_archive_digest": hashlib.sha256(digest.encode()).hexdigest(),
        "files": {path.name: path.stat().st_size for path in _files(places)},
        "means": HONESTLY,
        "stays": STAYS,
        "is_finished": False,
    }


def _keep_digests_of_names(places: Places) -> None:
    """Publications are still made from the tables, so the scanner needs the names: their digests do."""
    if places.known_names.is_file():
        add_masked_names(places, read_known_names(places), None)


def _files(places: Places) -> list[Path]:
    folder = places.archive.parent
    worklists = [forms_folder(places) / name for name in WORKLISTS]
    named = [*archive_files(places), places.known_names, places.masked_cases, *worklists]
    return [path for path in [*named, *sorted(folder.rglob(UNFINISHED))] if path.is_file()]
