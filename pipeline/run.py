"""One run: a study at a timepoint, with its places, its portal and the person it reports to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from extract.portal.session import PortalSession
from pipeline.paths import Places, data_folder, study_file
from pipeline.reporter import Reporter
from pipeline.study import Study, load_study

OpenPortal = Callable[[], AbstractContextManager[PortalSession]]


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a step needs. ``open_portal`` is called only when something is left to ask."""

    study: Study
    timepoint: str
    study_file: Path
    places: Places
    key_file: Path
    open_portal: OpenPortal
    reporter: Reporter


class RunError(Exception):
    """A step that can't go on or whose result may not be used: says what, where and what to do."""


def open_study(name_or_file: str, timepoint: str, data: Path | None) -> tuple[Study, Path, Places]:
    """Find and read a study file; the timepoint is checked at once, before any work."""
    folder = data_folder(data)
    file = study_file(name_or_file, folder)
    study = load_study(file)
    study.timepoint(timepoint)
    return study, file, Places(folder, study.name, timepoint)
