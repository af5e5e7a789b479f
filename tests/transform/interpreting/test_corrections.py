"""Errors of the source are corrected before interpretation, and only where they still stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_tables import CNR, KEY, PARAMETERS, case_page, made_record, rows

from transform.assembling.tables import build_tables
from transform.errors import TransformError
from transform.interpreting.corrections import CorrectionError
from transform.interpreting.corrections_file import parse_corrections, read_corrections
from transform.pseudonyms import case_pseudonym

HEADER = "table,key,column,printed,corrected,reason,added_on\n"
CASE_ID = case_pseudonym(KEY, CNR)
RECORD = made_record(("16-01-2018", "05-02-2201", "Charge"), ("05-02-2018", "12-03-2018", "Charge"))


def corrections_file(folder: Path, *lines: str) -> Path:
    path = folder / "corrections.csv"
    path.write_text(HEADER + "".join(f"{line},year typo,2026-01-05\n" for line in lines), encoding="utf-8")
    return path


def test_each_table_can_be_corrected(tmp_path: Path) -> None:
    path = corrections_file(
        tmp_path,
        f"cases,{CASE_ID},filing_date,02-01-2018,01-01-2018",
        f"hearings,{CASE_ID},next_date,05-02-2201,05-02-2018",
        f"acts,{CASE_ID},act_printed,Immoral Traffic (Prevention) Act,INFORMATION TECHNOLOGY ACT",
    )
    tables = build_tables([case_page(RECORD)], PARAMETERS, KEY, study_corrections=path)
    assert build_tables([case_page(RECORD)], PARAMETERS, KEY)["quarantine"].num_rows == 1
    assert rows(tables["cases"], "filing_date") == [date(2018, 1, 1)]
    assert rows(tables["hearings"], "next_date") == [date(2018, 2, 5), date(2018, 3, 12)]
    assert set(rows(tables["acts"], "offence_code")) == {None}


def test_a_text_the_page_no_longer_prints_fails_the_run(tmp_path: Path) -> None:
    path = corrections_file(tmp_path, f"hearings,{CASE_ID},next_date,05-02-2202,05-02-2018")
    with pytest.raises(CorrectionError, match=r"line 2: case [0-9a-f]{16} no longer prints '05-02-2202'"):
        build_tables([case_page(RECORD)], PARAMETERS, KEY, study_corrections=path)


def test_a_case_that_is_not_among_those_read_needs_no_correction(tmp_path: Path) -> None:
    path = corrections_file(tmp_path, "cases,0123456789abcdef,filing_date,02-01-2018,01-01-2018")
    tables = build_tables([case_page(made_record())], PARAMETERS, KEY, study_corrections=path)
    assert tables["cases"].num_rows == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "header must be"),
        ("table,key\n", "header must be"),
        (
            HEADER.replace(",", ";") + "cases;k;filing_date;a;02-01-2018;why;\n",
            "semicolons; save the file as CSV",
        ),
        (HEADER + "cases,k,party,a,b,reason,2026-01-05\n", "cases.party can't be corrected"),
        (HEADER + "cases,k,filing_date,a,02-01-2018,,2026-01-05\n", "reason is missing"),
        (HEADER + "cases,k,filing_date,a\n", "line 2: a value is missing"),
        (HEADER + "cases,k,stage_printed,a,b,typo, surely,2026-01-05\n", "a value is missing or too many"),
        (
            HEADER + "\ncases,k,filing_date,a,,why,2026-01-05\n",
            "line 3: corrected is empty; .* or - if nothing",
        ),
        (
            HEADER + "cases,k,filing_date,a,32-10-2019,why,\n",
            "corrected date '32-10-2019': there is no such day",
        ),
        (HEADER + 'cases,k,filing_date,a,"02-01-2018\n', "line 2: can't be read as CSV"),
    ],
)
def test_a_row_that_can_not_be_meant_is_refused(text: str, message: str) -> None:
    with pytest.raises(TransformError, match=message) as raised:
        parse_corrections(text.encode(), "corrections.csv")
    assert str(raised.value).startswith("corrections.csv")
    assert "\n" not in str(raised.value)


def test_what_a_spreadsheet_adds_to_a_file_does_no_harm() -> None:
    plain = HEADER + "cases,k,filing_date,a,02-01-2018,typo,2026-01-05\n"
    saved = "\ufeff" + plain.replace("\n", ",,\r\n") + ",,,,,,,,\r\n"
    (correction,) = parse_corrections(saved.encode(), "corrections.csv")
    assert [correction] == parse_corrections(plain.encode(), "corrections.csv")


def test_a_dash_says_that_nothing_is_to_stand_there(tmp_path: Path) -> None:
    path = corrections_file(
        tmp_path,
        f"hearings,{CASE_ID},next_date,05-02-2201,05-02-2018",
        f"cases,{CASE_ID},registration_date,{RECORD.registration_date},-",
    )
    tables = build_tables([case_page(RECORD)], PARAMETERS, KEY, study_corrections=path)
    assert rows(tables["cases"], "registration_date") == [None]


def test_a_study_needs_no_file_of_its_own_but_one_that_is_there_must_be_readable(tmp_path: Path) -> None:
    read_corrections(tmp_path / "absent.csv").apply(CASE_ID, RECORD)
    path = tmp_path / "corrections.csv"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(TransformError, match="can't be read"):
        read_corrections(path)
