"""Files that people keep in a spreadsheet are read, or refused in one line that names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from transform import spelling
from transform.csv_rows import CsvError, read_csv
from transform.errors import TransformError
from transform.vocabulary import _read_codes, _read_map


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "raw,code\nPièce,evidence\n".encode("latin-1"),
            "line 2: can't be read as UTF-8; save the file as \"CSV",
        ),
        (b"raw;code\n", "separated by semicolons; save the file as CSV with commas"),
        (b'raw,code\n"a,b\n', "line 2: can't be read as CSV"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_in_one_line(content: bytes, message: str) -> None:
    with pytest.raises(CsvError, match=message) as raised:
        read_csv(content, "map.csv")
    assert str(raised.value).startswith("map.csv")
    assert "\n" not in str(raised.value)


def test_what_a_spreadsheet_adds_is_left_out() -> None:
    file = read_csv('\ufeffraw,code,,\r\n"a\nb",c,,\r\n,,,\r\n\r\nd,,,\r\n'.encode(), "map.csv")
    assert file.header == ("raw", "code")
    assert file.rows == ((2, ["a\nb", "c"]), (6, ["d", ""]))


def vocabulary_file(folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    (folder / "map_purposes.csv").write_bytes(content)
    spelling.normalise("Evidence")  # reads the list of spellings, once and for all tests
    monkeypatch.setattr(spelling, "VOCABULARY_FOLDER", folder)


def test_a_map_saved_by_a_spreadsheet_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary_file(tmp_path, monkeypatch, "\ufeffraw,code,note,\r\nEvidence,evidence,,\r\n".encode())
    assert _read_map("purposes", {"evidence": {}}) == {"evidence": "evidence"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"wording,code\nEvidence,evidence\n", "map_purposes.csv: no column raw"),
        (b"", "map_purposes.csv: no column raw and code"),
        (b"raw,code\nEvidence,evidence,a,b\n", "map_purposes.csv, line 2: 4 cells, but the header has 2"),
        (b"raw,code\nEvid\xe9nce,evidence\n", "map_purposes.csv, line 2: can't be read as UTF-8"),
    ],
)
def test_a_map_that_can_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, message: str
) -> None:
    vocabulary_file(tmp_path, monkeypatch, content)
    with pytest.raises(TransformError, match=message):
        _read_map("purposes", {"evidence": {}})


def test_a_list_of_codes_without_its_column_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "codes_purposes.csv").write_text("name\nevidence\n")
    monkeypatch.setattr(spelling, "VOCABULARY_FOLDER", tmp_path)
    with pytest.raises(TransformError, match=r"codes_purposes\.csv: no column code"):
        _read_codes("purposes")
