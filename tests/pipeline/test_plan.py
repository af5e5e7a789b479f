"""The plan of a pull: every complex, its searches, captchas and minutes, before anything is asked."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.paths import SHIPPED_STUDIES
from pipeline.pulling.planning import plan_pull
from pipeline.study import StudyError, load_study
from pipeline.study_sections.court_tiers import CAN_NOT_TRY, CAN_TRY

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "maharashtra_court_complexes.tsv"
CSE = load_study(SHIPPED_STUDIES / "cse_maharashtra.toml")
REFERENCE = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8")
OTHER_COURTS = ("labour", "cooperative", "co-op", "coop", "family", "school", "tribunal", "industrial")


def planned(study: str, data: Path, timepoint: str = "baseline") -> dict[str, Any]:
    options = ["--study", study, "--timepoint", timepoint, "--data", str(data), "--json"]
    result = CliRunner().invoke(app, ["plan", *options])
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.output)
    return document


def test_the_real_study_plans_every_complex_of_its_districts(tmp_path: Path) -> None:
    if not PUBLISHED.exists():
        pytest.skip("the published list of complexes is not beside this project")
    with PUBLISHED.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    districts = {code for _, code in CSE.districts}
    wanted = {(r["district_code"], r["complex_code"]) for r in rows if r["district_code"] in districts}
    plan = planned("cse_maharashtra", tmp_path)
    there = {(c["district_code"], c["complex_code"]) for c in plan["complexes"]}
    assert (there, len(there), plan["left_out"]) == (wanted, 77, [])
    names = {r["complex_code"]: r["complex_name"] for r in rows}
    assert all(c["name"] == names[c["complex_code"]] for c in plan["complexes"])


def test_totals_are_those_of_the_parts(tmp_path: Path) -> None:
    plan = planned("cse_maharashtra", tmp_path)
    searches = [search for place in plan["complexes"] for search in place["each_search"]]
    # One trafficking act and six sections of the penal code, pending and disposed, in 77 complexes.
    assert plan["totals"]["searches"] == plan["totals"]["captchas"] == len(searches) == 77 * 7 * 2
    assert Counter(s["case_status"] for s in searches) == {"Pending": 539, "Disposed": 539}
    assert {s["state"] for s in searches} == {"to_do"}
    for figure in ("searches", "captchas", "complexes"):
        assert sum(d[figure] for d in plan["districts"].values()) == plan["totals"][figure]
    minutes = [c["minutes"] for c in plan["complexes"]]
    assert plan["totals"]["minutes"] == pytest.approx(sum(minutes), abs=len(minutes) * 0.05 + 0.1)
    assert plan["totals"]["is_exact"] is False


def test_minutes_of_one_complex_by_hand() -> None:
    """14 captchas and 2 + 1 + 1 dropdown requests: (28 + 4) x 3 s + 14 x 10 s + 18 x 2 s + 14 x 20 s."""
    plan = plan_pull(CSE, "baseline", None)
    assert plan.assumed.seconds_between_requests == 3.0
    assert plan.complexes[0].minutes(plan.assumed) == pytest.approx((32 * 3 + 140 + 18 * 2 + 280) / 60)


def test_sessions_courts_come_first_and_no_name_contradicts_its_tier() -> None:
    tiers = [place.tier for place in CSE.complexes_to_search]
    assert tiers == sorted(tiers, key=CSE.court_tiers.index)
    assert Counter(tiers) == {"sessions": 22, "magistrate": 43, "unknown": 11, "juvenile": 1}
    for place in CSE.complexes:
        name = place.name.lower()
        assert not any(word in name for word in OTHER_COURTS), place.name
        assert ("ses" in name and place.tier != "sessions") is False, place.name
        assert (place.tier == "unknown") == ("civil" in name and "cri" not in name), place.name


def test_what_is_done_counts_as_done_and_codes_once_known_are_exact(tmp_path: Path) -> None:
    before = planned("reference", tmp_path)
    assert (before["totals"]["searches"], before["totals"]["is_exact"]) == (10, False)
    options = ["--study", "reference", "--timepoint", "baseline", "--data", str(tmp_path)]
    assert CliRunner().invoke(app, ["pull", *options]).exit_code == 0
    after = planned("reference", tmp_path)["totals"]
    # Kolhapur and Solapur know the act under two codes each.
    assert (after["searches"], after["searches_done"], after["captchas"], after["minutes"]) == (14, 14, 0, 0)
    assert after["is_exact"] is True
    table = CliRunner().invoke(app, ["plan", "--study", "cse_maharashtra", "--data", str(tmp_path)])
    assert table.exit_code == 0
    assert "all 77 complexes" in table.output
    assert "Minutes assume" in table.output


def study_file(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = REFERENCE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "reference.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("tier", CAN_NOT_TRY)
def test_courts_that_try_no_offences_are_left_out_with_the_reason(tmp_path: Path, tier: str) -> None:
    path = study_file(
        tmp_path,
        ("must_choose_establishment = false }", f"must_choose_establishment = false, tier = {tier!r} }}"),
    )
    plan = planned(str(path), tmp_path)
    assert [(left["complex_code"], left["reason"]) for left in plan["left_out"]] == [
        ("1010217", CAN_NOT_TRY[tier])
    ]
    assert "1010217" not in {c["complex_code"] for c in plan["complexes"]}


def test_a_study_chooses_its_tiers_and_their_order(tmp_path: Path) -> None:
    place = "must_choose_establishment = false }"
    path = study_file(
        tmp_path,
        (place, place.replace(" }", ', tier = "magistrate" }')),
        (place, place.replace(" }", ', tier = "juvenile" }')),
        ("[pull]\n", '[pull]\ncourt_tiers = ["juvenile", "unknown"]\n'),
    )
    study = load_study(path)
    assert [place.tier for place in study.complexes_to_search] == ["juvenile", *["unknown"] * 3]
    assert [place.tier for place in study.complexes_left_out] == ["magistrate"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "must_choose_establishment = false }",
            'must_choose_establishment = false, tier = "x" }',
            "tier is 'x'",
        ),
        ("[pull]\n", '[pull]\ncourt_tiers = ["high"]\n', "court_tiers is 'high'"),
        ("[pull]\n", "[pull]\ncourt_tiers = []\n", "nothing would be asked"),
    ],
)
def test_unknown_tiers_are_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(StudyError, match=says):
        load_study(study_file(tmp_path, (old, new)))


def test_all_tiers_that_can_try_are_asked_unless_the_study_says_otherwise() -> None:
    assert load_study(SHIPPED_STUDIES / "reference.toml").court_tiers == tuple(CAN_TRY)
