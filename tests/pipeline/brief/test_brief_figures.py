"""Published figures beside ours: states, agreement, and what may be released."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline.brief.agreeing import agrees_with
from pipeline.brief.figures import BriefFigure, brief_figures, shown
from pipeline.brief.published import COLUMNS, PublishedFigure, read_published
from pipeline.brief.release import WITHHELD, released
from pipeline.brief.report import csv_text
from pipeline.brief.screen import figures_table
from pipeline.brief.sources import Sources
from pipeline.study import StudyError

PROJECT = Path(__file__).resolve().parents[3]
SHIPPED = PROJECT / "data" / "studies" / "brief_figures.csv"
REGISTER = PROJECT / "data" / "studies" / "forms" / "programme_register.csv"
MEASURED = {f"F{number:02}" for number in range(1, 15)}


@pytest.fixture(scope="module")
def published() -> dict[str, PublishedFigure]:
    return {figure.id: figure for figure in read_published(SHIPPED)}


def value_row(value: float | None, **more: Any) -> dict[str, Any]:
    return {
        "value": value, "numerator": value, "unit": "cases", "n": 20, "ci_low": None, "ci_high": None,
        "note": None if value is not None else "not available: no form case_review",
    } | more  # fmt: skip


def sources(
    figure: PublishedFigure | None = None,
    row: dict[str, Any] | None = None,
    register: dict[str, dict[str, Any]] | None = None,
    operations: tuple[dict[str, Any], ...] = (),
) -> Sources:
    values: dict[str, Any] = {}
    if figure is not None and figure.cell is not None and row is not None:
        cell = figure.cell
        key = (cell.indicator_id, cell.definition_id, cell.population)
        values = {figure.measured_at: {key: row}}
    return Sources(values, register or {}, operations)


def only(figure: PublishedFigure, found: Sources) -> BriefFigure:
    (one,) = brief_figures([figure], found, is_synthetic=False)
    return one


def test_every_figure_of_the_brief_is_in_the_shipped_list(published: dict[str, PublishedFigure]) -> None:
    assert list(published) == [f"F{number:02}" for number in range(1, 35)]
    assert {name for name, figure in published.items() if figure.cell is not None} == MEASURED


def test_the_list_says_what_the_brief_says(published: dict[str, PublishedFigure]) -> None:
    brief = PROJECT.parent / "shared" / "brief_figures.csv"
    if not brief.is_file():
        pytest.skip("the brief's figures are not beside the project")
    for row in csv.DictReader(brief.read_text(encoding="utf-8").splitlines()):
        figure = published[row["id"]]
        assert (figure.published, figure.unit, figure.timepoint, figure.state) == (
            row["value"], row["unit"], row["timepoint"], row["expected_state"],
        )  # fmt: skip


def test_every_reported_figure_has_its_row_in_the_shipped_register(
    published: dict[str, PublishedFigure],
) -> None:
    register = {row["item"]: row for row in csv.DictReader(REGISTER.read_text("utf-8").splitlines())}
    reported = {figure.item: figure for figure in published.values() if figure.item}
    assert set(register) == set(reported)
    for item, row in register.items():
        figure = reported[item]
        assert (float(row["value"]), row["qualifier"], row["wording"], row["unit"]) == (
            figure.value, figure.qualifier, figure.published, figure.unit,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "agrees"),
    [
        ("F01", 103, "yes"), ("F01", 102, "no"), ("F04", 29.04, "yes"), ("F04", 29.6, "no"),
        ("F05", 5.5, "yes"), ("F05", 5.0, "no"), ("F28", 0.52, "yes"), ("F28", 0.6, "no"),
        ("F32", 0.48, "yes"), ("F32", 0.5, "no"), ("F32", 0.3, "no"),
    ],
)  # fmt: skip
def test_agreement_depends_on_how_the_published_number_is_meant(
    published: dict[str, PublishedFigure], name: str, value: float, agrees: str
) -> None:
    assert agrees_with(published[name], value) == agrees


def test_a_measured_figure_has_its_state_and_says_what_is_assumed(
    published: dict[str, PublishedFigure],
) -> None:
    found = only(published["F06"], sources(published["F06"], value_row(20)))
    assert (found.value, found.state, found.agrees) == (20, "computed", "yes")
    assert "the 20 acquittals lie within the 23 disposed" in found.note
    assert only(published["F14"], sources(published["F14"], value_row(20))).agrees == "no"


@pytest.mark.parametrize("row", [None, value_row(None)])
def test_a_figure_without_a_value_is_not_available_and_never_zero(
    published: dict[str, PublishedFigure], row: dict[str, Any] | None
) -> None:
    found = only(published["F14"], sources(published["F14"], row))
    assert (found.value, found.state, found.agrees) == (None, "not available", "not comparable")
    assert "no form case_review" in found.note or "endline was not computed" in found.note
    assert shown(found) == ""


def test_a_reported_figure_is_repeated_and_not_compared(published: dict[str, PublishedFigure]) -> None:
    row = {"value": 80.0, "unit": "percent", "n": 110, "wording": "80"}
    found = only(published["F26"], sources(register={published["F26"].item: row}))
    assert (found.value, found.state, found.agrees) == (80, "reported", "not comparable")
    # Wilson interval of 88 of 110.
    assert "71.6% to 86.4% (n = 110)" in found.note
    uses = {"value": 800.0, "unit": "instances", "n": None, "wording": "more than 800"}
    repeated = only(published["F24"], sources(register={published["F24"].item: uses}))
    assert (shown(repeated), repeated.computed) == ("", None)
    assert "in the words of the source: more than 800" in repeated.note
    missing = only(published["F26"], sources())
    assert (missing.state, missing.value) == ("not available", None)


def test_operations_entered_take_the_place_of_what_was_reported(
    published: dict[str, PublishedFigure],
) -> None:
    quarters = (("2020-Q4", 20, 10), ("2021-Q1", 15, 14), ("2021-Q2", 15, 13))
    operations = tuple(
        {"quarter": quarter, "rescues": rescues, "rescues_with_arrest": arrests}
        for quarter, rescues, arrests in quarters
    )
    share = only(published["F27"], sources(operations=operations))
    assert (share.value, share.state, share.agrees) == (pytest.approx(90), "coded", "yes")
    half = only(published["F28"], sources(operations=operations))
    assert (half.value, half.state, half.agrees) == (pytest.approx(0.6), "coded", "no")
    assert "30 of 50 operations" in half.note


def test_a_figure_is_released_only_with_the_indicator_row_it_comes_from(
    published: dict[str, PublishedFigure], tmp_path: Path
) -> None:
    figure = replace(published["F06"], beside=())
    found = only(figure, sources(figure, value_row(20)))
    folder = tmp_path / "baseline"
    folder.mkdir()
    for suppressed, value in (("false", 20), ("true", None)):
        (folder / "I27.csv").write_text(
            "definition_id,population,district,suppressed\n"
            f"acquitted,disposed cases,Nashik,false\nacquitted,disposed cases,all,{suppressed}\n"
        )
        (passed,) = released([found], tmp_path, 10, is_synthetic=False)
        assert passed.value == value
    assert passed.note == WITHHELD
    (made_up,) = released([found], tmp_path, 10, is_synthetic=True)
    assert made_up.value == 20


def test_the_file_has_the_columns_agreed_and_a_row_for_every_figure(
    published: dict[str, PublishedFigure],
) -> None:
    text = csv_text(brief_figures(published.values(), sources(), is_synthetic=True))
    rows = list(csv.DictReader(text.splitlines()))
    assert list(rows[0]) == [
        "id", "figure", "published", "pipeline", "unit", "timepoint", "state", "agrees", "note",
    ]  # fmt: skip
    assert [row["id"] for row in rows] == list(published)
    assert {row["state"] for row in rows} == {"not available"}


def test_at_80_columns_every_word_of_every_figure_can_be_read(published: dict[str, PublishedFigure]) -> None:
    register = {
        one.item: {"value": one.value, "unit": one.unit, "n": None, "wording": one.published}
        for one in published.values()
        if one.item
    }
    found = brief_figures(published.values(), sources(register=register), is_synthetic=True)
    screen = io.StringIO()
    Console(width=80, file=screen).print(figures_table(found))
    printed = screen.getvalue()
    assert "…" not in printed
    assert max(map(len, printed.splitlines())) <= 80
    assert re.search(r"F30 +traffickers confident .* 90 % +reported", printed)
    for figure in published.values():
        assert set(figure.figure.split()) <= set(printed.split())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "guessed"}, "state must be one of"),
        ({"qualifier": "roughly"}, "qualifier one of"),
        ({"item": "x"}, "never both"),
        ({"value": "many"}, "can't be read"),
        ({"beside": "I27/acquitted"}, "can't be read"),
    ],
)
def test_a_list_that_can_not_be_used_names_its_line(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerow(first | changes)
    with pytest.raises(StudyError, match=rf"list\.csv, line 2: .*{words}"):
        read_published(path)
