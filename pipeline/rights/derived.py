"""What was computed from a study's pages: removed as a whole, because any of it may tell of one case."""

from __future__ import annotations

import shutil
from pathlib import Path

from extract.whole_files import PART, STAGE
from pipeline.building.part_files import remove_kept
from pipeline.rights.lasting_tables import lasting_timepoints
from pipeline.rights.raw_zone import archives_under
from pipeline.rights.study_data import StudyData
from transform.warehouse import build_warehouse

UNFINISHED = f".*.{PART}*"


def derived_folders(job: StudyData, *, with_publications: bool) -> list[Path]:
    """Those that are there: tables, facts kept of them, check results, stamps, and what is published.

    Tables whose pages were destroyed are not among them: they could not be built again.
    """
    zones = ("checks", "shared", "stamps", *(("indicators",) if with_publications else ()))
    folders = [job.data / zone / job.study.name for zone in zones]
    lasting = {places.tables for places in lasting_timepoints(job)}
    tables = job.places.tables_root / job.study.name
    folders += [tables] if not lasting else [path for path in tables.glob("*") if path not in lasting]
    if with_publications:
        folders += (job.data / "indicators").glob(f".{job.study.name}.*.{STAGE}")
    return [folder for folder in [*folders, job.data / "scratch"] if folder.exists()]


def count_files(folders: list[Path]) -> int:
    """How many files lie in the folders."""
    return sum(path.is_file() for folder in folders for path in (folder, *folder.rglob("*")))


def remove_derived(job: StudyData, *, with_publications: bool) -> int:
    """Remove it and what killed runs left; the warehouse keeps the other studies. Returns how many files."""
    folders = derived_folders(job, with_publications=with_publications)
    count = count_files(folders)
    for folder in folders:
        if folder.is_dir():
            shutil.rmtree(folder)
        else:
            folder.unlink()
    for places in archives_under(job.data, job.study.name):
        remove_kept(places)
    for unfinished in (job.data / "raw" / job.study.name).rglob(UNFINISHED):
        unfinished.unlink()
    for unfinished in job.data.glob(UNFINISHED):
        unfinished.unlink()
    _renew_warehouse(job)
    return count


def _renew_warehouse(job: StudyData) -> None:
    warehouse = job.places.warehouse
    if any(job.places.tables_root.glob("*/*/cases.parquet")):
        build_warehouse(job.places.tables_root, warehouse)
    else:
        warehouse.unlink(missing_ok=True)
