"""The pseudonym key: there and private, or yet to be made. Losing it severs new tables from old ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.doctor.finding import Finding, Level
from transform.pseudonyms import KeyFileError, load_or_create_key

WHAT = "pseudonym key"


def examine_key(key: Path, data: Path) -> Iterator[Finding]:
    """Reads the key if there is one; never makes one."""
    if not key.is_file():
        yield from _missing(key, data)
        return
    try:
        load_or_create_key(key)
    except KeyFileError as error:
        said, _, fix = " ".join(str(error).split()).partition(";")
        yield Finding(Level.FAULT, WHAT, said, fix.strip() or "restore the key from its backup")
        return
    yield Finding(Level.OK, WHAT, f"{key}: yours alone; keep a copy in a safe place")


def _missing(key: Path, data: Path) -> Iterator[Finding]:
    if any((data / "tables").glob("*/*/cases.parquet")):
        found = f"none at {key}, but there are tables under {data / 'tables'} that a key has named"
        fix = (
            "put that key back (from its backup, or name its place with ECOURTS_KEY_FILE); with a new one, "
            "the next build gives every case a new name and timepoints can't be compared"
        )
        yield Finding(Level.WARNING, WHAT, found, fix)
        return
    nearest = next((folder for folder in key.parents if folder.exists()), key.parent)
    if not nearest.is_dir():
        fix = "name another place with ECOURTS_KEY_FILE"
        yield Finding(Level.FAULT, WHAT, f"can't be made at {key}: {nearest} is no folder", fix)
        return
    yield Finding(Level.OK, WHAT, f"none yet; the first build makes one at {key}")
