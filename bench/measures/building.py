"""From the archive to finished tables: how fast, with how much memory, and what a small change costs."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.archives import change_pages, write_archive
from bench.figures import Figure, Wanted
from bench.processes import Cost, run_measured
from bench.sizes import Size

TITLE = "Building tables from the archive"
COMMAND = Path(sys.executable).with_name("ecourts-indicators")
STUDY = "cse_maharashtra"
CONSTANT_SECONDS = 1.0
SHARE_CHANGED = 0.01


def measure(size: Size) -> Iterator[Figure]:
    """One full build (a long run: its parts are its rounds), then one after a change, on two cores."""
    data = size.scratch / "building"
    shutil.rmtree(data, ignore_errors=True)
    archive = data / "raw" / STUDY / "baseline" / "archive.sqlite"
    archive.parent.mkdir(parents=True, mode=0o700)
    hearing_count = write_archive(archive, size.case_pages)
    full = _build(data)
    yield Figure(
        "case pages", size.case_pages / full.seconds, "pages/s", size.case_pages / full.seconds,
        Wanted("at least", 1_000, "pages/s"), note=f"{size.case_pages:,} pages on two cores",
    )  # fmt: skip
    a_minute = 60 * hearing_count / full.seconds
    yield Figure("hearings", a_minute, "hearings/min", a_minute, Wanted("at least", 1e6, "hearings/min"))
    yield Figure(
        "peak memory", full.peak_bytes / 1e6, "MB", full.peak_bytes / 1e6, Wanted("at most", 1_000, "MB")
    )
    yield from _rebuilds(data, archive, size.case_pages, full)
    shutil.rmtree(data)


def _rebuilds(data: Path, archive: Path, page_count: int, full: Cost) -> Iterator[Figure]:
    """After 1 % changed pages, drawn at random; and with nothing changed at all."""
    change_pages(archive, random.Random(7).sample(range(page_count), int(page_count * SHARE_CHANGED)))
    changed = _build(data)
    share = max(changed.seconds - CONSTANT_SECONDS, 0) / full.seconds
    yield Figure(
        "rebuild after 1 % changed pages", changed.seconds, "s", 100 * share, Wanted("at most", 3, "%"),
        "full build", full.seconds, f"judged less a constant second; peak {changed.peak_bytes / 1e6:,.0f} MB",
    )  # fmt: skip
    nothing = statistics.median(_build(data).seconds for _ in range(3))
    yield Figure("nothing changed", nothing, "s")


def _build(data: Path) -> Cost:
    key = data / "key" / "pseudonym.key"
    os.environ |= {"ECOURTS_KEY_FILE": str(key), "ECOURTS_PROCESSES": "2"}
    return run_measured([COMMAND, "build", "--study", STUDY, "--timepoint", "baseline", "--data", data])
