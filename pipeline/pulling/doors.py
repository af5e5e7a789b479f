"""Doors to a portal (the real one, another address, the stand-in): the attended browser, or plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from extract.portal.captcha import CaptchaAsker, ask_at_terminal, take_told_answer
from extract.portal.session import PortalSession
from pipeline.reporter import Reporter
from pipeline.run import OpenPortal
from pipeline.study import Study, StudyError
from pipeline.study_sections.pull import DOORS

Asker = TypeVar("Asker")
ECOURTS_URL = "https://services.ecourts.gov.in/ecourtindia_v6/"


@dataclass(frozen=True, slots=True)
class Door:
    """How a pull reaches its portal. ``url`` is ``None`` for a stand-in started for the pull alone."""

    through: str
    url: str | None
    is_headless: bool

    @classmethod
    def of(cls, study: Study, url: str | None, through: str | None, *, is_headless: bool) -> Door:
        """The study's own door, unless told otherwise; what makes no sense raises ``StudyError``."""
        chosen = through or study.through
        if chosen not in DOORS:
            raise StudyError(f"--through {chosen}: no such door; it must be {' or '.join(DOORS)}.")
        if is_headless and chosen != "browser":
            raise StudyError("--headless is for the browser; add --through browser.")
        if is_headless and study.portal != "standin":
            raise StudyError("--headless is for the stand-in portal: here a person must see the captchas.")
        return cls(chosen, url or (None if study.portal == "standin" else ECOURTS_URL), is_headless)


def portal_of(study: Study, timepoint: str, door: Door, reporter: Reporter) -> OpenPortal:
    """How to reach the study's portal: the session is opened only when something is left to ask."""
    if door.url is not None:
        url = door.url
        return lambda: _session_at(study, url, door, reporter)
    return lambda: _on_standin(study, timepoint, door, reporter)


@contextmanager
def _session_at(study: Study, url: str, door: Door, reporter: Reporter) -> Iterator[PortalSession]:
    is_browser = door.through == "browser"
    session = _browser(study, url, door, reporter) if is_browser else _http(study, url, reporter)
    try:
        yield session
    finally:
        session.close()


@contextmanager
def _on_standin(study: Study, timepoint: str, door: Door, reporter: Reporter) -> Iterator[PortalSession]:
    from extract.standin.server import StandIn
    from pipeline.pulling.standin_serving import docket_of, places_of

    with (
        StandIn(
            docket_of(study, timepoint), places=places_of(study), is_gated=door.through == "browser"
        ) as portal,
        _session_at(study, portal.base_url, door, reporter) as session,
    ):
        yield session


def _http(study: Study, url: str, reporter: Reporter) -> PortalSession:
    from extract.portal.http_session import HttpSession

    return HttpSession(
        url,
        _told_or(study, reporter.typed(ask_at_terminal)),
        pace_seconds=study.pace_seconds,
        jitter_seconds=study.pace_jitter_seconds,
    )


def _browser(study: Study, url: str, door: Door, reporter: Reporter) -> PortalSession:
    from extract.portal.browser_session import AttendedBrowser

    return AttendedBrowser(
        url,
        _told_or(study, None),
        pace_seconds=study.pace_seconds,
        jitter_seconds=study.pace_jitter_seconds,
        is_headless=door.is_headless,
        on_captcha=reporter.waits_for_browser,
    )


def _told_or(study: Study, asker: Asker) -> CaptchaAsker | Asker:
    """The stand-in tells its answers; any other portal's captchas are a person's."""
    return take_told_answer if study.portal == "standin" else asker
