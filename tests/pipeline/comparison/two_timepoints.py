"""A baseline of four cases and an endline of two of them and more, small enough to compare by hand.

Windows and cut-offs are those of the reference study: filed from 11 March 2017 to 10 March 2020, then filed
or decided up to 31 March 2022.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from extract.archive import Archive
from extract.records import Layout
from extract.standin.docket import DocketCase, DocketHearing
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind
from pipeline.paths import SHIPPED_STUDIES
from pipeline.run import Run, prepare
from pipeline.steps import run_steps

# Case: (its place among the reference cases, filed and registered, days in court, decision, nature).
# Each day in court gives the next one; the last gives the decision day or one after the cut-off.
CONVICTED = (0, date(2018, 1, 1), [date(2018, 2, 1), date(2018, 3, 1)], date(2018, 4, 1), "Convicted")
ACQUITTED = (
    1,
    date(2018, 1, 1),
    [date(2018, 3, 1), date(2018, 4, 1), date(2018, 5, 1), date(2018, 6, 1)],
    date(2018, 7, 1),
    "Acquitted",
)
WAITING = (2, date(2019, 3, 11), [date(2020, 3, 2)], None, None)
CARRIED = (3, date(2019, 3, 11), [date(2020, 3, 3)], None, None)
CARRIED_ON = (
    3,
    date(2019, 3, 11),
    [date(2020, 3, 3), date(2020, 6, 1), date(2020, 11, 2)],
    date(2020, 12, 31),
    "Convicted",
)
NEW = (
    6,
    date(2021, 3, 31),
    [date(2021, 5, 3), date(2021, 7, 1), date(2021, 9, 1), date(2021, 11, 1), date(2022, 2, 1)],
    None,
    None,
)
Outline = tuple[int, date, list[date], date | None, str | None]
BASELINE: tuple[Outline, ...] = (CONVICTED, ACQUITTED, WAITING, CARRIED)
ENDLINE: tuple[Outline, ...] = (CONVICTED, ACQUITTED, WAITING, CARRIED_ON, NEW)


def case_of(outline: Outline) -> DocketCase:
    """One of the reference study's cases with the dates of the outline."""
    index, filed, sittings, decided, nature = outline
    following = [*sittings[1:], decided or date(2022, 12, 1)]
    rows = [
        DocketHearing(serial, day, next_day, "Evidence")
        for serial, (day, next_day) in enumerate(zip(sittings, following, strict=True), start=1)
    ]
    if decided:
        rows.append(DocketHearing(len(rows) + 1, decided, None, "Disposed"))
    return replace(
        baseline_docket()[index],
        filing_date=filed,
        registration_date=filed,
        first_hearing_date=sittings[0],
        is_disposed=decided is not None,
        decision_date=decided,
        nature_of_disposal=nature,
        stage="Disposed" if decided else "Evidence",
        hearings=tuple(rows),
        orders=(),
        transfers=(),
        processes=(),
        applications=(),
        subordinate_court=None,
    )


def archive_pages(run: Run, docket: Iterable[DocketCase]) -> None:
    """An archive of the docket's case pages, as an import of saved pages leaves it."""
    run.places.archive.unlink(missing_ok=True)
    with Archive(run.places.archive) as archive:
        for case in docket:
            archive.store(
                kind=PageKind.CASE_PAGE,
                origin="saved-page",
                request_key=case.cnr,
                state="ok",
                fetched_at=datetime(2022, 4, 1, tzinfo=UTC),
                content=render_case_page(case, case.layout or Layout.V4).encode(),
                context={"cnr": case.cnr},
            )


def run_of(data: Path, timepoint: str) -> Run:
    return prepare("reference", timepoint, data)


def computed(data: Path) -> None:
    """Both timepoints up to their published tables, without the checks, for which they are too small.

    The study is the reference study without its exceptions, which speak of other cases.
    """
    (data / "studies").mkdir(parents=True, exist_ok=True)
    for name in ("reference.toml", "brief_figures.csv"):
        shutil.copy(SHIPPED_STUDIES / name, data / "studies")
    for timepoint, outlines in (("baseline", BASELINE), ("endline", ENDLINE)):
        run = run_of(data, timepoint)
        archive_pages(run, map(case_of, outlines))
        run_steps(run, ("build", "indicators", "publish"))
