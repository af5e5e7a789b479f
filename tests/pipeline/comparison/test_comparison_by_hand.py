"""The comparison of two small timepoints against values worked out by hand."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from two_timepoints import computed, run_of

from pipeline.comparing import compare
from pipeline.comparison.assembling import assemble
from pipeline.comparison.cautions import Setting, setting_of
from pipeline.comparison.conclusions import conclusions
from pipeline.comparison.reading import Snapshot, read_snapshots
from pipeline.comparison.rows import ComparisonRow
from pipeline.publishing.indicators import CSV_COLUMNS, publish
from pipeline.registration import Registration
from pipeline.run import RunError
from pipeline.study_sections.estimands import Estimand
from transform.court_calendar import load_calendar
from transform.indicators.values import IndicatorValue
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

PRIMARIES = (Estimand("I14", "A1"), Estimand("I15", "A1_nelson_12_months"), Estimand("I28", "merits"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("comparison")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ECOURTS_KEY_FILE", str(folder.with_name("comparison_key") / "key"))
        computed(folder)
        yield folder


@pytest.fixture(scope="module")
def snapshots(data: Path) -> tuple[Snapshot, Snapshot]:
    return read_snapshots(run_of(data, "endline"))


@pytest.fixture(scope="module")
def setting(snapshots: tuple[Snapshot, Snapshot]) -> Setting:
    return setting_of(*snapshots, load_calendar("maharashtra_covid"), comparison_districts=0)


@pytest.fixture(scope="module")
def rows(snapshots: tuple[Snapshot, Snapshot], setting: Setting) -> list[ComparisonRow]:
    return assemble(*snapshots, PRIMARIES, setting)


def row_of(
    rows: list[ComparisonRow], timepoint: str, indicator: str, definition: str, population: str
) -> ComparisonRow:
    (found,) = [
        row
        for row in rows
        if (row.timepoint, *row.key) == (timepoint, indicator, definition, "all", population)
    ]
    return found


# Baseline: A1 2 (convicted, 90 days) and 4 (acquitted, 181 days); pending 1 and 1 (365 days each).
# Endline: the carried case with 3, convicted after 661 days; pending 5 (365 days). A year has 365 days.
EXPECTED = {
    ("I01", "cases", "all cases"): (4, 2, -2),
    ("I01", "cases", "disposed cases"): (2, 1, -1),
    ("I02", "disposed", "all cases"): (1 / 2, 1 / 2, 0),
    ("I12", "A1", "disposed cases"): (3, 3, 0),
    ("I12", "A0", "disposed cases"): (4, 4, 0),
    ("I12", "A1_median", "disposed cases"): (3, 3, 0),
    ("I13", "A1", "pending cases"): (1, 5, 4),
    ("I14", "A1", "all cases"): (8 / (1001 / 365), 8 / (1026 / 365), 1001 / 1026),
    ("I28", "merits", "cases decided on the merits"): (1 / 2, 1, 1 / 2),
    # Baseline: four at risk on day 31 (one adjourned), 59 (two) and 90 (one, and the convicted case ends);
    # three on days 120 and 151, two on days 357 and 358.
    ("I15", "A1_nelson_12_months", "all cases"): (
        4 / 4 + 2 / 3 + 2 / 2,
        # Endline, two at risk to day 365: the carried case on day 358, the new one five times.
        6 / 2,
        3 - (4 / 4 + 2 / 3 + 2 / 2),
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", EXPECTED, ids=lambda key: f"{key[0]}-{key[1]}")
def test_values_and_changes(rows: list[ComparisonRow], key: tuple[str, str, str]) -> None:
    found = [row_of(rows, timepoint, *key).value for timepoint in ("baseline", "endline", "difference")]
    assert found == pytest.approx(EXPECTED[key])


def test_rate_in_windows_of_one_length(rows: list[ComparisonRow]) -> None:
    # The endline's window is 750 days long, so the baseline's opens on 19 February 2018: one adjournment of
    # the convicted case in 41 days, four of the acquitted one in 132, one and one in 365 each.
    # At endline it opens on 11 March 2020: two of the carried case in 295 days, five in 365.
    baseline, endline, change = (
        row_of(rows, timepoint, "I14", "A1_last_750_days", "all cases")
        for timepoint in ("baseline", "endline", "difference")
    )
    assert (baseline.numerator, endline.numerator) == (7, 7)
    assert baseline.denominator == pytest.approx((41 + 132 + 365 + 365) / 365)
    assert endline.denominator == pytest.approx((295 + 365) / 365)
    assert change.value == pytest.approx(903 / 660)


def test_the_case_in_both_is_seen(setting: Setting) -> None:
    assert setting.cases_in_both == 1
    assert setting.frames_differ
    assert setting.is_pandemic_between


def test_every_value_of_both_timepoints_stands_beside_its_change(
    rows: list[ComparisonRow], snapshots: tuple[Snapshot, Snapshot]
) -> None:
    by_key: dict[object, set[str]] = {}
    for row in rows:
        by_key.setdefault(row.key, set()).add(row.timepoint)
    for part in snapshots:
        for value in part.values:
            key = (value.indicator_id, value.definition_id, value.district, value.population)
            assert by_key[key] == {"baseline", "endline", "difference"}
    assert len({(row.key, row.timepoint) for row in rows}) == len(rows)


def test_no_change_says_why(rows: list[ComparisonRow]) -> None:
    without = [row for row in rows if row.timepoint == "difference" and row.value is None]
    assert without
    assert all(row.note for row in without)


def test_an_outcome_met_once_is_not_zero_at_the_other_timepoint(rows: list[ComparisonRow]) -> None:
    rejected = row_of(rows, "difference", "I23", "cases", "cases with a bail application")
    assert rejected.value is None
    assert "no value at baseline" in str(rejected.note)


def test_a_bound_has_no_change(rows: list[ComparisonRow]) -> None:
    bound = row_of(rows, "difference", "I28", "all_final_upper", "disposed cases")
    assert (bound.value, "bound" in str(bound.note)) == (None, True)


def test_every_change_is_labelled(rows: list[ComparisonRow]) -> None:
    for row in rows:
        if row.timepoint == "difference" and row.value is not None:
            assert "Synthetic cases." in str(row.note)
            assert "Descriptive change, not effect." in str(row.note)
    mean = row_of(rows, "difference", "I12", "A1", "disposed cases")
    assert "not comparable" in str(mean.note)
    assert "pandemic" in str(mean.note)


def test_a_change_of_all_districts_says_how_large_it_had_to_be(rows: list[ComparisonRow]) -> None:
    mean = row_of(rows, "difference", "I13", "A1", "pending cases")
    assert mean.cliffs_delta == 1
    assert "Cliff's delta 1.00." in str(mean.note)
    rate = row_of(rows, "difference", "I14", "A1", "all cases")
    assert rate.minimum_detectable is not None
    assert f"Smallest detectable change: {rate.minimum_detectable:.3g}, or one of" in str(rate.note)
    said = [row for row in rows if "Cliff's delta" in (row.note or "")]
    assert {row.district for row in said} == {"all"}


def test_primaries_alone_carry_holm(rows: list[ComparisonRow]) -> None:
    primaries = [row for row in rows if row.role == "primary"]
    assert {(row.indicator_id, row.definition_id) for row in primaries} == {
        (one.indicator_id, one.definition_id) for one in PRIMARIES
    }
    assert [row.adjustment for row in primaries] == ["holm"] * 3
    smallest = min(primaries, key=lambda row: row.p_value or 1)
    assert smallest.p_adjusted == pytest.approx(min(1, 3 * (smallest.p_value or 1)))
    assert all(row.adjustment != "holm" for row in rows if row.role != "primary")


def test_what_would_be_no_finding_is_not_tested(rows: list[ComparisonRow]) -> None:
    words = ("coverage", "naive", "upper", "lower", "known")
    unworthy = [row for row in rows if set(row.definition_id.split("_")) & set(words)]
    assert {row.indicator_id for row in unworthy} >= {"I20", "I24", "I28", "I38", "I50"}
    assert all(row.p_value is None for row in unworthy)


def test_the_frame_that_takes_in_old_cases_says_so(rows: list[ComparisonRow]) -> None:
    changes = [row for row in rows if row.timepoint == "difference" and row.value is not None]
    words = "Takes in cases filed before the window"
    said = {row.definition_id: words in (row.note or "") for row in changes}
    assert (
        {name for name, is_said in said.items() if is_said}
        == {name for name in said if name.startswith("active_in_window")}
        != set()
    )


def test_a_frame_that_takes_old_cases_once_they_ended_says_so_wherever_their_past_counts(
    rows: list[ComparisonRow],
) -> None:
    changes = [row for row in rows if row.timepoint == "difference" and row.value is not None]
    said = [row for row in changes if "are in only if they ended" in (row.note or "")]
    assert {row.indicator_id for row in said} == {"I05", "I14", "I15", "I34"}
    of_one_rule = ("filed_in_window", "active_in_window")
    assert not [row for row in said if row.definition_id.startswith(of_one_rule)]
    assert {row.definition_id for row in said if row.role == "primary"} >= {"A1"}


def test_districts_are_not_tested(rows: list[ComparisonRow]) -> None:
    assert all(row.p_value is None for row in rows if row.district != "all")


def compare_read(data: Path, snapshots: tuple[Snapshot, Snapshot]) -> None:
    """The command's own work on timepoints that are read already, which takes half of its time."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pipeline.comparing.read_snapshots", lambda run: snapshots)
        compare(run_of(data, "endline"))


