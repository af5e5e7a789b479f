"""A pull that meets what it does not expect: a changed design, another case's page, a list that moved on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from small_pull import Pulling, request, small_docket

from extract.archive import Archive
from extract.errors import PortalError
from extract.portal.captcha import take_told_answer
from extract.portal.http_session import HttpSession
from extract.portal.session import Answer
from extract.pull import Patience, pull
from extract.reading import read_pages
from extract.standin.faults import parse_faults
from extract.standin.page_change import PageChange
from extract.standin.places import AHMEDNAGAR
from extract.standin.server import StandIn

DOCKET = [case for case in small_docket(pending=10) if case.complex_code == AHMEDNAGAR.code]
WHAT = request(places=(AHMEDNAGAR,), with_daily_status=True)
CASE = "home/viewHistory"


@pytest.mark.parametrize("change", PageChange)
def test_case_pages_of_a_new_design_are_kept_and_noted(tmp_path: Path, change: PageChange) -> None:
    with StandIn(DOCKET, page_change=change) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        report = pulling.run(WHAT)
        asked = len(standin.requests)
        again = pulling.run(WHAT)
    assert len(report.unreadable) == len(DOCKET)
    assert all("expected" in note.reason and "found" in note.reason for note in report.unreadable)
    assert set(pulling.cases()) == {case.cnr for case in DOCKET}, "kept for when the parser knows the design"
    assert pulling.routes()["home/viewBusiness"] == 0
    assert not report.is_complete
    assert (len(standin.requests), again.unreadable) == (asked, report.unreadable)
    with Archive.open_reader(pulling.path) as archive:
        assert sum(reading.error is not None for reading in read_pages(archive)) == len(DOCKET)


class MixedUpSession(HttpSession):
    """Gets the first case's page whatever case is asked for, once."""

    first_link: tuple[str, ...] | None = None
    is_done = False

    def view_history(self, link: tuple[str, ...]) -> Answer:
        if self.first_link is None:
            self.first_link = link
        elif not self.is_done:
            self.is_done, link = True, self.first_link
        return super().view_history(link)


def test_another_cases_page_is_not_taken_for_the_one_asked_for(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        session = MixedUpSession(standin.base_url, take_told_answer, pace_seconds=0, jitter_seconds=0)
        with Archive(pulling.path) as archive:
            report = pull(session, archive, WHAT, lambda step: None, patience=Patience())
        assert [failure.reason[:20] for failure in report.failures] == ["another case's page "]
        assert pulling.states()["other_case"] == 1
        assert len(pulling.cases()) == len(DOCKET) - 1
        assert pulling.run(WHAT).is_complete
    assert set(pulling.cases()) == {case.cnr for case in DOCKET}


def test_a_resumed_pull_takes_in_what_the_list_has_gained_since(tmp_path: Path) -> None:
    """Stopped on its second case; by the next day one case is new and one has moved to the other list."""
    old = [replace(case, is_disposed=False) for case in DOCKET[:-1]]
    new = [replace(old[0], is_disposed=True), *old[1:], replace(DOCKET[-1], is_disposed=False)]
    path = tmp_path / "raw" / "archive.sqlite"
    with StandIn(old, faults=parse_faults(f"{CASE}#2:throttle_405")) as standin:
        first_day = Pulling(standin, path)
        with pytest.raises(PortalError):
            first_day.run(WHAT)
        assert len(first_day.cases()) == 1
    with StandIn(new) as standin:
        second_day = Pulling(standin, path, later=timedelta(days=1))
        report = second_day.run(WHAT)
    assert set(second_day.cases()) == {case.cnr for case in new}
    assert report.is_complete
    assert second_day.routes()[CASE] == len(new) - 1
