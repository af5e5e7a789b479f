"""Corrections of a study, judged over all its cases: is each for one that is there, and how many are."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from extract.archive import Archive
from extract.forgetting import known_cnrs
from pipeline.key_use import study_key
from pipeline.paths import Places
from pipeline.run import Run, RunError
from transform.interpreting.corrections_file import corrections_of_study, read_corrections
from transform.pseudonyms import case_pseudonym


def refuse_strangers(run: Run) -> None:
    """Raise ``RunError`` for a row of the study's own file whose key no archive of the study knows.

    The file serves all timepoints, so a case that only another one has is none of this one's business.
    """
    unknown = {row.case_id: row.source for row in reversed(corrections_of_study(run.places.corrections))}
    for archive in _archives(run) if unknown else ():
        for cnr in known_cnrs(archive):
            unknown.pop(case_pseudonym(study_key(run), cnr), None)
        if not unknown:
            return
    for case_id, source in unknown.items():
        raise RunError(
            f"{source}: {case_id!r} is the key of no case of study {run.study.name}, so nothing would be "
            "corrected; give the case_id as the tables have it, or remove the row."
        )


def applied_corrections(run: Run, pages: pa.Table) -> int:
    """How many corrections were applied to the cases of these pages (table ``pages``)."""
    of_cases = pages.filter(pc.is_valid(pages["layout"]))["case_id"].unique().to_pylist()
    return read_corrections(run.places.corrections).count_of(filter(None, of_cases))


def _archives(run: Run) -> Iterator[Archive]:
    """The run's own, then those of the study's other timepoints as far as they are there."""
    others = (point for point in run.study.timepoints if point != run.timepoint)
    for timepoint in (run.timepoint, *others):
        places = Places(run.places.data, run.places.study, timepoint)
        if places.archive.is_file():
            with Archive.open_reader(places.archive) as archive:
                yield archive