@pytest.fixture(scope="module")
def compared(data: Path, snapshots: tuple[Snapshot, Snapshot]) -> Path:
    compare_read(data, snapshots)
    return data


def test_compared_again_nothing_is_released_anew(
    compared: Path, snapshots: tuple[Snapshot, Snapshot]
) -> None:
    ledger = compared / "releases" / "reference.jsonl"
    published = compared / "indicators" / "reference" / "comparison.csv"
    before = ledger.read_bytes(), published.read_bytes()
    assert {json.loads(line)["what"] for line in before[0].splitlines()} >= {"comparison"}
    compare_read(compared, snapshots)
    assert (ledger.read_bytes(), published.read_bytes()) == before


def test_small_numbers_do_not_leave_the_building(compared: Path) -> None:
    with (compared / "indicators" / "reference" / "comparison.csv").open(encoding="utf-8") as file:
        reader = csv.DictReader(file)
        assert tuple(reader.fieldnames or ()) == CSV_COLUMNS
        published = list(reader)
    cases = [row for row in published if row["indicator_id"] < "I46"]
    assert any(row["suppressed"] == "true" for row in cases)
    assert {row["value"] for row in cases if row["indicator_id"] in ("I01", "I12", "I13", "I28")} == {""}
    assert {row["timepoint"] for row in published} == {"baseline", "endline", "difference"}


