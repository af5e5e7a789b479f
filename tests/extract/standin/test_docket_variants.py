"""Variants change only what they say they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from extract.standin.companion_cases import with_bail_applications, with_committal_twins
from extract.standin.docket import DateStyle, DocketCase, HistoryOrder
from extract.standin.faulty_variants import (
    with_broken_chain,
    with_decision_before_filing,
    with_disposal_undated,
    with_next_date_before_business_date,
    with_unknown_purposes,
)
from extract.standin.reference_docket import SNAPSHOT_DAY, baseline_docket
from extract.standin.variants import (
    as_of_later,
    with_masked_parties,
    with_names_in_devanagari,
    with_numeric_dates,
    with_ordinal_dates,
    with_repeated_row,
    with_rows_newest_first,
    with_shuffled_rows,
)

BASE = baseline_docket()


def facts(case: DocketCase) -> DocketCase:
    """The case without the ways it is printed, its rows in order and once."""
    rows = tuple(sorted(set(case.hearings), key=lambda row: row.serial))
    plain = replace(case, hearings=rows, history_order=HistoryOrder.AS_LAYOUT, date_style=DateStyle.AS_PORTAL)
    return replace(plain, petitioners=(), respondents=(), is_name_hidden=False)


@pytest.mark.parametrize(
    "variant",
    [
        with_shuffled_rows,
        with_rows_newest_first,
        with_repeated_row,
        with_ordinal_dates,
        with_numeric_dates,
        with_names_in_devanagari,
        with_masked_parties,
    ],
)
def test_harmless_variants_keep_the_facts(variant: Callable[[list[DocketCase]], list[DocketCase]]) -> None:
    changed = baseline_docket(variants=[variant])
    assert changed != BASE
    assert [facts(case) for case in changed] == [facts(case) for case in BASE]


def test_names_in_devanagari_keep_their_numbers() -> None:
    case = with_names_in_devanagari(BASE)[0]
    assert case.petitioners[0].name == "महाराष्ट्र शासन"
    assert case.respondents[0].name == "पक्षकार-००१"


def test_masked_parties() -> None:
    masked = [case for case in with_masked_parties(BASE) if case.is_name_hidden]
    assert len(masked) == 15
    assert {party.name for case in masked for party in case.respondents} == {"XXXXXXX"}


def test_committal_twins_are_named_by_their_sessions_case() -> None:
    docket = with_committal_twins(BASE)
    twins = docket[103:]
    assert len(twins) == 5
    for twin in twins:
        (sessions,) = [case for case in docket[:103] if case.fir == twin.fir]
        below = sessions.subordinate_court
        assert below is not None
        assert (below.case_type, below.number, below.year) == (
            "R.C.C.",
            twin.registration_number,
            twin.filing_date.year,
        )
        assert below.decision_date == twin.decision_date
        assert twin.decision_date is not None
        assert twin.decision_date < sessions.filing_date
        assert twin.acts == sessions.acts
        assert twin.complex_code == sessions.complex_code
        assert twin.nature_of_disposal == "Uncontested--COMMITTED TO SESSIONS COURT"


def test_a_bail_application_for_every_fir() -> None:
    docket = with_bail_applications(BASE)
    applications = docket[103:]
    assert docket[:103] == BASE
    assert [case.fir for case in applications] == [case.fir for case in BASE]
    assert {case.case_type for case in applications} == {"Cri.Bail Appln."}
    assert len({case.cnr for case in docket}) == 206
    outcomes = Counter(case.nature_of_disposal for case in applications)
    assert sorted(outcomes.values()) == [25, 26, 26, 26]
    assert all(case.decision_date <= SNAPSHOT_DAY for case in applications if case.decision_date)


def test_later_pages_contain_the_snapshot() -> None:
    later = as_of_later(BASE)
    assert len(later) == 108
    assert sum(case.is_disposed for case in later) == 33
    for before, after in zip(BASE, later, strict=False):
        known = [row for row in after.hearings if row.business_date <= SNAPSHOT_DAY]
        assert known == list(before.hearings)
        if before != after:
            assert after.decision_date is None or after.decision_date > SNAPSHOT_DAY
    assert all(case.filing_date > SNAPSHOT_DAY for case in later[103:])


def changed_case(variant: Callable[[list[DocketCase]], list[DocketCase]]) -> tuple[DocketCase, DocketCase]:
    """The one case a variant changes, before and after."""
    ((before, after),) = [pair for pair in zip(BASE, variant(BASE), strict=True) if pair[0] != pair[1]]
    return before, after


def test_broken_chain() -> None:
    _, case = changed_case(with_broken_chain)
    breaks = [
        row
        for row, following in zip(case.hearings, case.hearings[1:], strict=False)
        if row.next_date != following.business_date
    ]
    assert len(breaks) == 1


def test_next_date_before_business_date() -> None:
    _, case = changed_case(with_next_date_before_business_date)
    assert sum(row.next_date is not None and row.next_date < row.business_date for row in case.hearings) == 1


def test_decision_before_filing() -> None:
    _, case = changed_case(with_decision_before_filing)
    assert case.decision_date == case.filing_date - timedelta(days=30)


def test_disposal_undated() -> None:
    before, case = changed_case(with_disposal_undated)
    assert case == replace(before, decision_date=None)
    assert case.is_disposed


def test_unknown_purposes_are_above_five_per_cent() -> None:
    known = {row.purpose for case in BASE for row in case.hearings}
    rows = [row for case in with_unknown_purposes(BASE) for row in case.hearings]
    assert 0.05 < sum(row.purpose not in known for row in rows) / len(rows) < 0.10
