"""Every indicator of the twelve cases against values worked out by hand; the reasoning stands beside them."""

from __future__ import annotations

import pytest

from transform.indicators.values import IndicatorValue

MONTH = 365 / 12

# (indicator, definition, population): (value, numerator, denominator, n)
EXPECTED = {
    # N1 N2 N3 S1 disposed; N4 N5 N6 S3 S4 S5 pending; N7 stayed; S2 transferred.
    ("I01", "cases", "all cases"): (12, 12, 12, 12),
    ("I01", "cases", "disposed cases"): (4, 4, 12, 12),
    ("I01", "cases", "pending cases"): (6, 6, 12, 12),
    ("I01", "cases", "inactive cases"): (1, 1, 12, 12),
    ("I01", "cases", "cases that left the court"): (1, 1, 12, 12),
    ("I02", "disposed", "all cases"): (4 / 12, 4, 12, 12),
    # Out: N1 N2 N3 S1 and O1. In: the twelve. Brought forward: O1 and O2. The appeal O3 is no prosecution.
    ("I03", "clearance_rate", "cases filed in the window"): (5 / 12, 5, 12, 12),
    ("I03", "disposal_rate", "cases filed in the window or brought forward"): (5 / 14, 5, 14, 14),
    # Stock: six pending and O2; the stayed N7 is none. 2018 and 2019 and the last day: 731 days.
    ("I04", "stock_ratio", "cases of the offences"): (7 * 731 / 5, 7, 5 / 731, 5),
    # Days to disposal 100, 200, 300, 400: quartiles interpolated between neighbours.
    ("I05", "disposed_median", "disposed cases"): (250, None, 4, 4),
    ("I05", "disposed_q1", "disposed cases"): (175, None, 4, 4),
    ("I05", "disposed_q3", "disposed cases"): (325, None, 4, 4),
    ("I05", "within_365_days", "disposed cases"): (3 / 4, 3, 4, 4),
    # Curve: 10/11 from day 100, x 7/8 from 200 (S2 and N6 gone), x 6/7 from 300, x 3/4 from 400 = 0.511.
    ("I05", "km_median", "all cases"): (None, 4, 12, 12),
    ("I05", "rmst_730", "all cases"): (
        100 + 100 * 10 / 11 + 100 * 70 / 88 + 100 * 60 / 88 + 330 * 45 / 88, 4, 12, 12,
    ),
    # Nobody was followed for 1,095 days.
    ("I05", "rmst_1095", "all cases"): (None, 4, 12, 12),
    # Ages 10, 180, 365, 365, 730, 730: exactly a year belongs to the second band.
    ("I06", "median", "pending cases"): (365, None, 6, 6),
    ("I06", "median", "inactive cases"): (579, None, 1, 1),
    ("I06", "p90", "pending cases"): (730, None, 6, 6),
    ("I06", "0_to_1_years", "pending cases"): (2 / 6, 2, 6, 6),
    ("I06", "1_to_2_years", "pending cases"): (2 / 6, 2, 6, 6),
    ("I06", "2_to_3_years", "pending cases"): (2 / 6, 2, 6, 6),
    ("I06", "3_to_5_years", "pending cases"): (0, 0, 6, 6),
    ("I06", "5_or_more_years", "pending cases"): (0, 0, 6, 6),
    # POCSO: N1 done on day 300 (310 from filing), N4 pending on day 365 (360 from its first hearing).
    ("I07", "from_registration", "POCSO cases followed for 365 days"): (1 / 2, 1, 2, 2),
    ("I07", "from_filing", "POCSO cases followed for 365 days"): (1 / 2, 1, 2, 2),
    ("I07", "from_first_hearing", "POCSO cases followed for 365 days"): (1, 1, 1, 1),
    # Over a year: the two of 730 days; 365 is not over 365, nor 730 over 730.
    ("I08", "over_1_year", "pending cases"): (2 / 6, 2, 6, 6),
    ("I08", "over_2_years", "pending cases"): (0, 0, 6, 6),
    ("I08", "over_3_years", "pending cases"): (0, 0, 6, 6),
    ("I08", "over_5_years", "pending cases"): (0, 0, 6, 6),
    # Pre-trial: 30 (N5, S3), 90 (N3, N4), 100 (N1) moved on; 130 (S2), 170 (N6), 569 (N7) censored.
    # 6/8 after day 30, x 4/6 after day 90 = exactly one half.
    ("I09", "pre_trial_median", "cases that reached the stage"): (90, 5, 8, 8),
    # Charge: 40 (N2), 50 (S1, disposed of in it); 270 (N4), 320 (S3) censored.
    ("I09", "charge_median", "cases that reached the stage"): (50, 2, 4, 4),
    # Evidence: 100 (N1), 340 (N2, disposed of in it); 700 (N5) censored.
    ("I09", "evidence_median", "cases that reached the stage"): (340, 2, 3, 3),
    ("I09", "defence_median", "cases that reached the stage"): (None, 0, 0, 0),
    ("I09", "arguments_median", "cases that reached the stage"): (100, 1, 1, 1),
    ("I09", "judgment_median", "cases that reached the stage"): (100, 1, 1, 1),
    # 29 gaps: 1, 3, 5 of 30, 35, 3 of 40, 2 of 50, 58, then 60: the fifteenth is 60.
    ("I10", "median", "all cases"): (60, None, 29, 10),
    ("I10", "over_30_days", "all cases"): (22 / 29, 22, 29, 10),
    ("I10", "over_60_days", "all cases"): (13 / 29, 13, 29, 10),
    # Between evidence dates: N2 1, 99, 200; N5 3 (Friday to Monday) and 609.
    ("I10", "evidence_day_to_day", "all cases"): (2 / 5, 2, 5, 2),
    # N2 met two designations, eight cases one; S2 names none, S4 and S5 have no history.
    ("I11", "designations_per_year", "all cases"): (10 * 365 / 3219, 10, 3219 / 365, 9),
    # N1 3, N2 5, N3 3, S1 1; A0 one more each; A2: N2 2 (evidence), N3 1; A4e: only N1 was read throughout.
    ("I12", "A0", "disposed cases"): (4, 16, 4, 4),
    ("I12", "A1", "disposed cases"): (3, 12, 4, 4),
    ("I12", "A2", "disposed cases"): (3 / 4, 3, 4, 4),
    ("I12", "A2x", "disposed cases"): (1 / 4, 1, 4, 4),
    ("I12", "A3", "disposed cases"): (0, 0, 4, 4),
    ("I12", "A4e", "disposed cases"): (1, 1, 1, 1),
    ("I12", "A0_median", "disposed cases"): (4, None, 4, 4),
    ("I12", "A1_median", "disposed cases"): (3, None, 4, 4),
    ("I12", "A1_q1", "disposed cases"): (5 / 2, None, 4, 4),
    ("I12", "A1_q3", "disposed cases"): (7 / 2, None, 4, 4),
    ("I12", "A2_median", "disposed cases"): (1 / 2, None, 4, 4),
    ("I12", "A2x_median", "disposed cases"): (0, None, 4, 4),
    ("I12", "A3_median", "disposed cases"): (0, None, 4, 4),
    ("I12", "A4e_median", "disposed cases"): (1, None, 1, 1),
    # N4 6, N5 4, N6 2, S3 2, S4 0, S5 0; A2: 3, 2 (for evidence), 1, 0, 0, 0; A3: N4 1; A4e: N6 0, S3 1.
    ("I13", "A0", "pending cases"): (14 / 6, 14, 6, 6),
    ("I13", "A1", "pending cases"): (14 / 6, 14, 6, 6),
    ("I13", "A2", "pending cases"): (1, 6, 6, 6),
    ("I13", "A2x", "pending cases"): (4 / 6, 4, 6, 6),
    ("I13", "A3", "pending cases"): (1 / 6, 1, 6, 6),
    ("I13", "A4e", "pending cases"): (1 / 2, 1, 2, 2),
    ("I13", "A1_median", "pending cases"): (2, None, 6, 6),
    ("I13", "A2_median", "pending cases"): (1 / 2, None, 6, 6),
    ("I13", "A2x_median", "pending cases"): (0, None, 6, 6),
    ("I13", "A1_over_5", "pending cases"): (1 / 6, 1, 6, 6),
    ("I13", "A1_at_least_5", "pending cases"): (1 / 6, 1, 6, 6),
    # 4,109 case-days in all; A4e: N1 300, N6 180, S3 365 days.
    ("I14", "A0", "all cases"): (33 * 365 / 4109, 33, 4109 / 365, 12),
    ("I14", "A1", "all cases"): (29 * 365 / 4109, 29, 4109 / 365, 12),
    ("I14", "A2", "all cases"): (9 * 365 / 4109, 9, 4109 / 365, 12),
    ("I14", "A2x", "all cases"): (5 * 365 / 4109, 5, 4109 / 365, 12),
    ("I14", "A3", "all cases"): (2 * 365 / 4109, 2, 4109 / 365, 12),
    ("I14", "A4e", "all cases"): (2 * 365 / 845, 2, 845 / 365, 3),
    # Evidence dates before any was recorded: N1 1 (judgment next), N2 3 (then part heard), N5 3 and waiting.
    ("I16", "mean_listings", "cases listed for evidence"): (7 / 3, 7, 3, 3),
    ("I16", "mean_listings_recorded", "cases in which evidence was recorded"): (2, 4, 2, 2),
    ("I16", "within_2_listings", "cases in which evidence was recorded"): (1 / 2, 1, 2, 2),
    # N1 3, N6 2, S3 2 sittings read, two of them with a reason; 29 sittings in ten cases.
    ("I17", "A4e", "all cases"): (5 / 7, 5, 7, 3),
    ("I17", "coverage", "all cases"): (7 / 29, 7, 29, 10),
    # Longest runs in days: 50, 100, 100, 130, 170 | 270, 320, 340, 569, 700.
    ("I21", "median", "all cases"): (220 / MONTH, None, 10, 10),
    ("I21", "over_12_months", "all cases"): (2 / 10, 2, 10, 10),
    # b7 is linked to no case.
    ("I22", "all", "bail applications"): (6, 6, 6, 6),
    ("I22", "regular", "bail applications"): (4, 4, 6, 6),
    ("I22", "anticipatory", "bail applications"): (1, 1, 6, 6),
    ("I22", "default", "bail applications"): (0, 0, 6, 6),
    ("I22", "cancellation", "bail applications"): (1, 1, 6, 6),
    ("I22", "not_stated", "bail applications"): (0, 0, 6, 6),
    # N4 was rejected twice: one case. N5's rejected application was to cancel bail.
    ("I23", "cases", "cases with a bail application"): (1, 1, 4, 4),
    ("I23", "share_of_cases", "cases with a bail application"): (1 / 4, 1, 4, 4),
    # Rejected b1 b2 (N4), allowed b3 (N5), unknown b4 (N6); b6 was withdrawn. n counts cases.
    ("I24", "decided", "bail applications"): (2 / 3, 2, 3, 2),
    ("I24", "lower", "bail applications"): (2 / 4, 2, 4, 3),
    ("I24", "upper", "bail applications"): (3 / 4, 3, 4, 3),
    ("I25", "median", "decided bail applications"): (20, None, 3, 3),
    ("I27", "acquitted", "disposed cases"): (1, 1, 4, 4),
    ("I27", "convicted", "disposed cases"): (1, 1, 4, 4),
    ("I27", "discharged", "disposed cases"): (1, 1, 4, 4),
    ("I27", "otherwise_unknown", "disposed cases"): (1, 1, 4, 4),
    ("I27", "acquitted_share", "disposed cases"): (1 / 4, 1, 4, 4),
    ("I28", "convicted_or_acquitted", "cases convicted or acquitted"): (1 / 2, 1, 2, 2),
    ("I28", "merits", "cases decided on the merits"): (1 / 2, 1, 2, 2),
    ("I28", "merits_abated_discharged", "cases decided on the merits, abated or discharged"): (
        1 / 3, 1, 3, 3,
    ),
    ("I28", "all_final", "disposed cases"): (1 / 4, 1, 4, 4),
    ("I28", "all_final_upper", "disposed cases"): (2 / 4, 2, 4, 4),
    ("I30", "lower", "disposed cases"): (1 / 4, 1, 4, 4),
    ("I30", "upper", "disposed cases"): (2 / 4, 2, 4, 4),
    # The appeal repeats N2's FIR; S1's FIR is not known.
    ("I33", "cases", "disposed cases"): (1, 1, 3, 3),
    # S1 ends on day 100 among 11 (S5 gone), N3 on 200 among 8, N1 on 300 among 7, N2 on 400 among 4; of the
    # cases 1, 10/11, 70/88 and 60/88 are undecided before. Nobody was followed for three years.
    ("I34", "other_by_1_year", "all cases"): (1 / 11, 1, 12, 12),
    ("I34", "unknown_by_1_year", "all cases"): (10 / 88, 1, 12, 12),
    ("I34", "acquitted_by_1_year", "all cases"): (10 / 88, 1, 12, 12),
    ("I34", "convicted_by_1_year", "all cases"): (0, 0, 12, 12),
    ("I34", "convicted_by_2_years", "all cases"): (15 / 88, 1, 12, 12),
    ("I34", "acquitted_by_2_years", "all cases"): (10 / 88, 1, 12, 12),
    ("I34", "convicted_by_3_years", "all cases"): (None, 1, 12, 12),
    # N4 lists two POCSO sections: one case.
    ("I35", "pocso", "all cases"): (2 / 12, 2, 12, 12),
    ("I35", "trafficking", "all cases"): (2 / 12, 2, 12, 12),
    ("I35", "itpa_trafficking", "all cases"): (1 / 12, 1, 12, 12),
    ("I35", "any_itpa", "all cases"): (1 / 12, 1, 12, 12),
    ("I35", "procuration_of_minor", "all cases"): (8 / 12, 8, 12, 12),
    ("I35", "rape", "all cases"): (0, 0, 12, 12),
    # 29 sittings and four closing entries.
    ("I46", "filing_date", "all cases"): (1, 12, 12, 12),
    ("I46", "fir_id", "all cases"): (3 / 12, 3, 12, 12),
    ("I46", "first_hearing_date", "all cases"): (10 / 12, 10, 12, 12),
    ("I46", "case_type_code", "all cases"): (0, 0, 12, 12),
    ("I46", "next_hearing_date", "pending cases"): (3 / 6, 3, 6, 6),
    ("I46", "stage_code", "pending cases"): (4 / 6, 4, 6, 6),
    ("I46", "decision_date", "disposed cases"): (1, 4, 4, 4),
    ("I46", "nature_of_disposal_printed", "disposed cases"): (1, 4, 4, 4),
    ("I46", "hearing_business_date", "history entries"): (1, 33, 33, 10),
    ("I46", "hearing_next_date", "history entries"): (1, 29, 29, 10),
    ("I46", "hearing_judge_designation", "history entries"): (32 / 33, 32, 33, 10),
    # Fresh: N4, N6, S3. Last day of business 0 (N4), 639 (N5), 130 (N6), 320 (S3) days before the cut-off.
    ("I47", "stale", "pending cases"): (3 / 6, 3, 6, 6),
    ("I47", "days_since_last_entry", "pending cases"): (225, None, 4, 4),
    # Links: N1 3, N2 5, N3 3, N4 5, N5 3, N6 1, N7 1 (broken), S1 1, S3 1.
    ("I48", "next_is_following", "history entries"): (22 / 23, 22, 23, 9),
    ("I49", "unknown", "disposed cases"): (1 / 4, 1, 4, 4),
    ("I49", "unmapped", "disposed cases"): (0, 0, 4, 4),
}  # fmt: skip

