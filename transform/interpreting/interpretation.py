"""All records interpreted, case by case; what can't be is quarantined with its reason."""

from __future__ import annotations

from transform.interpreting.case_facts import CaseFacts, interpret_case
from transform.interpreting.corrections import Corrections
from transform.interpreting.faults import Fault, without_identifiers
from transform.interpreting.printed import InterpretationError
from transform.interpreting.snapshots import PageFacts, Snapshots
from transform.parameters import TableParameters


def interpret_cases(
    snapshots: Snapshots, parameters: TableParameters, key: bytes, corrections: Corrections
) -> tuple[list[CaseFacts], list[Fault]]:
    """Cases in the order of their pseudonyms, and the faults met; pages concerned are marked quarantined."""
    cases: list[CaseFacts] = []
    faults: list[Fault] = []
    for case_id, snapshot in sorted(snapshots.cases.items()):
        statuses = snapshots.statuses.get(case_id, [])
        record = corrections.apply(case_id, snapshot.record)
        try:
            case = interpret_case(snapshot, record, case_id, statuses, parameters, key)
        except InterpretationError as error:
            snapshot.page.result = "quarantined"
            faults.append(_fault(error, snapshot.page, case_id))
            continue
        cases.append(case)
        for status_page, status_error in case.history.statuses.unreadable:
            page = status_page.page if status_page else snapshot.page
            if status_page is not None:
                page.result = "quarantined"
            faults.append(_fault(status_error, page, case_id))
    return cases, faults


def _fault(error: InterpretationError, page: PageFacts, case_id: str) -> Fault:
    return Fault(
        stage="interpret",
        page_id=page.page_id,
        case_id=case_id,
        reason=error.reason,
        expected=error.expected,
        found=without_identifiers(error.found),
        excerpt_sha256=page.sha256,
    )
