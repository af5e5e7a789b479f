"""A study with all that lies of it under a data folder, whichever timepoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.paths import Places, data_folder, key_file
from pipeline.reporter import Reporter
from pipeline.study import Study, load_study
from pipeline.study_files import refuse_borrowed_name, study_file, study_named
from pipeline.typed_command import typed


@dataclass(frozen=True, slots=True)
class StudyData:
    """What a command about a whole study works with."""

    study: Study
    file: Path
    data: Path
    key_file: Path
    reporter: Reporter

    @property
    def study_named(self) -> str:
        """The study as a command about it names it."""
        return study_named(self.study.name, self.file, self.data)

    def typed(self, command: str, *options: str) -> str:
        """A command on this study and data folder, to be pasted as it is."""
        return typed(command, self.study.name, self.file, self.data, *options)

    @property
    def timepoints(self) -> tuple[Places, ...]:
        """Places of the timepoints the study file names, and of others that have a folder here still."""
        folders = (self.data / zone / self.study.name for zone in ("raw", "tables"))
        there = {
            place.name
            for folder in folders
            for place in folder.glob("*")
            if (place / "cases.parquet").is_file() or (place / "archive.sqlite").is_file()
        }
        names = [*self.study.timepoints, *sorted(there - set(self.study.timepoints))]
        return tuple(Places(self.data, self.study.name, name) for name in names)

    @property
    def archives(self) -> tuple[Places, ...]:
        """Those that have a raw archive."""
        return tuple(places for places in self.timepoints if places.archive.is_file())

    def refuse_unknown(self, timepoint: str) -> None:
        """Raise ``StudyError`` for a timepoint that neither the study file nor a folder here has."""
        if timepoint not in {places.timepoint for places in self.timepoints}:
            self.study.timepoint(timepoint)

    @property
    def places(self) -> Places:
        """Places of the first timepoint: for what lies there once for the whole study."""
        return self.timepoints[0]


def study_data(study: str, data: Path | None) -> StudyData:
    """Find and read a study; raises ``StudyError`` for a wrong name or file."""
    folder = data_folder(data)
    file = study_file(study, folder)
    loaded = load_study(file)
    refuse_borrowed_name(loaded.name, file, folder)
    return StudyData(loaded, file, folder, key_file(), Reporter())
