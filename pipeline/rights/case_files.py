"""The files beside an archive in which people name cases by pseudonym: forms, corrections, lists of wordings.

Each is read as CSV and written whole again, so that a file is either as it was or without the case.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.forms.places import WORKLISTS, forms_folder
from pipeline.rights.shredding import replace_text, shred
from pipeline.rights.study_data import StudyData
from pipeline.run import RunError

Rows = list[list[str]]
Identifiers = frozenset[str]
"""Pseudonyms of a case: its own, and the one it has as a bail application."""


def form_files(job: StudyData) -> Iterator[Path]:
    """CSV files of all timepoints' forms, worksheets left out."""
    for places in job.timepoints:
        for path in sorted(forms_folder(places).glob("*.csv")):
            if path.name not in WORKLISTS:
                yield path


def worklists(job: StudyData) -> list[Path]:
    """Worksheets of all timepoints: they name every case in frame."""
    files = (forms_folder(places) / name for places in job.timepoints for name in WORKLISTS)
    return [path for path in files if path.is_file()]


def wording_files(job: StudyData) -> list[Path]:
    """Lists of wordings: an example may name a case."""
    return sorted(job.places.wording_decisions.parent.glob("*.csv"))


def rows_of_case(job: StudyData, identifiers: Identifiers) -> int:
    """How many rows of forms and corrections are about a case."""
    files = [*form_files(job), job.places.corrections]
    return sum(_is_about(row, identifiers) for path in files if path.is_file() for row in read_rows(path))


def forget_in_files(job: StudyData, identifiers: Identifiers) -> int:
    """Take a case's rows out of forms and corrections, its pseudonym out of wordings, and remove worksheets.

    Returns how many rows went. Worksheets can be written anew.
    """
    count = rows_of_case(job, identifiers)
    for path in [*form_files(job), job.places.corrections]:
        _rewrite(path, lambda rows: [row for row in rows if not _is_about(row, identifiers)])
    for path in wording_files(job):
        _rewrite(
            path,
            lambda rows: [
                ["" if any(one in cell for one in identifiers) else cell for cell in row] for row in rows
            ],
        )
    for path in worklists(job):
        shred(path)
    return count


def read_rows(path: Path) -> Rows:
    """The cells of a CSV file, its header among them."""
    try:
        return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise RunError(
            f"{path}: can't be read as CSV in UTF-8 ({error}); correct it and run this again."
        ) from None


def _is_about(row: list[str], identifiers: Identifiers) -> bool:
    return any(cell.strip() in identifiers for cell in row)


def _rewrite(path: Path, change: Callable[[Rows], Rows]) -> None:
    """Write a file anew if the change makes a difference."""
    if not path.is_file():
        return
    rows = read_rows(path)
    if (changed := change(rows)) == rows:
        return
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(changed)
    replace_text(path, text.getvalue())
