"""What a pull is asked to do, and what it tells while it works and when it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComplexToSearch:
    """One court complex by the portal's codes. ``district``, ``name`` and ``tier`` are for people only.

    ``establishments`` and ``must_choose_establishment`` as in the study file; where the portal's own dropdown
    says otherwise, the portal counts and the report says so.
    """

    state_code: str
    district_code: str
    district: str
    code: str
    name: str
    establishments: tuple[str, ...]
    must_choose_establishment: bool
    tier: str = "unknown"


@dataclass(frozen=True, slots=True)
class ActSearch:
    """One act to search for: each act of a court found under ``search_text`` whose label ``is_wanted``.

    ``act_code`` is the study's own code, ``section`` the portal's section filter ("" for none).
    """

    act_code: str
    search_text: str
    section: str
    is_wanted: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class PullRequest:
    """Every act is searched in every complex, pending and disposed cases apart, in the order given."""

    complexes: tuple[ComplexToSearch, ...]
    searches: tuple[ActSearch, ...]
    with_daily_status: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """One step taken: ``done`` of ``total`` questions known of so far; ``what`` the last one was.

    ``total`` grows as dropdowns, lists and case pages name more. ``searches_left`` lists are not gone through
    yet, those of acts whose codes no dropdown has told yet counted once: as many captchas at least are still
    to come, save for lists that are in the archive. ``district`` is the one being asked about. Of what the
    portal itself answered in this run, ``pages_asked`` counts lists, case pages and daily statuses.
    """

    done: int
    total: int
    what: str
    searches_left: int
    district: str = ""
    captchas_used: int = 0
    lists_asked: int = 0
    cases_asked: int = 0
    pages_asked: int = 0


@dataclass(frozen=True, slots=True)
class PullFailure:
    """Something the portal did not give or that can't be read, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class PullReport:
    """What a pull did. ``pages_*`` count lists, case pages and daily statuses together.

    ``searches_done`` brought cases, ``searches_empty`` none. ``pages_carried`` were taken over from an
    earlier pull instead of being asked for. ``cases_asked`` are the case pages among ``pages_asked``;
    ``requests_made`` counts everything sent, pictures and dropdowns too. ``failures`` were not answered, or
    are lists and dropdowns that can't be read; the next pull asks them again. ``unreadable`` case pages are
    kept, but their daily statuses were not asked. ``notes`` say what a person should know that lost nothing.
    """

    searches_done: int
    searches_empty: int
    searches_failed: int
    cases_found: int
    pages_asked: int
    pages_already_there: int
    captchas_used: int
    pages_carried: int = 0
    cases_asked: int = 0
    requests_made: int = 0
    failures: tuple[PullFailure, ...] = ()
    unreadable: tuple[PullFailure, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything asked for is in the archive and was followed up."""
        return not (self.failures or self.unreadable)

    @property
    def cases_per_captcha(self) -> float | None:
        """Cases this run asked for, a captcha; ``None`` when no captcha was needed."""
        return self.cases_asked / self.captchas_used if self.captchas_used else None

    @property
    def requests_per_case(self) -> float | None:
        """Requests this run made for each case it asked for; ``None`` when it asked for none."""
        return self.requests_made / self.cases_asked if self.cases_asked else None