EXPECTED_BY_DISTRICT = {
    ("I01", "cases", "pending cases", "South"): (3, 3, 5, 5),
    ("I02", "disposed", "all cases", "South"): (1 / 5, 1, 5, 5),
    ("I03", "clearance_rate", "cases filed in the window", "North"): (4 / 7, 4, 7, 7),
    ("I04", "stock_ratio", "cases of the offences", "South"): (3 * 731, 3, 1 / 731, 1),
    # North: 5/6 from day 200, x 4/5 from 300, x 2/3 from 400 = 0.444.
    ("I05", "km_median", "all cases", "North"): (400, 3, 7, 7),
    ("I12", "A1", "disposed cases", "North"): (11 / 3, 11, 3, 3),
    ("I12", "A1", "disposed cases", "South"): (1, 1, 1, 1),
    ("I13", "A1", "pending cases", "South"): (2 / 3, 2, 3, 3),
    # South's five dates (15 20 45 50) all fall while four cases are at risk: S5 was seen for ten days only.
    ("I15", "A1_nelson_6_months", "all cases", "South"): (1, 4, 5, 5),
    ("I15", "A1_ghosh_lin_6_months", "all cases", "South"): (1, 4, 5, 5),
    ("I23", "cases", "cases with a bail application", "South"): (0, 0, 1, 1),
    ("I27", "acquitted", "disposed cases", "South"): (0, 0, 1, 1),
}

