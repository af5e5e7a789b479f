"""Whoever kept the last release must learn no more from the next one than from the next one alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from indicator_rows import published, row

from checks.disclosure.control import Control, controlled
from checks.disclosure.ledger import Release, append_release, read_ledger, released_values

CASES = {"indicator_id": "I01", "definition_id": "cases"}


def rows(*by_district: int) -> list[dict[str, Any]]:
    """A count of cases by district, with its total."""
    places = {"all": sum(by_district)} | {
        f"District {at}": count for at, count in enumerate(by_district, start=1)
    }
    return [row(place, count, count, **CASES, value=count) for place, count in places.items()]


def release(ledger: Path, entries: list[dict[str, Any]], at: str) -> Control:
    """Publish beside all that the ledger holds, and enter it there."""
    found = controlled(entries, 10, released_before=released_values(read_ledger(ledger)))
    append_release(
        ledger,
        Release("study", "baseline", at, "1", "0", 10, {"I01.csv": at}, (), found.narrowed, found.released),
    )
    return found


def test_one_case_more_is_not_given_away(tmp_path: Path) -> None:
    ledger = tmp_path / "study.jsonl"
    first = release(ledger, rows(30, 40, 50), "2026-01-01")
    assert len(published(first.rows)) == 4
    second = release(ledger, rows(31, 40, 50), "2026-02-01")
    open_now = published(second.rows)
    assert ("cases", "District 1") not in open_now
    assert ("cases", "all") not in open_now  # 121 less the 40 and 50 known already would be the 31


def test_alone_the_same_release_is_published_whole() -> None:
    assert len(published(controlled(rows(31, 40, 50), 10).rows)) == 4


def test_ten_cases_more_are_a_group_large_enough(tmp_path: Path) -> None:
    ledger = tmp_path / "study.jsonl"
    release(ledger, rows(30, 40, 50), "2026-01-01")
    assert len(published(release(ledger, rows(40, 40, 50), "2026-02-01").rows)) == 4


def test_the_same_figures_again_give_nothing_away(tmp_path: Path) -> None:
    ledger = tmp_path / "study.jsonl"
    release(ledger, rows(30, 40, 50), "2026-01-01")
    assert len(published(release(ledger, rows(30, 40, 50), "2026-02-01").rows)) == 4


def test_the_release_before_last_is_remembered_too(tmp_path: Path) -> None:
    """From 30 to 45 and on to 31: the second step is large, but the first release is still in a drawer."""
    ledger = tmp_path / "study.jsonl"
    release(ledger, rows(30, 40, 50), "2026-01-01")
    assert ("cases", "District 1") in published(release(ledger, rows(45, 40, 50), "2026-02-01").rows)
    assert ("cases", "District 1") not in published(release(ledger, rows(31, 40, 50), "2026-03-01").rows)
