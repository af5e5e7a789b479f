"""Primary estimands: what the study file may name, and that it may not change its mind in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.paths import SHIPPED_STUDIES
from pipeline.registration import register_estimands
from pipeline.run import Run, prepare
from pipeline.study import StudyError, load_study
from pipeline.study_sections.estimands import Estimand, Estimands

NAMED = 'primary = ["I14 A1", "I15 A1_nelson_12_months", "I28 merits"]'


def run_with(data: Path, *names: str, changed_because: str = "") -> Run:
    run = prepare("reference", "endline", data)
    primaries = tuple(Estimand(*name.split(" ")) for name in names)
    return replace(run, study=replace(run.study, estimands=Estimands(primaries, changed_because)))


def study_with(folder: Path, line: str) -> Path:
    text = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8")
    assert NAMED in text
    path = folder / "changed.toml"
    path.write_text(text.replace(NAMED, line), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["reference", "cse_maharashtra"])
def test_shipped_studies_name_three(name: str) -> None:
    study = load_study(SHIPPED_STUDIES / f"{name}.toml")
    assert [str(one) for one in study.estimands.primaries] == [
        "I14 A1", "I15 A1_nelson_12_months", "I28 merits",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        'primary = ["I12 A1"]',
        'primary = ["I14"]',
        'primary = ["I15 A1_nelson_9_months"]',
        'primary = ["I14 A1", "I14 A1"]',
        'primary = ["I14 A0", "I14 A1", "I14 A2", "I14 A3", "I14 A4e", "I28 merits"]',
        "primary = [3]",
        'primaries = ["I14 A1"]',
    ],
)
def test_what_is_no_estimand_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(StudyError, match=r"changed\.toml: .*estimands"):
        load_study(study_with(tmp_path, line))


def test_naming_none_is_allowed(tmp_path: Path) -> None:
    assert load_study(study_with(tmp_path, "primary = []")).estimands == Estimands()


def test_the_record_is_made_once_and_kept(tmp_path: Path) -> None:
    first = register_estimands(run_with(tmp_path, "I14 A1", "I28 merits"))
    file = tmp_path / "raw" / "reference" / "estimands.json"
    record = file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert register_estimands(run_with(tmp_path, "I14 A1", "I28 merits")) == first
    assert (tmp_path / "raw" / "reference" / "estimands.json").read_bytes() == record


@pytest.mark.parametrize("names", [("I14 A2", "I28 merits"), ("I28 merits", "I14 A1"), ("I14 A1",), ()])
def test_other_estimands_afterwards_are_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    register_estimands(run_with(tmp_path, "I14 A1", "I28 merits"))
    with pytest.raises(StudyError, match="named I14 A1, I28 merits when the endline's data were first read"):
        register_estimands(run_with(tmp_path, *names))


def test_a_reason_lets_them_pass_and_is_carried_along(tmp_path: Path) -> None:
    register_estimands(run_with(tmp_path, "I14 A1"))
    changed = register_estimands(run_with(tmp_path, "I14 A2", changed_because="A1 was counted wrongly."))
    assert changed.primaries == ("I14 A2",)
    assert changed.changed_because == "A1 was counted wrongly."
    assert register_estimands(run_with(tmp_path, "I14 A1")).changed_because == ""


@pytest.mark.parametrize("content", ["", "{}", '{"primaries": [], "recorded_on": "soon", "fingerprint": ""}'])
def test_a_damaged_record_is_not_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "raw" / "reference" / "estimands.json"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StudyError, match=r"estimands\.json: can't be read"):
        register_estimands(run_with(tmp_path, "I14 A1"))
    assert path.read_text(encoding="utf-8") == content


def test_a_record_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    register_estimands(run_with(tmp_path, "I14 A1"))
    path = tmp_path / "raw" / "reference" / "estimands.json"
    path.write_text(path.read_text(encoding="utf-8").replace("I14 A1", "I14 A2"), encoding="utf-8")
    with pytest.raises(StudyError, match="does not match its own fingerprint"):
        register_estimands(run_with(tmp_path, "I14 A2"))
