"""Times, counts and questions in words for a person at the terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

from extract.pulling.questions import Question
from extract.stored_pages import PageKind


def count_of(number: int, one: str, many: str | None = None) -> str:
    """``1 captcha``, ``2 captchas``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """A rough length of time, rounded up: ``40 s``, ``12 min``, ``3 h 05 min``."""
    if seconds < 60:
        return f"{math.ceil(seconds)} s"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02} min"


def countdown(seconds: float) -> str:
    """An exact length of time, for a countdown: ``9 min 04 s``."""
    minutes, rest = divmod(math.ceil(seconds), 60)
    return f"{minutes} min {rest:02} s"


def clock_time(moment: datetime, now: datetime) -> str:
    """The moment on the clock on this machine's wall, with its day if that is not today."""
    local, today = moment.astimezone(), now.astimezone().date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%H:%M} on {local:%Y-%m-%d}"


def long_ago(moment: datetime, now: datetime) -> str:
    """How long ago something was: ``4 min ago``, ``3 days ago``."""
    seconds = max((now - moment).total_seconds(), 0.0)
    if seconds < 1:
        return "just now"
    if seconds < 2 * 86400:
        return f"{duration(seconds)} ago"
    return f"{seconds // 86400:.0f} days ago"


def asked_now(question: Question, complex_names: Mapping[str, str]) -> str:
    """What is being asked, without naming the case."""
    search = question.search or question
    place = complex_names.get(search.context.get("complex_code", ""), "")
    if question.kind is PageKind.OTHER:
        return f"{question.what}, {place}" if place else question.what
    status, act = search.context.get("case_status", "").lower(), search.context.get("act_label", "")
    listed = f"{status} cases, {place}, {act}"
    if question.kind is PageKind.CASE_PAGE:
        return f"case page: {listed}"
    if question.kind is PageKind.DAILY_STATUS:
        return f"daily status: {listed}"
    return f"list: {listed}"
