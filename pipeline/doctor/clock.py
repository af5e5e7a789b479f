"""The clock: pages are ordered by the time they were fetched, so one set back makes old pages look new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.doctor.finding import Finding, Level
from pipeline.doctor.stores import archives_under, name_of, newest_fetch
from pipeline.paths import PROJECT, SHIPPED_STUDIES

TOLERANCE = timedelta(minutes=2)
INDIA = timedelta(hours=5, minutes=30)


def examine_clock(data: Path, now: datetime) -> Iterator[Finding]:
    """Compares the clock with the newest page in the archives and with the times of files."""
    known = [*_page_times(data), *_file_times(data)]
    later = [(moment, what) for moment, what in known if moment > now + TOLERANCE]
    if later:
        moment, what = max(later)
        found = f"shows {now:%Y-%m-%d %H:%M} UTC, but {what} is of {moment:%Y-%m-%d %H:%M} UTC"
        fix = (
            "set the clock (let the system set it by itself); if it was wrong in the past, pages fetched "
            "then bear wrong times: pull that timepoint again into a new archive"
        )
        yield Finding(Level.FAULT, "clock", found, fix)
        return
    yield Finding(Level.OK, "clock", f"shows {now:%Y-%m-%d %H:%M} UTC, later than everything stored here")


def examine_time_zone(now: datetime) -> Iterator[Finding]:
    """``now`` with this machine's zone. Times are stored in UTC; courts date by the Indian calendar."""
    offset = now.utcoffset() or timedelta()
    india = now.astimezone(UTC) + INDIA
    said = f"{now.tzname()} (UTC{now:%z}); times are stored in UTC, so any zone will do"
    if india.date() != now.date():
        said += f"; note that in India it is {india:%Y-%m-%d} already or still"
    elif offset != INDIA:
        said += f"; in India it is {india:%H:%M} now"
    yield Finding(Level.OK, "time zone", said)


def _page_times(data: Path) -> Iterator[tuple[datetime, str]]:
    for archive in archives_under(data):
        newest = newest_fetch(archive)
        if newest is not None:
            yield datetime.fromisoformat(newest), f"a page of {name_of(archive)}"


def _file_times(data: Path) -> Iterator[tuple[datetime, str]]:
    files = [*archives_under(data), *data.glob("*.duckdb"), *SHIPPED_STUDIES.glob("*.toml")]
    files += [PROJECT / "pyproject.toml"]
    for file in files:
        if file.is_file():
            yield datetime.fromtimestamp(file.stat().st_mtime, UTC), f"the file {file}"
