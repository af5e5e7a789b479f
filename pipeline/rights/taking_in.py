"""The one way to open an archive for new pages: forgotten cases stay out, what was destroyed stays so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from extract.archive import Archive
from extract.made_up import MadeUpCasesOnly
from pipeline.paths import Places
from pipeline.pull_status.wording import count_of
from pipeline.reporter import Reporter
from pipeline.rights.certificates import refuse_destroyed
from pipeline.rights.forgotten import forgotten_cases
from pipeline.rights.masking import replace_what_is_masked


@contextmanager
def taking_in(places: Places, reporter: Reporter, *, made_up_only: bool = False) -> Iterator[Archive]:
    """The archive, open for writing.

    At the end, even of a pull that failed, what courts mask is replaced, and it is said how many forgotten
    cases were met and left out. With ``made_up_only`` a page of a
    real case is refused. Raises ``RunError`` where the timepoint's pages were destroyed when due.
    """
    refuse_destroyed(places)
    intake = forgotten_cases(places)
    try:
        gate = MadeUpCasesOnly(intake) if made_up_only else intake
        with Archive(places.archive, intake=gate) as archive:
            yield archive
    finally:
        if intake is not None and intake.met:
            met = count_of(len(intake.met), "case that was forgotten", "cases that were forgotten")
            reporter.line(f"{met}: met again and not taken in")
        replace_what_is_masked(places.data, reporter)
