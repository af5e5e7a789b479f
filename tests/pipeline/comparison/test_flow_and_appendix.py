"""The flow of cases adds up and gives no small loss away; the appendix answers every item it must."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparison.appendix_items import validated
from pipeline.publishing.flow import (
    Flow,
    FlowStep,
    flow_csv,
    published_counts,
    published_losses,
    renewed_flow_csv,
)

THRESHOLD = 10
LOSSES = st.lists(st.integers(0, 40), min_size=4, max_size=4)


def flow_of(analysed: int, losses: list[int]) -> Flow:
    """A flow that ends with ``analysed`` cases, having lost so many before each later step."""
    names = ("distinct", "readable", "in_frame", "in_analysis")
    count = analysed + sum(losses)
    steps = [FlowStep("found", count)]
    for name, lost in zip(names, losses, strict=True):
        count -= lost
        steps.append(FlowStep(name, count, ((f"lost before {name}", lost),)))
    return Flow(
        "baseline", tuple(steps), (("disposed", analysed // 3), ("pending", analysed - analysed // 3))
    )


@given(st.integers(0, 300), LOSSES)
def test_what_adds_up_is_not_complained_of(analysed: int, losses: list[int]) -> None:
    assert flow_of(analysed, losses).unaccounted == ()


def test_a_lost_case_is_named() -> None:
    flow = flow_of(50, [0, 2, 20, 0])
    short = replace(flow.steps[3], count=flow.steps[3].count - 1)
    assert replace(flow, steps=(*flow.steps[:3], short, flow.steps[4])).unaccounted == (
        "in_frame",
        "in_analysis",
    )
    assert replace(flow, by_status=(("disposed", 50), ("pending", 1))).unaccounted == ("by_status",)


@given(st.integers(0, 300), LOSSES)
def test_no_two_published_counts_differ_by_a_small_number(analysed: int, losses: list[int]) -> None:
    flow = flow_of(analysed, losses)
    shown = published_counts(flow, THRESHOLD)
    exact = [int(count) for count in shown.values() if count.isdigit()]
    assert all(one - other == 0 or one - other >= THRESHOLD for one, other in pairwise(exact))
    for step in flow.steps:
        ends = [int(number) for number in re.findall(r"\d+", shown[step.name])]
        assert ends[0] <= step.count <= ends[-1]


def test_a_small_loss_is_a_range() -> None:
    assert published_counts(flow_of(96, [0, 3, 20, 0]), THRESHOLD) == {
        "found": "117 to 125",
        "distinct": "117 to 125",
        "readable": "116",
        "in_frame": "96",
        "in_analysis": "96",
    }


def test_losses_under_the_threshold_and_what_would_give_them_away() -> None:
    step = FlowStep("in_frame", 60, (("outside", 40), ("other", 25), ("undated", 3), ("none", 0)))
    assert published_losses(step, THRESHOLD) == [
        ("outside", "40"), ("other", "withheld"), ("undated", "<10"),
    ]  # fmt: skip
    two = FlowStep("in_frame", 60, (("outside", 40), ("undated", 3), ("twins", 9)))
    assert published_losses(two, THRESHOLD) == [("outside", "40"), ("undated", "<10"), ("twins", "<10")]


def test_few_cases_analysed_are_a_range_and_can_not_be_worked_out() -> None:
    flow = flow_of(7, [0, 0, 79, 0])
    assert set(published_counts(flow, THRESHOLD).values()) == {"86", "1 to 9"}
    assert published_losses(flow.steps[3], THRESHOLD) == [("lost before in_frame", "withheld")]


def test_a_timepoint_published_anew_leaves_the_others_lines_as_they_are(tmp_path: Path) -> None:
    published = tmp_path / "flow.csv"
    published.write_text(renewed_flow_csv(published, flow_of(96, [0, 0, 79, 0]), THRESHOLD), encoding="utf-8")
    endline = replace(flow_of(60, [0, 0, 20, 0]), timepoint="endline")
    published.write_text(renewed_flow_csv(published, endline, THRESHOLD), encoding="utf-8")
    again = renewed_flow_csv(published, flow_of(50, [0, 0, 79, 0]), THRESHOLD)
    assert again == flow_csv([flow_of(50, [0, 0, 79, 0]), endline], THRESHOLD)


def test_flow_file_has_every_step_and_reason() -> None:
    rows = list(csv.DictReader(io.StringIO(flow_csv([flow_of(96, [0, 0, 79, 0])], THRESHOLD))))
    assert [(row["step"], row["cases"], row["left_out"]) for row in rows] == [
        ("found", "175", ""),
        ("distinct", "175", ""),
        ("readable", "175", ""),
        ("in_frame", "96", ""),
        ("in_frame", "", "79"),
        ("in_analysis", "96", ""),
    ]


@pytest.mark.parametrize("threshold", [5, 10, 20])
def test_threshold_is_the_studys(threshold: int) -> None:
    (found,) = published_losses(FlowStep("in_frame", 60, (("outside", threshold - 1),)), threshold)
    assert found == ("outside", f"<{threshold}")


def test_a_frame_set_beside_lists_of_others_says_so() -> None:
    parts: list[Any] = [
        SimpleNamespace(name=name, has_recall=name == "endline") for name in ("baseline", "endline")
    ]
    assert validated(parts) == "Set beside lists of cases kept by others: endline/I50.csv."
    assert "Not validated" in validated(parts[:1])
