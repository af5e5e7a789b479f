"""An analyst's decisions on wordings: kept once, refused whole where faulty, never taken by themselves.

The way from a warning to the right headline is run by ``docs/guides/wordings.md``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.run import RunError
from pipeline.vocabulary_work.deciding import take_decisions
from pipeline.vocabulary_work.undecided import suggestions, write_list


def test_a_decision_is_kept_once_and_may_be_changed(tmp_path: Path) -> None:
    kept, filled_in = tmp_path / "kept.csv", tmp_path / "list.csv"
    for number, code in enumerate(("arguments", "arguments", "judgment")):
        filled_in.write_text(
            f"vocabulary,printed,code,decided_by,reason\npurposes,=Final wrd,{code},A{number},r\n"
            "purposes,Another wrd,,,\n",
            encoding="utf-8",
        )
        decided = take_decisions(filled_in, kept, date(2020, 3, 11 + number))
        assert (len(decided.taken), decided.left) == (1, 1)
        assert decided.changed == (number == 2)
        lines = kept.read_text(encoding="utf-8").splitlines()[1:]
        who = "A2,2020-03-13" if number == 2 else "A0,2020-03-11"
        assert lines == [f"purposes,=Final wrd,{code},{who},r"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("printed,code\nX,evidence\n", "no column vocabulary, decided_by, reason"),
        ("vocabulary,printed,code,decided_by,reason,notes\n", "unknown column notes"),
        ("vocabulary,printed,code,decided_by,reason\npurposes,X\n", "line 2: it does not have 5 cells"),
        ("vocabulary,printed,code,decided_by,reason\npurposes,X wrd,evidence,,\n", "line 2: reason is empty"),
        ("vocabulary,printed,code,decided_by,reason\npurposes,X wrd,evdnce,A,r\n", "2: 'evdnce' is no code"),
        (
            "vocabulary,printed,code,decided_by,reason\npurposes,X wrd,plea,A,r\npurposes,x WRD,charge,A,r\n",
            "decided twice",
        ),
    ],
)
def test_a_faulty_list_is_refused_whole(tmp_path: Path, text: str, message: str) -> None:
    filled_in = tmp_path / "list.csv"
    good = "purposes,Good wrd,plea,A,r\n" if "line 2" in message else ""
    filled_in.write_text(text + good, encoding="utf-8")
    with pytest.raises(RunError, match=message):
        take_decisions(filled_in, tmp_path / "kept.csv", date(2020, 3, 11))
    assert not (tmp_path / "kept.csv").exists()


def test_nothing_alike_gives_no_suggestion() -> None:
    assert suggestions("purposes", "qqxz") == ()
    assert suggestions("purposes", "Evidance of prosecution")[0].code == "evidence"


def test_a_spreadsheet_runs_nothing_of_the_list(tmp_path: Path) -> None:
    from pipeline.vocabulary_work.undecided import Undecided

    write_list([Undecided("purposes", "=1+1", 3, "", ())], tmp_path / "list.csv")
    assert "\npurposes,'=1+1,3," in (tmp_path / "list.csv").read_text(encoding="utf-8")
