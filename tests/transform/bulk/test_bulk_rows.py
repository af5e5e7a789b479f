"""Which row of a release becomes a case, and that it does not matter how the files are laid out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hand_release import (
    BAIL,
    CIVIL,
    PENAL_CODE,
    POCSO_ACT,
    SECTION_4,
    SESSIONS,
    case_row,
    hand_tables,
    write_hand_release,
    write_rows,
)

from extract.errors import ExtractError
from extract.importers.ddl_csv import CASES, COLUMNS


def in_order(rows: Iterable[dict[str, Any]], *without: str) -> list[list[tuple[str, str]]]:
    return sorted([(name, str(value)) for name, value in row.items() if name not in without] for row in rows)


def test_of_rows_alike_in_all_that_decides_the_last_is_used(tmp_path: Path) -> None:
    rows = [case_row(1, "2018-03-01", type_name=kind) for kind in (SESSIONS, BAIL, CIVIL)]
    other = case_row(2, "2018-03-02")
    tables = hand_tables(write_hand_release(tmp_path / "release", [*rows, other]), tmp_path)
    used = {row["case_type_printed"]: row["snapshot_count"] for row in tables["cases"]}
    assert used == {"civil suit": 3, "sessions case": 1}


def test_the_order_of_columns_may_differ_from_year_to_year(tmp_path: Path) -> None:
    rows = [case_row(at, f"{year}-03-01") for year in (2017, 2018, 2019) for at in range(3)]
    release = write_hand_release(tmp_path / "release", rows)
    write_rows(
        tmp_path / "other" / "cases_2018.csv", COLUMNS[CASES][::-1], [r for r in rows if r["year"] == "2018"]
    )
    other = write_hand_release(tmp_path / "other", [row for row in rows if row["year"] != "2018"])
    tables, others = hand_tables(release, tmp_path / "1"), hand_tables(other, tmp_path / "2")
    assert len(tables["cases"]) == 9
    for name in ("cases", "outcomes", "coverage"):
        assert in_order(tables[name], "snapshot_id") == in_order(others[name], "snapshot_id"), name


def test_two_files_of_one_year_are_refused(tmp_path: Path) -> None:
    write_hand_release(tmp_path, [case_row(1, "2018-03-01")])
    write_rows(tmp_path / "again" / "cases_2018.csv", COLUMNS[CASES], [])
    with pytest.raises(ExtractError, match=r"holds cases_2018 \(\.csv\) more than once"):
        write_hand_release(tmp_path, [case_row(1, "2018-03-01")])


def test_what_stands_for_no_day_is_no_day_and_what_is_none_is_in_quarantine(tmp_path: Path) -> None:
    rows = [
        case_row(1, "2018-03-01", date_of_decision=" - "),
        case_row(2, "2018-03-01", date_of_decision="2018-02-31"),
        case_row(3, "2018-03-01", date_next_list="2116-02-01"),
        case_row(4, "2018-03-01", court_no="1.5"),
        case_row(5, "2018-03-01", disp_name=99),
        case_row(6, "2018-03-01", year="2018", cino=""),
    ]
    tables = hand_tables(write_hand_release(tmp_path / "release", rows), tmp_path)
    (case,) = tables["cases"]
    assert (case["status"], case["decision_date"]) == ("pending", None)
    assert sorted((row["reason"], row["found"]) for row in tables["quarantine"]) == [
        ("a code is no whole number", None),
        ("code of the disposition is not in the key of its year", "99"),
        ("date next list can't be read", "2116-02-01"),
        ("date of decision can't be read", "2018-02-31"),
        ("the CNR is not stated", None),
    ]


def test_charges_are_numbered_within_their_case_by_the_release_s_codes(tmp_path: Path) -> None:
    rows = [case_row(at, "2018-03-01") for at in (1, 2)]
    first, second = (row["ddl_case_id"] for row in rows)
    acts = [
        {"ddl_case_id": case, "act": act, "section": SECTION_4}
        for case, act in ((first, PENAL_CODE), (second, PENAL_CODE), (first, POCSO_ACT), ("01-26-01-29", 12))
    ]
    tables = hand_tables(write_hand_release(tmp_path / "release", rows, acts), tmp_path)
    numbered = sorted((row["charge_number"], row["act_code"]) for row in tables["acts"])
    assert numbered == [(1, "ipc"), (1, "pocso"), (2, "ipc")]
    (step,) = (step for step in tables["coverage"] if step["step"].startswith("06"))
    assert (step["rows_in"], step["rows_out"], step["explained"]) == (4, 3, 1)
