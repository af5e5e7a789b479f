"""Indicators from coders' forms over the twelve cases, worked out by hand, and what they say without."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import krippendorff
import pyarrow as pa
import pytest
from twelve_cases import as_table, write_study
from twelve_forms import TWICE, twelve_form_tables

from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators
from transform.indicators.values import IndicatorValue
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

VICTIMS, OF_ACQUITTED = "victims", "victims of acquitted cases"
REVIEWED, RUNS = "cases reviewed", "all cases"
BAIL_CASES, BAIL = "cases with a bail application", "bail applications"
CODED_ONLY = [
    "I19", "I20", "I29", "I31", "I32", "I36", "I37", "I38", "I39", "I40", "I41", "I42", "I43", "I44", "I45",
    "I50",
]  # fmt: skip

# (indicator, definition, population) -> value, numerator, denominator, n
EXPECTED = {
    # Every sitting coded: N1 (two of three not effective) and N6 (one of two).
    ("I12", "A4", "disposed cases"): (2, 2, 1, 1),
    ("I12", "A4b", "disposed cases"): (1, 1, 1, 1),
    ("I12", "A4c", "disposed cases"): (0, 0, 1, 1),
    ("I13", "A4", "pending cases"): (1, 1, 1, 1),
    ("I13", "A4c", "pending cases"): (1, 1, 1, 1),
    ("I14", "A4", "all cases"): (3 * 365 / 480, 3, 480 / 365, 2),
    ("I14", "A4b", "all cases"): (2 * 365 / 480, 2, 480 / 365, 2),
    ("I14", "A4c", "all cases"): (1 * 365 / 480, 1, 480 / 365, 2),
    # Dates for evidence before any was recorded: N1 day 100; N2 60, 100, 101; N5 30, 88, 91.
    ("I16", "A0_listings", "cases listed for evidence"): (7 / 3, 7, 3, 3),
    ("I16", "A1_listings", "cases listed for evidence"): (7 / 3, 7, 3, 3),
    ("I16", "A2_listings", "cases listed for evidence"): (4 / 3, 4, 3, 3),
    ("I16", "A3_listings", "cases listed for evidence"): (0, 0, 3, 3),
    ("I16", "A4e_listings", "cases listed for evidence"): (0, 0, 1, 1),
    ("I16", "A4_listings", "cases listed for evidence"): (1, 1, 1, 1),
    ("I16", "A4c_listings", "cases listed for evidence"): (0, 0, 1, 1),
    # Effective: N1 1 of 3, N4 0 of 3 (day 185 unknown), N6 1 of 2.
    ("I17", "A4", "all cases"): (2 / 8, 2, 8, 3),
    ("I17", "coverage_A4", "all cases"): (8 / 29, 8, 29, 10),
    # Six days not effective: N1 0 and 100; N4 5, 35 and 95; N6 10.
    ("I18", "A4_side_defence", "adjournments"): (3 / 6, 3, 6, 3),
    ("I18", "A4_side_prosecution", "adjournments"): (1 / 6, 1, 6, 3),
    ("I18", "A4_side_both", "adjournments"): (1 / 6, 1, 6, 3),
    ("I18", "A4_side_court", "adjournments"): (1 / 6, 1, 6, 3),
    ("I18", "A4_side_third_party", "adjournments"): (0, 0, 6, 3),
    ("I18", "A4_reason_counsel_seeks_time", "adjournments"): (2 / 6, 2, 6, 3),
    ("I18", "A4_reason_accused_absent", "adjournments"): (1 / 6, 1, 6, 3),
    ("I18", "A4e_side_not_stated", "adjournments"): (1, 2, 2, 2),
    # N4 had three requests of a side allowed, but two of its days were not coded.
    ("I19", "known", "cases coded in full"): (0, 0, 2, 2),
    ("I19", "lower", "cases coded"): (1 / 3, 1, 3, 3),
    ("I19", "coverage", "all cases"): (2 / 12, 2, 12, 12),
    # Pending with a request decided: N4 (none of three refused), N6 (one of two).
    ("I20", "cases", "pending cases"): (1, 1, 2, 2),
    ("I20", "all_cases", "all cases"): (1, 1, 3, 3),
    ("I20", "share_of_cases", "pending cases"): (1 / 2, 1, 2, 2),
    ("I20", "refused_requests", "requests decided"): (1 / 6, 1, 6, 3),
    ("I20", "coverage", "pending cases"): (2 / 6, 2, 6, 6),
    # Longest runs start N1 0 (to 100), N2 60, N3 100, N4 95, N5 30, N6 10, N7 10, S1 50, S2 20, S3 45.
    ("I21", "A0_in_run", RUNS): (20 / 10, 20, 10, 10),
    ("I21", "A1_in_run", RUNS): (20 / 10, 20, 10, 10),
    ("I21", "A2_in_run", RUNS): (8 / 10, 8, 10, 10),
    ("I21", "A3_in_run", RUNS): (1 / 10, 1, 10, 10),
    ("I21", "A4e_in_run", RUNS): (1 / 3, 1, 3, 3),
    ("I21", "A4_in_run", RUNS): (2 / 2, 2, 2, 2),
    ("I21", "A4b_in_run", RUNS): (1 / 2, 1, 2, 2),
    ("I21", "A4c_in_run", RUNS): (1 / 2, 1, 2, 2),
    # Six of the pages, b4 among them, and two of S3 that only the coder saw.
    ("I22", "all", BAIL): (8, 8, 8, 8),
    ("I22", "regular", BAIL): (4, 4, 8, 8),
    ("I22", "not_stated", BAIL): (2, 2, 8, 8),
    ("I23", "cases", BAIL_CASES): (2, 2, 4, 4),
    ("I23", "cases_portal", BAIL_CASES): (1, 1, 4, 4),
    ("I23", "cases_coded", BAIL_CASES): (1, 1, 2, 2),
    ("I23", "cases_upper", BAIL_CASES): (3, 3, 4, 4),
    ("I23", "share_of_cases", BAIL_CASES): (2 / 4, 2, 4, 4),
    # Reviewed N1 to N4, bail coded N6 and S3.
    ("I23", "coverage", "all cases"): (6 / 12, 6, 12, 12),
    # Rejected b1 b2 b4, allowed b3 B1, unknown B2.
    ("I24", "decided", BAIL): (3 / 5, 3, 5, 4),
    ("I24", "decided_naive", BAIL): (3 / 5, 3, 5, 4),
    ("I24", "decided_portal", "bail applications on pages"): (2 / 3, 2, 3, 2),
    ("I24", "decided_coded", "bail applications coded"): (1 / 2, 1, 2, 2),
    ("I24", "lower", BAIL): (3 / 6, 3, 6, 4),
    ("I24", "upper", BAIL): (4 / 6, 4, 6, 4),
    ("I24", "coverage", BAIL): (5 / 6, 5, 6, 4),
    # Bail allowed in N5 (dated) and S3 (not dated); nothing happened in N5 afterwards.
    ("I26", "warrant", "cases with bail allowed"): (0, 0, 1, 1),
    ("I26", "coverage", "cases with bail allowed"): (1 / 2, 1, 2, 2),
    # Acquitted: N1 by page and coder, N3 by the coder alone, reason unknown.
    ("I29", "hostile_witnesses", "acquitted cases"): (1, 1, 1, 1),
    ("I29", "benefit_of_doubt", "acquitted cases"): (0, 0, 1, 1),
    ("I29", "u", "acquitted cases"): (1 / 2, 1, 2, 2),
    ("I29", "coverage", "acquitted cases"): (1, 2, 2, 2),
    # Accused: 3 in N1, 2 in N2, 4 in N3, of whom three were acquitted; S1 was not reviewed.
    ("I31", "convicted", "accused of disposed cases"): (2 / 9, 2, 9, 3),
    ("I31", "acquitted", "accused of disposed cases"): (6 / 9, 6, 9, 3),
    ("I31", "split_cases", "disposed cases"): (0, 0, 3, 3),
    ("I31", "coverage", "disposed cases"): (3 / 4, 3, 4, 4),
    ("I32", "sentence_months", "cases with a conviction"): (84, 84, 1, 1),
    ("I32", "sentence_months_median", "cases with a conviction"): (84, None, 1, 1),
    ("I32", "fine_rupees", "cases with a conviction"): (5000, 5000, 1, 1),
    ("I32", "compensation", "all cases"): (2 / 3, 2, 3, 3),
    ("I32", "compensation_interim", "all cases"): (2 / 3, 2, 3, 3),
    ("I32", "coverage", "cases with a conviction"): (1, 1, 1, 1),
    ("I36", "coded", REVIEWED): (1 / 3, 1, 3, 3),
    ("I36", "coverage", "all cases"): (3 / 12, 3, 12, 12),
    ("I37", "victims", VICTIMS): (4, 4, 4, 3),
    ("I37", "acquitted_victims", OF_ACQUITTED): (2, 2, 2, 1),
    ("I37", "minors", VICTIMS): (2, 2, 3, 2),
    ("I37", "minors_share", VICTIMS): (2 / 3, 2, 3, 2),
    ("I37", "acquitted_minors", OF_ACQUITTED): (1, 1, 2, 1),
    ("I37", "coverage", "all cases"): (3 / 12, 3, 12, 12),
    # Witness: N1's first and N2's; N1's second was not summoned, N4's is unknown.
    ("I38", "made_witness", VICTIMS): (2 / 3, 2, 3, 2),
    ("I38", "made_witness_naive", VICTIMS): (2 / 3, 2, 3, 2),
    ("I38", "acquitted_made_witness", OF_ACQUITTED): (1 / 2, 1, 2, 1),
    ("I39", "of_witnesses", "victims made witnesses"): (1 / 2, 1, 2, 2),
    ("I39", "of_victims", VICTIMS): (1 / 3, 1, 3, 2),
    ("I39", "acquitted_of_witnesses", "victims made witnesses in acquitted cases"): (1, 1, 1, 1),
    ("I39", "acquitted_of_victims", OF_ACQUITTED): (1 / 2, 1, 2, 1),
    ("I40", "victims", VICTIMS): (2, 2, 3, 2),
    ("I40", "victims_upper", VICTIMS): (3, 3, 4, 3),
    ("I40", "cases", "cases with victims coded"): (2, 2, 2, 2),
    ("I40", "share", VICTIMS): (2 / 3, 2, 3, 2),
    ("I41", "victims", VICTIMS): (2, 2, 3, 3),
    ("I41", "cases", "cases with victims coded"): (2, 2, 3, 3),
    ("I42", "cases", REVIEWED): (1, 1, 3, 3),
    ("I42", "share", REVIEWED): (1 / 3, 1, 3, 3),
    # N2 had a lawyer of an NGO and N4 none; both accused had one of the authority. N3 is unknown.
    ("I42", "accused_only", REVIEWED): (2, 2, 3, 3),
    ("I42", "any_lawyer", REVIEWED): (2 / 3, 2, 3, 3),
    ("I42", "coverage", "all cases"): (3 / 12, 3, 12, 12),
    ("I43", "in_camera", REVIEWED): (2 / 3, 2, 3, 3),
    ("I43", "remote_testimony", REVIEWED): (1 / 2, 1, 2, 2),
    ("I43", "support_person", REVIEWED): (1 / 2, 1, 2, 2),
    ("I43", "interim_compensation", REVIEWED): (2 / 3, 2, 3, 3),
    ("I43", "coverage_remote_testimony", "all cases"): (2 / 12, 2, 12, 12),
    # POCSO: N1 decided 290 days after cognizance; of N4 it was not coded.
    ("I07", "from_cognizance", "POCSO cases followed for 365 days"): (1, 1, 1, 1),
    # Days from cognizance: N1 30 (a minor), N2 100.
    ("I44", "median", "cases with testimony"): (65, None, 2, 2),
    ("I44", "within_30_days", "cases with testimony"): (1 / 2, 1, 2, 2),
    ("I44", "minors_within_30_days", "cases of minors with testimony"): (1, 1, 1, 1),
    ("I44", "coverage", "cases with testimony"): (1, 2, 2, 2),
    ("I45", "victims", VICTIMS): (1, 1, 3, 2),
    ("I45", "victims_upper", VICTIMS): (2, 2, 4, 3),
    # Police: of N1, N2 and two nobody found; O1 does not belong, of the sixth nobody knows. Twelve in frame.
    ("I50", "police", "cases on a list"): (2 / 4, 2, 4, 4),
    ("I50", "police_total", "cases on a list"): (13 * 5 / 3 - 1, 2, 4, 4),
    ("I50", "police_known", "entries of a list"): (5 / 6, 5, 6, 6),
    ("I50", "ngo", "cases on a list"): (1, 3, 3, 3),
    ("I50", "ngo_total", "cases on a list"): (12, 3, 3, 3),
    ("I50", "ngo_known", "entries of a list"): (1, 3, 3, 3),
}  # fmt: skip


def one(rows: list[IndicatorValue], *labels: str) -> IndicatorValue:
    (row,) = (
        row for row in rows
        if (row.indicator_id, row.definition_id, row.population, row.district) == (*labels, "all")
    )  # fmt: skip
    return row


def warehouse_in(folder: Path, tables: dict[str, pa.Table]) -> Path:
    """A warehouse of these tables in place of those that were in the folder."""
    shutil.rmtree(folder / "tables", ignore_errors=True)
    write_study(tables, folder / "tables")
    build_warehouse(folder / "tables", folder / "warehouse.duckdb")
    return folder / "warehouse.duckdb"


@pytest.mark.parametrize("labels", EXPECTED, ids=lambda labels: "-".join(labels[:2]))
def test_total_is_what_was_worked_out_by_hand(
    coded_values: list[IndicatorValue], labels: tuple[str, str, str]
) -> None:
    row = one(coded_values, *labels)
    assert (row.value, row.numerator, row.denominator, row.n) == pytest.approx(EXPECTED[labels])


@pytest.mark.parametrize("indicator_id", CODED_ONLY)
def test_without_forms_nothing_is_zero(twelve_values: list[IndicatorValue], indicator_id: str) -> None:
    rows = [row for row in twelve_values if row.indicator_id == indicator_id]
    assert rows
    for row in rows:
        if row.definition_id.startswith("coverage"):
            assert row.value in (0, None)
        else:
            assert row.value is None
            assert row.note is not None
            assert "form" in row.note or "coded" in row.note


def test_a_keeper_without_a_list_is_not_zero(coded_values: list[IndicatorValue]) -> None:
    row = one(coded_values, "I50", "prosecution", "cases on a list")
    assert (row.value, row.n) == (None, 0)
    assert row.note is not None
    assert "case_lists" in row.note


def test_alpha_is_that_of_the_library(coded_values: list[IndicatorValue]) -> None:
    codes = ["n", "u", "y"]
    pairs = [pair for _, variable, *pair in TWICE if variable == "in_camera"]
    ratings = [[codes.index(str(pair[at])) for pair in pairs] for at in (0, 1)]
    expected = krippendorff.alpha(reliability_data=ratings, level_of_measurement="nominal")
    row = one(coded_values, "I51", "case_review_in_camera", "units coded twice")
    assert row.value == pytest.approx(expected)
    assert (row.numerator, row.denominator, row.n) == (3, 4, 4)


def test_alpha_of_one_code_throughout_is_not_defined(coded_values: list[IndicatorValue]) -> None:
    row = one(coded_values, "I51", "case_review_outcome_std", "units coded twice")
    assert (row.value, row.n) == (None, 1)


def test_a_warrant_counts_only_after_bail(twelve_tables: dict[str, pa.Table], one_place: Path) -> None:
    # N5 was given bail on 31 August 2019.
    def warrant(number: int, day: date) -> dict[str, Any]:
        return {
            "case_id": "N5", "hearing_number": number, "business_date": day, "next_date": None,
            "purpose_code": "warrant", "stage_group": "outside_ladder", "is_within_as_of": True,
        }  # fmt: skip

    found = {}
    for name, day in (("before", date(2019, 8, 31)), ("after", date(2019, 9, 2))):
        hearings = pa.concat_tables([twelve_tables["hearings"], as_table("hearings", [warrant(5, day)])])
        with connect(
            warehouse_in(one_place, twelve_tables | {"hearings": hearings}), "twelve", "baseline"
        ) as connection:
            rows = compute_one(connection, load_indicators()["I26"])
        found[name] = one(rows, "I26", "warrant", "cases with bail allowed").value
    assert found == {"before": 0, "after": 1}


def test_rows_of_a_case_out_of_frame_count_nowhere(
    twelve_tables: dict[str, pa.Table], one_place: Path
) -> None:
    forms = twelve_form_tables()
    outside = forms["victim_reviews"].slice(0, 1)
    at = outside.schema.get_field_index("case_id")
    outside = outside.set_column(at, outside.schema.field(at), pa.array(["O1"]))
    forms["victim_reviews"] = pa.concat_tables([forms["victim_reviews"], outside])
    with connect(warehouse_in(one_place, twelve_tables | forms), "twelve", "baseline") as connection:
        values = compute_one(connection, load_indicators()["I37"])
    assert one(values, "I37", "victims", VICTIMS).value == 4
