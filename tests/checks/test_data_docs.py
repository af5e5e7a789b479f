"""The Data Docs open without a network, say what failed, and do not change unless the results do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from small_study import DISPOSED

from checks.data_docs import write_data_docs
from checks.expectations import TableStructure
from transform.schema import TABLES

LOADED = re.compile(r"https?://|//[a-z]|@import|url\(", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(broken_structure: list[TableStructure], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data_docs(
        broken_structure, tmp_path_factory.mktemp("docs") / "data_docs", "small, baseline"
    ).parent


def page(folder: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((folder / name).read_text("utf-8"), "html.parser")


def test_there_is_a_page_for_every_table_that_exists(folder: Path) -> None:
    assert {path.stem for path in folder.glob("*.html")} == {"index", *TABLES} - {"parties"}


def test_nothing_is_loaded_from_anywhere_else(folder: Path) -> None:
    for path in folder.iterdir():
        assert not LOADED.search(path.read_text("utf-8")), path.name
        if path.suffix == ".html":
            loaded = page(folder, path.name).select("script, img, iframe, object, link, style")
            assert [(tag.name, tag.get("href")) for tag in loaded] == [("link", "data_docs.css")]


def test_every_link_leads_to_a_page_or_section_that_exists(folder: Path) -> None:
    for path in folder.glob("*.html"):
        soup = page(folder, path.name)
        for link in soup.select("a[href]"):
            name, _, section = str(link["href"]).partition("#")
            assert (folder / name).is_file() if name else soup.find(id=section) is not None


def test_index_names_what_failed_and_where(folder: Path) -> None:
    index = page(folder, "index.html")
    result_of = {
        row.td.get_text(): row.select("td")[-1].get_text()
        for row in index.select("table")[0].select("tr")[1:]
    }
    assert result_of["cases"] == "✘ failed"
    assert result_of["parties"] == "✘ not read"
    assert result_of["pages"] == "✔ passed"
    fault = index.select("table")[1].select("tr")[1].get_text(" ")
    assert "every code is in the vocabulary status 1 closed <b onclick=x>" in fault
    assert DISPOSED in fault


def test_table_page_shows_every_expectation_and_marks_the_failed_one(folder: Path) -> None:
    cases = page(folder, "cases.html")
    columns = {link.get_text(): "failed" in link.get("class", []) for link in cases.select("nav a")}
    assert set(TABLES["cases"].column_names()) <= set(columns)
    assert [name for name, is_failed in columns.items() if is_failed] == ["status"]
    assert "closed" in cases.get_text()
    assert "Data asset: cases.parquet" in cases.get_text()


def test_markup_inside_a_value_does_not_become_markup_of_the_page(folder: Path) -> None:
    assert page(folder, "cases.html").select("b, [onclick]") == []


def test_pages_carry_no_run_time_and_no_place_of_the_machine(folder: Path) -> None:
    for path in folder.glob("*.html"):
        text = path.read_text("utf-8")
        assert "ge_load_time" not in text
        assert not re.search(r"\d{8}T\d{6}|/tmp/|/home/", text)


def test_same_results_give_the_same_bytes_and_rewrite_nothing(
    broken_structure: list[TableStructure], folder: Path
) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    write_data_docs(broken_structure, folder, "small, baseline")
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_pages_of_tables_no_longer_there_are_removed(
    broken_structure: list[TableStructure], tmp_path: Path
) -> None:
    (tmp_path / "parties.html").write_text("old", "utf-8")
    write_data_docs(broken_structure[:1], tmp_path, "small, baseline")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.html", "data_docs.css", "index.html"]
