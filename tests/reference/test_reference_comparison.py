"""`compare` on the reference study: what it prints, what it writes, and that nothing identifies anyone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reference_command import told_as_json

from transform.warehouse_connection import connect

RECORD_ITEMS = (
    "1.1",
    "1.2",
    "1.3",
    "6.1",
    "6.2",
    "6.3",
    "7.1",
    "12.1",
    "12.2",
    "12.3",
    "13.1",
    "19.1",
    "22.1",
)


@pytest.fixture(scope="module")
def data(reference_data: Path) -> Path:
    return reference_data


@pytest.fixture(scope="module")
def printed(comparison_printed: str) -> str:
    return re.sub(r"\s+", " ", comparison_printed)


@pytest.mark.parametrize(
    "line",
    [
        "cases analysed 103 96 -7",
        "disposed 23 29 +6",
        "pending 80 66 -14",
        "adjournments, disposed 29.0 21.9 -7.1",
        "adjournments, pending 5.5 4.0 -1.5",
        "acquittals 20 18 -2",
    ],
)
def test_table_sets_both_timepoints_side_by_side(printed: str, line: str) -> None:
    assert line in printed


@pytest.mark.parametrize(
    "said",
    [
        "synthetic",
        "descriptive change, not effect",
        "names no comparison districts",
        "The frames differ (filed_in_window at baseline, filed_or_disposed_in_window at endline)",
        "The pandemic lies in between",
        "24 cases are in both timepoints",
        "smaller than 5.3 would mostly have gone unnoticed",
        "seed 103, 9,999 resamples; definitions ",
    ],
)
def test_what_can_not_be_concluded_is_said(printed: str, said: str) -> None:
    assert said in printed


def test_change_in_means_is_that_of_the_29_disposals(data: Path, printed: str) -> None:
    with connect(data / "warehouse.duckdb", "reference", None) as connection:
        ((value, low, high, note),) = connection.execute(
            "select value, ci_low, ci_high, note from comparison where indicator_id = 'I12' "
            "and definition_id = 'A1' and district = 'all' and timepoint = 'difference'"
        ).fetchall()
    # 22.0 would mean that the transferred case was counted.
    assert value == pytest.approx(636 / 29 - 29)
    assert low < value < high < 0
    assert "Synthetic" in note
    assert "not comparable" in note


def test_flow_adds_up(data: Path, printed: str) -> None:
    text = (data / "indicators" / "reference" / "flow.csv").read_text(encoding="utf-8")
    assert "endline,found,case pages found,175,," in text
    assert "endline,in_frame,cases in the study's frame,,79,Outside the window" in text
    assert "endline,in_analysis,cases analysed,96,," in text
    assert "does not add up" not in printed


def test_appendix_answers_every_item(data: Path, printed: str) -> None:
    text = (data / "indicators" / "reference" / "reporting_appendix.md").read_text(encoding="utf-8")
    answers = dict(re.findall(r"^\| ([\d.]+) \| [^|]+ \| ([^|]+) \|$", text, flags=re.MULTILINE))
    assert set(RECORD_ITEMS) <= set(answers)
    strobe = set(answers) | set(re.findall(r"\d+", " ".join(re.findall(r"\(STROBE ([\d, ]+)\)", text))))
    assert {str(number) for number in range(1, 23)} <= strobe
    assert "Not validated against an outside list" in answers["6.2"]
    assert all(len(answer) > 15 for answer in answers.values())
    assert "**Synthetic cases.**" in text
    assert "seed 103" in text


def test_nothing_written_names_a_case(data: Path, printed: str) -> None:
    written = "".join(
        path.read_bytes().decode("utf-8", errors="replace")  # the public database is no text
        for path in (data / "indicators" / "reference").iterdir()
        if path.is_file()
    )
    with connect(data / "warehouse.duckdb", "reference", None) as connection:
        pseudonyms = [row[0] for row in connection.execute("select distinct case_id from cases").fetchall()]
    assert not re.search(r"[A-Z]{4}\d{12}", written + printed)
    assert not any(pseudonym in written for pseudonym in pseudonyms)
    assert "Party-" not in written


def test_the_same_again_gives_the_same_bytes(data: Path, printed: str) -> None:
    folder, ledger = data / "indicators" / "reference", data / "releases" / "reference.jsonl"
    before, released = _texts(folder), ledger.read_bytes()
    told = told_as_json("compare", data=data)
    assert _texts(folder) == before
    assert ledger.read_bytes() == released
    assert told["file"] == str(folder / "comparison.csv")
    assert told["conclusions"]
    assert all(f"- {sentence}" in printed for sentence in told["conclusions"])
    assert {row["role"] for row in told["primary"]} == {"primary"}


def _texts(folder: Path) -> dict[str, bytes]:
    """The files by name, save the database: DuckDB lays out equal rows differently each time."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.suffix != ".duckdb"
    }
