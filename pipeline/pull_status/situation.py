"""Where a study's pull stands, from its archive alone; a pull may be running meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from extract.archive import Archive
from extract.archive_lock import writer_of
from extract.pulling.overview import (
    count_imported,
    read_case_counts,
    read_last_activity,
)
from extract.pulling.queue import QueuedSearch, SearchState, read_queue, read_rest
from extract.pulling.shared_rest import later
from pipeline.pull_status.districts import DistrictProgress, districts_of
from pipeline.pull_status.next_command import next_command
from pipeline.pulling.going_on import command_for
from pipeline.pulling.plan import Assumptions, Plan
from pipeline.pulling.planning import plan_pull
from pipeline.run import Run
from pipeline.study import BULK


@dataclass(frozen=True, slots=True)
class Situation:
    """One timepoint's pull at the moment ``now``.

    ``districts`` is empty and ``plan`` tells the whole cost while nothing was pulled. ``failures`` are
    searches given up for now. ``rest_until`` is ``None`` unless it lies ahead. ``writing_process`` as in
    ``writer_of``. ``imported_pages`` were not asked for by a pull. ``is_bulk``: the cases come from the files
    of a bulk release, and ``release`` says where they are registered, ``None`` before that. ``go_on_with`` is
    the one command to give next.
    """

    study: str
    timepoint: str
    archive: Path
    now: datetime
    districts: tuple[DistrictProgress, ...]
    failures: tuple[QueuedSearch, ...]
    last_activity: datetime | None
    rest_until: datetime | None
    writing_process: int | None
    plan: Plan
    with_daily_status: bool
    imported_pages: int
    is_bulk: bool
    release: Path | None
    go_on_with: str

    @property
    def captchas_left(self) -> int:
        """At least so many, by the study file as it is now."""
        return sum(planned.captchas for planned in self.plan.complexes)

    @property
    def is_exact(self) -> bool:
        """Whether there can't turn out to be more searches."""
        return all(planned.is_exact for planned in self.plan.complexes)

    @property
    def seconds_left(self) -> float:
        """What is left takes so long, what is left of a rest included."""
        return (
            60 * sum(planned.minutes(self.plan.assumed) for planned in self.plan.complexes) + self.rest_left
        )

    @property
    def rest_left(self) -> float:
        """Seconds the portal must still be left alone."""
        return 0.0 if self.rest_until is None else (self.rest_until - self.now).total_seconds()

    @property
    def is_imported(self) -> bool:
        """Whether the cases are those of imported pages or of a release, and nothing was ever pulled."""
        return not self.districts and (self.imported_pages > 0 or self.release is not None)

    @property
    def assumed(self) -> Assumptions:
        return self.plan.assumed

    @property
    def is_complete(self) -> bool:
        """Whether everything the study asks for is there."""
        return bool(self.districts) and self.captchas_left == 0


def read_situation(run: Run, study_option: str, now: datetime) -> Situation:
    """The situation of a run's timepoint; ``study_option`` is how the study was named.

    Raises ``ArchiveError`` for an archive that can't be read.
    """
    if not run.places.archive.exists():
        return _situation(run, study_option, now, None)
    with Archive.open_reader(run.places.archive) as archive:
        return _situation(run, study_option, now, archive)


def _situation(run: Run, study_option: str, now: datetime, archive: Archive | None) -> Situation:
    queue = () if archive is None else read_queue(archive)
    of_all = run.shared_rest.until() if run.shared_rest is not None else None
    rest_until = later(None if archive is None else read_rest(archive), of_all)
    found = Situation(
        study=run.study.name,
        timepoint=run.timepoint,
        archive=run.places.archive,
        now=now,
        districts=() if archive is None else districts_of(queue, read_case_counts(archive)),
        failures=tuple(search for search in queue if search.state is SearchState.FAILED),
        last_activity=None if archive is None else read_last_activity(archive),
        rest_until=rest_until if rest_until is not None and rest_until > now else None,
        writing_process=writer_of(run.places.archive),
        plan=plan_pull(run.study, run.timepoint, archive),
        with_daily_status=run.study.with_daily_status,
        imported_pages=0 if archive is None else count_imported(archive),
        is_bulk=run.study.portal == BULK or run.places.bulk_manifest.exists(),
        release=run.places.bulk_manifest if run.places.bulk_manifest.exists() else None,
        go_on_with="",
    )
    command, *options = next_command(
        run,
        archive,
        is_begun=bool(queue),
        is_complete=found.is_complete,
        is_imported=found.is_imported,
        is_bulk=found.is_bulk,
    )
    return replace(
        found, go_on_with=command_for(command, study_option, run.timepoint, run.places.data, *options)
    )
