"""The journal as whoever looks for something to erase reads it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from small_archive import filled_archive

from extract.archive import Archive
from extract.erasing import journal
from extract.stored_pages import PageKind


def steps_to_read(path: Path, pages: int) -> int:
    """Tens of steps that SQLite takes to hand out a journal of so many pages, row by row."""
    filled_archive(path, tuple(f"ZZAH01{number:06}2019" for number in range(pages)))
    steps = count()
    with Archive.open_reader(path) as archive:
        archive._connection.set_progress_handler(lambda: next(steps) and None, 10)
        assert len(list(journal(archive, PageKind.CASE_PAGE))) == pages
        archive._connection.set_progress_handler(None, 0)
    return next(steps)


def test_the_cost_of_reading_a_journal_follows_its_rows(tmp_path: Path) -> None:
    """Ten times the rows, ten times the steps: none is looked for among all others."""
    few, many = steps_to_read(tmp_path / "few.sqlite", 100), steps_to_read(tmp_path / "many.sqlite", 1_000)
    assert many / few == pytest.approx(10, rel=0.2)
