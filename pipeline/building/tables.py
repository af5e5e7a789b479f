"""Step build: raw archive to tables, with the rules' offenders put aside, and the warehouse over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from checks.rules import find_offenders
from extract.archive import Archive
from extract.archive_rows import USABLE_STATES
from extract.made_up import refuse_real_cases
from extract.reading import READ_KINDS, ReadPage, read_pages
from pipeline.building.kept_offenders import offenders, offenders_of_parts
from pipeline.building.known_names import NamesMet, write_known_names
from pipeline.building.large_archives import FEWEST_PAGES, build_large, units_of
from pipeline.building.part_files import PartPlaces, put_in_place, remove, remove_kept
from pipeline.building.part_making import Unit
from pipeline.building.study_corrections import applied_corrections, refuse_strangers
from pipeline.freshness import code_fingerprint
from pipeline.garbage import garbage_collected_seldom
from pipeline.key_use import study_key, timepoints_of_another_key
from pipeline.pull_status.wording import count_of
from pipeline.rights.certificates import refuse_destroyed
from pipeline.run import Run, RunError, StepResult
from transform.assembling.tables import build_tables, write_tables
from transform.builders.quarantine import quarantine_offenders
from transform.parameters import TableParameters
from transform.schema import TABLES
from transform.warehouse import build_warehouse
from transform.wording_decisions import deciding_by, read_decisions


def inputs(run: Run) -> Iterator[str | Path]:
    """The archive's pages, the study, the key, corrections, decisions on wordings, and the code."""
    yield from (run.timepoint, run.study_file, run.places.corrections, run.places.wording_decisions)
    yield code_fingerprint()
    yield study_key(run).hex()
    if run.places.bulk_manifest.exists():
        from pipeline.building import bulk_releases

        yield from bulk_releases.inputs(run)
        return
    with pages_of(run) as archive:
        yield archive.digest()


def build(run: Run) -> StepResult:
    """Read every page, build every table, put the offenders of the rules aside, write what changed.

    Where a bulk release was imported, its files take the place of the pages; what reads them is loaded only
    then, a tenth of a second that a small change would wait for.
    """
    if run.places.bulk_manifest.exists():
        from pipeline.building import bulk_releases

        if run.study.portal == "standin":
            raise RunError(f"{run.places.bulk_manifest}: real cases in a study of made-up ones; delete it.")
        return bulk_releases.build(run)
    with pages_of(run) as archive:
        refuse_strangers(run)
        is_large = sum(archive.state_counts().values()) >= FEWEST_PAGES
        units = units_of(run, archive) if is_large else None
    with garbage_collected_seldom():
        said = _build_at_once(run) if units is None else _build_by_parts(run, units)
    build_warehouse(run.places.tables_root, run.places.warehouse)
    for other in timepoints_of_another_key(run.places):
        run.reporter.warn(
            f"the tables of {other} were built with another pseudonym key, so no case can be followed "
            "from one timepoint to the other: restore the key of then, or build both with this one."
        )
    written = (run.places.tables / f"{name}.parquet" for name in TABLES)
    return StepResult(said, (*written, run.places.known_names))


def keep_warehouse(run: Run) -> str:
    """Make the warehouse anew where it is gone or reads another folder, as after moving or copying."""
    is_new = build_warehouse(run.places.tables_root, run.places.warehouse)
    return f"warehouse made anew: {run.places.warehouse}" if is_new else ""


def _build_at_once(run: Run) -> str:
    """All tables in this process: the way of a study of some thousand pages."""
    met = NamesMet()
    with pages_of(run) as archive:
        readings = met.noting(pages_read(run, archive))
        tables = tables_from_pages(run, readings, run.study.parameters(run.timepoint))
    write_known_names(run.places, met.names)
    write_tables(tables, run.places.tables)
    remove_kept(run.places)
    return _said(run, tables, tables["hearings"].num_rows)


def _build_by_parts(run: Run, units: Sequence[Unit]) -> str:
    """Long tables part by part in several processes, the others here."""
    new = PartPlaces.of(run.places, is_new=True)
    try:
        made = build_large(run, units)
        found = offenders_of_parts(run, made)
        made.connection.close()
        tables = quarantine_offenders(made.tables, found)
        write_known_names(run.places, made.names)
        put_in_place(new, PartPlaces.of(run.places))
        write_tables({name: tables[name] for name in TABLES if name in tables}, run.places.tables)
    finally:
        remove(new)
    return f"{_said(run, tables, made.hearing_count)}; {made.pages_read} pages read"


def _said(run: Run, tables: Mapping[str, pa.Table], hearing_count: int) -> str:
    said = f"{tables['cases'].num_rows} cases, {hearing_count} hearings"
    if applied := applied_corrections(run, tables["pages"]):
        said += f", {count_of(applied, 'correction')} applied"
    quarantined = tables["quarantine"].num_rows
    return f"{said}, {quarantined} in quarantine" if quarantined else said


def tables_from_archive(run: Run, parameters: TableParameters) -> dict[str, pa.Table]:
    """The tables that the run's pages give under these parameters, offenders of the rules put aside."""
    with pages_of(run) as archive:
        return tables_from_pages(run, pages_read(run, archive), parameters)


def tables_from_pages(
    run: Run, readings: Iterable[ReadPage], parameters: TableParameters
) -> dict[str, pa.Table]:
    """The same from pages already read."""
    with deciding_by(read_decisions(run.places.wording_decisions)):
        tables = build_tables(
            readings,
            parameters,
            study_key(run),
            study_corrections=run.places.corrections,
        )
    results = find_offenders(tables, run.study.rule_severities, without_warnings=True)
    return quarantine_offenders(tables, offenders(results, tables))


def pages_of(run: Run) -> Archive:
    """The run's archive, to be read; raises ``RunError`` when there is none."""
    refuse_destroyed(run.places)
    if run.places.bulk_manifest.exists():
        raise RunError(
            f"{run.places.bulk_manifest}: the cases of {run.study.name} at {run.timepoint} come from a bulk "
            "release, which has no pages: this command reads pages only."
        )
    if not run.places.archive.is_file():
        raise RunError(
            f"no pages of study {run.study.name} at {run.timepoint} under {run.places.archive.parent}: pull "
            f"or import some first, {run.typed('pull')} or {run.typed('import', '--from', 'FOLDER')}"
        )
    return Archive.open_reader(run.places.archive)


def pages_read(run: Run, archive: Archive) -> Iterator[ReadPage]:
    """Every page of the archive that has a parser, the person at the terminal seeing how far it is.

    Raises ``ExtractError`` at a real case in a study of the stand-in portal, however it came there.
    """
    marks = ", ".join("?" * len(READ_KINDS)), ", ".join("?" * len(USABLE_STATES))
    query = f"SELECT count(*) FROM journal WHERE kind IN ({marks[0]}) AND state IN ({marks[1]})"
    ((total,),) = archive.rows(query, (*(kind.value for kind in READ_KINDS), *USABLE_STATES))
    with run.reporter.progress("reading pages") as advance:
        for number, reading in enumerate(read_pages(archive), start=1):
            advance(number, total, "")
            if run.study.portal == "standin" and reading.case is not None:
                refuse_real_cases([reading.case.cnr])
            yield reading
