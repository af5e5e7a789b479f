"""A study's own wordings: read strictly, added to the shipped maps, never overruling them."""

from __future__ import annotations

from pathlib import Path

import pytest

from transform.vocabulary import UNMAPPED, vocabulary
from transform.wording_decisions import DecisionError, WordingDecision, deciding_by, read_decisions

HEADER = "vocabulary,printed,code,decided_by,decided_on,reason"
UNKNOWN = "Final Word of Counsels"


def decisions_file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_wording_is_known_only_within_the_study(tmp_path: Path) -> None:
    assert vocabulary("purposes").code(UNKNOWN) == UNMAPPED
    path = decisions_file(
        tmp_path, f"purposes,{UNKNOWN},arguments,An analyst,2020-03-11,said so by the clerk"
    )
    with deciding_by(read_decisions(path)):
        assert vocabulary("purposes").code(UNKNOWN) == "arguments"
        assert vocabulary("purposes").code("FINAL  word of counsels.") == "arguments"
        assert vocabulary("purposes").code("Evidence") == "evidence"
    assert vocabulary("purposes").code(UNKNOWN) == UNMAPPED


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.csv") == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("purpose,X y,arguments,A,2020-03-11,r", "line 2: no vocabulary 'purpose'; there are acts"),
        ("purposes,X y,argument,A,2020-03-11,r", "line 2: 'argument' is no code of purposes; allowed are"),
        ("purposes,Evidence,arguments,A,2020-03-11,r", "'Evidence' is known already, as evidence"),
        ("purposes,...,arguments,A,2020-03-11,r", "states nothing"),
        ("purposes,X y,arguments,,2020-03-11,r", "line 2: all of .* must be filled in"),
        ("purposes,X y,arguments,A,2020-03-11", "line 2: all of .* must be filled in"),
        ("purposes,X y,arguments,A,2020-03-11,r,more", "line 2: all of .* must be filled in"),
    ],
)
def test_a_row_that_can_not_be_meant_is_refused(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DecisionError, match=message):
        read_decisions(decisions_file(tmp_path, row))


def test_another_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="first line must read"):
        read_decisions(decisions_file(tmp_path, header="vocabulary,printed,code"))


def test_the_same_wording_in_two_spellings_has_one_key() -> None:
    one, other = (
        WordingDecision("purposes", printed, "arguments", "A", "2020-03-11", "r")
        for printed in (UNKNOWN, "final word, of counsels")
    )
    assert one.key == other.key
