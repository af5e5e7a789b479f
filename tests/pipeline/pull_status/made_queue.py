"""Work queues made by hand, for tests beside this file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from extract.pulling.overview import CaseCounts
from extract.pulling.queue import QueuedSearch, SearchState
from pipeline.pull_status.districts import DistrictProgress, districts_of

PUNE, SANGLI = ("1", "25"), ("1", "35")

SEARCH = QueuedSearch(
    key="results_list/1/25/1010303/_/12//Pending",
    state_code="1",
    district_code="25",
    district="Pune",
    complex_code="1010303",
    complex_name="Pune, District and Sessions",
    tier="sessions",
    establishment="",
    act="itpa",
    section="",
    case_status="Pending",
    act_code="12",
    act_label="IMMORAL TRAFFIC (PREVENTION) ACT",
    state=SearchState.TO_DO,
    reason=None,
    captchas_used=0,
    first_at=None,
    last_at=None,
    cases_listed=None,
    cases_obtained=0,
    cases_not_found=0,
)
MOMENT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def in_state(state: SearchState, *, listed: int | None = None, captchas: int = 0) -> QueuedSearch:
    """A search of Pune."""
    return replace(SEARCH, state=state, cases_listed=listed, captchas_used=captchas, last_at=MOMENT)


def in_sangli(search: QueuedSearch) -> QueuedSearch:
    return replace(search, district_code="35", district="Sangli")


def two_districts() -> tuple[DistrictProgress, ...]:
    """Pune: one search done, one empty, one failed, one to do; Sangli: two to do, act codes unknown."""
    queue = [
        in_state(SearchState.DONE, listed=12, captchas=1),
        in_state(SearchState.EMPTY, listed=0, captchas=1),
        in_state(SearchState.FAILED, listed=9, captchas=2),
        in_state(SearchState.TO_DO),
        *[replace(in_sangli(SEARCH), act_code=None, act_label=None)] * 2,
    ]
    return districts_of(queue, {PUNE: CaseCounts(found=20, obtained=17, asked=16, without_page=1)})
