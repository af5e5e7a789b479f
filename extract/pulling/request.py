"""What a pull is asked to do, and what it tells while it works and when it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComplexToSearch:
    """One court complex by the portal's codes. ``district`` and ``name`` are for people only.

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
    """Every act is searched in every complex, pending and disposed cases apart."""

    complexes: tuple[ComplexToSearch, ...]
    searches: tuple[ActSearch, ...]
    with_daily_status: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """One step taken: ``done`` of ``total`` questions known of so far; ``what`` the last one was.

    ``total`` grows as lists and case pages name more. ``searches_left`` lists are not gone through yet: as
    many captchas at most are still to come, unless a session gets lost.
    """

    done: int
    total: int
    what: str
    searches_left: int


@dataclass(frozen=True, slots=True)
class PullFailure:
    """Something the portal did not give or that can't be read, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class PullReport:
    """What a pull did. ``pages_*`` count lists, case pages and daily statuses together.

    ``searches_done`` brought cases, ``searches_empty`` none. ``failures`` were not answered, or are lists and
    dropdowns that can't be read; the next pull asks them again. ``unreadable`` case pages are kept, but their
    daily statuses were not asked. ``notes`` say where portal and study differ; nothing is lost by it.
    """

    searches_done: int
    searches_empty: int
    searches_failed: int
    cases_found: int
    pages_asked: int
    pages_already_there: int
    captchas_used: int
    failures: tuple[PullFailure, ...] = ()
    unreadable: tuple[PullFailure, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything asked for is in the archive and was followed up."""
        return not (self.failures or self.unreadable)
