"""A small docket, and a pull of it over real HTTP from the stand-in portal, for tests beside this file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from extract.archive import Archive
from extract.portal.captcha import CaptchaAsker, take_told_answer
from extract.portal.http_session import HttpSession
from extract.pull import (
    ActSearch,
    ComplexToSearch,
    EarlierPull,
    Patience,
    Progress,
    PullReport,
    PullRequest,
    pull,
)
from extract.pulling.queue import QueuedSearch, read_queue
from extract.pulling.shared_rest import SharedRest
from extract.standin.act_catalogue import IMMORAL_TRAFFIC
from extract.standin.docket import DocketAct, DocketCase
from extract.standin.places import AHMEDNAGAR, KOLHAPUR, Complex
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn
from extract.stored_pages import PageKind

IMMORAL = ActSearch("ITPA", "immoral", "", lambda label: "immoral" in label.lower())
BOTH_KOLHAPUR_ACTS = tuple(DocketAct(code, name, "3,4") for code, name in IMMORAL_TRAFFIC[KOLHAPUR.code])


def small_docket(pending: int = 6, disposed: int = 2) -> list[DocketCase]:
    """Cases of two complexes. The first one stands under both of Kolhapur's spellings of the act."""
    places = (KOLHAPUR.code, AHMEDNAGAR.code)
    docket: list[DocketCase] = []
    for is_disposed, count in ((False, pending), (True, disposed)):
        of_status = [case for case in baseline_docket() if case.is_disposed == is_disposed]
        by_place = [[case for case in of_status if case.complex_code == place] for place in places]
        docket += [case for pair in zip(*by_place, strict=False) for case in pair][:count]
    return [replace(docket[0], acts=BOTH_KOLHAPUR_ACTS), *docket[1:]]


def place(of: Complex) -> ComplexToSearch:
    """A complex as a study names it."""
    courts = tuple(court.court_code for court in of.establishments)
    return ComplexToSearch(
        "1", of.district_code, "District", of.code, of.name, courts, of.must_choose_establishment
    )


def request(
    *, with_daily_status: bool = False, places: Sequence[Complex] = (KOLHAPUR, AHMEDNAGAR)
) -> PullRequest:
    """Everything under the trafficking act in some complexes."""
    return PullRequest(tuple(place(of) for of in places), (IMMORAL,), with_daily_status)


@dataclass
class Pulling:
    """Pulls from one portal into one archive, again and again; remembers waits and progress.

    Its clock is ahead by ``later`` and by all that was waited for.
    """

    standin: StandIn
    path: Path
    waits: list[float] = field(default_factory=list)
    steps: list[Progress] = field(default_factory=list)
    later: timedelta = timedelta(0)
    shared_rest: SharedRest | None = None

    def run(
        self,
        what: PullRequest | None = None,
        *,
        ask_captcha: CaptchaAsker = take_told_answer,
        captcha_tries: int = 5,
        on_rest: Callable[[float], None] | None = None,
        earlier: EarlierPull | None = None,
    ) -> PullReport:
        """One pull, as one start of the program would do it."""
        session = HttpSession(self.standin.base_url, ask_captcha, pace_seconds=0, jitter_seconds=0)
        patience = Patience(
            captcha_tries=captcha_tries,
            on_rest=on_rest,
            shared_rest=self.shared_rest,
            sleep=self.waits.append,
            now=self.now,
        )
        with Archive(self.path) as archive:
            return pull(
                session, archive, what or request(), self.steps.append, patience=patience, earlier=earlier
            )

    def now(self) -> datetime:
        """The moment this pull takes it to be."""
        return datetime.now(UTC) + self.later + timedelta(seconds=sum(self.waits))

    def queue(self) -> tuple[QueuedSearch, ...]:
        """The work queue as it stands."""
        with Archive.open_reader(self.path) as archive:
            return read_queue(archive)

    def routes(self) -> Counter[str]:
        """How often each route was asked so far."""
        return Counter(served.route for served in self.standin.requests)

    def states(self) -> dict[str, int]:
        """Journal rows by state."""
        with Archive.open_reader(self.path) as archive:
            return archive.state_counts()

    def cases(self) -> dict[str, str]:
        """HTML of each stored case page by CNR; the answer's token, new each time, is left out."""
        with Archive.open_reader(self.path) as archive:
            return {
                page.context["cnr"]: json.loads(page.content)["data_list"]
                for page in archive.pages(PageKind.CASE_PAGE)
            }

    def statuses(self) -> dict[str, str]:
        """HTML of each stored daily status by request."""
        with Archive.open_reader(self.path) as archive:
            return {
                page.request_key: json.loads(page.content)["data_list"]
                for page in archive.pages(PageKind.DAILY_STATUS)
            }
