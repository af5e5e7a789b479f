"""Whoever kept the last release must learn no more from the next one than from the next one alone."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from indicator_rows import published, row

from checks.disclosure import suppression
from checks.disclosure.control import controlled
from checks.disclosure.decision import Control
from checks.disclosure.ledger import Release, append_release, latest_release, read_ledger, released_values

CASES = {"indicator_id": "I01", "definition_id": "cases"}


def rows(*by_district: int) -> list[dict[str, Any]]:
    """A count of cases by district, with its total."""
    places = {"all": sum(by_district)} | {
        f"District {at}": count for at, count in enumerate(by_district, start=1)
    }
    return [row(place, count, count, **CASES, value=count) for place, count in places.items()]


def release(ledger: Path, entries: list[dict[str, Any]], at: str) -> Control:
    """Publish beside all that the ledger holds, and enter it there."""
    before = read_ledger(ledger)
    last = latest_release(before, "baseline")
    found = controlled(entries, 10, released_before=released_values(before), last=last)
    given = {"narrowed": found.narrowed, "values": found.released, "withheld": tuple(sorted(found.withheld))}
    append_release(ledger, Release("study", "baseline", at, "1", "0", 10, {"I01.csv": at}, (), **given))
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


def shares(seed: int) -> list[dict[str, Any]]:
    """Shares of several outcomes by district, with totals: too many cells to be chosen exactly here."""
    chance = random.Random(seed)
    districts = {f"District {at}": chance.randint(12, 60) for at in range(6)}
    found = []
    for outcome in ("a", "b", "c"):
        counts = {place: chance.randint(0, cases) for place, cases in districts.items()}
        for place, cases in districts.items():
            found.append(row(place, counts[place], cases, definition_id=outcome))
        found.append(row("all", sum(counts.values()), sum(districts.values()), definition_id=outcome))
    return found


def test_unchanged_figures_are_published_the_same_way_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A choice that was completed, not optimised, would come out otherwise once its figures are known."""
    for name in ("EXACT_EFFORT", "TRIMMED_UP_TO_CELLS"):
        monkeypatch.setattr(suppression, name, 0)
    monkeypatch.setattr(suppression, "LEAST_ROUNDS", 1)
    would_differ = 0
    for seed in range(40):
        ledger = tmp_path / f"{seed}.jsonl"
        first = release(ledger, shares(seed), "2026-01-01")
        again = controlled(shares(seed), 10, released_before=released_values(read_ledger(ledger)))
        would_differ += published(again.rows) != published(first.rows)
        assert published(release(ledger, shares(seed), "2026-02-01").rows) == published(first.rows), seed
    assert would_differ


def test_changed_figures_are_chosen_anew(tmp_path: Path) -> None:
    """The cell beside a small one is withheld for its sake, until the small one has grown."""
    ledger = tmp_path / "study.jsonl"
    assert len(published(release(ledger, rows(3, 12, 40, 50), "2026-01-01").rows)) == 3
    assert len(published(release(ledger, rows(33, 42, 70, 80), "2026-02-01").rows)) == 5


def test_a_ledger_that_does_not_say_what_was_withheld_is_read(tmp_path: Path) -> None:
    ledger = tmp_path / "study.jsonl"
    release(ledger, rows(30, 40, 50), "2026-01-01")
    entry = json.loads(ledger.read_text(encoding="utf-8"))
    del entry["withheld"]
    ledger.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    (old,) = read_ledger(ledger)
    assert old.withheld == ()
    assert len(published(release(ledger, rows(30, 40, 50), "2026-02-01").rows)) == 4
