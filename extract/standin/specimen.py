"""One case that has everything a case page can have; the reference cases have less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extract.records import Layout
from extract.standin.docket import (
    DocketAct,
    DocketApplication,
    DocketCase,
    DocketLinkedCase,
    DocketOrder,
    DocketParty,
    DocketProcess,
    DocketSubordinateCourt,
    DocketTransfer,
)
from extract.standin.reference_docket import baseline_docket

RESPONDENTS = (
    DocketParty("Party-901", ("Advocate-901", "Advocate-902")),
    DocketParty("Party-902"),
    DocketParty("Party-903 & Sons", ("Advocate-903",)),
)
ACTS = (
    DocketAct("43", "Immoral Traffic Prevention Act", "3,4,5,7,"),
    DocketAct("5201", "INDIAN PENAL CODE", "366 A,370(1),34"),
    DocketAct("5207", "Arms Act", ""),
)
PROCESSES = (
    DocketProcess("PZZAH010000061_1_1", "Summons to witness", date(2018, 12, 6)),
    DocketProcess("PZZAH010000061_1_2", "Bailable warrant", date(2018, 12, 27)),
)
APPLICATION = DocketApplication(
    number=1,
    year=2018,
    petitioner="Party-901",
    respondent="State of Maharashtra",
    filed_on=date(2018, 9, 2),
    next_date=date(2018, 10, 9),
    purpose="Call on",
    status="Disposed",
)
LINKED_CASES = (
    DocketLinkedCase("linked", "112/2018", "Sessions Case/7/2018"),
    DocketLinkedCase("main", "113/2018", "Sessions Case/8/2018"),
)


def specimen_case(layout: Layout) -> DocketCase:
    """A disposed case with every section filled, several entries in most, and awkward section texts."""
    case = baseline_docket()[5]
    orders = (
        DocketOrder(1, date(2018, 8, 5), "Order on Exhibit"),
        DocketOrder(2, date(2019, 2, 18), "COPY OF ORDER"),
        DocketOrder(3, case.hearings[-1].business_date, "Judgement", is_final=True),
    )
    return replace(
        case,
        layout=layout,
        respondents=RESPONDENTS,
        acts=ACTS,
        subordinate_court=DocketSubordinateCourt("---", "R.C.C.", 968, 2017, date(2018, 2, 24)),
        orders=orders,
        transfers=(DocketTransfer(date(2018, 10, 23), "2-District Judge-2", "3-District Judge-3"),),
        processes=PROCESSES,
        applications=(APPLICATION,),
        linked_cases=LINKED_CASES,
        efiling_number="AZZ20230052824C202500021",
        efiling_date=date(2018, 3, 9),
    )
