"""Applications for bail: each a case of its own, one inside a prosecution, or only a purpose of hearing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from extract.records import CaseRecord, InterlocutoryApplication
from transform.interpreting.bail_kinds import kind_of_case, kind_of_wording
from transform.interpreting.link_facts import LinkFacts
from transform.interpreting.linking import Prosecutions
from transform.interpreting.printed import read_date, stated
from transform.vocabulary import normalise, vocabulary

BAIL_WORDING = re.compile(r"\bbail\b")
PENDING_WORDING = re.compile(r"^\s*pending\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BailApplication:
    """One application as a row of the table, but for its district and frame."""

    case: LinkFacts
    reference: str
    source: str
    bail_case_id: str | None
    main_case_id: str | None
    link_basis: str
    kind: str
    filing_date: date | None
    decision_date: date | None
    outcome_printed: str | None
    outcome_code: str


def find_bail(cases: Iterable[LinkFacts], twins: Mapping[str, str], as_of: date) -> list[BailApplication]:
    """All applications made by ``as_of``. ``twins`` maps a merged magistrate's case to its sessions case."""
    cases = list(cases)
    bail_cases = [case for case in cases if case.case_kind == "bail" and not is_filed_later(case, as_of)]
    prosecutions = Prosecutions(cases if bail_cases else (), twins)
    applications = [_own_case(case, prosecutions) for case in bail_cases]
    for case in cases:
        if case.case_kind != "bail":
            main_case_id = twins.get(case.case_id, case.case_id) if case.is_prosecution else None
            applications += [_in_case(case, row, main_case_id) for row in bail_rows(case, as_of)]
    return applications + _seen_in_purpose_only(cases, twins, applications)


def is_filed_later(case: LinkFacts, as_of: date) -> bool:
    """Whether the case was filed after the cut-off."""
    return case.filed is not None and case.filed > as_of


def bail_rows(case: LinkFacts, as_of: date) -> list[InterlocutoryApplication]:
    """Applications listed inside a case whose purpose, party or number names bail, filed by ``as_of``."""
    rows = []
    for row in case.applications:
        filed = read_date(row.filing_date, "filing date of an application")
        if names_bail(row) and (filed is None or filed <= as_of):
            rows.append(row)
    return rows


def names_bail(row: InterlocutoryApplication) -> bool:
    """Whether any wording of an interlocutory application speaks of bail."""
    return any(BAIL_WORDING.search(normalise(text or "")) for text in (row.purpose, row.party, row.number))


def application_references(record: CaseRecord) -> Iterator[str]:
    """Every reference that an application seen on a case's page may have, whatever the application is for."""
    yield from (record.cnr, _reference_from_purpose(record.cnr))
    yield from (_reference_in_case(record.cnr, row) for row in record.interlocutory_applications)


def _reference_in_case(cnr: str, row: InterlocutoryApplication) -> str:
    return f"{cnr}|{row.number}|{row.filing_date or ''}"


def _reference_from_purpose(cnr: str) -> str:
    return f"{cnr}|purpose"


def _own_case(case: LinkFacts, prosecutions: Prosecutions) -> BailApplication:
    basis, main_case_id = prosecutions.find(case)
    printed = case.nature_printed
    is_decided = case.outcome_code is not None
    return BailApplication(
        case=case,
        reference=case.cnr,
        source="own_case",
        bail_case_id=case.case_id,
        main_case_id=main_case_id,
        link_basis=basis,
        kind=kind_of_case(case),
        filing_date=case.filed,
        decision_date=case.decided,
        outcome_printed=printed,
        outcome_code=(vocabulary("bail_disposals").code(printed) or "not_stated")
        if is_decided
        else "pending",
    )


def _in_case(case: LinkFacts, row: InterlocutoryApplication, main_case_id: str | None) -> BailApplication:
    printed = stated(row.status)
    outcome_code = vocabulary("bail_disposals").code(printed) or "not_stated"
    return BailApplication(
        case=case,
        reference=_reference_in_case(case.cnr, row),
        source="application_in_case",
        bail_case_id=None,
        main_case_id=main_case_id,
        link_basis="not_linked" if main_case_id is None else "same_case",
        kind=kind_of_wording(" ".join(filter(None, (row.purpose, row.party, row.number)))),
        filing_date=read_date(row.filing_date, "filing date of an application"),
        decision_date=None,
        outcome_printed=printed,
        outcome_code="pending" if PENDING_WORDING.search(printed or "") else outcome_code,
    )


def _seen_in_purpose_only(
    cases: Iterable[LinkFacts], twins: Mapping[str, str], applications: Iterable[BailApplication]
) -> list[BailApplication]:
    """One row for each prosecution that was listed for bail and has no application linked to it."""
    has_application = {application.main_case_id for application in applications}
    seen = []
    for case in cases:
        main_case_id = twins.get(case.case_id, case.case_id)
        if case.is_prosecution and case.is_listed_for_bail and main_case_id not in has_application:
            has_application.add(main_case_id)
            seen.append(_from_purpose(case, main_case_id))
    return seen


def _from_purpose(case: LinkFacts, main_case_id: str) -> BailApplication:
    return BailApplication(
        case=case,
        reference=_reference_from_purpose(case.cnr),
        source="purpose",
        bail_case_id=None,
        main_case_id=main_case_id,
        link_basis="same_case",
        kind="not_stated",
        filing_date=None,
        decision_date=None,
        outcome_printed=None,
        outcome_code="not_stated",
    )
