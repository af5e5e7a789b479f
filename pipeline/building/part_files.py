"""Where the parts of a large build lie, and how a new set of them takes the place of the old one.

Long tables become folders ``TABLE.parquet/part-0007.parquet``. What is kept of each case for the next build
(names and case numbers among it) lies in the restricted zone, for its owner only.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.paths import Places
from pipeline.rights.shredding import shred
from transform.assembling.case_batches import LONG_TABLES
from transform.assembling.part_summaries import PartSummary
from transform.assembling.table_parts import Part
from transform.schema import TABLES


@dataclass(frozen=True, slots=True)
class PartPlaces:
    """Folders of one set of parts: finished ones, or (``is_new``) those being made."""

    tables: Path
    kept: Path

    @classmethod
    def of(cls, places: Places, *, is_new: bool = False) -> PartPlaces:
        if is_new:
            # Not beside the finished tables, where the warehouse would find what a killed build left.
            folder = places.scratch / f"{places.study}.{places.timepoint}.building"
            return cls(folder, places.archive.with_name("kept.building"))
        return cls(places.tables, places.archive.with_name("kept"))

    def table_file(self, table: str, number: int) -> Path:
        return self.tables / f"{table}.parquet" / f"part-{number:04}.parquet"

    def kept_file(self, number: int) -> Path:
        return self.kept / f"part-{number:04}.pickle"


def make_folders(places: PartPlaces) -> None:
    """Empty folders for a new set of parts; what an interrupted build left there is removed."""
    remove(places)
    for table in LONG_TABLES:
        (places.tables / f"{table}.parquet").mkdir(parents=True)
    places.kept.mkdir(mode=0o700)


def remove(places: PartPlaces) -> None:
    for folder in (places.tables, places.kept):
        shutil.rmtree(folder, ignore_errors=True)


def write_tables_of(
    part: Part, places: PartPlaces, number: int, earlier: Part | None, old: PartPlaces
) -> None:
    """The part's own files of the long tables; a table that is as it was ``earlier`` keeps its file."""
    for name, table in part.long_tables.items():
        if earlier is not None and table is earlier.long_tables[name]:
            _link(old.table_file(name, number), places.table_file(name, number))
        else:
            pq.write_table(table, places.table_file(name, number), compression="zstd")


UNREADABLE = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError)
"""What reading a kept file raises where there is none, or half of one, or one of other code."""


def new_kept_file(path: Path) -> BinaryIO:
    """A file that is not there yet, to be written, for its owner only."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def keep(part: Part, header: str, places: PartPlaces, number: int) -> None:
    """What the next build needs of it, with the digests of the tables it belongs to."""
    with new_kept_file(places.kept_file(number)) as file:
        marks = {unit: mark for unit, (mark, _) in part.units.items()}
        for kept in (header, marks, _digests(places, number), part.summary, dict(part.units)):
            pickle.dump(kept, file, pickle.HIGHEST_PROTOCOL)


def read_part(places: PartPlaces, number: int, header: str) -> Part | None:
    """An earlier part made under the same ``header``, its tables not read yet.

    ``None`` when there is none, or when its tables are no longer what they were.
    """
    try:
        with places.kept_file(number).open("rb") as file:
            is_same = pickle.load(file) == header
            pickle.load(file)
            if not is_same or pickle.load(file) != _digests(places, number):
                return None
            summary, units = pickle.load(file), pickle.load(file)
        return Part({}, units, summary)
    except UNREADABLE:
        return None


def read_marks(places: PartPlaces, number: int, header: str) -> dict[str, str]:
    """The mark of each unit of an earlier part made under the same ``header``; empty when there is none."""
    try:
        with places.kept_file(number).open("rb") as file:
            marks: dict[str, str] = pickle.load(file) if pickle.load(file) == header else {}
    except UNREADABLE:
        return {}
    return marks


def read_long_tables(places: PartPlaces, number: int) -> dict[str, pa.Table]:
    """The long tables of an earlier part."""
    return {name: _read(places.table_file(name, number), name) for name in LONG_TABLES}


def _read(file: Path, name: str) -> pa.Table:
    """A long table's part. Its texts are few and met often: read as such, they take a third of the time."""
    schema = TABLES[name].arrow_schema()
    texts = [field.name for field in schema if pa.types.is_string(field.type)]
    with pq.ParquetFile(file, memory_map=True, read_dictionary=texts) as parquet:
        return parquet.read(use_threads=False).cast(schema)  # several parts are read side by side


def read_summary(places: PartPlaces, number: int) -> PartSummary:
    """What a part that was just made adds to the tables that take all cases."""
    with places.kept_file(number).open("rb") as file:
        for _ in ("header", "marks", "digests"):
            pickle.load(file)
        summary: PartSummary = pickle.load(file)
    return summary


def remove_kept(places: Places) -> None:
    """Destroy what is kept of a timepoint's cases; the next build reads every page again."""
    for kept in (PartPlaces.of(places).kept, PartPlaces.of(places, is_new=True).kept):
        for file in kept.glob("*"):
            shred(file)
        shutil.rmtree(kept, ignore_errors=True)


def take_over(old: PartPlaces, new: PartPlaces, number: int) -> None:
    """An unchanged part goes into the new set as it is: the same files under a second name."""
    for table in LONG_TABLES:
        _link(old.table_file(table, number), new.table_file(table, number))
    _link(old.kept_file(number), new.kept_file(number))


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without second names
        shutil.copy2(old, new)


def put_in_place(new: PartPlaces, old: PartPlaces) -> None:
    """The finished set takes the place of the old one, table by table, then what is kept."""
    old.tables.mkdir(parents=True, exist_ok=True)
    for table in LONG_TABLES:
        _replace(new.tables / f"{table}.parquet", old.tables / f"{table}.parquet")
    _replace(new.kept, old.kept)
    remove(new)


def _replace(new: Path, place: Path) -> None:
    aside = place.with_name(f".{place.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if place.is_dir():
        place.rename(aside)
    place.unlink(missing_ok=True)
    new.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def _digests(places: PartPlaces, number: int) -> tuple[str, ...]:
    files = (places.table_file(table, number) for table in LONG_TABLES)
    return tuple(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
