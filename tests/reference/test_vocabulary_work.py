"""From a wording nobody knows to the right headline: listed with suggestions, decided, built, compared."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from archived_pages import archive_pages
from typer.testing import CliRunner

from extract.standin.reference_docket import baseline_docket
from pipeline.cli import app
from pipeline.run import Run, RunError, prepare
from pipeline.vocabulary_work.deciding import take_decisions
from pipeline.vocabulary_work.undecided import suggestions, undecided_wordings, write_list

UNKNOWN = "Evidense for Prosecutn Side"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Path]:
    """Pages of the baseline on which every evidence hearing has a wording that no map has."""
    folder = tmp_path_factory.mktemp("wordings")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ECOURTS_KEY_FILE", str(folder.with_name("wordings_key") / "key"))
        docket = [
            replace(
                case,
                hearings=tuple(
                    replace(row, purpose=UNKNOWN) if row.purpose == "Evidence" else row
                    for row in case.hearings
                ),
            )
            for case in baseline_docket()
        ]
        archive_pages(run_of(folder).places.archive, docket)
        yield folder


def run_of(data: Path) -> Run:
    return prepare("reference", "baseline", data)


def command(*arguments: str, data: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*arguments, "--data", str(data)])
    said = result.output + (f"\n{result.exception}" if result.exception else "")
    return result.exit_code, said


def test_from_warning_to_headline_in_three_commands(data: Path) -> None:
    code, said = command("check", "--study", "reference", "--timepoint", "baseline", data=data)
    assert code == 1, said
    assert UNKNOWN in said
    assert "vocab list" in said

    code, said = command("vocab", "list", data=data)
    assert code == 0, said
    to_decide = run_of(data).places.wording_decisions.with_name("to_decide.csv")
    with to_decide.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["printed"] == UNKNOWN
    wordings = pq.read_table(run_of(data).places.tables / "wordings.parquet").to_pylist()
    assert int(row["count"]) == sum(one["count"] for one in wordings if one["code"] == "unmapped") > 50
    assert row["suggestions"].startswith("evidence (like ")
    assert row["example"].startswith("between ")

    row |= {"code": "evidence", "decided_by": "An analyst", "reason": "a misspelling of the evidence stage"}
    with to_decide.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    code, said = command("vocab", "decide", "--from", str(to_decide), data=data)
    assert code == 0, said
    assert "1 wording decided, 0 left open" in said
    assert "29.0" in said
    assert undecided_wordings(run_of(data)) == []
    code, said = command("vocab", "list", data=data)
    assert (code, "nothing to decide" in said) == (0, True)


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
