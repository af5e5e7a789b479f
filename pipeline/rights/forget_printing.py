"""What a forgetting says: counts and what it can't reach, never who it was."""

from __future__ import annotations

from collections import Counter

from pipeline.pull_status.wording import count_of
from pipeline.rights.forgetting import WhatGoes
from pipeline.rights.forgotten import Forgotten
from pipeline.rights.study_data import StudyData

PLURALS = {"daily status": "daily statuses"}
OUT_OF_REACH = (
    "Out of reach of this program: backups, copies handed out, WARC files and other exports, what was "
    "published and downloaded, lists written elsewhere with --to, old blocks that file system or disk keep."
)


def say_what_goes(job: StudyData, goes: WhatGoes, *, is_done: bool) -> None:
    """Counts of pages, rows and files."""
    verb = "destroyed" if is_done else "would be destroyed"
    by_kind: Counter[tuple[str, str]] = Counter()
    for one, count in goes.pages.items():
        by_kind[one.kind.value.replace("_", " "), one.outcome] += count
    for (kind, outcome), count in sorted(by_kind.items()):
        how = (
            verb
            if outcome == "destroyed"
            else f"{'' if is_done else 'would be '}written anew without the case"
        )
        job.reporter.line(f"{count_of(count, kind, PLURALS.get(kind))}: {how}")
    job.reporter.line(f"{count_of(goes.rows, 'row')} of forms and corrections: {verb}")
    job.reporter.line(f"{count_of(goes.files, 'file')} computed from the study's pages: {verb}")


def say_done(job: StudyData, others: list[str]) -> None:
    """What to do next, and what is out of reach."""
    for study in others:
        job.reporter.warn(f"study {study} under {job.data} has the case too: forget it there as well")
    job.reporter.line(f"recorded without identity in {job.places.forgotten}")
    for places in job.archives:
        job.reporter.line(f"to compute again: {job.typed('run', '--timepoint', places.timepoint)}")
    job.reporter.line(
        "before publishing again, look at release_exceptions.csv: a figure that passes by it differs from "
        "its earlier release by this one case"
    )
    job.reporter.line(OUT_OF_REACH)


def say_earlier(job: StudyData, entry: Forgotten) -> None:
    """That the case was forgotten before."""
    count = "" if entry.pages_destroyed is None else f", {count_of(entry.pages_destroyed, 'page')} destroyed"
    job.reporter.line(
        f"forgotten on {entry.forgotten_on} already ({entry.reason}{count}); nothing is left of it"
    )
