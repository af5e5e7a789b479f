"""How far each district's searches are, from the work queue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.archive import Archive
from extract.pulling.overview import CaseCounts, read_case_counts
from extract.pulling.queue import QueuedSearch, SearchState, read_queue


@dataclass(frozen=True, slots=True)
class DistrictProgress:
    """Searches of one district by state, and its cases, each counted once in however many lists it stands.

    ``cases_asked`` are those among ``cases_obtained`` that this pull's captchas brought. ``is_exact`` says
    whether every court's own codes are known: otherwise there may turn out to be more searches.
    ``lists_there`` of the searches have a list, ``cases_on_lists`` in all (a case in two lists twice).
    """

    district: str
    done: int
    empty: int
    failed: int
    to_do: int
    cases_found: int
    cases_obtained: int
    cases_asked: int
    cases_without_page: int
    captchas_used: int
    lists_there: int
    cases_on_lists: int
    lists_unseen: int
    is_exact: bool

    @property
    def searches(self) -> int:
        return self.done + self.empty + self.failed + self.to_do

    @property
    def captchas_left(self) -> int:
        """At least so many: one for each search not gone through."""
        return self.to_do + self.failed

    @property
    def cases_left(self) -> int:
        """Cases on lists whose page is still to be had."""
        return self.cases_found - self.cases_obtained - self.cases_without_page

    @property
    def cases_per_captcha(self) -> float | None:
        """Cases each captcha brought so far; ``None`` before the first."""
        return self.cases_asked / self.captchas_used if self.captchas_used else None


def read_districts(archive: Archive) -> tuple[DistrictProgress, ...]:
    """Every district of the queue in the order it is asked; none before the first pull."""
    return districts_of(read_queue(archive), read_case_counts(archive))


def districts_of(
    queue: Iterable[QueuedSearch], cases: Mapping[tuple[str, str], CaseCounts]
) -> tuple[DistrictProgress, ...]:
    """The queue's searches by district; ``cases`` by (state code, district code)."""
    by_district: dict[tuple[str, str], list[QueuedSearch]] = {}
    for search in queue:
        by_district.setdefault((search.state_code, search.district_code), []).append(search)
    none = CaseCounts(0, 0, 0, 0)
    return tuple(_district(searches, cases.get(key, none)) for key, searches in by_district.items())


def total_of(districts: Sequence[DistrictProgress], name: str = "all") -> DistrictProgress:
    """All districts together."""
    counts = {
        field: sum(getattr(district, field) for district in districts)
        for field in DistrictProgress.__slots__
        if field not in ("district", "is_exact")
    }
    return DistrictProgress(district=name, is_exact=all(one.is_exact for one in districts), **counts)


def _district(searches: Sequence[QueuedSearch], cases: CaseCounts) -> DistrictProgress:
    states = Counter(search.state for search in searches)
    listed = [search.cases_listed for search in searches if search.cases_listed is not None]
    finished = (SearchState.DONE, SearchState.EMPTY)
    unseen = sum(search.cases_listed is None and search.state not in finished for search in searches)
    return DistrictProgress(
        district=searches[0].district,
        done=states[SearchState.DONE],
        empty=states[SearchState.EMPTY],
        failed=states[SearchState.FAILED],
        to_do=states[SearchState.TO_DO],
        cases_found=cases.found,
        cases_obtained=cases.obtained,
        cases_asked=cases.asked,
        cases_without_page=cases.without_page,
        captchas_used=sum(search.captchas_used for search in searches),
        lists_there=len(listed),
        cases_on_lists=sum(listed),
        lists_unseen=unseen,
        is_exact=all(search.act_code is not None for search in searches),
    )
