"""The file of figures that pass all the same, as people and their spreadsheets save it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.disclosure.exceptions import COLUMNS, read_exceptions
from checks.errors import CheckError

HEADER = ",".join(COLUMNS)
LINE = "baseline,I27,acquitted,disposed cases,all,published in our report of 2020,A. Approver,2020-03-10"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "study.release_exceptions.csv"


@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("\ufeff", "\r\n")])
def test_it_is_read_as_spreadsheets_save_it(file: Path, mark: str, end: str) -> None:
    file.write_text(f"{mark}{HEADER}{end}{LINE}{end}", encoding="utf-8", newline="")
    (found,) = read_exceptions(file)
    assert found.key == ("baseline", "I27", "acquitted", "disposed cases", "all")
    assert (found.approver, found.line) == ("A. Approver", 2)


def test_none_pass_without_the_file(file: Path) -> None:
    assert read_exceptions(file) == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{HEADER}\n{LINE}\n".replace(",", ";"), "not parted by commas; save it as CSV with commas"),
        (f"{HEADER}\n{LINE}\n".replace(",", "\t"), "not parted by commas"),
        (f"{HEADER}\n{LINE}\n".replace(",reason", ""), "its first line must read timepoint,indicator_id"),
        (f"{HEADER}\n{LINE}\n".replace("A. Approver", " "), "line 2: approver is empty"),
        (f"{HEADER}\n{LINE}\n".replace("2020-03-10", "10/03/2020"), "line 2: approved_on is '10/03/2020'"),
        (f"{HEADER}\n{LINE}\n{LINE}\n", "line 3: the figure of line 2 again"),
    ],
)  # fmt: skip
def test_what_can_not_be_used_is_said_in_one_line(file: Path, content: str, said: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CheckError, match=said) as refused:
        read_exceptions(file)
    assert str(refused.value).startswith("study.release_exceptions.csv")
    assert "\n" not in str(refused.value)


def test_another_encoding_is_named(file: Path) -> None:
    file.write_bytes(f"{HEADER}\n{LINE.replace('A.', 'é')}\n".encode("latin-1"))
    with pytest.raises(CheckError, match=r"save it as CSV UTF-8 \(with commas\)"):
        read_exceptions(file)
