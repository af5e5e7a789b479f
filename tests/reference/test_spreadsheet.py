"""Published CSV files run nothing when LibreOffice opens them, whatever the cells say."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from spreadsheet import ANY_SEPARATOR, Opened, opened

from pipeline.publishing.csv_writing import csv_document

HOSTILE = (
    "=1+1", '=HYPERLINK("http://portal.example","Nashik")', "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1",
    "Nashik\r=1+1", "Nashik\n=1+1", "Nashik;=1+1", "Nashik\t=1+1", '";=1+1', '"\r=1+1', "'=1+1", " =1+1",
    "+1_000", "-", "-3.2+1", "-2+3+cmd|' /C calc'!A0",
)  # fmt: skip
NUMBERS = (-3.2, "-3.2", -7, "-7", "+5", "-1.5e-05", -0.5, 12, "12")


@pytest.fixture(scope="module", params=[None, ANY_SEPARATOR], ids=["as it comes", "any separator"])
def sheets(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory,
    reference_data: Path, comparison_printed: str,
) -> dict[str, Opened]:  # fmt: skip
    """Everything the reference study publishes, and made-up files beside it, opened at once."""
    assert comparison_printed
    scratch = tmp_path_factory.mktemp("spreadsheet")
    published = sorted((reference_data / "indicators").rglob("*.csv"))
    made = {"hostile": _written([(cell, cell) for cell in HOSTILE]), "numbers": _written([NUMBERS]),
            "unprotected": _unprotected()}  # fmt: skip
    for name, text in made.items():
        (scratch / f"{name}.csv").write_bytes(text.encode("utf-8"))
    files = [*published, *(scratch / f"{name}.csv" for name in made)]
    found = opened(files, scratch / "opened", read_as=request.param)
    return {file.stem if file.parent == scratch else str(file): sheet for file, sheet in found.items()}


def test_an_unprotected_file_does_run_a_formula(sheets: dict[str, Opened]) -> None:
    assert len(sheets["unprotected"].formulas) >= 2


def test_no_hostile_cell_is_a_formula(sheets: dict[str, Opened]) -> None:
    assert sheets["hostile"].formulas == []
    assert sheets["hostile"].filled_cells == 2 * len(HOSTILE) + 2  # nor did one break into several


def test_numbers_stay_numbers(sheets: dict[str, Opened]) -> None:
    assert sheets["numbers"].numbers == [float(number) for number in NUMBERS]


def test_nothing_the_reference_study_publishes_is_a_formula(sheets: dict[str, Opened]) -> None:
    published = {name: sheet for name, sheet in sheets.items() if name.endswith(".csv")}
    assert len(published) > 80
    assert {name: sheet.formulas for name, sheet in published.items() if sheet.formulas} == {}
    negative = [number for sheet in published.values() for number in sheet.numbers if number < 0]
    assert len(negative) > 20


def test_the_writer_gives_back_what_it_was_given() -> None:
    """Read by a library that shares no code with the writer, hostile cells and all."""
    read = list(csv.reader(io.StringIO(_written([(cell, cell) for cell in HOSTILE]), newline="")))
    assert [row[0].removeprefix("'") for row in read[1:]] == [cell.removeprefix("'") for cell in HOSTILE]
    assert all(row[0] == row[1] for row in read[1:])
    assert ["-", "-"] in read


def _written(rows: list[tuple[object, ...]]) -> str:
    return csv_document([f"column_{number}" for number in range(len(rows[0]))], rows)


def _unprotected() -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((cell,) for cell in HOSTILE)
    return text.getvalue()
