"""Step pull: ask the portal for what the raw archive does not hold yet."""

from __future__ import annotations

import sys
from dataclasses import replace

from extract.archive import Archive
from extract.pull import EarlierPull, Patience, PullReport, pull
from extract.pulling.asking import PortalNotThereError
from pipeline.pull_status.display import PullDisplay
from pipeline.pull_status.stopping import stops_in_good_order, what_is_kept
from pipeline.pull_status.wording import count_of
from pipeline.pulling.requesting import pull_request, refuse_unsearched
from pipeline.rights.taking_in import taking_in
from pipeline.run import PullStoppedError, Run, RunError, StepResult
from pipeline.study import BULK, StudyError


def pull_pages(run: Run) -> StepResult:
    """Pull everything the study asks for; raises ``RunError`` when the portal did not give something.

    A study of a bulk release pulls nothing; its files must have been imported.
    """
    if run.study.portal == BULK or run.places.bulk_manifest.exists():
        return StepResult(_said_of_release(run))
    with taking_in(run.places, run.reporter) as archive:
        return _pull(run, archive, earlier=None)


def refresh_pages(run: Run, since: str) -> StepResult:
    """Pull like ``pull_pages``, but take over from the timepoint ``since`` what can't have changed."""
    run.study.timepoint(since)
    if since == run.timepoint:
        raise StudyError(f"--since {since} is the timepoint to be pulled; name an earlier one.")
    before = replace(run.places, timepoint=since).archive
    with Archive.open_reader(before) as earlier, taking_in(run.places, run.reporter) as archive:
        return _pull(run, archive, EarlierPull(earlier, since))


def _said_of_release(run: Run) -> str:
    if not run.places.bulk_manifest.exists():
        raise RunError(
            f"no release was imported for study {run.study.name} at {run.timepoint}: "
            f"{run.typed('import', '--from', 'FOLDER')}"
        )
    return "nothing to pull: the cases come from the bulk release imported"


def _pull(run: Run, archive: Archive, earlier: EarlierPull | None) -> StepResult:
    refuse_unsearched(run.study)
    try:
        report = _attended_pull(run, archive, earlier)
    except KeyboardInterrupt:
        raise PullStoppedError(what_is_kept(archive)) from None
    except PortalNotThereError:
        raise RunError(
            f"nothing answers at {run.portal_url}: look whether the portal opens in a browser and this "
            "machine is online, then run the same command again; everything received so far is kept."
        ) from None
    for note in report.notes:
        run.reporter.warn(note)
    for problem in (*report.unreadable, *report.failures):
        run.reporter.warn(f"{problem.what}: {problem.reason}")
    if report.failures:
        raise RunError(
            f"the portal did not answer {count_of(len(report.failures), 'question')} (listed above); "
            "all other answers are kept: run the same command again to ask for the rest."
        )
    return StepResult(_said(report))


def _attended_pull(run: Run, archive: Archive, earlier: EarlierPull | None) -> PullReport:
    """The pull, shown while it runs; a throttled portal is waited for only where somebody can see that."""
    display = PullDisplay(run.reporter.console, archive, run.study, run.timepoint)
    is_watched = run.reporter.console.is_terminal and sys.stdin.isatty()
    with stops_in_good_order(), run.open_portal() as session, run.reporter.showing(display):
        return pull(
            session,
            archive,
            pull_request(run.study),
            display.step,
            patience=Patience(
                on_rest=display.rest if is_watched else None,
                on_ask=display.ask,
                shared_rest=run.shared_rest,
            ),
            earlier=earlier,
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
