"""Where a pull stands, in words and a table for people, and as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich.console import Console

from extract.pulling.queue import QueuedSearch
from pipeline.pull_status.districts import DistrictProgress, total_of
from pipeline.pull_status.situation import Situation
from pipeline.pull_status.table import district_table
from pipeline.pull_status.wording import clock_time, count_of, duration, long_ago

FAILURES_SHOWN = 20


def print_situation(found: Situation, console: Console) -> None:
    """Table, failures with their reasons, what is going on, what is left, and the command to give next."""
    if found.districts:
        _line(console, f"Pull of {found.study}, {found.timepoint}", style="bold")
        console.print(district_table(found.districts, console.width))
    for text in _sentences(found):
        _line(console, text)
    _line(console, "")
    _line(console, _next(found))
    _line(console, f"  {found.go_on_with}", style="bold")


def situation_as_json(found: Situation) -> str:
    """The same for programs; times in ISO 8601, UTC."""
    total = total_of(found.districts)
    document = {
        "study": found.study,
        "timepoint": found.timepoint,
        "archive": str(found.archive),
        "now": _moment(found.now),
        "is_begun": bool(found.districts),
        "is_complete": found.is_complete,
        "imported_pages": found.imported_pages,
        "writing_process": found.writing_process,
        "last_activity": _moment(found.last_activity),
        "rest": None
        if found.rest_until is None
        else {"until": _moment(found.rest_until), "seconds_left": round(found.rest_left)},
        "districts": [_counts(district) for district in found.districts],
        "total": _counts(total),
        "failures": [_failure(search) for search in found.failures],
        "to_finish": {
            "captchas": found.captchas_left,
            "minutes": round(found.seconds_left / 60, 1),
            "is_exact": found.is_exact,
        },
        "go_on_with": found.go_on_with,
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _sentences(found: Situation) -> list[str]:
    said = _begun(found)
    for search in found.failures[:FAILURES_SHOWN]:
        said.append(f"failed: {_search_in_words(search)}: {search.reason}")
    if (more := len(found.failures) - FAILURES_SHOWN) > 0:
        said.append(f"and {more} more failed; --json lists all")
    if found.last_activity is not None:
        at = clock_time(found.last_activity, found.now)
        said.append(f"The portal last answered at {at}, {long_ago(found.last_activity, found.now)}.")
    if found.writing_process is not None:
        who = f"Process {found.writing_process}" if found.writing_process else "Another process"
        said.append(f"{who} is writing to the archive now.")
    if found.rest_until is not None:
        until = clock_time(found.rest_until, found.now)
        left = duration(found.rest_left)
        said.append(f"The portal throttled this address and must be left alone until {until}, {left} more.")
    if not found.is_bulk:
        said.append(_cost(found))
    return said


def _begun(found: Situation) -> list[str]:
    """Where the cases come from, as far as that is not the table's."""
    of_what = f"{found.study}, {found.timepoint}"
    if found.release is not None:
        return [f"The cases of {of_what} come from a bulk release, so nothing is pulled: {found.release}"]
    if found.is_bulk:
        return [f"No bulk release was imported yet for {of_what}."]
    said = [] if found.districts else [f"Nothing was pulled yet for {of_what}."]
    if found.imported_pages:
        said.append(f"{count_of(found.imported_pages, 'page')} imported: they are worked on without a pull.")
    return said


def _cost(found: Situation) -> str:
    if found.is_complete:
        cases = total_of(found.districts).cases_obtained
        return f"Everything asked for is there: {count_of(cases, 'case')}."
    least = "" if found.is_exact else "at least "
    begins = "To finish" if found.districts else "A pull" if found.is_imported else "It"
    said = f"{begins} takes {least}"
    said += f"{count_of(found.captchas_left, 'captcha')} and about {duration(found.seconds_left)}"
    per_captcha = total_of(found.districts).cases_per_captcha
    if per_captcha is not None:
        said += f" ({per_captcha:.1f} cases a captcha so far)"
    if found.assumed.cases_a_list is None:
        said += ", case pages not counted: how many there are, the first lists will tell"
    if found.with_daily_status:
        said += "; daily statuses come on top"
    return f"{said}."


def _next(found: Situation) -> str:
    if found.is_complete or found.is_imported:
        return "Go on to tables and indicators with:"
    if found.writing_process is not None:
        return "Once it has ended, go on with:"
    if found.rest_until is not None:
        return f"From {clock_time(found.rest_until, found.now)} on, go on with:"
    return "Go on with:" if found.districts else "Begin with:"


def _search_in_words(search: QueuedSearch) -> str:
    act = search.act_label or search.act
    section = f" section {search.section}" if search.section else ""
    return f"{search.district}, {search.complex_name}, {search.case_status.lower()} cases, {act}{section}"


def _counts(district: DistrictProgress) -> dict[str, Any]:
    return {
        "district": district.district,
        "searches": {
            "done": district.done,
            "empty": district.empty,
            "to_do": district.to_do,
            "failed": district.failed,
        },
        "cases": {
            "found": district.cases_found,
            "obtained": district.cases_obtained,
            "without_page": district.cases_without_page,
        },
        "captchas": {"used": district.captchas_used, "left": district.captchas_left},
        "cases_per_captcha": district.cases_per_captcha,
        "is_exact": district.is_exact,
    }


def _failure(search: QueuedSearch) -> dict[str, Any]:
    names = ("district", "complex_code", "complex_name", "establishment", "act", "act_code", "act_label")
    more = ("section", "case_status", "reason", "captchas_used")
    document = {name: value for name, value in asdict(search).items() if name in (*names, *more)}
    return {**document, "last_at": _moment(search.last_at)}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)