def test_full_values_are_in_the_warehouse(compared: Path) -> None:
    with connect(compared / "warehouse.duckdb", "reference", None) as connection:
        found = connection.execute(
            "select timepoint, value from comparison where indicator_id = 'I13' and definition_id = 'A1' "
            "and district = 'all' order by timepoint"
        ).fetchall()
    assert found == [("baseline", 1.0), ("difference", 4.0), ("endline", 5.0)]


def test_which_cases_were_counted_is_published_with_each_timepoint(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    build_warehouse(tmp_path / "data" / "tables", tmp_path / "data" / "warehouse.duckdb")
    flow = tmp_path / "data" / "indicators" / "reference" / "flow.csv"
    flow.unlink()
    publish(run_of(tmp_path / "data", "baseline"))
    with flow.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["timepoint"] for row in rows} == {"baseline"}
    assert rows[-1]["cases"] == "1 to 9"


def test_missing_timepoint_names_the_command(data: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="run --study reference --timepoint baseline"):
        read_snapshots(run_of(tmp_path, "endline"))


def nudged(data: Path, copy: Path, by: float) -> Path:
    """A copy of the data folder in which the kept rates of the baseline are greater by a share of ``by``."""
    shutil.copytree(data, copy)
    values = run_of(copy, "baseline").places.indicator_values
    kept = pq.read_table(values)
    at = kept.schema.get_field_index("value")
    is_rate = pc.equal(kept["indicator_id"], "I14")
    greater = pc.if_else(is_rate, pc.multiply(kept["value"], 1 + by), kept["value"])
    pq.write_table(kept.set_column(at, kept.schema.field(at), greater), values)
    return copy


