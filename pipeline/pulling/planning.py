"""What a pull will cost, before anything is asked: searches, captchas and minutes, complex by complex.

Nothing here asks the portal. What an archive already holds counts as done; where a court's dropdown is in it,
its searches are exact, and before that each act counts as one search for each status, the least it can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from extract.archive import Archive
from extract.pulling import questions
from extract.pulling.plan import PlannedSearch, plan_complex
from extract.pulling.queue import QueuedSearch, SearchState, read_queue
from extract.pulling.request import ComplexToSearch
from pipeline.pulling.plan import FINISHED, Assumptions, ComplexPlan, Plan, SearchToDo
from pipeline.pulling.requesting import pull_request
from pipeline.study import Study
from pipeline.study_sections.court_tiers import reason_left_out


def plan_pull(study: Study, timepoint: str, archive: Archive | None) -> Plan:
    """The plan of a pull; ``archive`` is the timepoint's own, ``None`` before its first pull."""
    queued = {} if archive is None else {search.key: search for search in read_queue(archive)}
    listed = [search.cases_listed for search in queued.values() if search.cases_listed is not None]
    return Plan(
        study=study.name,
        timepoint=timepoint,
        complexes=tuple(_plan_of(place, study, archive, queued) for place in study.complexes_to_search),
        left_out=tuple((place, reason_left_out(place.tier)) for place in study.complexes_left_out),
        assumed=assumptions_of(study, listed),
    )


def assumptions_of(study: Study, listed: Sequence[int] = ()) -> Assumptions:
    """What is assumed of a study's pull; ``listed`` are the lengths of the lists it has so far."""
    return Assumptions(
        seconds_between_requests=study.pace_seconds + study.pace_jitter_seconds / 2,
        cases_a_list=fmean(listed) if listed else None,
        lists_had=len(listed),
    )


def _plan_of(
    place: ComplexToSearch, study: Study, archive: Archive | None, queued: dict[str, QueuedSearch]
) -> ComplexPlan:
    acts = pull_request(study).searches
    planned = plan_complex(place, acts, (lambda key: None) if archive is None else archive.answered)
    searches = tuple(_to_do(search, queued.get(search.key)) for search in planned)
    is_finished = bool(searches) and all(search.state in FINISHED for search in searches)
    return ComplexPlan(place, searches, 0 if is_finished else _dropdowns_left(planned, archive))


def _to_do(search: PlannedSearch, queued: QueuedSearch | None) -> SearchToDo:
    context = {} if search.question is None else search.question.context
    left = None
    if queued is not None and queued.cases_listed is not None:
        left = max(queued.cases_listed - queued.cases_obtained - queued.cases_not_found, 0)
    return SearchToDo(
        act=search.act.act_code,
        section=search.act.section,
        case_status=search.case_status,
        establishment=search.establishment,
        act_code=context.get("act_code"),
        act_label=context.get("act_label"),
        state=SearchState.TO_DO if queued is None else queued.state,
        cases_left=left,
    )


def _dropdowns_left(planned: Sequence[PlannedSearch], archive: Archive | None) -> int:
    """Requests without a captcha: the district's complexes, each court's selection, its acts."""
    open_acts = {(s.establishment, s.act.search_text) for s in planned if s.question is None}
    selections = len({search.establishment for search in planned})
    if not planned or archive is None:
        return len(open_acts) + selections + 1
    place = planned[0].place
    has_complexes = archive.is_answered(questions.complexes(place.state_code, place.district_code).key)
    return len(open_acts) + selections + (not has_complexes)
