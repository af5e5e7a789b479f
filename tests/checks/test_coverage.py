"""Lost rows and unknown wordings are found, counted and named."""

from __future__ import annotations

import pytest
from small_study import STUDY, Rows, as_tables, clean_rows

from checks.coverage import Coverage, check_coverage
from checks.errors import CheckError


def coverage_of(rows: Rows) -> Coverage:
    return check_coverage(as_tables(rows))


def wording(vocabulary: str, printed: str, code: str, count: int) -> dict[str, object]:
    return STUDY | {"vocabulary": vocabulary, "printed": printed, "code": code, "count": count}


def test_a_clean_study_is_covered() -> None:
    coverage = coverage_of(clean_rows())
    assert not coverage.is_failed
    assert [(u.vocabulary, u.occurrences, u.unmapped) for u in coverage.unmapped] == [
        ("disposals", 1, 0),
        ("purposes", 6, 0),
    ]


@pytest.mark.parametrize(("rows_out", "unexplained"), [(1, 1), (3, -1)])
def test_rows_lost_or_made_up_fail_the_step(rows_out: int, unexplained: int) -> None:
    rows = clean_rows()
    rows["coverage"][0]["rows_out"] = rows_out
    (step,) = coverage_of(rows).steps
    assert (step.step, step.unexplained, step.is_failed) == ("pages to cases", unexplained, True)


@pytest.mark.parametrize(("unmapped", "is_failed"), [(5, False), (6, True)])
def test_purposes_may_be_unmapped_up_to_five_percent(unmapped: int, is_failed: bool) -> None:
    rows = clean_rows()
    rows["wordings"] = [
        wording("purposes", "Evidence", "evidence", 100 - unmapped),
        wording("purposes", "Qqq", "unmapped", 1),
        wording("purposes", "Zzz", "unmapped", unmapped - 1),
    ]
    coverage = coverage_of(rows)
    assert coverage.is_failed is is_failed
    assert coverage.unmapped[0].wordings == ("Zzz", "Qqq")


def test_other_vocabularies_are_reported_only() -> None:
    rows = clean_rows()
    rows["wordings"] = [wording("acts", "Some Act", "unmapped", 3)]
    coverage = coverage_of(rows)
    assert (coverage.unmapped[0].share, coverage.is_failed) == (1.0, False)


def test_quarantine_is_counted_by_reason() -> None:
    rows = clean_rows()
    entry = STUDY | {"stage": "parse", "reason": "page changed"}
    rows["quarantine"] = [entry | {"quarantine_number": n} for n in (1, 2)]
    (counted,) = coverage_of(rows).quarantine
    assert (counted.stage, counted.reason, counted.count) == ("parse", "page changed", 2)


def test_values_found_where_something_else_was_expected_are_one_kind_of_quarantine() -> None:
    rows = clean_rows()
    entry = STUDY | {"stage": "interpret", "reason": "next date can't be read", "expected": "a date"}
    rows["quarantine"] = [
        entry | {"quarantine_number": number, "found": f"0{1 + number % 7}-01-2201"} for number in range(9)
    ]
    (counted,) = coverage_of(rows).quarantine
    assert (counted.count, counted.found_count) == (9, 7)
    assert counted.found == [f"0{day}-01-2201" for day in range(1, 6)]


def test_a_build_without_coverage_is_refused() -> None:
    with pytest.raises(CheckError, match="table coverage: it is empty"):
        coverage_of(clean_rows() | {"coverage": []})
