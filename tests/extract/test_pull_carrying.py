"""A later pull beside an earlier one: what is asked for, what is taken over, and what must not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from small_pull import IMMORAL, Pulling, place, request, small_docket

from extract.archive import Archive
from extract.errors import PortalError
from extract.pull import EarlierPull, PullReport, PullRequest
from extract.reading import read_pages
from extract.standin.docket import DocketCase
from extract.standin.endline_docket import PLACES, endline_docket
from extract.standin.faults import parse_faults
from extract.standin.places import AHMEDNAGAR
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn
from extract.stored_pages import PageKind

DOCKET = [case for case in small_docket(pending=8, disposed=6) if case.complex_code == AHMEDNAGAR.code]
DISPOSED = [case for case in DOCKET if case.is_disposed]
WHAT = request(places=(AHMEDNAGAR,))
WITH_DAYS = request(places=(AHMEDNAGAR,), with_daily_status=True)
SEARCH, CASE, DAY = "casestatus/submitAct", "home/viewHistory", "home/viewBusiness"


def pulled(path: Path, docket: Sequence[DocketCase], what: PullRequest = WHAT) -> Path:
    with StandIn(docket) as standin:
        assert Pulling(standin, path).run(what).is_complete
    return path


def refreshed(
    earlier: Path, path: Path, docket: Sequence[DocketCase], what: PullRequest = WHAT
) -> tuple[Pulling, PullReport]:
    with StandIn(docket) as standin, Archive.open_reader(earlier) as archive:
        pulling = Pulling(standin, path)
        report = pulling.run(what, earlier=EarlierPull(archive, "baseline"))
    return pulling, report


def asked(pulling: Pulling) -> list[str]:
    return sorted(r.fields["cino"] for r in pulling.standin.requests if r.route == CASE)


def test_the_endline_asks_for_what_is_new_what_moved_and_what_is_pending(tmp_path: Path) -> None:
    what = PullRequest(tuple(place(of) for of in PLACES), (IMMORAL,), False)
    baseline, endline = baseline_docket(), endline_docket()
    earlier = pulled(tmp_path / "baseline" / "archive.sqlite", baseline, what)
    pulling, report = refreshed(earlier, tmp_path / "endline" / "archive.sqlite", endline, what)
    was_disposed = {case.cnr: case.is_disposed for case in baseline}
    by_cnr = {case.cnr: case for case in endline}
    why = Counter(
        "new" if cnr not in was_disposed else "moved" if by_cnr[cnr].is_disposed else "pending"
        for cnr in asked(pulling)
    )
    assert why == {"new": 72, "moved": 24, "pending": 56}
    assert not any(was_disposed.get(cnr) for cnr in asked(pulling))
    assert len(asked(pulling)) == len(set(asked(pulling))) == 152
    assert (report.pages_carried, report.cases_asked, report.captchas_used) == (23, 152, 14)
    assert pulling.routes()[SEARCH] == 14
    assert len(pulling.cases()) == 175


def test_what_is_taken_over_keeps_its_origin_time_and_content(tmp_path: Path) -> None:
    earlier = pulled(tmp_path / "old" / "archive.sqlite", DOCKET)
    pulling, report = refreshed(earlier, tmp_path / "new" / "archive.sqlite", DOCKET)
    assert (report.pages_carried, report.cases_asked) == (len(DISPOSED), len(DOCKET) - len(DISPOSED))
    with Archive.open_reader(earlier) as old, Archive.open_reader(pulling.path) as new:
        for case in DOCKET:
            before, after = old.answered(f"case_page/{case.cnr}"), new.answered(f"case_page/{case.cnr}")
            assert before is not None
            assert after is not None
            assert after.context.get("carried_from") == ("baseline" if case.is_disposed else None)
            if case.is_disposed:
                assert (after.fetched_at, after.origin) == (before.fetched_at, before.origin)
                assert (after.content, after.page_id) == (before.content, before.page_id)
        assert [reading.error for reading in read_pages(new) if reading.error] == []


def test_a_case_registered_anew_restored_or_only_now_disposed_is_asked_for(tmp_path: Path) -> None:
    first, second = DISPOSED[:2]
    pending = next(case for case in DOCKET if not case.is_disposed)
    changes = {
        first.cnr: replace(first, registration_number=first.registration_number + 500),
        second.cnr: replace(second, is_disposed=False),
        pending.cnr: replace(pending, is_disposed=True, decision_date=pending.filing_date),
    }
    later = [changes.get(case.cnr, case) for case in DOCKET]
    earlier = pulled(tmp_path / "old" / "archive.sqlite", DOCKET)
    pulling, _ = refreshed(earlier, tmp_path / "new" / "archive.sqlite", later)
    assert set(changes) <= set(asked(pulling))
    assert set(asked(pulling)).isdisjoint(case.cnr for case in DISPOSED[2:])


def test_a_page_that_was_not_readable_is_asked_for_again(tmp_path: Path) -> None:
    earlier = pulled(tmp_path / "old" / "archive.sqlite", DOCKET)
    spoilt = DISPOSED[0].cnr
    with Archive(earlier) as archive:
        page = archive.answered(f"case_page/{spoilt}")
        assert page is not None
        archive.store(
            kind=PageKind.CASE_PAGE,
            origin=page.origin,
            request_key=page.request_key,
            state="ok",
            fetched_at=page.fetched_at,
            content=b'{"data_list": "<table><tr><td>half a ta"}',
            context=page.context,
        )
    pulling, _ = refreshed(earlier, tmp_path / "new" / "archive.sqlite", DOCKET)
    assert spoilt in asked(pulling)


@pytest.mark.parametrize("is_decided", [False, True])
def test_days_in_court_already_read_are_not_asked_again(tmp_path: Path, is_decided: bool) -> None:
    """A pending case has had one day more; its earlier days, and all of the disposed ones, are there.

    When that day decided the case, the links of its earlier days differ too.
    """
    pending = next(case for case in DOCKET if not case.is_disposed)
    *before, last = pending.hearings
    earlier_docket = [replace(pending, hearings=tuple(before)) if c is pending else c for c in DOCKET]
    earlier = pulled(tmp_path / "old" / "archive.sqlite", earlier_docket, WITH_DAYS)
    later = [replace(c, is_disposed=c.is_disposed or (is_decided and c is pending)) for c in DOCKET]
    pulling, report = refreshed(earlier, tmp_path / "new" / "archive.sqlite", later, WITH_DAYS)
    days = [r.fields for r in pulling.standin.requests if r.route == DAY]
    assert [(d["case_number1"], d["businessDate"]) for d in days] == [
        (pending.cnr, f"{last.business_date:%d-%m-%Y}")
    ]
    assert report.is_complete
    assert len(pulling.statuses()) == sum(len(case.hearings) for case in DOCKET)


def test_a_refresh_stopped_midway_goes_on_where_it_was(tmp_path: Path) -> None:
    earlier = pulled(tmp_path / "old" / "archive.sqlite", DOCKET)
    path = tmp_path / "new" / "archive.sqlite"
    with (
        StandIn(DOCKET, faults=parse_faults(f"{CASE}#2:throttle_405")) as standin,
        Archive.open_reader(earlier) as archive,
    ):
        pulling = Pulling(standin, path)
        with pytest.raises(PortalError):
            pulling.run(WHAT, earlier=EarlierPull(archive, "baseline"))
        pulling.later = timedelta(minutes=20)
        assert pulling.run(WHAT, earlier=EarlierPull(archive, "baseline")).is_complete
        answered = Counter(r.fields["cino"] for r in standin.requests if r.route == CASE and not r.fault)
        asked_so_far = len(standin.requests)
        again = pulling.run(WHAT, earlier=EarlierPull(archive, "baseline"))
        assert len(standin.requests) == asked_so_far
    assert answered == {case.cnr: 1 for case in DOCKET if not case.is_disposed}
    assert again.pages_carried == 0


def test_earlier_cases_on_no_list_any_more_are_told_of(tmp_path: Path) -> None:
    earlier = pulled(tmp_path / "old" / "archive.sqlite", DOCKET)
    _, report = refreshed(earlier, tmp_path / "new" / "archive.sqlite", DOCKET[1:])
    (note,) = report.notes
    assert note.startswith("1 cases of baseline stand in no list")
    assert DOCKET[0].cnr in note
