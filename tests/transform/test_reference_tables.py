"""The tables of the reference baseline: its figures, and everything that must not change them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from statistics import mean
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from made_tables import AS_OF, FETCHED_AT, KEY, PARAMETERS, docket_reading, docket_tables, rows, unexplained

from extract.records import Layout
from extract.standin.companion_cases import with_bail_applications, with_committal_twins
from extract.standin.docket import DocketCase
from extract.standin.reference_docket import baseline_docket
from extract.standin.variants import (
    as_of_later,
    in_layout,
    with_masked_parties,
    with_names_in_devanagari,
    with_numeric_dates,
    with_ordinal_dates,
    with_repeated_row,
    with_rows_newest_first,
    with_shuffled_rows,
)
from transform.assembling.tables import build_tables
from transform.schema import TABLES

# Columns that say how a page looked or came, not what is known of the case.
OF_THE_PAGE = {
    "snapshot_id", "layout", "snapshot_count", "history_row_count", "has_masked_party", "petitioner_count",
    "respondent_count", "judge_designation", "next_hearing_date", "stage_printed", "stage_code",
}  # fmt: skip


@cache
def baseline() -> dict[str, pa.Table]:
    return docket_tables(baseline_docket())


def figures(tables: dict[str, pa.Table]) -> dict[str, Any]:
    """What the study reports, for cases in frame: counts, adjournments, dates and outcomes of every case."""
    cases = tables["cases"].filter(tables["cases"]["is_in_frame"])
    in_frame = set(rows(cases, "case_id"))
    counted = Counter(
        (case_id, definition)
        for case_id, definition in rows(tables["adjournments"], "case_id", "definition_id")
        if case_id in in_frame
    )
    outcomes = {
        row["case_id"]: (row["outcome_code"], row["outcome_date"], row["days_to_outcome"])
        for row in tables["outcomes"].to_pylist()
        if row["case_id"] in in_frame
    }
    facts = rows(cases, "case_id", "district", "status", "filing_date", "decision_date", "clock_end_date")
    return {"cases": facts, "adjournments": counted, "outcomes": outcomes}


def means(tables: dict[str, pa.Table], status: str) -> dict[str, float]:
    counted = figures(tables)["adjournments"]
    ids = [case_id for case_id, *_ in figures(tables)["cases"] if statuses(tables)[case_id] == status]
    return {definition: mean(counted[i, definition] for i in ids) for definition in ("A0", "A1")}


def statuses(tables: dict[str, pa.Table]) -> dict[str, str]:
    return dict(rows(tables["cases"], "case_id", "status"))


def test_103_cases_23_disposed_80_pending() -> None:
    cases = baseline()["cases"]
    assert all(rows(cases, "is_in_frame"))
    assert Counter(rows(cases, "status")) == {"disposed": 23, "pending": 80}
    assert baseline()["hearings"].num_rows == 1130
    assert baseline()["quarantine"].num_rows == 0


def test_adjournments_before_disposal_are_29_under_a1_and_30_under_a0() -> None:
    assert means(baseline(), "disposed") == {"A0": 30.0, "A1": 29.0}
    assert means(baseline(), "pending") == {"A0": 5.5, "A1": 5.5}


def test_outcomes_are_20_acquittals_and_one_each_of_three_others() -> None:
    codes = Counter(rows(baseline()["outcomes"], "outcome_code"))
    assert codes == {None: 80, "acquitted": 20, "convicted": 1, "discharged": 1, "abated_death": 1}


def test_a2_counts_entries_whose_step_repeats() -> None:
    """Worked out from the rules: A1 less the steps of the ladder in use; the last pending row is unknown."""
    disposed = sum(17 + i - 8 for i in range(1, 24))
    pending = 8 * sum(a - 2 for a in (2, 3, 4, 5, 5, 6, 6, 7, 8, 9))
    counted = Counter(rows(baseline()["adjournments"], "definition_id"))
    assert counted["A2"] == disposed + pending
    assert counted["A3"] == counted["A4e"] == 0


def test_strict_variant_puts_every_pending_case_over_five() -> None:
    tables = docket_tables(baseline_docket(is_strict=True))
    counted = figures(tables)["adjournments"]
    pending = [case_id for case_id, status in statuses(tables).items() if status == "pending"]
    assert sum(counted[case_id, "A1"] > 5 for case_id in pending) == len(pending) == 80


@pytest.mark.parametrize(
    "variant",
    [
        with_shuffled_rows, with_rows_newest_first, with_repeated_row, with_ordinal_dates, with_numeric_dates,
        with_names_in_devanagari, with_masked_parties, with_committal_twins, with_bail_applications,
        as_of_later, in_layout(Layout.V4), in_layout(Layout.V6_2025), in_layout(Layout.V6_2026),
    ],
)  # fmt: skip
def test_what_must_not_matter_changes_no_figure(variant: Any) -> None:
    tables = docket_tables(baseline_docket(variants=[variant]))
    assert figures(tables) == figures(baseline())
    assert unexplained(tables) == []
    assert tables["quarantine"].num_rows == 0


@pytest.mark.parametrize("variant", [with_shuffled_rows, with_rows_newest_first, as_of_later])
def test_tables_are_the_same_up_to_the_cut_off(variant: Any) -> None:
    tables = docket_tables(baseline_docket(variants=[variant]))
    known = set(rows(baseline()["cases"], "case_id"))
    for name in ("cases", "adjournments", "outcomes", "acts"):
        drop = OF_THE_PAGE - {"next_hearing_date", "stage_printed", "stage_code"}
        assert kept(tables[name], known, drop) == kept(baseline()[name], known, drop), name
    within = tables["hearings"].filter(tables["hearings"]["is_within_as_of"])
    assert kept(within, known, set()) == kept(baseline()["hearings"], known, set())


def kept(table: pa.Table, case_ids: set[str], dropped: set[str]) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in row.items() if name not in dropped}
        for row in table.to_pylist()
        if row["case_id"] in case_ids
    ]


def test_a_page_pulled_twice_counts_once() -> None:
    readings = [docket_reading(case) for case in baseline_docket()]
    later = [
        replace(
            reading,
            page=replace(reading.page, page_id=f"f{number:015}", fetched_at=FETCHED_AT + timedelta(1)),
        )
        for number, reading in enumerate(readings)
    ]
    tables = build_tables([*readings, *later], PARAMETERS, KEY)
    assert figures(tables) == figures(baseline())
    assert set(rows(tables["cases"], "snapshot_count")) == {2}
    assert Counter(rows(tables["pages"], "result")) == {"read": 103, "superseded": 103}
    assert unexplained(tables) == []


def test_five_twins_are_merged_and_leave_the_count_at_103() -> None:
    tables = docket_tables(baseline_docket(variants=[with_committal_twins]))
    cases = tables["cases"]
    twins = cases.filter(pc.is_valid(cases["merged_into_case_id"]))
    assert rows(twins, "frame_exclusion") == ["merged_committal_twin"] * 5
    assert set(rows(twins, "case_kind")) == {"committal"}
    assert set(rows(twins, "status")) == {"left_court"}
    assert set(rows(twins, "merged_into_case_id")) <= set(rows(baseline()["cases"], "case_id"))


def test_bail_is_linked_by_fir_and_never_counted_as_a_case() -> None:
    docket = baseline_docket(variants=[with_bail_applications])
    bail_cases = [case for case in docket if case.case_type == "Cri.Bail Appln."]
    bail = docket_tables(docket)["bail"]
    assert bail.num_rows == len(bail_cases) > 0
    assert set(rows(bail, "link_basis")) == {"same_fir"}
    assert set(rows(bail, "kind")) == {"regular"}
    outcomes = Counter(rows(bail, "outcome_code"))
    assert set(outcomes) == {"allowed", "rejected", "withdrawn", "disposed_unknown"}
    assert all(rows(bail, "is_in_frame"))


def test_tables_follow_the_schema_exactly() -> None:
    tables = docket_tables(baseline_docket(variants=[with_committal_twins, with_bail_applications]))
    assert list(tables) == list(TABLES)
    for name, definition in TABLES.items():
        assert tables[name].schema.equals(definition.arrow_schema(), check_metadata=True), name
        keys = rows(tables[name].append_column("_", pa.nulls(tables[name].num_rows)), *definition.key, "_")
        assert len(set(keys)) == len(keys), name


def test_tables_hold_no_identifier() -> None:
    docket = baseline_docket(
        variants=[with_committal_twins, with_bail_applications, with_names_in_devanagari]
    )
    tables = docket_tables([*docket, *baseline_docket(variants=[with_masked_parties])])
    text = "\n".join(
        str(value)
        for table in tables.values()
        for column in table.columns
        if pa.types.is_string(column.type)
        for value in column.unique().to_pylist()
        if value is not None
    )
    assert not re.search(r"\b[A-Z]{4}\d{2}-?\d{6}-?\d{4}\b", text)
    assert not re.search(r"[\u0900-\u097f]", text)
    for secret in secrets_of(docket):
        assert secret not in text


def secrets_of(docket: list[DocketCase]) -> set[str]:
    """Names, police stations and case numbers that the docket's pages print."""
    secrets = {"Party-0", "Advocate-0"}
    for case in docket:
        secrets |= {party.name for party in (*case.petitioners, *case.respondents)}
        secrets.add(f"{case.registration_number}/{case.registration_date.year}")
        if case.fir is not None:
            secrets.add(case.fir.station)
    return secrets


def test_the_cut_off_can_be_moved_back() -> None:
    """Built at an earlier day, later entries and decisions are not known."""
    earlier = date(2020, 1, 31)
    tables = docket_tables(baseline_docket(), replace(PARAMETERS, as_of=earlier))
    decided = [day for day in rows(tables["cases"], "decision_date") if day is not None]
    assert max(decided) <= earlier < AS_OF
    assert max(day for day in rows(tables["adjournments"], "business_date")) <= earlier
    assert set(rows(tables["cases"], "clock_end_date")) == {*decided, earlier}
    assert unexplained(tables) == []
