"""Table ``bail``: applications for bail, wherever a page shows one (METHODOLOGY 1.4).

Three places: a case of its own, an application inside a prosecution, or only a purpose of hearing that names
bail. Undecided (``pending``), decided without saying how (``disposed_unknown``), not stated and not in our
map are kept apart; none of them counts as rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from extract.records import CaseRecord, InterlocutoryApplication
from transform.link_facts import LinkFacts
from transform.linking import Prosecutions
from transform.parameters import TableParameters
from transform.printed import read_date, stated
from transform.pseudonyms import pseudonym
from transform.table_rows import TableRows
from transform.vocabulary import normalise, vocabulary

BAIL_WORDING = re.compile(r"\bbail\b")
PENDING_WORDING = re.compile(r"^\s*pending\b", re.IGNORECASE)
# Sections that tell the kind where neither the case type nor the wording does; of CrPC and BNSS.
KIND_OF_SECTION = {
    ("crpc", "436"): "regular", ("crpc", "437"): "regular", ("crpc", "439"): "regular",
    ("crpc", "438"): "anticipatory", ("crpc", "167"): "default", ("crpc", "439(2)"): "cancellation",
    ("bnss", "478"): "regular", ("bnss", "480"): "regular", ("bnss", "483"): "regular",
    ("bnss", "482"): "anticipatory", ("bnss", "187"): "default", ("bnss", "483(3)"): "cancellation",
}  # fmt: skip
KIND_OF_WORDING = (("cancel", "cancellation"), ("anticipatory", "anticipatory"), ("default", "default"))


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


def bail_table(
    applications: Iterable[BailApplication],
    exclusions: Mapping[str, str | None],
    parameters: TableParameters,
    key: bytes,
) -> pa.Table:
    """Rows of ``bail``; an application is in frame where its prosecution has no exclusion (by case id)."""
    rows = TableRows("bail", parameters)
    in_frame = {case_id for case_id, exclusion in exclusions.items() if exclusion is None}
    for application in applications:
        rows.add(
            application_id=pseudonym(key, "application", application.reference),
            source=application.source,
            bail_case_id=application.bail_case_id,
            main_case_id=application.main_case_id,
            link_basis=application.link_basis,
            kind=application.kind,
            filing_date=application.filing_date,
            decision_date=application.decision_date,
            outcome_printed=application.outcome_printed,
            outcome_code=application.outcome_code,
            district=application.case.district,
            is_in_frame=application.main_case_id in in_frame,
        )
    return rows.finish()


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
        kind=_kind_of_case(case),
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
        kind=_kind_of_wording(" ".join(filter(None, (row.purpose, row.party, row.number)))),
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


def _kind_of_case(case: LinkFacts) -> str:
    """By the case type, else by the one kind that the sections of CrPC or BNSS tell."""
    if case.case_type_code is not None:
        kind = vocabulary("case_types").codes[case.case_type_code]["bail_kind"]
        if kind:
            return kind
    kinds = set()
    for charge in case.charges:
        act, coded = charge.coded.act_code, charge.coded
        by_code, by_root = (act, coded.section_code or ""), (act, coded.section_root or "")
        kinds.add(KIND_OF_SECTION.get(by_code) or KIND_OF_SECTION.get(by_root))
    kinds.discard(None)
    return kinds.pop() or "not_stated" if len(kinds) == 1 else "not_stated"


def _kind_of_wording(text: str) -> str:
    words = normalise(text)
    return next((kind for part, kind in KIND_OF_WORDING if part in words), "not_stated")
