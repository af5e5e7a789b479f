"""One part of a large build, made in a process of its own: its share of the archive in, its files out.

Each process loads what is imported here and no more: no database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.archive import Archive
from extract.encryption import PASSPHRASE_VARIABLE
from extract.reading import read_page
from pipeline.building.known_names import names_on
from pipeline.building.part_files import (
    PartPlaces,
    keep,
    read_long_tables,
    read_part,
    take_over,
    write_tables_of,
)
from pipeline.garbage import collect_garbage_seldom
from transform.assembling.part_summaries import PartSummary, UnitBefore
from transform.assembling.table_parts import ChangedUnit, Part, made_part
from transform.interpreting.corrections_file import read_corrections
from transform.parameters import TableParameters
from transform.wording_decisions import deciding_by, read_decisions


@dataclass(frozen=True, slots=True)
class Unit:
    """A case, or a page that is about none: its name, its mark and its pages' places in the journal."""

    name: str
    mark: str
    sequences: tuple[int, ...]
    is_known: bool = False
    """Whether an earlier build kept it under this mark: if its files are what they were, it is not read."""


@dataclass(frozen=True, slots=True)
class PartTask:
    """All that a process needs to make one part. ``header`` names what every row depends on."""

    number: int
    units: tuple[Unit, ...]
    header: str
    archive: Path
    corrections: Path
    wording_decisions: Path
    earlier: PartPlaces
    new: PartPlaces
    parameters: TableParameters
    key: bytes
    is_kept: bool
    """Whether facts of each case are kept for the next build: never beside an encrypted archive."""
    is_in_own_process: bool = False
    """Then what was kept is read from its file, which takes less than handing it over."""


@dataclass(frozen=True, slots=True)
class MadePart:
    """``summary`` is ``None`` where it has to be read from what was kept."""

    pages_read: int
    changed_units: frozenset[str] | None
    """Those made anew and those gone since the earlier build; ``None`` where there was none to build on."""
    summary: PartSummary | None = None


def make_part(task: PartTask) -> MadePart:
    """Make or take over one part."""
    earlier = read_part(task.earlier, task.number, task.header)
    marks = {} if earlier is None else {unit: mark for unit, (mark, _) in earlier.units.items()}
    changed = [unit for unit in task.units if marks.get(unit.name) != unit.mark]
    if earlier is not None and not changed and len(marks) == len(task.units):
        take_over(task.earlier, task.new, task.number)
        return _made(task, 0, frozenset(), earlier.summary)
    names, changed_names = {unit.name for unit in task.units}, {unit.name for unit in changed}
    kept = frozenset(names - changed_names)
    if earlier is not None:
        earlier = replace(earlier, long_tables=read_long_tables(task.earlier, task.number))
    with deciding_by(read_decisions(task.wording_decisions)), Archive.open_reader(task.archive) as archive:
        part = made_part(
            _read(archive, changed, earlier),
            earlier,
            kept,
            task.parameters,
            task.key,
            read_corrections(task.corrections),
        )
    write_tables_of(part, task.new, task.number, earlier, task.earlier)
    if task.is_kept:
        keep(part, task.header, task.new, task.number)
    gone_or_changed = None if earlier is None else frozenset(changed_names | (marks.keys() - names))
    return _made(task, part.pages_read, gone_or_changed, part.summary)


def _made(task: PartTask, pages_read: int, changed: frozenset[str] | None, summary: PartSummary) -> MadePart:
    return MadePart(pages_read, changed, None if task.is_kept and task.is_in_own_process else summary)


def prepare_process(words: str | None) -> None:
    """For a process that only makes parts; the passphrase a person typed reaches it without being seen."""
    collect_garbage_seldom()
    if words is not None:
        os.environ[PASSPHRASE_VARIABLE] = words


def _read(archive: Archive, units: Sequence[Unit], earlier: Part | None) -> Iterator[ChangedUnit]:
    for unit in units:
        before = None if earlier is None else earlier.units.get(unit.name)
        yield (before and _with_later_pages(archive, unit, *before)) or _whole(archive, unit, unit.sequences)


def _with_later_pages(archive: Archive, unit: Unit, mark: str, kept: bytes) -> ChangedUnit | None:
    """The unit where only later case pages came to case pages that could be read: those are not read again.

    ``mark`` and ``kept`` are what an earlier build had of it.
    """
    before = UnitBefore.of(unit.name, kept)
    are_case_pages = all(page.layout is not None and page.result != "quarantined" for page in before.pages)
    if not unit.mark.startswith(f"{mark} ") or not are_case_pages:
        return None
    later = _whole(archive, unit, unit.sequences[len(before.pages) :])
    latest_before = max(page.fetched_at for page in before.pages)
    if any(reading.case is None or reading.page.fetched_at < latest_before for reading in later.readings):
        return None
    return replace(later, names=later.names | before.names, superseded=before.pages)


def _whole(archive: Archive, unit: Unit, sequences: Sequence[int]) -> ChangedUnit:
    """The unit as the pages at these places have it."""
    readings = [read_page(page) for page in archive.pages_at(sequences)]
    names = frozenset(name for reading in readings for name in names_on(reading))
    return ChangedUnit(unit.name, unit.mark, readings, names)
