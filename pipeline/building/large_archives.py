"""A large archive's tables: made part by part in processes of their own, so that memory stays bounded.

A part holds the cases whose pseudonyms begin alike, so its content depends neither on the number of processes
nor on the order of the work. What takes all cases is made here at the end, from the few facts kept of each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields, replace
from multiprocessing import get_context

import duckdb
import pyarrow as pa

from checks.table_source import show_in_memory
from extract.archive import Archive
from extract.catalogue import CatalogueEntry, catalogue
from extract.encryption import is_encrypted, passphrase
from extract.made_up import refuse_real_cases
from extract.parsers import PARSER_VERSION
from extract.stored_pages import PageKind
from pipeline.building.part_files import PartPlaces, make_folders, read_marks, read_summary
from pipeline.building.part_making import (
    MadePart,
    PartTask,
    Unit,
    make_part,
    prepare_process,
)
from pipeline.freshness import fingerprint, rows_fingerprint
from pipeline.key_use import study_key
from pipeline.processors import process_count
from pipeline.run import Run, RunError
from transform.assembling.case_batches import LONG_TABLES, joined
from transform.assembling.tables import link_tables
from transform.parameters import TableParameters
from transform.pseudonyms import case_pseudonym, pseudonym

PAGES_IN_A_PART = 2_500
FEWEST_PAGES = 3_000
"""From so many pages on an archive is large: under it one process is faster than starting others."""
RULES_MEMORY = "300MB"


@dataclass(frozen=True, slots=True)
class LargeBuild:
    """``tables`` are those that are no long ones; ``connection`` shows all of them; ``pages_read`` now.

    ``changed_cases`` are units made anew or gone, ``None`` where some part was not built on an earlier one;
    ``is_kept`` says whether anything may be kept for the next build.
    """

    tables: dict[str, pa.Table]
    connection: duckdb.DuckDBPyConnection
    names: frozenset[str]
    hearing_count: int
    pages_read: int
    changed_cases: frozenset[str] | None
    is_kept: bool


def units_of(run: Run, archive: Archive) -> list[Unit] | None:
    """The archive's pages by case; ``None`` where a case's page does not say whose it is.

    Of a page that an earlier build knew, its mark says whose it is.
    """
    listed, key = catalogue(archive), study_key(run)
    if run.study.portal == "standin":
        refuse_real_cases(entry.cnr for entry in listed)
    part_count = _part_count(len(listed))
    header, kept = _header(run, part_count), PartPlaces.of(run.places)
    marks: dict[str, str] = {}
    for part in range(part_count):
        marks |= read_marks(kept, part, header)
    unit_of_mark = {mark: unit for unit, joined in marks.items() for mark in joined.split()}
    entries: dict[str, list[CatalogueEntry]] = defaultdict(list)
    for entry in listed:
        name = unit_of_mark.get(entry.mark) or _unit_name(entry, key)
        if name is None:
            return None
        entries[name].append(entry)
    return [_unit(name, its_entries, marks.get(name)) for name, its_entries in sorted(entries.items())]


def _unit_name(entry: CatalogueEntry, key: bytes) -> str | None:
    if (cnr := entry.cnr) is not None:
        return case_pseudonym(key, cnr)
    return pseudonym(key, "page", entry.mark) if entry.kind is PageKind.RESULTS_LIST else None


def _unit(name: str, entries: Sequence[CatalogueEntry], known_mark: str | None) -> Unit:
    mark = " ".join([entry.mark for entry in entries])
    return Unit(name, mark, tuple([entry.sequence for entry in entries]), mark == known_mark)


def build_large(run: Run, units: Sequence[Unit]) -> LargeBuild:
    """Make every part anew or take it over, then what takes all cases; files stay in their new places.

    Raises ``RunError`` when a process ends before its part is done; nothing of the old tables is touched.
    """
    new = PartPlaces.of(run.places, is_new=True)
    make_folders(new)
    tasks = list(_tasks(run, units, new))
    made = list(_done(run, tasks))
    summaries = [
        part.summary or read_summary(new, task.number) for part, task in zip(made, tasks, strict=True)
    ]
    counts = sum((summary.counts for summary in summaries), Counter[str]())
    tables = link_tables(
        joined(summary.batch for summary in summaries),
        counts,
        sum((summary.wordings for summary in summaries), Counter()),
        run.study.parameters(run.timepoint),
        study_key(run),
    )
    names = frozenset().union(*(summary.names for summary in summaries))
    return LargeBuild(
        tables,
        _connection(tables, new),
        names,
        counts["rows: hearings"],
        sum(part.pages_read for part in made),
        _changed_cases(made),
        all(task.is_kept for task in tasks),
    )


def _changed_cases(made: Sequence[MadePart]) -> frozenset[str] | None:
    changed = [part.changed_units for part in made if part.changed_units is not None]
    return frozenset[str]().union(*changed) if len(changed) == len(made) else None


def _tasks(run: Run, units: Sequence[Unit], new: PartPlaces) -> Iterator[PartTask]:
    part_count = _part_count(sum(len(unit.sequences) for unit in units))
    header = _header(run, part_count)
    parts: list[list[Unit]] = [[] for _ in range(part_count)]
    for unit in units:
        parts[int(unit.name[:8], 16) * part_count >> 32].append(unit)
    for number, its_units in enumerate(parts):
        yield PartTask(
            number=number,
            units=tuple(its_units),
            header=header,
            archive=run.places.archive,
            corrections=run.places.corrections,
            wording_decisions=run.places.wording_decisions,
            earlier=PartPlaces.of(run.places),
            new=new,
            parameters=run.study.parameters(run.timepoint),
            key=study_key(run),
            is_kept=not is_encrypted(run.places.archive),
        )


def _part_count(page_count: int) -> int:
    return 1 << (page_count // PAGES_IN_A_PART).bit_length()


def _header(run: Run, part_count: int) -> str:
    """What every row depends on beside its pages."""
    parameters = run.study.parameters(run.timepoint)
    said = repr((PARSER_VERSION, part_count, list(in_one_order(parameters))))
    return fingerprint(
        (said, rows_fingerprint(), study_key(run).hex(), run.places.corrections, run.places.wording_decisions)
    )


def in_one_order(parameters: TableParameters) -> Iterator[tuple[str, object]]:
    """The parameters, sets and mappings sorted: as they come, another process would say them otherwise."""
    for field in fields(parameters):
        value = getattr(parameters, field.name)
        if isinstance(value, Mapping):
            value = sorted(value.items())
        yield field.name, sorted(value) if isinstance(value, frozenset) else value


def _done(run: Run, tasks: Sequence[PartTask]) -> Iterator[MadePart]:
    processes = min(process_count(), len(tasks))
    if processes == 1:
        yield from map(make_part, tasks)
        return
    unknown = (unit for task in tasks for unit in task.units if not unit.is_known)
    if sum(len(unit.sequences) for unit in unknown) < FEWEST_PAGES:
        with ThreadPoolExecutor(processes) as pool:  # files are written while others are read
            yield from pool.map(make_part, tasks)
        return
    with (
        ProcessPoolExecutor(
            processes,
            mp_context=get_context("spawn"),
            initializer=prepare_process,
            initargs=(passphrase(run.places.archive) if is_encrypted(run.places.archive) else None,),
        ) as pool,
        run.reporter.progress("reading pages") as advance,
    ):
        try:
            apart = [replace(task, is_in_own_process=True) for task in tasks]
            for done, made in enumerate(pool.map(make_part, apart), start=1):
                advance(done, len(tasks), "parts")
                yield made
        except BrokenProcessPool:
            raise RunError(
                f"study {run.study.name} at {run.timepoint}: a process that read pages was ended from "
                "outside (killed, or out of memory); the tables are as they were: build again, with "
                "ECOURTS_PROCESSES=1 if memory is short."
            ) from None


def _connection(tables: dict[str, pa.Table], places: PartPlaces) -> duckdb.DuckDBPyConnection:
    """All tables under their names, as the rules ask for them, with bounded memory."""
    connection = duckdb.connect(":memory:", config={"memory_limit": RULES_MEMORY, "threads": process_count()})
    connection.execute("set preserve_insertion_order = false")
    for name in LONG_TABLES:
        pattern = str(places.tables / f"{name}.parquet" / "*.parquet").replace("'", "''")
        connection.execute(f"create view {name} as select * from read_parquet('{pattern}')")
    for name, table in tables.items():
        show_in_memory(connection, name, table)
    return connection
