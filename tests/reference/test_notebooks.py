"""Notebooks executed on the reference study's warehouse: their figures are the study's, and nothing leaks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pytest
from reference_command import run_command

pytestmark = pytest.mark.skipif(
    find_spec("nbclient") is None, reason="the extra notebooks is not installed (make notebooks)"
)

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
SAID_LAST = {
    "01_first_look": "{'cases': figures}",
    "02_adjournments_and_their_definitions": "{'means': means['mean'].dropna(), 'year': at_one_year}",
    "03_time_to_disposal": "{'medians': medians.mine, 'two_years': pd.Series(after_two_years)}",
    "04_bail_and_outcomes": "{'rates': rates.stack(), 'bounds': bounds.stack()}",
    "05_your_own_indicator": "{'means': means['mean']}",
}
"""What a cell added to each copy prints, so that the figures can be looked up here."""
OWN = """
-- Every entry of the history, the closing one included: A0 in a researcher's own words.
select study, timepoint, case_id, hearing_number from frame_hearings
"""
OUT_OF_FRAME = """
select study, timepoint, case_id, hearing_number from hearings where timepoint = 'endline'
"""


@pytest.fixture(scope="module")
def data(reference_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the study's warehouse and a definition that a researcher has put there."""
    folder = tmp_path_factory.mktemp("researcher")
    shutil.copy(reference_data / "warehouse.duckdb", folder)
    (folder / "own_definitions").mkdir()
    (folder / "own_definitions" / "my_own.sql").write_text(OWN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def executed(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the executed copies lie, of notebooks that also print the values named above."""
    folder = tmp_path_factory.mktemp("kept") / "notebooks"
    shutil.copytree(NOTEBOOKS, folder)
    for name, values in SAID_LAST.items():
        said = f"print(pd.Series({values}).map(lambda one: one.reset_index().values.tolist()).to_json())"
        _add_cell(folder / f"{name}.ipynb", said)
    done = run_all(folder, data)
    assert done.returncode == 0, done.stderr
    assert "not for publication" in done.stdout
    return data / "notebooks" / "reference"


@pytest.fixture(scope="module")
def published(reference_data: Path) -> Mapping[tuple[str, ...], float]:
    """Every value of the study as a whole, by indicator, definition, population and timepoint."""
    with duckdb.connect(str(reference_data / "warehouse.duckdb"), read_only=True) as warehouse:
        rows = warehouse.execute(
            "select indicator_id, definition_id, population, timepoint, value from indicator_values "
            "where district = 'all' and value is not null"
        ).fetchall()
    return {tuple(key): value for *key, value in rows}


def test_the_cases_counted_are_those_of_the_first_figure(executed: Path, published: Any) -> None:
    cases = {(at, of): value for at, of, value in values_of(executed, "01_first_look")["cases"]}
    assert cases["baseline", "disposed cases"] == 23
    assert cases == {
        (at, of): value for (one, name, of, at), value in published.items() if (one, name) == ("I01", "cases")
    }


def test_adjournments_are_those_of_the_indicators(executed: Path, published: Any) -> None:
    said = values_of(executed, "02_adjournments_and_their_definitions")
    means = {(at, name): value for at, name, value in said["means"]}
    assert means["baseline", "A1"] == 29
    for (at, name), value in means.items():
        assert value == pytest.approx(published["I12", name, "disposed cases", at])
    for at, value in said["year"]:
        assert value == pytest.approx(published["I15", "A1_nelson_12_months", "all cases", at])
    assert len(said["year"]) == 2


def test_durations_are_those_of_the_indicators(executed: Path, published: Any) -> None:
    said = values_of(executed, "03_time_to_disposal")
    assert len(said["medians"]) == len(said["two_years"]) == 2
    for at, value in said["medians"]:
        assert value == published["I05", "km_median", "all cases", at]


def test_shares_of_bail_and_outcomes_are_those_of_the_indicators(executed: Path, published: Any) -> None:
    said = values_of(executed, "04_bail_and_outcomes")
    of_indicator = {(one, name, at): value for (one, name, _, at), value in published.items()}
    assert len(said["rates"]) == 6
    for at, name, value in said["rates"]:
        assert value == pytest.approx(of_indicator["I28", name, at])
    assert {name for _, name, _ in said["bounds"]} == {"lower", "decided", "upper"}
    for at, name, value in said["bounds"]:
        assert value == pytest.approx(of_indicator["I24", name, at])


def test_definitions_of_ones_own_are_counted_like_the_studys(
    executed: Path, published: Any, reference_data: Path
) -> None:
    means = {(at, name): value for at, name, value in values_of(executed, "05_your_own_indicator")["means"]}
    for at in ("baseline", "endline"):
        assert means[at, "next_date_given"] == pytest.approx(published["I12", "A1", "disposed cases", at])
        assert means[at, "my_own"] == pytest.approx(published["I12", "A0", "disposed cases", at])
        assert means[at, "long_gap"] == pytest.approx(long_gaps(reference_data, at))
    assert means["endline", "long_gap"] > 0


def test_rows_that_may_not_be_counted_stop_it(data: Path, tmp_path: Path) -> None:
    kept, own = tmp_path / "notebooks", tmp_path / "data"
    kept.mkdir()
    for name in ("run_all.py", "05_your_own_indicator.ipynb"):
        shutil.copy(NOTEBOOKS / name, kept)
    shutil.copytree(NOTEBOOKS / "own_definitions", kept / "own_definitions")
    (own / "own_definitions").mkdir(parents=True)
    shutil.copy(data / "warehouse.duckdb", own)
    (own / "own_definitions" / "all_read.sql").write_text(OUT_OF_FRAME, encoding="utf-8")
    done = run_all(kept, own)
    assert done.returncode == 1
    assert "05_your_own_indicator.ipynb: ValueError: all_read: " in done.stderr
    assert not (own / "notebooks").exists()


def test_without_a_warehouse_it_says_so(tmp_path: Path) -> None:
    done = run_all(NOTEBOOKS, tmp_path)
    assert done.returncode == 2
    assert "no warehouse.duckdb there" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_executed_copies_hold_no_name_number_or_date_of_a_case(executed: Path, reference_data: Path) -> None:
    assert len(list(executed.glob("*.html"))) == len(SAID_LAST)
    assert "nothing found" in run_command("scan", str(executed), data=reference_data)


def run_all(folder: Path, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "run_all.py"), "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def values_of(executed: Path, name: str) -> dict[str, Any]:
    """What the cell added last printed."""
    notebook = json.loads((executed / f"{name}.ipynb").read_text(encoding="utf-8"))
    return dict(json.loads("".join(notebook["cells"][-1]["outputs"][0]["text"])))


def long_gaps(data: Path, timepoint: str) -> float:
    """Mean number of dates more than 30 days off per disposed case in frame, straight from the tables."""
    tables = data / "tables" / "reference" / timepoint
    query = f"""
        with disposed as (
            select case_id from '{tables}/cases.parquet' where is_in_frame and status = 'disposed'
        )
        select
            count(*) filter (where definition_id = 'A1' and date_diff('day', business_date, next_date) > 30)
            / (select count(*) from disposed)
        from '{tables}/adjournments.parquet' inner join disposed using (case_id)
    """
    with duckdb.connect() as connection:
        return float(connection.execute(query).fetchall()[0][0])


def _add_cell(path: Path, source: str) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append(
        {"cell_type": "code", "id": "added", "metadata": {}, "source": source}
        | {"outputs": [], "execution_count": None}
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")
