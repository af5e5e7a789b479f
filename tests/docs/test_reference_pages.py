"""The generated pages are those the code would write now, and speak of everything it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reference.markdown import plain, table
from pipeline.reference.pages import FOLDER, reference_pages, write_pages
from transform.indicators.definitions import load_indicators
from transform.schema import TABLES
from transform.warehouse_views import derived_views


@pytest.mark.parametrize("name", list(reference_pages()))
def test_page_is_not_stale(name: str) -> None:
    on_disk = (FOLDER / name).read_text(encoding="utf-8")
    assert on_disk == reference_pages()[name], f"docs/reference/{name} is stale; run: make reference"


def test_writing_touches_only_what_is_stale(tmp_path: Path) -> None:
    assert write_pages(tmp_path) == list(reference_pages())
    (tmp_path / "commands.md").write_text("old", encoding="utf-8")
    assert write_pages(tmp_path) == ["commands.md"]
    assert write_pages(tmp_path) == []


def test_nothing_is_left_out() -> None:
    pages = reference_pages()
    dictionary = pages["data_dictionary.md"].splitlines()
    for name in (*TABLES, *(view.field("view") for view in derived_views())):
        assert f"### {name}" in dictionary
    for indicator in load_indicators().values():
        assert f"## {indicator.indicator_id} {plain(indicator.title)}" in pages["indicators.md"]
    assert "## ecourts-indicators vocab decide" in pages["commands.md"]


def test_text_can_not_become_markup() -> None:
    assert plain("a*b|c_d<e>`f`") == r"a\*b\|c\_d&lt;e>\`f\`"
    assert table(("one",), [("two",)]).splitlines() == ["| one |", "| --- |", "| two |"]
