"""A real study that works on imported pages: it is not pulled unless somebody says so."""

from __future__ import annotations

from extract.archive import Archive
from extract.pulling.overview import count_imported
from extract.pulling.queue import read_queue
from pipeline.pull_status.wording import count_of
from pipeline.run import Run


def said_of_imported(run: Run) -> str:
    """What ``run`` says instead of pulling; empty where it pulls.

    A study goes on pulling once a search was planned, and the stand-in is always asked: it costs nobody
    anything.
    """
    if run.study.portal != "ecourts" or not run.places.archive.is_file():
        return ""
    with Archive.open_reader(run.places.archive) as archive:
        pages = 0 if read_queue(archive) else count_imported(archive)
    if not pages:
        return ""
    return (
        f"not asked: this works on the {count_of(pages, 'imported page')}; to ask the portal too: "
        f"{run.typed('pull')}"
    )
