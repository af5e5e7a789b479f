"""A forgetting under way, kept in the raw zone until it is finished: what a killed one needs to go on.

It holds the CNR, so it is private, encrypted where an archive of the study is, and written over at the end.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from extract.encryption import is_encrypted
from extract.private_text import read_private_text, write_encrypted_text
from pipeline.forms.places import write_private
from pipeline.rights.shredding import shred
from pipeline.rights.study_data import StudyData
from pipeline.run import RunError


@dataclass(frozen=True, slots=True)
class ForgetJob:
    """``pages`` counts the pages there were to be destroyed or written anew when it began."""

    cnr: str
    reason: str
    by: str
    begun_on: str
    pages: int


def job_file(job: StudyData) -> Path:
    """Where a study's unfinished forgetting is kept."""
    return job.places.forgotten.with_name(f"{job.study.name}.forgetting.json")


def unfinished_job(job: StudyData) -> ForgetJob | None:
    """The forgetting that was begun and not finished; raises ``RunError`` where its file is damaged."""
    path = job_file(job)
    if not path.is_file():
        return None
    try:
        return ForgetJob(**json.loads(read_private_text(path)))
    except (ValueError, TypeError):
        raise RunError(f"{path}: damaged; remove it and forget the case again by its CNR.") from None


def keep_job(job: StudyData, begun: ForgetJob) -> None:
    """Put it on the disk before anything else is touched."""
    path, text = job_file(job), json.dumps(asdict(begun), indent=1) + "\n"
    if any(is_encrypted(places.archive) for places in job.archives):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_encrypted_text(path, text)
    else:
        write_private(path, text)


def drop_job(job: StudyData) -> None:
    """It is finished."""
    shred(job_file(job))
