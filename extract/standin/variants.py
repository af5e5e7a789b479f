"""Changes to a docket that must not change any result: the same facts, printed or surrounded differently.

Each function takes a docket and returns a new one. ``companion_cases`` adds records that belong to the same
matters, ``faulty_variants`` breaks what a check must notice.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from extract.records import Layout
from extract.standin.docket import DateStyle, DocketCase, DocketHearing, DocketParty, HistoryOrder
from extract.standin.reference_docket import DAYS_FROM_FILING_TO_FIRST_HEARING, SNAPSHOT_DAY, hearings_from

Variant = Callable[[list[DocketCase]], list[DocketCase]]

DEVANAGARI_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")
LATER_GAP_DAYS = 30
LATER_ROWS = 3


def with_shuffled_rows(docket: list[DocketCase]) -> list[DocketCase]:
    """History rows in no order at all; the same shuffle every time."""
    shuffler = random.Random(103)
    return [
        replace(
            case,
            hearings=tuple(shuffler.sample(case.hearings, len(case.hearings))),
            history_order=HistoryOrder.AS_GIVEN,
        )
        for case in docket
    ]


def with_rows_newest_first(docket: list[DocketCase]) -> list[DocketCase]:
    """Newest row on top, in every layout."""
    return [replace(case, history_order=HistoryOrder.NEWEST_FIRST) for case in docket]


def with_repeated_row(docket: list[DocketCase]) -> list[DocketCase]:
    """The first row of every history printed twice, to the last character."""
    return [replace(case, hearings=(case.hearings[0], *case.hearings)) for case in docket]


def with_purpose_worded(docket: list[DocketCase], purpose: str, other: str) -> list[DocketCase]:
    """Another wording for one purpose of hearing; a result stays the same only where both have one code."""
    return [
        replace(
            case,
            hearings=tuple(
                replace(row, purpose=other) if row.purpose == purpose else row for row in case.hearings
            ),
        )
        for case in docket
    ]


def with_ordinal_dates(docket: list[DocketCase]) -> list[DocketCase]:
    """Dates such as "02nd May 2017" in case details and case status."""
    return [replace(case, date_style=DateStyle.ORDINAL) for case in docket]


def with_numeric_dates(docket: list[DocketCase]) -> list[DocketCase]:
    """Dates such as "02-05-2017" in case details and case status."""
    return [replace(case, date_style=DateStyle.NUMERIC) for case in docket]


def with_names_in_devanagari(docket: list[DocketCase]) -> list[DocketCase]:
    """Parties and advocates in the court's own language."""
    return [
        replace(
            case,
            petitioners=tuple(map(in_devanagari, case.petitioners)),
            respondents=tuple(map(in_devanagari, case.respondents)),
        )
        for case in docket
    ]


def with_masked_parties(docket: list[DocketCase]) -> list[DocketCase]:
    """Accused printed as XXXXXXX in special cases, as the portal does where a child is named."""
    return [
        replace(case, is_name_hidden=True, respondents=(DocketParty("XXXXXXX"),))
        if case.case_type == "Spl.Case"
        else case
        for case in docket
    ]


def in_layout(layout: Layout) -> Variant:
    """Every page in one layout."""
    return lambda docket: [replace(case, layout=layout) for case in docket]


def as_of_later(docket: list[DocketCase]) -> list[DocketCase]:
    """The pages of half a year on: the snapshot day's results must still come out of them.

    Of the pending cases the first 24 have three more days in court and ten of these end in an acquittal;
    five cases were filed since.
    """
    pending = [case for case in docket if not case.is_disposed]
    moved_on = {
        case.cnr: carried_on(case, is_decided=number < 10) for number, case in enumerate(pending[:24])
    }
    since = [filed_since(case, number) for number, case in enumerate(pending[-5:], start=1)]
    return [*(moved_on.get(case.cnr, case) for case in docket), *since]


def carried_on(case: DocketCase, *, is_decided: bool) -> DocketCase:
    """``case`` with three days of evidence from its next date on, and then perhaps the judgment."""
    last = max(case.hearings, key=lambda hearing: hearing.serial)
    assert last.next_date is not None
    rows = [
        replace(row, serial=last.serial + row.serial, business_text="Witness examined in part.")
        for row in hearings_from(last.next_date, LATER_GAP_DAYS, ["Evidence"] * LATER_ROWS)
    ]
    if not is_decided:
        return replace(case, hearings=(*case.hearings, *rows), stage="Evidence")
    decision = last.next_date + timedelta(days=LATER_GAP_DAYS * LATER_ROWS)
    end = DocketHearing(rows[-1].serial + 1, decision, None, "Disposed", business_text="Judgment pronounced.")
    return replace(
        case,
        hearings=(*case.hearings, *rows, end),
        is_disposed=True,
        stage=None,
        decision_date=decision,
        nature_of_disposal="Contested--ACQUITTED",
    )


def filed_since(model: DocketCase, number: int) -> DocketCase:
    """A new case in the court of ``model``, filed after the snapshot day."""
    filed = SNAPSHOT_DAY + timedelta(days=10 * number)
    first = filed + timedelta(days=DAYS_FROM_FILING_TO_FIRST_HEARING)
    fir = None if model.fir is None else replace(model.fir, number=model.fir.number + 100, year=filed.year)
    return replace(
        model,
        cnr=f"{model.establishment_code}{800000 + number}{filed.year}",
        filing_number=800 + number,
        registration_number=800 + number,
        filing_date=filed,
        registration_date=filed,
        first_hearing_date=first,
        hearings=hearings_from(first, LATER_GAP_DAYS, ["Appearance", "Charge"]),
        stage="Charge",
        fir=fir,
        subordinate_court=None,
        orders=(),
        transfers=(),
        processes=(),
    )


def in_devanagari(party: DocketParty) -> DocketParty:
    """The party under a name in Devanagari that keeps its number."""
    return DocketParty(name_in_devanagari(party.name), tuple(map(name_in_devanagari, party.advocates)))


def name_in_devanagari(name: str) -> str:
    """Turns "Party-001" and "Advocate-001", with their numbers; any other name is the State's."""
    word, _, number = name.partition("-")
    spelling = {"Party": "पक्षकार", "Advocate": "अधिवक्ता"}.get(word)
    return f"{spelling}-{number.translate(DEVANAGARI_DIGITS)}" if spelling else "महाराष्ट्र शासन"
