"""One run: a study at a timepoint, with its places, its portal and the person it reports to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from extract.portal.session import PortalSession
from extract.pulling.shared_rest import SharedRest
from pipeline.paths import Places, data_folder, key_file
from pipeline.reporter import Reporter
from pipeline.study import Study, load_study
from pipeline.study_files import refuse_borrowed_name, study_file
from pipeline.typed_command import typed
from transform.limits import NO_LIMITS, Limits

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
    spark_master: str | None = None
    """Spark that computes the indicators: ``local[*]``, or a cluster's URL; ``None`` is DuckDB."""
    limits: Limits = NO_LIMITS
    portal_url: str | None = None
    """Where the portal is; ``None`` for a stand-in that is started for the pull alone."""

    @property
    def shared_rest(self) -> SharedRest | None:
        """The rest that a throttled portal needs from all studies; a pull's own stand-in needs none."""
        portal = urlsplit(self.portal_url).netloc if self.portal_url else ""
        return SharedRest(self.places.portal_rest(portal)) if portal else None

    def typed(self, command: str, *options: str, timepoint: str | None = None) -> str:
        """A command on this study and data folder, at this timepoint or another, to be pasted as it is."""
        return self.typed_of_study(command, "--timepoint", timepoint or self.timepoint, *options)

    def typed_of_study(self, command: str, *options: str) -> str:
        """The same for a command that takes the study as a whole."""
        return typed(command, self.study.name, self.study_file, self.places.data, *options)


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step did, in one line, and the files it answers for."""

    said: str
    outputs: tuple[Path, ...] = ()


class RunError(Exception):
    """A step that can't go on or whose result may not be used: says what, where and what to do."""


class PullStoppedError(Exception):
    """Ctrl-C ended a pull in good order; says what is kept."""


def prepare(
    study: str,
    timepoint: str,
    data: Path | None,
    portal_url: str | None = None,
    *,
    through: str | None = None,
    is_headless: bool = False,
    as_json: bool = False,
) -> Run:
    """Find and read a study; a wrong name, file, timepoint or door is refused before any work.

    With ``as_json`` the lines for people go to standard error.
    """
    from pipeline.pulling.doors import Door, portal_of

    folder = data_folder(data)
    file = study_file(study, folder)
    loaded = load_study(file)
    refuse_borrowed_name(loaded.name, file, folder)
    loaded.timepoint(timepoint)
    door = Door.of(loaded, portal_url, through, is_headless=is_headless)
    reporter = Reporter(to_stderr=as_json)
    return Run(
        study=loaded,
        timepoint=timepoint,
        study_file=file,
        places=Places(folder, loaded.name, timepoint),
        key_file=key_file(),
        open_portal=portal_of(loaded, timepoint, door, reporter),
        reporter=reporter,
        portal_url=door.url,
    )
