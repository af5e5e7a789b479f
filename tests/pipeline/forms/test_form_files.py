"""The file of a form: its encoding, header and cells; one row a unit, or two of two coders."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_forms import APPLICATION, VALID, Row, checked, checked_text

from transform.form_schema import FORMS

FORM = FORMS["bail_rulings"]
HEADER = ",".join(FORM.header)
ROW = ",".join(VALID["bail_rulings"][name] for name in FORM.header)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (b"\xff\xfe" + HEADER.encode(), 1, "save the file as"),
        (f"{HEADER}\n{ROW}\n".encode() + b"\x92\n", 3, "not UTF-8"),
        ("", 1, "the header is missing"),
        (HEADER.replace(",", ";") + "\n", 1, "separated by semicolons"),
        (HEADER.replace(",kind", "") + "\n", 1, "the column is missing"),
        (HEADER + ",remark\n", 1, "no such column"),
        (HEADER + ",kind\n", 1, "stands twice"),
        (f"{HEADER}\n{ROW},\n", 2, "13 cells, but the header has 12"),
        (f'{HEADER}\n"{ROW}\n', 2, "look for a quote left open"),
    ],
)
def test_a_file_that_can_not_be_read_says_where_and_why(
    tmp_path: Path, text: str | bytes, line: int, words: str
) -> None:
    found = checked_text(tmp_path, "bail_rulings", text)
    assert any(fault.line == line and words in fault.text for fault in found.faults), found.faults


def test_a_spreadsheet_s_mark_blank_rows_and_another_order_of_columns_do_no_harm(tmp_path: Path) -> None:
    names = FORM.header[::-1]
    row = ",".join(f" {VALID['bail_rulings'][name]} " for name in names)
    text = "\ufeff" + ",".join(names) + f"\r\n{',' * (len(names) - 1)}\r\n{row}\r\n"
    found = checked_text(tmp_path, "bail_rulings", text)
    assert found.faults == ()
    assert found.units.firsts[0].line == 3


def pair(**second: str) -> tuple[Row, Row]:
    return {"second_coder": "C2"}, {"coder": "C2", **second}


def test_the_first_row_of_a_unit_coded_twice_counts_whatever_their_order(tmp_path: Path) -> None:
    one, other = pair(outcome="allowed")
    for rows in ((one, other), (other, one)):
        found = checked(tmp_path, "bail_rulings", *rows)
        assert found.faults == ()
        assert [entry["outcome"] for entry in found.units.firsts] == ["rejected"]
        ((first, second),) = found.units.pairs
        assert (first["coder"], second["coder"], second["outcome"]) == ("C1", "C2", "allowed")


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        (({}, {}), 3, "same case_ref, app_ref and coder as line 2"),
        (({}, {"coder": "C2"}), 3, "write C2 into second_coder of line 2"),
        (({"second_coder": "C2"}, {"coder": "C2", "second_coder": "C1"}), 3, "name each other"),
        (({"second_coder": "C2"}, {"coder": "C2", "second_coder": "C3"}), 3, "leave this cell empty"),
        ((*pair(), {"coder": "C3"}), 4, "two coders are enough"),
    ],
)
def test_a_unit_that_stands_twice_otherwise_is_a_fault(
    tmp_path: Path, rows: tuple[Row, ...], line: int, words: str
) -> None:
    found = checked(tmp_path, "bail_rulings", *rows)
    assert any(fault.line == line and words in fault.text for fault in found.faults), found.faults
    assert found.units.firsts == ()


def test_a_register_has_no_second_coding(tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, "programme_register", {}, {"coder": "C2"}).faults
    assert (fault.line, fault.problem) == (3, "same item as line 2; keep one row")


def test_a_case_stands_once_on_a_list_and_on_as_many_lists_as_have_it(tmp_path: Path) -> None:
    other_list = {"keeper": "ngo"}
    assert checked(tmp_path, "case_lists", {}, other_list, {"entry_number": "2", "case_ref": ""}).faults == ()
    (fault,) = checked(tmp_path, "case_lists", {}, other_list, {"entry_number": "2"}).faults
    assert (fault.line, fault.column) == (4, "case_ref")
    assert "line 2 of the same list" in fault.problem


def test_a_listed_case_outside_the_frame_may_not_belong(tmp_path: Path) -> None:
    assert checked(tmp_path, "case_lists", {"belongs": "n", "case_ref": "00000000000000cc"}).faults == ()


def test_too_little_double_coding_is_a_warning_only(tmp_path: Path) -> None:
    rows = [{"app_ref": f"B{number}"} for number in range(1, 6)]
    found = checked(tmp_path, "bail_rulings", *rows)
    assert found.faults == ()
    assert any("0 of 5 units were coded twice" in warning and "20%" in warning for warning in found.warnings)
    second = {"app_ref": "B1", "coder": "C2"}
    enough = checked(tmp_path, "bail_rulings", rows[0] | {"second_coder": "C2"}, second, *rows[1:])
    assert not any("coded twice" in warning for warning in enough.warnings)


def test_an_outcome_of_a_case_that_the_pages_show_undecided_is_a_warning(tmp_path: Path) -> None:
    found = checked(tmp_path, "case_review", {"case_ref": "00000000000000bb"})
    assert found.faults == ()
    assert any("undecided" in warning for warning in found.warnings)
    assert APPLICATION not in "".join(found.warnings)
