"""The headline under other choices of the rules, against the case list worked out from the specification."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from archived_pages import archive_pages
from endline_cases import S1, cases_on_the_portal
from endline_cases import WINDOW as ENDLINE_WINDOW
from reference_cases import S0, Case, reference_cases

from extract.standin.endline_docket import endline_docket
from extract.standin.reference_docket import baseline_docket
from pipeline.run import prepare
from pipeline.sensitivity.alternatives import Alternative, alternatives, own_choice
from pipeline.sensitivity.computing import compute_sensitivity
from pipeline.sensitivity.report import one_at_a_time, write_full, write_published
from pipeline.sensitivity.value import SensitivityValue
from transform.parameters import ClockStart, FrameRule

BASELINE_WINDOW = (date(2017, 3, 11), S0)
Found = tuple[SensitivityValue, ...]


def choice(
    frame: FrameRule, lag: int = 0, clock: ClockStart = "registration_date", year: int = 365
) -> Alternative:
    return Alternative(clock, year, frame, lag)


BASELINE = (
    choice("filed_in_window"), choice("filed_in_window", 30), choice("filed_in_window", 90),
    choice("filed_in_window", 0, "first_hearing_date"), choice("filed_in_window", 90, "first_hearing_date"),
    choice("filed_in_window", 60, "filing_date", 360),
)  # fmt: skip
ENDLINE = (
    choice("filed_or_disposed_in_window"), choice("filed_in_window"), choice("active_in_window"),
    choice("active_in_window", 30, year=360), choice("filed_or_disposed_in_window", 60),
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Path]:
    folder = tmp_path_factory.mktemp("sensitivity")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ECOURTS_KEY_FILE", str(folder.with_name("sensitivity_key") / "key"))
        yield folder


@pytest.fixture(scope="module")
def baseline(data: Path) -> Found:
    run = prepare("reference", "baseline", data)
    archive_pages(run.places.archive, baseline_docket())
    return compute_sensitivity(run, BASELINE)


@pytest.fixture(scope="module")
def endline(data: Path) -> Found:
    run = prepare("reference", "endline", data)
    archive_pages(run.places.archive, endline_docket())
    return compute_sensitivity(run, ENDLINE)


def cut_off(cases: list[Case], day: date) -> list[Case]:
    """The cases as they were known on a day: nothing dated later."""
    return [
        replace(
            case,
            sittings=tuple(s for s in case.sittings if s.day <= day),
            decision=case.decision if is_by(case, day) else None,
            outcome=case.outcome if is_by(case, day) else None,
            seen_until=day,
        )
        for case in cases
        if case.registered <= day
    ]


def is_by(case: Case, day: date) -> bool:
    return case.decision is not None and case.decision <= day


def in_frame(case: Case, rule: FrameRule, window: tuple[date, date]) -> bool:
    start, end = window
    if rule == "active_in_window":
        return case.registered <= end and (case.decision is None or case.decision >= start)
    is_filed = start <= case.registered <= end
    if rule == "filed_in_window":
        return is_filed
    return is_filed or (case.decision is not None and start <= case.decision <= end)


def clock_start(case: Case, alternative: Alternative) -> date:
    return case.first_hearing if alternative.clock_start == "first_hearing_date" else case.registered


def expected(
    cases: list[Case], snapshot_day: date, window: tuple[date, date], alternative: Alternative
) -> dict[str, float | None]:
    """Headline figures from the case list: what the definitions say, counted one case at a time."""
    day = snapshot_day - timedelta(days=alternative.reporting_lag_days)
    members = [case for case in cut_off(cases, day) if in_frame(case, alternative.frame_rule, window)]
    disposed = [len(case.adjourned) for case in members if case.is_disposed]
    pending = [len(case.adjourned) for case in members if case.is_pending]
    started = [case for case in members if clock_start(case, alternative) <= day]
    adjournments, days = 0, 0
    for case in started:
        begins = clock_start(case, alternative)
        if alternative.frame_rule == "active_in_window":
            begins = max(begins, window[0])
        adjournments += sum(s.day >= begins for s in case.adjourned)
        days += (case.ends - begins).days
    outcomes = [case.outcome for case in members if case.is_disposed]
    merits = outcomes.count("convicted") + outcomes.count("acquitted")
    return {
        "all": len(members),
        "disposed": len(disposed),
        "pending": len(pending),
        "A1 disposed": sum(disposed) / len(disposed),
        "A1 pending": sum(pending) / len(pending),
        "A1 rate": adjournments / (days / alternative.year_length_days),
        "convicted": outcomes.count("convicted") / merits if merits else None,
    }


WHERE = {
    "all": ("I01", "cases", "all cases"),
    "disposed": ("I01", "cases", "disposed cases"),
    "pending": ("I01", "cases", "pending cases"),
    "A1 disposed": ("I12", "A1", "disposed cases"),
    "A1 pending": ("I13", "A1", "pending cases"),
    "A1 rate": ("I14", "A1", "all cases"),
    "convicted": ("I28", "merits", "cases decided on the merits"),
}


def computed(found: Found, alternative: Alternative) -> dict[str, float | None]:
    values = {
        (one.value.indicator_id, one.value.definition_id, one.value.population): one.value.value
        for one in found
        if one.alternative == alternative
    }
    return {name: values[where] for name, where in WHERE.items()}


@pytest.mark.parametrize("alternative", BASELINE, ids=lambda one: one.name)
def test_baseline_cells_are_those_of_the_case_list(baseline: Found, alternative: Alternative) -> None:
    wanted = expected(reference_cases(), S0, BASELINE_WINDOW, alternative)
    assert computed(baseline, alternative) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("alternative", ENDLINE, ids=lambda one: one.name)
def test_endline_cells_are_those_of_the_case_list(endline: Found, alternative: Alternative) -> None:
    wanted = expected(cases_on_the_portal(), S1, ENDLINE_WINDOW, alternative)
    assert computed(endline, alternative) == pytest.approx(wanted, rel=1e-9)


def test_cells_by_hand(baseline: Found) -> None:
    # Five of the weekly decisions fall into the last 30 days (28, 21, 14, 7 and 0 days before the snapshot).
    later = computed(baseline, choice("filed_in_window", 30))
    assert (later["disposed"], later["A1 disposed"]) == (18, (18 + 35) / 2)
    # Counted from the first hearing every case is 14 days shorter.
    own, shorter = (
        next(
            one.value.denominator
            for one in baseline
            if one.alternative == choice("filed_in_window", 0, clock) and one.value.indicator_id == "I14"
        )
        for clock in ("registration_date", "first_hearing_date")
    )
    assert own is not None
    assert shorter == pytest.approx(own - 103 * 14 / 365)


def test_every_definition_stands_beside_the_others(baseline: Found) -> None:
    rates = {
        one.value.definition_id
        for one in baseline
        if one.value.indicator_id == "I14" and one.alternative == BASELINE[0]
    }
    assert {"A0", "A1", "A2", "A3"} < rates


def test_all_combinations_are_tried_the_own_one_first(data: Path) -> None:
    parameters = prepare("reference", "endline", data).study.parameters("endline")
    tried = alternatives(parameters)
    assert len(tried) == len(set(tried)) == 3 * 2 * 3 * 4
    assert tried[0] == own_choice(parameters) == ENDLINE[0]
    odd = alternatives(replace(parameters, reporting_lag_days=45))
    assert (len(odd), odd[0].reporting_lag_days) == (3 * 2 * 3 * 5, 45)


def test_published_figures_do_not_differ_by_a_few_cases(baseline: Found, tmp_path: Path) -> None:
    path = tmp_path / "sensitivity.csv"
    withheld = write_published(baseline, 10, path)
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert {row["district"] for row in rows} == {"all"}
    assert not {"numerator", "denominator", "n"} & set(rows[0])
    assert not {row["indicator_id"] for row in rows} & {"I01", "I02", "I27", "I28"}
    assert sum(row["suppressed"] == "true" for row in rows) == withheld > 0
    means = [row for row in rows if (row["indicator_id"], row["definition_id"]) == ("I12", "A1")]
    # 23 disposed cases; 18 after a lag of 30 days: five cases between them.
    assert [(row["value"], row["suppressed"]) for row in means[:2]] == [("29", "false"), ("", "true")]


def test_full_values_and_the_printed_table(baseline: Found, tmp_path: Path) -> None:
    write_full(baseline, tmp_path / "full.csv")
    rows = list(csv.DictReader((tmp_path / "full.csv").open(encoding="utf-8")))
    assert len(rows) == len(baseline)
    assert {row["is_study_choice"] for row in rows} == {"true", "false"}
    table = one_at_a_time(baseline, BASELINE[0])
    assert list(table.columns[0].cells) == [
        "none: as chosen", "lag: 30 days", "lag: 90 days", "clock: first hearing",
    ]  # fmt: skip


def test_a_few_alternatives_at_a_time_yield_the_same(data: Path, baseline: Found) -> None:
    one_build_at_a_time = compute_sensitivity(prepare("reference", "baseline", data), BASELINE, 103)
    assert one_build_at_a_time == baseline