EMPTY_IN_SOUTH = (
    ("I06", "median", "inactive cases"),
    ("I07", "from_registration", "POCSO cases followed for 365 days"),
    ("I09", "evidence_median", "cases that reached the stage"),
    ("I10", "evidence_day_to_day", "all cases"),
    ("I12", "A4e", "disposed cases"),
    ("I16", "mean_listings", "cases listed for evidence"),
    ("I24", "decided", "bail applications"),
    ("I25", "median", "decided bail applications"),
    ("I28", "merits", "cases decided on the merits"),
    ("I33", "cases", "disposed cases"),
)


def _one(rows: list[IndicatorValue], *labels: str) -> IndicatorValue:
    (row,) = (
        row for row in rows
        if (row.indicator_id, row.definition_id, row.population, row.district) == labels
    )  # fmt: skip
    return row


@pytest.mark.parametrize("labels", EXPECTED, ids=lambda labels: "-".join(labels[:2]))
def test_total_is_what_was_worked_out_by_hand(
    twelve_values: list[IndicatorValue], labels: tuple[str, str, str]
) -> None:
    row = _one(twelve_values, *labels, "all")
    assert (row.value, row.numerator, row.denominator, row.n) == pytest.approx(EXPECTED[labels])


@pytest.mark.parametrize("labels", EXPECTED_BY_DISTRICT, ids="-".join)
def test_district_is_what_was_worked_out_by_hand(
    twelve_values: list[IndicatorValue], labels: tuple[str, str, str, str]
) -> None:
    row = _one(twelve_values, *labels)
    assert (row.value, row.numerator, row.denominator, row.n) == pytest.approx(EXPECTED_BY_DISTRICT[labels])


