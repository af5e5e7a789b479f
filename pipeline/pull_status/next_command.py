"""The one command to give next about a timepoint's pull, and the options it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from extract.archive import Archive
from extract.pulling.overview import read_carried_from, read_last_origin
from pipeline.run import Run

DOOR_OF_ORIGIN = {"attended-browser": "browser", "portal-http": "http"}


def next_command(
    run: Run,
    archive: Archive | None,
    *,
    is_begun: bool,
    is_complete: bool,
    is_imported: bool,
    is_bulk: bool,
) -> tuple[str, ...]:
    """The command and its options; a pull is begun once its searches were planned."""
    if is_imported:
        return ("run",)
    if is_bulk:
        return "import", "--from", "FOLDER"
    options = _door(run, archive)
    if is_complete:
        return "run", *options
    if since := _taken_over_from(run, archive if is_begun else None):
        return "refresh", "--since", since, *options
    return "pull", *options


def _door(run: Run, archive: Archive | None) -> tuple[str, ...]:
    """The option for the door that was used last, where that is not the study's own."""
    used = None if archive is None else DOOR_OF_ORIGIN.get(read_last_origin(archive) or "")
    return () if used in (None, run.study.through) else ("--through", used)


def _taken_over_from(run: Run, archive: Archive | None) -> str | None:
    """The earlier timepoint a pull goes on from, or had best begin from; ``None`` for none."""
    if archive is not None:
        return read_carried_from(archive)
    as_of = run.study.timepoint(run.timepoint).as_of
    earlier: Mapping[str, Path] = {
        name: replace(run.places, timepoint=name).archive
        for name, timepoint in sorted(run.study.timepoints.items(), key=lambda item: item[1].as_of)
        if timepoint.as_of < as_of
    }
    there = [name for name, path in earlier.items() if path.exists()]
    return there[-1] if there else None
