"""Command keys rotate: a new pseudonym key, by which every study that the old one named is named anew.

The new key lies beside the old one until all files that people wrote are rewritten; then it takes its place.
What was computed is removed, to be built again from the pages. A journal in the raw zone stays until the end:
a rotation that was killed is finished by running it again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from checks.disclosure.ledger import KeyRotation, append_release, read_rotations
from pipeline.forms.places import write_private
from pipeline.key_use import named_tables
from pipeline.rights.case_files import worklists
from pipeline.rights.case_identity import key_of
from pipeline.rights.derived import remove_derived
from pipeline.rights.new_names import name_anew, new_names, unknown_names
from pipeline.rights.past_keys import note_past_key
from pipeline.rights.raw_zone import studies_under
from pipeline.rights.shredding import replace_by, shred
from pipeline.rights.study_data import StudyData, study_data
from pipeline.run import RunError
from pipeline.study import StudyError
from transform.pseudonyms import key_fingerprint, load_or_create_key


@dataclass(frozen=True, slots=True)
class Rotation:
    """A rotation under way: fingerprints of both keys, studies by name, and where the old key is kept."""

    old: str
    new: str
    studies: tuple[str, ...]
    keep_old: str | None


def rotate(job: StudyData, keep_old: Path | None) -> Rotation:
    """Rotate the key; raises ``RunError`` before anything is touched where a case could not be named anew."""
    if job.places.key_rotation.is_file():
        raise RunError(f"{job.places.key_rotation}: a rotation is under way already; finish that first.")
    old = key_of(job)
    jobs = _jobs(job, key_fingerprint(old))
    _refuse_taken(keep_old, old)
    _refuse_unbuildable(jobs)
    shred(_next(job))  # of a rotation that ended before its journal was written
    new = load_or_create_key(_next(job))
    try:
        _refuse_unknown_names(jobs, old, new)
    except BaseException:  # an archive whose passphrase is not given refuses too
        shred(_next(job))
        raise
    names = tuple(one.study.name for one in jobs)
    begun = Rotation(key_fingerprint(old), key_fingerprint(new), names, str(keep_old) if keep_old else None)
    _keep(jobs, begun, old)
    write_private(job.places.key_rotation, json.dumps(asdict(begun), indent=1) + "\n")
    _finish(job, begun)
    return begun


def finish_rotation(job: StudyData) -> Rotation | None:
    """Finish a rotation that was interrupted; ``None`` if there is none."""
    if not job.places.key_rotation.is_file():
        return None
    try:
        content = json.loads(job.places.key_rotation.read_text(encoding="utf-8"))
        begun = Rotation(**{**content, "studies": tuple(content["studies"])})
    except (ValueError, TypeError, KeyError):
        raise RunError(f"{job.places.key_rotation}: damaged; restore the raw zone from a copy.") from None
    _finish(job, begun)
    return begun


def _finish(job: StudyData, begun: Rotation) -> None:
    """Every step can be done again; the key changes only when everything that names cases is rewritten."""
    jobs = [job if name == job.study.name else _other(job, name) for name in begun.studies]
    if key_fingerprint(key_of(job)) == begun.old:
        old, new = key_of(job), load_or_create_key(_next(job))
        for one in jobs:
            name_anew(one, new_names(one, old, new))
            for path in worklists(one):
                shred(path)
            remove_derived(one, with_publications=False)
        replace_by(job.key_file, _next(job))
    if key_fingerprint(key_of(job)) != begun.new:
        raise RunError(
            f"{job.key_file}: neither the old nor the new key of the rotation; restore one of them."
        )
    for one in jobs:
        _note_in_ledger(one, begun)
    job.places.key_rotation.unlink()


def _keep(jobs: list[StudyData], begun: Rotation, old: bytes) -> None:
    if begun.keep_old is None:
        return
    file = Path(begun.keep_old)
    if not file.is_file():
        write_private(file, old.hex() + "\n")
    for one in jobs:
        note_past_key(one.places, file, begun.old)


def _note_in_ledger(job: StudyData, begun: Rotation) -> None:
    known = {(one.old_fingerprint, one.new_fingerprint) for one in read_rotations(job.places.ledger)}
    if (begun.old, begun.new) not in known:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        entry = KeyRotation(job.study.name, moment, begun.old, begun.new, begun.keep_old is not None)
        append_release(job.places.ledger, entry)


def _jobs(job: StudyData, fingerprint: str) -> list[StudyData]:
    """The study, and every other one under the same folder whose cases go by the same key."""
    found = [job]
    for name in studies_under(job.data):
        tables = list(named_tables(job.places.tables_root, name))
        is_of_another_key = bool(tables) and all(one.fingerprint not in (fingerprint, None) for one in tables)
        if name != job.study.name and not is_of_another_key:
            found.append(_other(job, name))
    return found


def _other(job: StudyData, name: str) -> StudyData:
    try:
        return study_data(name, job.data)
    except StudyError as fault:
        raise RunError(
            f"study {name} under {job.data} goes by the same key and must be named anew too, but: {fault}"
        ) from None


def _refuse_taken(keep_old: Path | None, old: bytes) -> None:
    if keep_old is not None and keep_old.exists() and keep_old.read_bytes().strip() != old.hex().encode():
        raise RunError(f"{keep_old} is there already; name another file with --keep-old.")


def _refuse_unbuildable(jobs: list[StudyData]) -> None:
    for job in jobs:
        for tables in named_tables(job.places.tables_root, job.study.name):
            if tables.timepoint not in {places.timepoint for places in job.archives}:
                raise RunError(
                    f"{tables.study} {tables.timepoint} has tables but no raw pages, so its cases can't be "
                    "named anew; keep the key, or remove those tables first."
                )


def _refuse_unknown_names(jobs: list[StudyData], old: bytes, new: bytes) -> None:
    for job in jobs:
        for path, count in unknown_names(job, new_names(job, old, new)):
            raise RunError(
                f"{path} names {count} cases or applications that no page of {job.study.name} knows under "
                "this key; correct or delete those rows first. Nothing was changed."
            )


def _next(job: StudyData) -> Path:
    return job.key_file.with_name(f"{job.key_file.name}.next")
