"""Study files: each is read as every command reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.doctor.finding import Finding, Level
from pipeline.paths import SHIPPED_STUDIES
from pipeline.study import Study, StudyError, load_study
from pipeline.study_files import refuse_borrowed_name, study_file


def examine_studies(data: Path, studies: Sequence[str]) -> Iterator[Finding]:
    """One finding for each study that is named, or else for every one there is."""
    for name in studies or _all_studies(data):
        try:
            file = study_file(name, data)
            study = load_study(file)
            refuse_borrowed_name(study.name, file, data)
        except StudyError as error:
            said = " ".join(str(error).split())
            yield Finding(Level.FAULT, "study file", said, "correct what the message names")
            continue
        points = ", ".join(study.timepoints)
        said = f"{study.name}: {len(study.complexes)} court complexes, timepoints {points}"
        yield Finding(Level.OK, "study file", said)
        for caution in study.cautions:
            fix = "correct the day, or leave it if it is meant"
            yield Finding(Level.WARNING, "study file", f"{study.name}: {caution}", fix)


def readable_studies(data: Path, studies: Sequence[str]) -> list[Study]:
    """The studies without a fault."""
    found = []
    for name in studies or _all_studies(data):
        try:
            found.append(load_study(study_file(name, data)))
        except StudyError:
            continue  # examine_studies reports it
    return found


def _all_studies(data: Path) -> list[str]:
    files = [*SHIPPED_STUDIES.glob("*.toml"), *(data / "studies").glob("*.toml")]
    return [str(file) for file in sorted(set(files))]
