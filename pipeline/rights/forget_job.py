"""A forgetting under way, kept in the raw zone until it is finished: what a killed one needs to go on.

It holds the CNR, so it is private, and written over at the end.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

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
        return ForgetJob(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise RunError(f"{path}: damaged; remove it and forget the case again by its CNR.") from None


def keep_job(job: StudyData, begun: ForgetJob) -> None:
    """Put it on the disk before anything else is touched."""
    write_private(job_file(job), json.dumps(asdict(begun), indent=1) + "\n")


def drop_job(job: StudyData) -> None:
    """It is finished."""
    shred(job_file(job))
