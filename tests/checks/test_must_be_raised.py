"""The reference study's faults are raised under their own name; what must not matter raises nothing."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest
from docket_tables import docket_tables

from checks.rules import RuleResult, find_offenders
from extract.standin.companion_cases import with_bail_applications, with_committal_twins
from extract.standin.docket import DocketCase
from extract.standin.faulty_variants import (
    with_broken_chain,
    with_decision_before_filing,
    with_disposal_undated,
    with_next_date_before_business_date,
    with_unknown_purposes,
)
from extract.standin.reference_docket import baseline_docket
from extract.standin.variants import as_of_later, with_repeated_row, with_shuffled_rows
from transform.builders.quarantine import Offender, quarantine_offenders

Change = Callable[[list[DocketCase]], list[DocketCase]]


def tables_after(*changes: Change) -> dict[str, pa.Table]:
    return docket_tables(baseline_docket(variants=changes))


def broken(tables: dict[str, pa.Table]) -> dict[str, RuleResult]:
    return {result.name: result for result in find_offenders(tables, {}) if result.offenders}


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        (with_broken_chain, "broken_chain"),
        (with_next_date_before_business_date, "next_date_before_business_date"),
        (with_decision_before_filing, "decision_before_filing"),
        (with_disposal_undated, "disposed_without_decision_date"),
    ],
)
def test_fault_of_one_case_stops_the_run_and_goes_on_doing_so_in_quarantine(fault: Change, rule: str) -> None:
    tables = tables_after(fault)
    result = broken(tables)[rule]
    assert result.is_failed
    (case_id,) = result.case_ids
    offender = Offender(rule=rule, title=result.title, case_id=case_id, details=None)
    quarantined = quarantine_offenders(tables, [offender])
    assert quarantined["quarantine"]["case_id"].to_pylist() == [case_id]
    assert sum(quarantined["cases"]["is_in_frame"].to_pylist()) == 102
    assert broken(quarantined)[rule].case_ids == (case_id,)


def test_unknown_purposes_above_five_percent_stop_the_run() -> None:
    (wording,) = broken(tables_after(with_unknown_purposes))["unknown_purposes"].offenders
    assert wording["wording"] == "Qwerty 77"
    assert 0.05 < wording["unknown_share"] < 1 / 12 + 0.01


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (with_shuffled_rows, with_repeated_row),
        (as_of_later,),
        (with_committal_twins, with_bail_applications),
    ],
    ids=["baseline", "rows shuffled and repeated", "later pull", "twins and bail"],
)
def test_what_must_not_matter_raises_nothing_but_days_on_which_courts_are_closed(
    changes: tuple[Change, ...],
) -> None:
    assert set(broken(tables_after(*changes))) == {"hearing_on_closed_day"}
