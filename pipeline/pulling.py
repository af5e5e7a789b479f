"""Step pull: ask the portal for what the raw archive does not hold yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from extract.archive import Archive
from extract.portal.captcha import CaptchaAsker, ask_at_terminal, take_told_answer
from extract.portal.session import PortalSession
from extract.pull import ActSearch, PullReport, PullRequest, pull
from pipeline.run import OpenPortal, Run, RunError, StepResult
from pipeline.study import Search, Study
from transform.vocabulary import vocabulary

ECOURTS_URL = "https://services.ecourts.gov.in/ecourtindia_v6/"


def pull_pages(run: Run) -> StepResult:
    """Pull everything the study asks for; raises ``RunError`` when the portal did not give something."""
    with (
        Archive(run.places.archive) as archive,
        run.open_portal() as session,
        run.reporter.progress("pulling") as advance,
    ):
        report = pull(
            session, archive, pull_request(run.study), lambda now: advance(now.done, now.total, now.what)
        )
    for note in report.notes:
        run.reporter.warn(note)
    for problem in (*report.unreadable, *report.failures):
        run.reporter.warn(f"{problem.what}: {problem.reason}")
    if report.failures:
        raise RunError(
            f"the portal did not answer {len(report.failures)} questions (listed above); "
            "all other answers are kept: run the same command again to ask for the rest."
        )
    return StepResult(_said(report))


def pull_request(study: Study) -> PullRequest:
    """What a study asks of its portal."""
    return PullRequest(
        complexes=study.complexes,
        searches=tuple(_act_search(search) for search in study.searches),
        with_daily_status=study.with_daily_status,
    )


def portal_of(study: Study, timepoint: str, url: str | None) -> OpenPortal:
    """How to reach the study's portal: at ``url`` if given, else the stand-in or the real portal."""
    asker = take_told_answer if study.portal == "standin" else ask_at_terminal
    if url is None and study.portal == "standin":
        return lambda: _on_standin(study, timepoint)
    return lambda: _session_at(study, url or ECOURTS_URL, asker)


@contextmanager
def _session_at(study: Study, url: str, asker: CaptchaAsker) -> Iterator[PortalSession]:
    from extract.portal.http_session import HttpSession

    session = HttpSession(
        url, asker, pace_seconds=study.pace_seconds, jitter_seconds=study.pace_jitter_seconds
    )
    try:
        yield session
    finally:
        session.close()


@contextmanager
def _on_standin(study: Study, timepoint: str) -> Iterator[PortalSession]:
    from extract.standin.server import StandIn
    from pipeline.standin_serving import docket_of

    with (
        StandIn(docket_of(study, timepoint)) as portal,
        _session_at(study, portal.base_url, take_told_answer) as session,
    ):
        yield session


def _act_search(search: Search) -> ActSearch:
    acts = vocabulary("acts")
    return ActSearch(
        search.act, search.search_text, search.section, lambda label: acts.code(label) == search.act
    )


def _said(report: PullReport) -> str:
    if report.pages_asked == 0 and report.captchas_used == 0:
        return f"nothing asked: all {report.pages_already_there} pages are in the archive"
    return (
        f"{report.cases_found} cases in {report.searches_done} lists ({report.searches_empty} lists empty): "
        f"{report.pages_asked} pages asked, {report.pages_already_there} already there, "
        f"{report.captchas_used} captchas"
    )
