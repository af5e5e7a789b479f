"""Step build: raw archive to tables, with the rules' offenders put aside, and the warehouse over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from checks.rules import RuleResult, find_offenders
from extract.archive import Archive
from extract.reading import ReadPage, read_pages
from pipeline import bulk_building
from pipeline.freshness import code_fingerprint
from pipeline.key_use import study_key, timepoints_of_another_key
from pipeline.known_names import NamesMet, write_known_names
from pipeline.run import Run, RunError, StepResult
from transform.parameters import TableParameters
from transform.quarantine import Offender, quarantine_offenders
from transform.schema import TABLES
from transform.tables import build_tables, write_tables
from transform.warehouse import build_warehouse
from transform.wording_decisions import deciding_by, read_decisions


def inputs(run: Run) -> Iterator[str | Path]:
    """The archive's pages, the study, the key, corrections, decisions on wordings, and the code."""
    yield from (run.timepoint, run.study_file, run.places.corrections, run.places.wording_decisions)
    yield code_fingerprint()
    yield study_key(run).hex()
    if bulk_building.has_release(run):
        yield from bulk_building.inputs(run)
        return
    with pages_of(run) as archive:
        yield archive.digest()


def build(run: Run) -> StepResult:
    """Read every page, build every table, put the offenders of the rules aside, write what changed.

    Where a bulk release was imported, its files take the place of the pages.
    """
    if bulk_building.has_release(run):
        return bulk_building.build(run)
    met = NamesMet()
    with pages_of(run) as archive:
        readings = met.noting(read_pages(archive))
        tables = tables_from_pages(run, readings, run.study.parameters(run.timepoint))
    write_known_names(run.places, met.names)
    write_tables(tables, run.places.tables)
    build_warehouse(run.places.tables_root, run.places.warehouse)
    for other in timepoints_of_another_key(run.places):
        run.reporter.warn(
            f"the tables of {other} were built with another pseudonym key, so no case can be followed "
            "from one timepoint to the other: restore the key of then, or build both with this one."
        )
    said = f"{tables['cases'].num_rows} cases, {tables['hearings'].num_rows} hearings"
    if quarantined := tables["quarantine"].num_rows:
        said += f", {quarantined} in quarantine"
    written = (run.places.tables / f"{name}.parquet" for name in TABLES)
    return StepResult(said, (*written, run.places.known_names))


def tables_from_archive(run: Run, parameters: TableParameters) -> dict[str, pa.Table]:
    """The tables that the run's pages give under these parameters, offenders of the rules put aside."""
    with pages_of(run) as archive:
        return tables_from_pages(run, read_pages(archive), parameters)


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
    results = find_offenders(tables, run.study.rule_severities)
    known_cases = set(tables["cases"]["case_id"].to_pylist())
    return quarantine_offenders(tables, list(_offenders(results, known_cases)))


def pages_of(run: Run) -> Archive:
    """The run's archive, to be read; raises ``RunError`` when there is none."""
    if bulk_building.has_release(run):
        raise RunError(
            f"{run.places.bulk_manifest}: the cases of {run.study.name} at {run.timepoint} come from a bulk "
            "release, which has no pages: this command reads pages only."
        )
    if not run.places.archive.is_file():
        raise RunError(
            f"no pages of study {run.study.name} at {run.timepoint} under {run.places.archive.parent}: "
            "pull or import some first."
        )
    return Archive.open_reader(run.places.archive)


def _offenders(results: list[RuleResult], known_cases: set[str]) -> Iterator[Offender]:
    """Offenders of every rule in force; rules that only warn leave their cases where they are.

    A case that is not in the tables (its page was not read) is in quarantine already.
    """
    for result in results:
        if result.severity == "warn":
            continue
        for row in result.offenders:
            if row.get("case_id") in known_cases:
                details = ", ".join(f"{name} {value}" for name, value in row.items() if name != "case_id")
                yield Offender(rule=result.name, title=result.title, case_id=row["case_id"], details=details)
