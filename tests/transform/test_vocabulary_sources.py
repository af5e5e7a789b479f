"""How much of what real courts printed the maps know, counted on published lists kept beside the project."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from transform.vocabulary import UNMAPPED, vocabulary

SOURCES = Path(__file__).resolve().parents[2].parent / "shared" / "vocab_sources"
pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the published lists of wordings are not beside the project"
)


def rows_of(file_name: str) -> list[dict[str, str]]:
    with (SOURCES / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_column(file_name: str) -> list[str]:
    lines = (SOURCES / file_name).read_text(encoding="utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    ]
    return [row[1] for row in cells if row[0].isdigit()]


@pytest.mark.parametrize(
    ("file_name", "column", "name", "wordings", "occurrences"),
    [
        ("assam_purposes.csv", "purpose_of_hearing", "purposes", 287, 85_189),
        ("assam_adjournment_reasons.csv", "reason_for_adjournment", "adjournment_reasons", 72, 5_207),
        ("assam_case_types.csv", "case_type", "case_types", 90, 7_240),
        ("assam_acts.csv", "act", "acts", 52, 15_583),
    ],
)
def test_every_wording_of_the_assam_records_is_coded(
    file_name: str, column: str, name: str, wordings: int, occurrences: int
) -> None:
    rows = rows_of(file_name)
    assert (len(rows), sum(int(row["n"]) for row in rows)) == (wordings, occurrences)
    assert [row[column] for row in rows if vocabulary(name).code(row[column]) in (None, UNMAPPED)] == []


def test_hardly_a_hearing_of_the_assam_records_says_nothing() -> None:
    rows = rows_of("assam_purposes.csv")
    silent = [row for row in rows if vocabulary("purposes").code(row["purpose_of_hearing"]) == "unknown"]
    assert sum(int(row["n"]) for row in silent) == 1


def test_every_disposal_of_the_assam_records_is_coded() -> None:
    for row in rows_of("assam_disposals.csv"):
        name = "bail_disposals" if row["is_bail_case_type"] == "True" else "disposals"
        code = vocabulary(name).code(row["nature_of_disposal"])
        assert (code is None) == (row["nature_of_disposal"] == ""), row
        assert code != UNMAPPED, row


def test_every_purpose_of_the_national_list_is_coded_and_few_say_nothing() -> None:
    codes = [vocabulary("purposes").code(printed) for printed in first_column("purpose-of-hearing.md")]
    assert len(codes) == 1226
    assert codes.count(UNMAPPED) + codes.count(None) == 0
    assert codes.count("unknown") == 35


def test_initials_of_the_national_list_that_stand_for_several_types_stay_unmapped() -> None:
    printed = first_column("case-types.md")
    unmapped = [wording for wording in printed if vocabulary("case_types").code(wording) == UNMAPPED]
    assert (len(printed), len(unmapped)) == (723, 70)
    assert {"CR", "MJC", "Ucr"} <= set(unmapped)
