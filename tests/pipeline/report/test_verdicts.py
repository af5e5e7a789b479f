"""Under a headline change stands how it may be read, and nothing where it was not tested or is withheld."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.comparison.cautions import NOT_COMPARABLE
from pipeline.publishing.indicators import CSV_COLUMNS
from pipeline.report.conclusions import conclusions, limits, with_verdicts
from pipeline.report.parts import Line, side_by_side
from pipeline.report.published import Published

LINE = Line("adjournments per case and year", "I14", "A1", "all cases")
SAID = "about,indicator_id,definition_id,population,verdict,conclusion\n"


def published(folder: Path, note: str = "", value: str = "0.9", said: str = SAID) -> Published:
    """A study of one figure at both timepoints, and its change."""
    cells = {"indicator_id": "I14", "definition_id": "A1", "district": "all", "population": "all cases"}
    rest = {"value": value, "unit": "ratio endline / baseline", "suppressed": "false", "note": note}
    for timepoint in ("baseline", "endline", "difference"):
        path = folder / "comparison.csv" if timepoint == "difference" else folder / timepoint / "I01.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, CSV_COLUMNS)
            writer.writeheader()
            writer.writerow(cells | rest | {"timepoint": timepoint})
    parameters = "parameter,value,meaning\nsuppression_threshold,10,t\nis_synthetic,false,s\n"
    (folder / "baseline" / "parameters.csv").write_text(parameters, encoding="utf-8")
    if said:
        (folder / "conclusions.csv").write_text(said, encoding="utf-8")
    return Published(folder)


@pytest.mark.parametrize(
    ("verdict", "note", "value", "shown"),
    [
        ("beyond chance", "", "0.9", "beyond chance"),
        ("can not be told from chance", "", "0.9", "can not be told from chance"),
        ("", f"The frames differ: {NOT_COMPARABLE}.", "0.9", "not comparable: the frames differ"),
        ("", "", "0.9", ""),
        ("none", "", "", ""),
        ("none", "", "0.9", ""),
    ],
)
def test_verdict_under_the_change(tmp_path: Path, verdict: str, note: str, value: str, shown: str) -> None:
    said = f"{SAID}primary,I14,A1,all cases,{verdict},A sentence.\n" if verdict else SAID
    found = published(tmp_path, note, value, said)
    (row,) = with_verdicts(found, side_by_side(found, "Main", [LINE]), [LINE]).rows
    assert str(row[-2]).partition('<span class="said">')[2].removesuffix("</span>") == shown


def test_sentences_stand_where_they_belong(tmp_path: Path) -> None:
    said = f"{SAID}design,,,,,The frames differ.\nprimary,I14,A1,all cases,none,Withheld.\n"
    found = published(tmp_path, said=said)
    assert [str(note) for note in conclusions(found).notes] == ["Withheld."]
    assert str(limits(found).notes[0]) == "The frames differ."


def test_published_and_not_compared_says_so(tmp_path: Path) -> None:
    (note,) = conclusions(published(tmp_path, said="")).notes
    assert "not yet compared" in note
