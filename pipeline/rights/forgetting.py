"""Command forget: a case leaves a study for good, with everything that was made of it.

Each step can be done again, and the job file stays until the last one is done: a forgetting that was killed
is finished by running it again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from extract.archive import Archive
from extract.erasing import Destroyed, scrub
from extract.forgetting import forget_case, pages_of_case
from pipeline.rights.case_files import Identifiers, forget_in_files, rows_of_case
from pipeline.rights.case_identity import identifiers_of
from pipeline.rights.derived import count_files, derived_folders, remove_derived
from pipeline.rights.forget_job import ForgetJob, drop_job, keep_job, unfinished_job
from pipeline.rights.forgotten import Forgotten, note_forgotten, read_forgotten
from pipeline.rights.lasting_tables import forget_in_lasting_tables, lasting_rows
from pipeline.rights.left_over import files_that_mention
from pipeline.rights.markers import case_marker, marker_key, pseudonym_marker
from pipeline.rights.masked_names import drop_masked_names
from pipeline.rights.names_anew import renew_known_names
from pipeline.rights.raw_zone import archives_under
from pipeline.rights.shredding import shred
from pipeline.rights.study_data import StudyData
from pipeline.run import RunError


@dataclass(frozen=True, slots=True)
class WhatGoes:
    """Counts of what a forgetting destroys: pages by kind and outcome, files computed, and rows of forms,
    corrections and tables whose pages were destroyed earlier."""

    pages: Counter[Destroyed]
    rows: int
    files: int

    @property
    def is_anything(self) -> bool:
        """Whether the study still has anything of the case."""
        return bool(self.pages or self.rows)


def what_goes(job: StudyData, cnr: str) -> WhatGoes:
    """What forgetting the case would destroy; nothing is written."""
    pages: Counter[Destroyed] = Counter()
    for places in job.archives:
        with Archive.open_reader(places.archive) as archive:
            pages += pages_of_case(archive, cnr)
    files = count_files(derived_folders(job, with_publications=True))
    identifiers = identifiers_of(job, cnr)
    return WhatGoes(pages, rows_of_case(job, identifiers) + lasting_rows(job, identifiers), files)


def forget(job: StudyData, cnr: str, reason: str, by: str) -> WhatGoes:
    """Forget a case; returns what was destroyed. Raises ``RunError`` where something still mentions it."""
    goes = what_goes(job, cnr)
    today = datetime.now(UTC).date().isoformat()
    keep_job(job, ForgetJob(cnr, reason, by, today, goes.pages.total()))
    finish(job)
    return goes


def finish(job: StudyData) -> bool:
    """Do, or do again, every step of the forgetting under way; whether there was one."""
    begun = unfinished_job(job)
    if begun is None:
        return False
    identifiers = identifiers_of(job, begun.cnr)
    markers = _mark(job, begun)
    _erase(job, begun.cnr)
    for places in job.timepoints:
        renew_known_names(places)
        drop_masked_names(places, markers)
        shred(places.masked_cases)
    forget_in_files(job, identifiers)
    forget_in_lasting_tables(job, identifiers)
    remove_derived(job, with_publications=True)
    _refuse_left_over(job, begun.cnr, identifiers)
    note_forgotten(job.places, Forgotten(begun.begun_on, begun.reason, begun.by, begun.pages, markers))
    drop_job(job)
    return True


def holding_it_too(job: StudyData, cnr: str) -> list[str]:
    """Other studies under the same folder whose archives have the case."""
    found = set()
    for places in archives_under(job.data):
        if places.study != job.study.name:
            with Archive.open_reader(places.archive) as archive:
                if pages_of_case(archive, cnr):
                    found.add(places.study)
    return sorted(found)


def _mark(job: StudyData, begun: ForgetJob) -> tuple[str, ...]:
    """First of all the case is marked, so that no pull takes it in while the rest goes on."""
    key = marker_key(job.places, is_marked=bool(read_forgotten(job.places)))
    pseudonyms = sorted(identifiers_of(job, begun.cnr))
    markers = (case_marker(key, begun.cnr), *(pseudonym_marker(key, one) for one in pseudonyms))
    note_forgotten(job.places, Forgotten(begun.begun_on, begun.reason, begun.by, None, markers))
    return markers


def _erase(job: StudyData, cnr: str) -> None:
    for places in job.archives:
        with Archive(places.archive) as archive:
            forget_case(archive, cnr, datetime.now(UTC))
            scrub(archive)


def _refuse_left_over(job: StudyData, cnr: str, identifiers: Identifiers) -> None:
    left = files_that_mention(job, cnr, identifiers)
    if left:
        listed = ", ".join(map(str, left[:5])) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
        raise RunError(
            f"the case is gone from archives and tables, but {listed} still mention it: take it out there or "
            "remove them, then run the same command again to finish."
        )