@pytest.mark.parametrize("labels", EMPTY_IN_SOUTH, ids="-".join)
def test_nothing_to_count_is_no_value_and_says_so(
    twelve_values: list[IndicatorValue], labels: tuple[str, str, str]
) -> None:
    row = _one(twelve_values, *labels, "South")
    assert (row.value, row.n) == (None, 0)
    assert row.note is not None
    assert row.note.startswith("not available")


def test_every_definition_comes_for_every_district_and_in_total(twelve_values: list[IndicatorValue]) -> None:
    seen: dict[tuple[str, str, str], set[str]] = {}
    for row in twelve_values:
        seen.setdefault((row.indicator_id, row.definition_id, row.population), set()).add(row.district)
    assert {frozenset(districts) for districts in seen.values()} == {frozenset({"all", "North", "South"})}


def test_counts_by_district_add_up_to_the_total(twelve_values: list[IndicatorValue]) -> None:
    counts = [row for row in twelve_values if row.is_count and row.numerator is not None]
    assert counts
    for total in (row for row in counts if row.district == "all"):
        parts = [
            row.numerator or 0
            for row in counts
            if row.district != "all"
            and (row.indicator_id, row.definition_id, row.population)
            == (total.indicator_id, total.definition_id, total.population)
        ]
        assert sum(parts) == total.numerator, (total.indicator_id, total.definition_id)
