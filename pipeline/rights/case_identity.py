"""Which case is meant: from a pseudonym or a typed CNR, to the CNR and to every name it goes by outside."""

from __future__ import annotations

from extract.archive import Archive
from extract.cnr import CNR_SHAPE, plain_cnr
from extract.forgetting import known_cnrs
from pipeline.key_use import named_tables
from pipeline.rights.case_files import Identifiers, form_files
from pipeline.rights.forgotten import Forgotten, read_forgotten
from pipeline.rights.markers import case_marker, marker_key, pseudonym_marker
from pipeline.rights.study_data import StudyData
from pipeline.run import RunError
from pipeline.study import StudyError
from transform.pseudonyms import case_pseudonym, load_or_create_key, pseudonym


def cnr_of(job: StudyData, case_id: str) -> str | None:
    """The CNR behind a pseudonym, from the raw archives; ``None`` if none of them has the case.

    Raises ``RunError`` where the key that named the cases is gone.
    """
    key = key_of(job)
    for places in job.archives:
        with Archive.open_reader(places.archive) as archive:
            for cnr in known_cnrs(archive):
                if case_pseudonym(key, cnr) == case_id:
                    return cnr
    return None


def checked_cnr(typed: str) -> str:
    """A CNR as typed, without hyphens; raises ``StudyError`` for anything else, without repeating it."""
    if not CNR_SHAPE.fullmatch(typed.strip()):
        raise StudyError(
            "what was typed is no CNR: 16 letters and digits such as ZZZZ01-000001-2019; try again."
        )
    return plain_cnr(typed)


def earlier_forgotten(job: StudyData, *, cnr: str | None = None, case_id: str = "") -> Forgotten | None:
    """The record of a case that was forgotten before, found by its marker."""
    entries = read_forgotten(job.places)
    if not entries:
        return None
    key = marker_key(job.places, is_marked=True)
    marker = case_marker(key, cnr) if cnr else pseudonym_marker(key, case_id)
    return next((entry for entry in entries if marker in entry.markers), None)


def identifiers_of(job: StudyData, cnr: str) -> Identifiers:
    """The pseudonyms of a case; none where the study has neither key, nor tables, nor forms yet."""
    is_named = any(named_tables(job.places.tables_root, job.study.name)) or any(form_files(job))
    if not job.key_file.is_file() and not is_named:
        return frozenset()
    key = key_of(job)
    return frozenset((case_pseudonym(key, cnr), pseudonym(key, "application", cnr)))


def key_of(job: StudyData) -> bytes:
    """The pseudonym key; raises ``RunError`` when it is gone."""
    if not job.key_file.is_file():
        raise RunError(
            f"{job.key_file}: there is no pseudonym key, so what names the case by pseudonym can't be found; "
            "restore the key from its backup or name its place with ECOURTS_KEY_FILE."
        )
    return load_or_create_key(job.key_file)
