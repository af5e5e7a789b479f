"""The last look before files leave: the export scanner, told what this study may and may not say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from checks.scanner import Forbidden, scan
from checks.scanner.patterns import shapes_of
from pipeline.paths import Places
from pipeline.publishing.forbidden_names import known_names, masked_names
from pipeline.registration import recorded_on
from pipeline.report.page import translations
from pipeline.run import Run, RunError
from transform.court_calendar import load_calendar

SHOWN = 10


def refuse_what_may_not_leave(run: Run, folder: Path) -> None:
    """Raise ``RunError`` that lists what the scanner found in the folder's files, masked."""
    found = scan(folder, forbidden(run))
    if found:
        more = f"\n... and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        lines = "\n".join(map(str, found[:SHOWN]))
        raise RunError(
            f"study {run.study.name}: nothing published, {len(found)} places in the files may not leave "
            f"(see them masked below):\n{lines}{more}"
        )


def forbidden(run: Run) -> Forbidden:
    """Names that the study's pages know; days that are the study's own, and the report's translations."""
    days = {
        said for day in _own_days(run) for said in (f"{day}", f"{day:%d %B %Y}", f"{day.day} {day:%B %Y}")
    }
    translated = [row[language] for row in translations().values() for language in ("mr", "hi")]
    return Forbidden(
        names=known_names(run),
        allowed=frozenset(days).union(*map(shapes_of, translated)),
        hashed=masked_names(run),
    )


def _own_days(run: Run) -> Iterator[date]:
    """Window, cut-off, calendar; when pages were received, and when the estimands were put on record."""
    for name, point in run.study.timepoints.items():
        yield from (point.as_of, point.window_start, point.window_end, run.study.parameters(name).as_of)
        pages = Places(run.places.data, run.study.name, name).tables / "pages.parquet"
        if pages.is_file():
            received = pc.min_max(pq.read_table(pages, columns=["fetched_at"])["fetched_at"]).as_py()
            yield from (moment.date() for moment in received.values() if moment is not None)
    if run.study.calendar:
        for period in load_calendar(run.study.calendar).periods:
            yield from (period.first_day, period.last_day)
    if (day := recorded_on(run)) is not None:
        yield day
