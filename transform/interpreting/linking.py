"""Which records belong together: a magistrate's case and what it became, bail and its prosecution.

Only exact agreement links; where more than one candidate fits, none is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from transform.interpreting.link_facts import LinkFacts
from transform.interpreting.printed import read_case_reference, read_date
from transform.parameters import TableParameters
from transform.vocabulary import UNMAPPED, normalise, vocabulary

NumberKey = tuple[str | None, str | None, int, int]
DocketKey = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Twins:
    """``merged`` maps a magistrate's case to its sessions case (case ids).

    The others count sessions cases that name a magistrate's case and merged none: it is not among the pages,
    several fit, or the sessions case was filed after the cut-off.
    """

    merged: dict[str, str] = field(default_factory=dict)
    not_found: int = 0
    ambiguous: int = 0
    filed_later: int = 0


def find_committal_twins(cases: Iterable[LinkFacts], parameters: TableParameters) -> Twins:
    """Merge a magistrate's case into the sessions case whose "Subordinate Court Information" names it.

    They must agree on district, case type, number and year, and on the decision date and the FIR where both
    state them. A sessions case filed after ``as_of`` merges nothing: on that day the magistrate had the case.
    """
    cases = list(cases)
    magistrates = _by_number(cases)
    merged: dict[str, str] = {}
    not_found = ambiguous = filed_later = 0
    for case in filter(names_subordinate_case, cases):
        if (case.filed or date.min) > parameters.as_of:
            filed_later += 1
            continue
        found = [twin for twin in _candidates(case, magistrates) if twin.case_id not in merged]
        if len(found) == 1:
            merged[found[0].case_id] = case.case_id
        not_found += not found
        ambiguous += len(found) > 1
    return Twins(merged, not_found, ambiguous, filed_later)


def names_subordinate_case(case: LinkFacts) -> bool:
    """Whether this is a sessions prosecution that states the case it was committed from."""
    court = case.subordinate_court
    is_sessions = case.is_prosecution and case.court_level == "sessions"
    return is_sessions and court is not None and read_case_reference(court.case_number) is not None


class Prosecutions:
    """Prosecutions by FIR and by docket number, to find those that a bail application belongs to."""

    def __init__(self, cases: Iterable[LinkFacts], twins: Mapping[str, str]) -> None:
        self._by_fir: dict[str, list[LinkFacts]] = defaultdict(list)
        self._by_docket: dict[DocketKey, list[LinkFacts]] = defaultdict(list)
        self._naming: dict[DocketKey, list[LinkFacts]] = defaultdict(list)
        for case in cases:
            if not case.is_prosecution or case.case_id in twins:
                continue
            if case.fir_id is not None:
                self._by_fir[case.fir_id].append(case)
            for own in _own_dockets(case):
                self._by_docket[own].append(case)
            for named in _linked_dockets(case):
                self._naming[named].append(case)

    def find(self, application: LinkFacts) -> tuple[str, str | None]:
        """(link basis, case id): by FIR, else by a linked case that either page names."""
        same_fir = self._by_fir.get(application.fir_id or "", [])
        linked = [c for named in _linked_dockets(application) for c in self._by_docket.get(named, [])]
        linked += [c for own in _own_dockets(application) for c in self._naming.get(own, [])]
        for basis, found in (("same_fir", same_fir), ("linked_case", linked)):
            case_ids = {case.case_id for case in found}
            if len(case_ids) == 1:
                return basis, case_ids.pop()
        return ("ambiguous" if same_fir or linked else "not_linked"), None


def _by_number(cases: list[LinkFacts]) -> dict[NumberKey, list[LinkFacts]]:
    """Prosecutions below sessions level, by district and registration number."""
    magistrates: dict[NumberKey, list[LinkFacts]] = defaultdict(list)
    for case in cases:
        if case.is_prosecution and case.court_level != "sessions" and case.registered_as is not None:
            magistrates[(*case.place, *case.registered_as)].append(case)
    return magistrates


def _candidates(case: LinkFacts, magistrates: Mapping[NumberKey, list[LinkFacts]]) -> list[LinkFacts]:
    court = case.subordinate_court
    reference = read_case_reference(court.case_number if court else None)
    if court is None or reference is None:
        return []
    decided = read_date(court.decision_date, "decision date of the subordinate court")
    return [
        twin
        for twin in magistrates.get((*case.place, *reference[1:]), [])
        if _is_same_type(reference[0], twin)
        and _agree(decided, twin.decided)
        and _agree(case.fir_id, twin.fir_id)
    ]


def _is_same_type(printed: str, twin: LinkFacts) -> bool:
    code = vocabulary("case_types").code(printed)
    if code in (None, UNMAPPED):
        return normalise(printed) == normalise(twin.case_type or "")
    return code == twin.case_type_code


def _agree(one: object | None, other: object | None) -> bool:
    return one is None or other is None or one == other


def _own_dockets(case: LinkFacts) -> list[DocketKey]:
    """Establishment, case type, number and year under which other pages may name this case."""
    numbers = filter(None, (case.registered_as, case.filed_as))
    kind = normalise(case.case_type or "")
    return sorted({(_establishment(case), kind, number, year) for number, year in numbers})


def _linked_dockets(case: LinkFacts) -> list[DocketKey]:
    texts = [text for linked in case.linked_cases for text in (linked.filing_number, linked.case_number)]
    references = filter(None, map(read_case_reference, texts))
    return sorted(
        {(_establishment(case), normalise(kind), number, year) for kind, number, year in references}
    )


def _establishment(case: LinkFacts) -> str:
    return case.cnr[:6]
