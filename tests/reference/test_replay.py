"""As-of replay: the endline's pages cut off at the baseline's day give the baseline, or say why not."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from archived_pages import archive_pages
from drifted_docket import (
    ACQUITTED,
    CARRIED_ON,
    CHARGED,
    LATE,
    MASKED,
    RENAMED,
    SHORTENED,
    STALE,
    VANISHED,
    drifted_docket,
    found_late,
)

from extract.standin.endline_docket import endline_docket
from extract.standin.reference_docket import baseline_docket
from pipeline.commands.timepoints import cut_off_of
from pipeline.replay.drift import KINDS
from pipeline.replay.replaying import Replay, replay
from pipeline.replay.report import lines, summary, write_report
from pipeline.run import Run, RunError, prepare
from pipeline.steps import run_steps
from pipeline.study import StudyError
from transform.pseudonyms import case_pseudonym, load_or_create_key


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Path]:
    """A data folder with the baseline's tables and indicators, and the pages of an undisturbed endline."""
    folder = tmp_path_factory.mktemp("replay")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ECOURTS_KEY_FILE", str(folder.with_name("replay_key") / "key"))
        archive_pages(run_of(folder, "baseline").places.archive, baseline_docket())
        archive_pages(run_of(folder, "endline").places.archive, endline_docket())
        run_steps(run_of(folder, "baseline"), ("build", "indicators"))
        yield folder


@pytest.fixture(scope="module")
def drifted(data: Path) -> Iterable[Replay]:
    """The replay from an endline whose older cases were changed."""
    later = run_of(data, "endline")
    archive_pages(later.places.archive, drifted_docket())
    yield replay(later, run_of(data, "baseline"), None)
    archive_pages(later.places.archive, endline_docket())


def run_of(data: Path, timepoint: str) -> Run:
    return prepare("reference", timepoint, data)


def value_of(
    found: Replay, indicator: str, definition: str, population: str
) -> tuple[float | None, float | None]:
    key = (indicator, definition, "all", population)
    (one,) = [value for value in found.values if value.key == key]
    assert one.earlier is not None
    assert one.later is not None
    return one.earlier.value, one.later.value


def test_the_baseline_comes_out_of_the_endline_exactly(data: Path) -> None:
    before = stored_bytes(data)
    found = replay(run_of(data, "endline"), run_of(data, "baseline"), None)
    assert found.as_of == date(2020, 3, 10)
    assert len(found.values) >= 1000
    assert [value for value in found.values if not value.is_equal] == []
    assert found.drift == ()
    assert any("nothing was back-filled" in line for line in lines(found))
    assert stored_bytes(data) == before
    assert list((data / "scratch").iterdir()) == []


def stored_bytes(data: Path) -> dict[str, bytes]:
    """Everything stored of the baseline: a replay may not touch it."""
    return {path.name: path.read_bytes() for path in (data / "tables" / "reference" / "baseline").iterdir()}


def test_an_earlier_day_comes_out_of_both_pulls_alike(data: Path) -> None:
    found = replay(run_of(data, "endline"), run_of(data, "baseline"), date(2019, 12, 31))
    assert [value for value in found.values if not value.is_equal] == []
    assert found.drift == ()
    # One decision a week up to 10 March: the last ten came in the 69 days after.
    assert value_of(found, "I01", "cases", "disposed cases") == (13, 13)


def test_each_drifted_case_is_named_and_no_other(data: Path, drifted: Replay) -> None:
    key = load_or_create_key(run_of(data, "baseline").key_file)
    docket = endline_docket()
    named = {at: case_pseudonym(key, docket[at].cnr) for at in range(len(docket))}
    kinds = defaultdict(set)
    for drift in drifted.drift:
        kinds[drift.kind].add(drift.case_id)
    late = case_pseudonym(key, found_late(docket[LATE]).cnr)
    assert dict(kinds) == {
        "case_vanished": {named[VANISHED]},
        "case_found_late": {late},
        "party_masked": {named[MASKED]},
        "outcome_changed": {named[ACQUITTED]},
        "row_back_filled": {named[CARRIED_ON], named[STALE], named[CHARGED]},
        "row_changed": {named[RENAMED]},
        "row_gone": {named[SHORTENED]},
    }


