"""Finds what has drifted between a timepoint as stored and the same days as a later pull shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.replay.drift import KINDS, Drift
from pipeline.replay.listings import listing_drift
from transform.schema import TABLES

# What a page says of today only, or how it looks: it has no day, so no replay can tell what it was then.
WITHOUT_A_DAY = frozenset(
    {
        "study", "timepoint", "case_id", "snapshot_id", "snapshot_count", "layout", "history_row_count",
        "judge_designation", "has_masked_party",
    }
)  # fmt: skip
OF_THE_OUTCOME = frozenset(
    {"status", "decision_date", "nature_of_disposal_printed", "is_contested", "clock_end_date"}
)

Cases = dict[str, dict[str, Any]]


def find_drift(
    earlier: Mapping[str, pa.Table], later: Mapping[str, pa.Table], as_of: date
) -> tuple[Drift, ...]:
    """Every difference, by kind, case and place.

    ``earlier`` are tables as known then, ``later`` those of the later pull built with the same parameters; a
    case filed after ``as_of`` belongs to neither.
    """
    before, now = _cases_by(earlier["cases"], as_of), _cases_by(later["cases"], as_of)
    both = before.keys() & now.keys()
    found = [
        *_missing(before.keys() - now.keys(), later["quarantine"]),
        *(
            Drift("case_found_late", case_id, "cases", "case", None, "listed")
            for case_id in now.keys() - before
        ),
        *(drift for case_id in both for drift in _of_facts(case_id, before[case_id], now[case_id])),
        *_of_outcomes(earlier["outcomes"], later["outcomes"], both),
        *listing_drift(earlier, later, both),
    ]
    return tuple(sorted(found, key=_order))


def _cases_by(cases: pa.Table, as_of: date) -> Cases:
    rows = {row["case_id"]: row for row in cases.to_pylist()}
    return {
        case_id: row
        for case_id, row in rows.items()
        if (filed := row["filing_date"] or row["registration_date"]) is None or filed <= as_of
    }


def _missing(case_ids: set[str], quarantine: pa.Table) -> Iterator[Drift]:
    stopped = {row["case_id"] for row in quarantine.to_pylist() if row["stage"] != "rule"}
    for case_id in case_ids:
        kind = "case_unreadable" if case_id in stopped else "case_vanished"
        yield Drift(kind, case_id, "cases", "case", "listed", None)


def _of_facts(case_id: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Drift]:
    if before["has_masked_party"] != now["has_masked_party"]:
        kind = "party_masked" if now["has_masked_party"] else "party_unmasked"
        yield Drift(kind, case_id, "cases", "has_masked_party", _text(not now["has_masked_party"]), None)
    for column in TABLES["cases"].column_names():
        if column not in WITHOUT_A_DAY and before[column] != now[column]:
            kind = "outcome_changed" if column in OF_THE_OUTCOME else "fact_changed"
            yield Drift(kind, case_id, "cases", column, _text(before[column]), _text(now[column]))


def _of_outcomes(before: pa.Table, now: pa.Table, case_ids: set[str]) -> Iterator[Drift]:
    codes = [
        dict(zip(table["case_id"].to_pylist(), table["outcome_code"].to_pylist(), strict=True))
        for table in (before, now)
    ]
    for case_id in case_ids:
        was, is_now = (known.get(case_id) for known in codes)
        if was != is_now:
            yield Drift("outcome_changed", case_id, "outcomes", "outcome_code", _text(was), _text(is_now))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _order(drift: Drift) -> tuple[int, str, str, str, str]:
    return (list(KINDS).index(drift.kind), drift.case_id, drift.table, drift.what, drift.later or "")
