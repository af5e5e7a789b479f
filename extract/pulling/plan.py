"""The searches a pull consists of, as far as they can be known without asking the portal anything.

A court's own codes of an act stand in its dropdown. Until that is in the archive a search is planned without
a code, one for each act and status; afterwards there is one for each code the act has in that court.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from extract.errors import PageChangedError
from extract.portal.routes import WHOLE_COMPLEX, Court
from extract.portal.states import TransportState
from extract.pulling import questions
from extract.pulling.act_codes import CASE_STATUSES, act_searches, courts_of
from extract.pulling.questions import Question
from extract.pulling.request import ActSearch, ComplexToSearch
from extract.stored_pages import StoredPage

Answered = Callable[[str], StoredPage | None]
"""The stored answer to a request key, e.g. ``Archive.answered``."""


@dataclass(frozen=True, slots=True)
class PlannedSearch:
    """One list to ask for. ``question`` is ``None`` until the court's dropdown has told the act's code.

    ``establishment`` is ``routes.WHOLE_COMPLEX`` where one search covers a whole complex.
    """

    place: ComplexToSearch
    establishment: str
    act: ActSearch
    case_status: str
    question: Question | None = None

    @property
    def key(self) -> str:
        """Names the search in the work queue: its request key once that is known."""
        if self.question is not None:
            return self.question.key
        place, act = self.place, self.act
        where = f"{place.state_code}/{place.district_code}/{place.code}/{self.establishment}"
        return f"without_code/{where}/{act.act_code}/{act.search_text}/{act.section}/{self.case_status}"


def plan_complex(
    place: ComplexToSearch, acts: Iterable[ActSearch], answered: Answered
) -> tuple[PlannedSearch, ...]:
    """Every search of a complex, in the order they are made; each list once. Never asks, never raises."""
    planned: dict[str, PlannedSearch] = {}
    courts = _courts(place, answered)
    for court in courts or _courts_of_study(place):
        for act in acts:
            for search in _searches(place, court, act, answered if courts else _nothing_answered):
                planned.setdefault(search.key, search)
    return tuple(planned.values())


def act_questions(court: Court, act: ActSearch, page: StoredPage) -> tuple[Question, ...]:
    """The lists that a court's dropdown of acts leads to; raises ``PageChangedError`` if it can't be read."""
    return () if page.state == TransportState.EMPTY else act_searches(court, act, page.content)


def _searches(
    place: ComplexToSearch, court: Court, act: ActSearch, answered: Answered
) -> tuple[PlannedSearch, ...]:
    page = answered(questions.act_types(court, act.search_text).key)
    try:
        known = None if page is None else act_questions(court, act, page)
    except PageChangedError:
        known = None
    if known is None:
        return tuple(PlannedSearch(place, court.establishment, act, status) for status in CASE_STATUSES)
    return tuple(
        PlannedSearch(place, court.establishment, act, question.context["case_status"], question)
        for question in known
    )


def _courts(place: ComplexToSearch, answered: Answered) -> tuple[Court, ...]:
    page = answered(questions.complexes(place.state_code, place.district_code).key)
    try:
        return () if page is None else courts_of(place, page.content)
    except PageChangedError:
        return ()


def _courts_of_study(place: ComplexToSearch) -> tuple[Court, ...]:
    """Where to search as the study file has it, for as long as the portal has not said."""
    whole = Court(place.state_code, place.district_code, place.code, "", WHOLE_COMPLEX)
    if not place.must_choose_establishment:
        return (whole,)
    return tuple(replace(whole, establishment=establishment) for establishment in place.establishments)


def _nothing_answered(request_key: str) -> None:
    return None
