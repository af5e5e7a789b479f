"""Step pull: ask the portal for what the raw archive does not hold yet."""

from __future__ import annotations

import sys
from dataclasses import replace

from extract.archive import Archive
from extract.pull import ActSearch, EarlierPull, Patience, PullReport, PullRequest, pull
from extract.pulling.resting import OnRest
from pipeline.reporter import Advance
from pipeline.run import Run, RunError, StepResult
from pipeline.study import Search, Study, StudyError
from transform.vocabulary import vocabulary


def pull_pages(run: Run) -> StepResult:
    """Pull everything the study asks for; raises ``RunError`` when the portal did not give something."""
    with Archive(run.places.archive) as archive:
        return _pull(run, archive, earlier=None)


def refresh_pages(run: Run, since: str) -> StepResult:
    """Pull like ``pull_pages``, but take over from the timepoint ``since`` what can't have changed."""
    run.study.timepoint(since)
    if since == run.timepoint:
        raise StudyError(f"--since {since} is the timepoint to be pulled; name an earlier one.")
    before = replace(run.places, timepoint=since).archive
    with Archive.open_reader(before) as earlier, Archive(run.places.archive) as archive:
        return _pull(run, archive, EarlierPull(earlier, since))


def _pull(run: Run, archive: Archive, earlier: EarlierPull | None) -> StepResult:
    with run.open_portal() as session, run.reporter.progress("pulling") as advance:
        report = pull(
            session,
            archive,
            pull_request(run.study),
            lambda now: advance(now.done, now.total, now.what),
            patience=Patience(on_rest=_countdown(run, advance)),
            earlier=earlier,
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


def _countdown(run: Run, advance: Advance) -> OnRest | None:
    """Shows how long a throttled portal is still left alone; ``None`` where nobody is there to see it."""
    if not (run.reporter.console.is_terminal and sys.stdin.isatty()):
        return None
    return lambda left: advance(None, None, _resting(int(left)))


def _resting(seconds_left: int) -> str:
    minutes, seconds = divmod(seconds_left, 60)
    return f"the portal throttles: going on in {minutes} min {seconds:02} s (Ctrl-C keeps all)"


def pull_request(study: Study) -> PullRequest:
    """What a study asks of its portal."""
    return PullRequest(
        complexes=study.complexes_to_search,
        searches=tuple(_act_search(search) for search in study.searches),
        with_daily_status=study.with_daily_status,
    )


def _act_search(search: Search) -> ActSearch:
    acts = vocabulary("acts")
    return ActSearch(
        search.act, search.search_text, search.section, lambda label: acts.code(label) == search.act
    )


def _said(report: PullReport) -> str:
    carried = f", {report.pages_carried} taken over from the earlier pull" if report.pages_carried else ""
    if report.pages_asked == 0 and report.captchas_used == 0 and not carried:
        return f"nothing asked: all {report.pages_already_there} pages are in the archive"
    return (
        f"{report.cases_found} cases in {report.searches_done} lists ({report.searches_empty} lists empty): "
        f"{report.pages_asked} pages asked{carried}, {report.pages_already_there} already there, "
        f"{report.captchas_used} captchas{_effort(report)}"
    )


def _effort(report: PullReport) -> str:
    """What each captcha brought and each case cost."""
    if report.cases_per_captcha is None or report.requests_per_case is None:
        return ""
    return (
        f" ({report.cases_per_captcha:.1f} cases a captcha, {report.requests_per_case:.2f} requests a case)"
    )
