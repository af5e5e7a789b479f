"""What of a study is due for destruction, and when (METHODOLOGY R13)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.forms.places import WORKLISTS, forms_folder
from pipeline.paths import Places
from pipeline.registration import ENDLINE
from pipeline.rights.past_keys import past_keys
from pipeline.rights.study_data import StudyData
from pipeline.study import Study

ARCHIVE_FILES = ("archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm", "archive.sqlite.lock")


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be destroyed on or after a day; ``command`` does it."""

    what: str
    timepoint: str
    files: tuple[Path, ...]
    due_on: date
    command: str

    @property
    def byte_count(self) -> int:
        return sum(path.stat().st_size for path in self.files)

    def is_due(self, today: date) -> bool:
        return self.due_on <= today


def raw_due_on(study: Study) -> date:
    """The day from which raw pages are due: so many months after the endline's snapshot day.

    A study without an endline counts from its last timepoint.
    """
    points = study.timepoints
    last = points[ENDLINE].as_of if ENDLINE in points else max(point.as_of for point in points.values())
    return months_later(last, study.raw_months)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or that month's last."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def dues(job: StudyData) -> list[Due]:
    """Everything that is there and must go some day, timepoint by timepoint."""
    due_on = raw_due_on(job.study)
    found = [due for places in job.timepoints for due in _of_timepoint(job, places, due_on)]
    keys = tuple(path for path in past_keys(job.places) if path.is_file())
    if keys:
        command = job.typed("retention destroy", "--past-keys")
        found.append(Due("keys of past releases", "all", keys, due_on, command))
    return found


def archive_files(places: Places) -> tuple[Path, ...]:
    """The files of a raw archive that are there."""
    return _there(*(places.archive.with_name(name) for name in ARCHIVE_FILES))


def _of_timepoint(job: StudyData, places: Places, due_on: date) -> Iterator[Due]:
    command = job.typed("retention destroy", "--timepoint", places.timepoint)
    kinds = {
        "raw archive": archive_files(places),
        "list of names": _there(places.known_names),
        "worksheets of coders": _there(*(forms_folder(places) / name for name in WORKLISTS)),
    }
    for what, files in kinds.items():
        if files:
            yield Due(what, places.timepoint, files, due_on, command)


def _there(*files: Path) -> tuple[Path, ...]:
    return tuple(path for path in files if path.is_file())
