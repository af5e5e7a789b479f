"""The frame as the bulk tables tell it, from dates worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_release import (
    ACQUITTED,
    BAIL,
    CIVIL,
    PENAL_CODE,
    POCSO_ACT,
    SECTION_4,
    case_row,
    hand_tables,
    write_hand_release,
)

from transform.parameters import FrameRule
from transform.pseudonyms import case_pseudonym

# Filed, decided, and whether the case is in frame by each rule; the window is 2018, the cut-off 2019-06-30.
BY_HAND = (
    ("2017-12-31", "", (False, True, False)),
    ("2017-12-31", "2017-12-31", (False, False, False)),
    ("2017-12-31", "2018-01-01", (False, True, True)),
    ("2017-05-02", "2018-12-31", (False, True, True)),
    ("2018-01-01", "", (True, True, True)),
    ("2018-12-31", "", (True, True, True)),
    ("2018-12-31", "2019-02-01", (True, True, True)),
    ("2019-01-01", "", (False, False, False)),
    ("2019-01-01", "2019-03-01", (False, False, False)),
    ("2017-12-31", "2019-02-01", (False, True, False)),
    ("2017-12-31", "2019-07-01", (False, True, False)),  # decided after the cut-off: not known
    ("2019-07-01", "", (False, False, False)),  # filed after the cut-off
)
RULES: tuple[FrameRule, ...] = ("filed_in_window", "active_in_window", "filed_or_disposed_in_window")


@pytest.mark.parametrize("rule", RULES)
def test_each_frame_rule_takes_in_what_it_does_by_hand(tmp_path: Path, rule: FrameRule) -> None:
    rows = [
        case_row(at, filed, date_of_decision=decided, **({"disp_name": ACQUITTED} if decided else {}))
        for at, (filed, decided, _) in enumerate(BY_HAND)
    ]
    tables = hand_tables(write_hand_release(tmp_path / "release", rows), tmp_path, frame_rule=rule)
    found = {row["case_id"]: row["frame_exclusion"] for row in tables["cases"]}
    for row, (filed, decided, by_rule) in zip(rows, BY_HAND, strict=True):
        expected = None if by_rule[RULES.index(rule)] else "out_of_window"
        assert found[case_pseudonym(bytes(range(32)), str(row["cino"]))] == expected, (filed, decided)
    assert all(row["is_in_frame"] == (row["frame_exclusion"] is None) for row in tables["cases"])


def test_the_first_reason_that_applies_is_given(tmp_path: Path) -> None:
    rows = [
        case_row(0, "2018-03-01"),
        case_row(1, "2017-03-01"),
        case_row(2, "2017-03-01", dist_code=10),
        case_row(3, "2017-03-01", dist_code=""),
        case_row(4, "2017-03-01", type_name=CIVIL, dist_code=10),
        case_row(5, "2017-03-01", type_name=CIVIL),
        case_row(6, "2018-03-01", type_name=-9998),
        case_row(7, ""),
        case_row(8, "2018-03-01"),
        case_row(9, ""),
    ]
    acts = [
        {"ddl_case_id": row["ddl_case_id"], "act": PENAL_CODE if at > 7 else POCSO_ACT, "section": SECTION_4}
        for at, row in enumerate(rows)
    ]
    release = write_hand_release(tmp_path / "release", rows, acts)
    tables = hand_tables(release, tmp_path, takes_every_offence=False, offences=frozenset({"pocso"}))
    found = {row["case_id"]: row["frame_exclusion"] for row in tables["cases"]}
    assert [found[case_pseudonym(bytes(range(32)), str(row["cino"]))] for row in rows] == [
        None, "out_of_window", "district_not_in_study", "district_not_in_study", "district_not_in_study",
        "not_a_prosecution", "not_a_prosecution", "undated", "no_offence_in_frame", "no_offence_in_frame",
    ]  # fmt: skip


def test_bail_cases_stay_in_cases_and_coverage_says_so(tmp_path: Path) -> None:
    rows = [case_row(0, "2018-03-01"), *(case_row(at, "2018-03-01", type_name=BAIL) for at in (1, 2))]
    tables = hand_tables(write_hand_release(tmp_path / "release", rows), tmp_path)
    assert sorted(row["case_kind"] for row in tables["cases"]) == ["bail", "bail", "prosecution"]
    (step,) = (step for step in tables["coverage"] if step["step"] == "11 bail cases to bail")
    assert (step["rows_in"], step["rows_out"], step["explained"]) == (2, 0, 2)
    assert "bail is empty" in step["note"]