def test_a_last_digit_rounded_the_other_way_is_no_other_value(
    data: Path, snapshots: tuple[Snapshot, Snapshot], tmp_path: Path
) -> None:
    """Rates are sums of fractions; on which side of an edge one falls hangs on the order of adding."""
    baseline, _ = read_snapshots(run_of(nudged(data, tmp_path / "data", 1e-12), "endline"))
    (rate,) = [value for value in baseline.values if rate_of_all(value)]
    (kept,) = [value for value in snapshots[0].values if rate_of_all(value)]
    assert rate.value == pytest.approx(kept.value, rel=1e-11)
    assert rate.value != kept.value


def rate_of_all(value: IndicatorValue) -> bool:
    labels = (value.indicator_id, value.definition_id, value.district, value.population)
    return labels == ("I14", "A1", "all", "all cases")


def test_values_of_other_tables_are_refused(data: Path, tmp_path: Path) -> None:
    copy = nudged(data, tmp_path / "data", 1e-6)
    with pytest.raises(RunError, match="baseline are not those of its tables; compute them again"):
        read_snapshots(run_of(copy, "endline"))


def test_other_rules_are_refused(data: Path, snapshots: tuple[Snapshot, Snapshot]) -> None:
    from pipeline.comparison.reading import refuse_different

    baseline, endline = snapshots
    changed = replace(endline, parameters=endline.parameters | {"year_length_days": 360})
    with pytest.raises(RunError, match=r"year_length_days is 365 .* and 360"):
        refuse_different(run_of(data, "endline"), baseline, changed)


def said_of(rows: list[ComparisonRow], setting: Setting, registration: Registration) -> str:
    return " ".join(one.conclusion for one in conclusions(rows, setting, registration))


def test_conclusions_say_what_can_not_be_concluded(rows: list[ComparisonRow], setting: Setting) -> None:
    names = tuple(map(str, PRIMARIES))
    said = said_of(rows, setting, Registration(names, date(2026, 11, 1), "f"))
    assert "synthetic" in said
    assert "names no comparison districts" in said
    assert "not comparable" in said
    assert "1 November 2026" in said.replace("01 ", "1 ")
    assert "I14 A1 (adjournment rate): a ratio between" in said
    changed = Registration(names, date(2026, 11, 1), "f", "the registry was closed")
    assert "the registry was closed" in said_of(rows, setting, changed)
    none = Registration((), date(2026, 11, 1), "f")
    assert "exploratory" in said_of([], setting, none)


def test_published_conclusions_say_nothing_that_is_withheld(compared: Path) -> None:
    with (compared / "indicators" / "reference" / "conclusions.csv").open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    primaries = [row for row in found if row["about"] == "primary"]
    assert [row["verdict"] for row in primaries] == ["none"] * 3
    assert all("withheld" in row["conclusion"] for row in primaries)
    assert not [row for row in found if row["about"] == "power"]
    both = [row["conclusion"] for row in found if "in both timepoints" in row["conclusion"]]
    assert [said.split()[0] for said in both] == ["<10"]


@pytest.mark.parametrize(("districts", "says"), [(0, False), (3, True), (6, True), (7, False)])
def test_few_comparison_districts_are_said(setting: Setting, districts: int, says: bool) -> None:
    of_few = replace(setting, comparison_districts=districts)
    said = said_of([], of_few, Registration((), date(2026, 11, 1), "f"))
    assert (f"It has {districts} comparison districts where 7 are wanted" in said) == says
    assert ("names no comparison districts" in said) == (districts == 0)
