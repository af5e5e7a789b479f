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
from checks.disclosure.withheld_rows import row_key
from checks.errors import CheckError
from pipeline.publishing.narrowed import refuse_given_away, write_narrowed

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


def reviewed(*by_district: int) -> list[dict[str, Any]]:
    """Coverage of a form, of 40 cases a district, and what was coded of the cases reviewed."""
    places = {"all": sum(by_district)} | {f"District {at}": cases for at, cases in enumerate(by_district, 1)}
    coded = {"indicator_id": "I42", "definition_id": "cases", "population": "cases reviewed"}
    of_all = {"indicator_id": "I42", "definition_id": "coverage"}
    return [
        entry
        for place, cases in places.items()
        for entry in (
            row(place, cases, 40 * len(by_district) if place == "all" else 40, **of_all),
            row(place, cases // 2, cases, **coded, value=cases // 2),
        )
    ]


NOTHING_REVIEWED = {
    f"baseline|I42/coverage/all cases/numerator|{place}": frozenset([0.0])
    for place in ("all", *(f"District {at}" for at in range(1, 6)))
}


def test_what_earlier_releases_alone_give_away_is_named_and_not_refused(tmp_path: Path) -> None:
    """Coverage of 0 was out in every district; the last one is still not reviewed."""
    found = controlled(reviewed(20, 24, 22, 26, 0), 10, released_before=NOTHING_REVIEWED)
    exact = {key for key, (low, high) in found.narrowed.items() if low == high}
    assert {key.rsplit("|", maxsplit=1)[1] for key in exact} == {"District 5"}
    assert exact == found.known_before
    refuse_given_away(found, "study.release_exceptions.csv", (), tmp_path / "study.jsonl")
    write_narrowed(tmp_path / "narrowed.csv", found)
    lines = (tmp_path / "narrowed.csv").read_text(encoding="utf-8").splitlines()
    assert "baseline,I42,cases,cases reviewed,District 5,numerator,0,0,true" in lines


def outcomes() -> list[dict[str, Any]]:
    """How 23 disposed cases ended."""
    names = {"acquitted": 17, "convicted": 3, "discharged": 3}
    of = {"indicator_id": "I27", "population": "disposed cases"}
    return [row("all", count, 23, definition_id=name, **of) for name, count in names.items()]


def test_an_exception_is_refused_with_the_release_that_helps_to_give_a_figure_away(tmp_path: Path) -> None:
    ledger, entries = tmp_path / "study.jsonl", outcomes()
    values = {"baseline|I27/convicted/disposed cases/numerator|all": 3.0}
    given = {"narrowed": {}, "values": values, "withheld": ()}
    append_release(ledger, Release("study", "baseline", "2026-01-01", "1", "0", 10, {}, (), **given))
    before = read_ledger(ledger)
    passing = {row_key(entries[0])}
    alone = controlled(entries, 10, exceptions=passing)
    refuse_given_away(alone, "study.release_exceptions.csv", (), ledger)
    found = controlled(entries, 10, exceptions=passing, released_before=released_values(before))
    with pytest.raises(CheckError, match="one possible value") as refused:
        refuse_given_away(found, "study.release_exceptions.csv", before, ledger)
    assert "\n" not in str(refused.value)
    assert f"together with earlier releases (baseline of 2026-01-01, in {ledger})" in str(refused.value)
    assert "(baseline, I27, discharged, disposed cases, all: numerator)" in str(refused.value)


def test_a_ledger_that_does_not_say_what_was_withheld_is_read(tmp_path: Path) -> None:
    ledger = tmp_path / "study.jsonl"
    release(ledger, rows(30, 40, 50), "2026-01-01")
    entry = json.loads(ledger.read_text(encoding="utf-8"))
    del entry["withheld"]
    ledger.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    (old,) = read_ledger(ledger)
    assert old.withheld == ()
    assert len(published(release(ledger, rows(30, 40, 50), "2026-02-01").rows)) == 4