def test_a_back_filled_row_says_which_day(data: Path, drifted: Replay) -> None:
    key = load_or_create_key(run_of(data, "baseline").key_file)
    case = endline_docket()[STALE]
    (row,) = [
        drift
        for drift in drifted.drift
        if drift.case_id == case_pseudonym(key, case.cnr) and drift.table == "hearings"
    ]
    assert row.what == f"business_date {date.fromordinal(case.filing_date.toordinal() + 7)}"
    assert row.earlier is None
    assert row.later is not None
    assert row.later.startswith(f"next_date {case.hearings[0].business_date}, purpose_printed Appearance")


def test_the_numbers_move_by_what_drifted(drifted: Replay) -> None:
    # One pending case taken down, one found: still 80. Adjournments: two back-filled, one gone, and the
    # case found late in place of the one taken down.
    docket = endline_docket()
    moved = 2 - 1 + len(docket[LATE].hearings) - len(docket[VANISHED].hearings)
    assert value_of(drifted, "I01", "cases", "pending cases") == (80, 80)
    assert value_of(drifted, "I13", "A1", "pending cases") == (5.5, pytest.approx((440 + moved) / 80))
    assert value_of(drifted, "I27", "acquitted", "disposed cases") == (20, 19)
    assert value_of(drifted, "I12", "A1", "disposed cases") == (29, 29)


def test_the_files_name_cases_by_pseudonym_only(data: Path, drifted: Replay) -> None:
    folder = run_of(data, "baseline").places.replays
    drift, values, said = write_report(drifted, folder)
    assert folder == data / "tables" / "reference" / "replay"
    rows = list(csv.DictReader(drift.open(encoding="utf-8")))
    assert [row["kind"] for row in rows] == [found.kind for found in drifted.drift]
    compared = list(csv.DictReader(values.open(encoding="utf-8")))
    assert {row["is_equal"] for row in compared} == {"true", "false"}
    assert json.loads(said.read_text(encoding="utf-8")) == summary(drifted)
    text = "".join(path.read_text(encoding="utf-8") for path in (drift, values, said))
    assert "ZZ" not in text
    assert "Party-" not in text
    printed = "\n".join(lines(drifted))
    assert all(KINDS[kind] in printed for kind in {found.kind for found in drifted.drift})


def test_days_that_a_pull_can_not_know_are_refused(data: Path) -> None:
    later, against = run_of(data, "endline"), run_of(data, "baseline")
    with pytest.raises(StudyError, match="baseline of reference knows nothing after 2020-03-10"):
        replay(later, against, date(2021, 1, 1))
    with pytest.raises(StudyError, match="name two timepoints"):
        replay(later, later, None)


def test_tables_of_another_key_are_refused(data: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "other" / "key"
    load_or_create_key(key_file)
    runs = [replace(run_of(data, timepoint), key_file=key_file) for timepoint in ("endline", "baseline")]
    with pytest.raises(RunError, match="another pseudonym key"):
        replay(runs[0], runs[1], None)


def test_tables_of_other_rules_are_refused(data: Path) -> None:
    def with_short_year(run: Run) -> Run:
        return replace(run, study=replace(run.study, year_length_days=360))

    with pytest.raises(RunError, match="another year_length_days than the study file"):
        replay(with_short_year(run_of(data, "endline")), with_short_year(run_of(data, "baseline")), None)


def test_a_timepoint_without_indicators_is_refused(data: Path, tmp_path: Path) -> None:
    empty = replace(run_of(data, "baseline"), places=run_of(tmp_path, "baseline").places)
    with pytest.raises(RunError, match="no indicators of reference baseline"):
        replay(run_of(data, "endline"), empty, None)


def test_what_to_replay_is_a_timepoint_or_a_day(data: Path) -> None:
    study = run_of(data, "baseline").study
    assert cut_off_of(study, "baseline", None) == ("baseline", None)
    assert cut_off_of(study, "2020-01-31", None) == ("baseline", date(2020, 1, 31))
    with pytest.raises(StudyError, match="neither a timepoint of reference"):
        cut_off_of(study, "last year", None)
    with pytest.raises(StudyError, match="name two timepoints"):
        cut_off_of(study, "baseline", "endline")


def test_stored_tables_carry_the_fingerprint_of_their_key(data: Path) -> None:
    stored = pq.read_table(run_of(data, "baseline").places.tables / "study_parameters.parquet")
    assert len(stored["key_fingerprint"][0].as_py()) == 8
