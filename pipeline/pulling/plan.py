"""The plan of a pull: what is left of each complex, and the time that takes at the study's pace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.pulling.queue import SearchState
from extract.pulling.request import ComplexToSearch

SECONDS_A_CAPTCHA = 20.0
SECONDS_A_SEARCH = 10.0
SECONDS_AN_ANSWER = 2.0
REQUESTS_A_SEARCH = 2  # the picture, and the search itself
FINISHED = (SearchState.DONE, SearchState.EMPTY)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the minutes rest on. ``cases_a_list`` is measured on ``lists_had`` lists, ``None`` without any."""

    seconds_between_requests: float
    cases_a_list: float | None
    lists_had: int
    seconds_a_captcha: float = SECONDS_A_CAPTCHA
    seconds_a_search: float = SECONDS_A_SEARCH
    seconds_an_answer: float = SECONDS_AN_ANSWER


@dataclass(frozen=True, slots=True)
class SearchToDo:
    """One search of the plan; ``act_code`` is ``None`` until the court's dropdown is in the archive.

    ``cases_left`` are pages still to be had of a list that is there, ``None`` where there is no list yet.
    """

    act: str
    section: str
    case_status: str
    establishment: str
    act_code: str | None
    act_label: str | None
    state: SearchState
    cases_left: int | None

    @property
    def captchas(self) -> int:
        """Captchas it needs at least; a list whose cases are missing must be asked for once more."""
        return 0 if self.state in FINISHED else 1


@dataclass(frozen=True, slots=True)
class ComplexPlan:
    """The searches of one complex; ``dropdowns_left`` requests come before them and need no captcha."""

    place: ComplexToSearch
    searches: tuple[SearchToDo, ...]
    dropdowns_left: int

    @property
    def is_exact(self) -> bool:
        """Whether the court's own codes of every act are known."""
        return all(search.act_code is not None for search in self.searches)

    @property
    def searches_done(self) -> int:
        return sum(search.state in FINISHED for search in self.searches)

    @property
    def captchas(self) -> int:
        return sum(search.captchas for search in self.searches)

    @property
    def cases_left(self) -> int:
        """Case pages known to be missing."""
        return sum(search.cases_left or 0 for search in self.searches)

    def minutes(self, assumed: Assumptions) -> float:
        """Time for all that is left, at the study's pace."""
        lists_unseen = sum(search.captchas for search in self.searches if search.cases_left is None)
        pages = self.cases_left + lists_unseen * (assumed.cases_a_list or 0.0)
        requests = self.captchas * REQUESTS_A_SEARCH + pages + self.dropdowns_left
        waiting = requests * assumed.seconds_between_requests
        answers = self.captchas * assumed.seconds_a_search
        answers += (requests - self.captchas) * assumed.seconds_an_answer
        return (waiting + answers + self.captchas * assumed.seconds_a_captcha) / 60


@dataclass(frozen=True, slots=True)
class Plan:
    """A study's pull at one timepoint; complexes in the order they are asked."""

    study: str
    timepoint: str
    complexes: tuple[ComplexPlan, ...]
    left_out: tuple[tuple[ComplexToSearch, str], ...]
    assumed: Assumptions


def by_district(complexes: Iterable[ComplexPlan]) -> dict[str, list[ComplexPlan]]:
    """Complexes of each district, in the order they are asked."""
    grouped: dict[str, list[ComplexPlan]] = {}
    for planned in complexes:
        grouped.setdefault(planned.place.district, []).append(planned)
    return grouped
