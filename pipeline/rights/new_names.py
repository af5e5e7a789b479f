"""From the pseudonyms of one key to those of another, and the files that people wrote them into."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.archive import Archive
from extract.forgetting import known_cnrs
from extract.reading import read_pages
from pipeline.forms.standin_coder import RECORD
from pipeline.rights.case_files import form_files, read_rows, wording_files
from pipeline.rights.shredding import replace_content, replace_text
from pipeline.rights.study_data import StudyData
from transform.form_definition import CASE_REF
from transform.interpreting.bail_applications import application_references
from transform.pseudonyms import HEX_DIGITS, case_pseudonym, pseudonym

NAMING_COLUMNS = (CASE_REF, "app_ref", "key")
PSEUDONYM = re.compile(rb"(?<![0-9a-zA-Z])[0-9a-f]{%d}(?![0-9a-zA-Z])" % HEX_DIGITS)
NewNames = Mapping[str, str]
"""New pseudonym by old one."""


def new_names(job: StudyData, old: bytes, new: bytes) -> NewNames:
    """Pseudonyms of all cases and applications that the study's pages know, under both keys."""
    names: dict[str, str] = {}
    for places in job.archives:
        with Archive.open_reader(places.archive) as archive:
            for cnr in known_cnrs(archive):
                names[case_pseudonym(old, cnr)] = case_pseudonym(new, cnr)
            for reading in read_pages(archive):
                if reading.case is not None:
                    for reference in application_references(reading.case):
                        names[pseudonym(old, "application", reference)] = pseudonym(
                            new, "application", reference
                        )
    return names


def files_with_names(job: StudyData) -> list[Path]:
    """Forms, corrections, wordings and exceptions of a study: where people name cases by pseudonym."""
    exceptions = job.file.with_name(f"{job.study.name}.release_exceptions.csv")
    files = [*form_files(job), *wording_files(job), job.places.corrections, exceptions]
    return [path for path in files if path.is_file()]


def unknown_names(job: StudyData, names: NewNames) -> Iterator[tuple[Path, int]]:
    """Files that name cases no page knows, by neither key, with how many: they could not be named anew."""
    known = names.keys() | set(names.values())
    for path in [*form_files(job), job.places.corrections]:
        rows = read_rows(path) if path.is_file() else []
        header = [cell.strip() for cell in rows[0]] if rows else []
        columns = [number for number, name in enumerate(header) if name in NAMING_COLUMNS]
        cells = {row[number].strip() for row in rows[1:] for number in columns if number < len(row)}
        if count := sum(
            PSEUDONYM.fullmatch(cell.encode()) is not None and cell not in known for cell in cells
        ):
            yield path, count


def name_anew(job: StudyData, names: NewNames) -> int:
    """Rewrite the files, each whole or not at all; doing it again changes nothing. Returns how many did."""
    return sum(_rewritten(path, names) for path in files_with_names(job))


def _rewritten(path: Path, names: NewNames) -> bool:
    before = path.read_bytes()
    after = PSEUDONYM.sub(lambda found: names.get(found[0].decode(), found[0].decode()).encode(), before)
    if after == before:
        return False
    _keep_as_own(path, before, after)
    replace_content(path, after)
    return True


def _keep_as_own(path: Path, before: bytes, after: bytes) -> None:
    """A form that the stand-in's coder wrote stays known as its own."""
    record = path.with_name(RECORD)
    if not record.is_file():
        return
    own = json.loads(record.read_text(encoding="utf-8"))
    if own.get(path.stem) == hashlib.sha256(before).hexdigest():
        own[path.stem] = hashlib.sha256(after).hexdigest()
        replace_text(record, json.dumps(own, indent=1, sort_keys=True) + "\n")
