"""Replay: what an earlier timepoint would look like had it been read off a later pull.

Entries of a history are dated, so a later pull can be cut off at an earlier day. Where nothing was
back-filled, changed or taken down in between, the same numbers come out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from extract.pulling.carrying import CARRIED_FROM
from extract.stored_pages import PageKind
from pipeline.building.tables import inputs as inputs_of_build
from pipeline.building.tables import pages_of, tables_from_archive
from pipeline.freshness import fingerprint, is_done
from pipeline.key_use import study_key
from pipeline.replay.drift import Drift
from pipeline.replay.finding import find_drift
from pipeline.replay.values import ComparedValue, Key, Numbers, compare_values, computed_values, stored_values
from pipeline.run import Run, RunError
from pipeline.study import StudyError
from transform.builders.study_parameters import study_parameters_table
from transform.parameters import TableParameters
from transform.schema import TABLES


@dataclass(frozen=True, slots=True)
class Replay:
    """``later_from`` is the timepoint of the pull cut off at ``as_of``; ``against`` what it is compared with.

    ``carried_over`` counts pages that the later pull took over from an earlier one instead of asking anew:
    they can't show drift.
    """

    study: str
    later_from: str
    against: str
    as_of: date
    carried_over: int
    values: tuple[ComparedValue, ...]
    drift: tuple[Drift, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    tables: Mapping[str, pa.Table]
    values: Mapping[Key, Numbers]


def replay(later: Run, against: Run, as_of: date | None) -> Replay:
    """Compute ``against`` anew from the pages of ``later``, cut off at ``as_of``, and compare the two.

    ``as_of`` ``None`` is the cut-off that ``against`` itself was built with. Raises ``StudyError`` for
    timepoints or days that can't be compared, ``RunError`` when what is needed is missing.
    """
    parameters = later.study.parameters(against.timepoint)
    cut_off = as_of or parameters.as_of
    _refuse_later_days(later, against, cut_off)
    wanted = replace(parameters, as_of=cut_off)
    earlier = _stored(against, wanted) if cut_off == parameters.as_of else _built(against, against, wanted)
    now = _built(later, against, wanted)
    return Replay(
        study=later.study.name,
        later_from=later.timepoint,
        against=against.timepoint,
        as_of=cut_off,
        carried_over=_carried_over(later),
        values=compare_values(earlier.values, now.values),
        drift=find_drift(earlier.tables, now.tables, cut_off),
    )


def _refuse_later_days(later: Run, against: Run, cut_off: date) -> None:
    if later.timepoint == against.timepoint:
        raise StudyError(f"--from and --against are both {later.timepoint}; name two timepoints.")
    for run in (against, later):
        known_until = run.study.parameters(run.timepoint).as_of
        if cut_off > known_until:
            raise StudyError(
                f"--as-of {cut_off}: {run.timepoint} of {run.study.name} knows nothing after {known_until}; "
                "give an earlier day."
            )


def _stored(against: Run, parameters: TableParameters) -> _Side:
    """The timepoint as it stands, with a warning when its pages or the code say something else by now."""
    places = against.places
    missing = [name for name in TABLES if not (places.tables / f"{name}.parquet").exists()]
    if missing or not places.indicator_values.is_file():
        raise RunError(
            f"no indicators of {parameters.study} {parameters.timepoint} under {places.tables}: "
            f"run them first: {against.typed('run')}"
        )
    _refuse_other_parameters(pq.read_table(places.tables / "study_parameters.parquet"), against, parameters)
    if places.archive.is_file() and not is_done(
        places.stamps / "build.json", fingerprint(inputs_of_build(against))
    ):
        against.reporter.warn(
            f"the tables of {parameters.timepoint} were built by another version or from other pages than "
            "those at hand; differences may come from that: build them again to be sure."
        )
    tables = {name: pq.read_table(places.tables / f"{name}.parquet") for name in TABLES}
    return _Side(tables, stored_values(places.tables))


def _built(source: Run, against: Run, parameters: TableParameters) -> _Side:
    tables = tables_from_archive(source, parameters)
    places = against.places
    with against.reporter.working("computing every indicator again"):
        values = computed_values(tables, places.tables, places.study, places.timepoint, places.scratch)
    return _Side(tables, values)


def _refuse_other_parameters(stored: pa.Table, against: Run, parameters: TableParameters) -> None:
    """Tables built under other rules, or naming cases by another key, can't be compared."""
    wanted = study_parameters_table(parameters, study_key(against))
    was, is_now = stored.to_pylist()[0], wanted.to_pylist()[0]
    different = [name for name in is_now if was.get(name) != is_now[name]]
    if "key_fingerprint" in different:
        raise RunError(
            f"the tables of {against.timepoint} were built with another pseudonym key, so its cases can't be "
            "found in a later pull: restore the key of then, or build its tables again with this one."
        )
    if different:
        raise RunError(
            f"the tables of {against.timepoint} were built with another {', '.join(different)} than the "
            "study file now states: build them again."
        )


def _carried_over(run: Run) -> int:
    with pages_of(run) as archive:
        return sum(CARRIED_FROM in page.context for page in archive.pages(PageKind.CASE_PAGE))
