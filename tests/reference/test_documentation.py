"""The commands, queries and programs of the documentation do what its pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from documented import DOCS, RUN_LANGUAGES, blocks_of, difference, written_pages
from reader import Reader

FIRST_RUN = re.compile(r"not run: done by the first run of the (baseline|endline)")


@pytest.fixture
def reader(tmp_path: Path, reference_data: Path, comparison_printed: str) -> Iterator[Reader]:
    """At work on the reference study, both timepoints run and compared."""
    assert comparison_printed
    at_work = Reader(tmp_path, reference_data)
    yield at_work
    at_work.leave()


@pytest.mark.parametrize("page", [page for page in written_pages() if any(b.is_run for b in blocks_of(page))])
def test_a_page_does_what_it_shows(page: str, reader: Reader) -> None:
    for block in blocks_of(page):
        if block.is_run:
            reader.do(block)


@pytest.mark.parametrize("page", written_pages())
def test_what_a_page_does_not_run_has_a_reason(page: str, reader: Reader, first_runs: dict[str, str]) -> None:
    for block in blocks_of(page):
        if block.language in RUN_LANGUAGES and not block.is_run:
            assert len(block.directive) > len("not run: ") + 10, block.place
            if done := FIRST_RUN.fullmatch(block.directive):
                reader.compare(block, first_runs[done[1]])
            else:
                assert block.shown is None, f"{block.place} shows an output that nothing checks"


def test_a_wrong_output_is_noticed() -> None:
    printed = "pull  103 cases\n\n  figure  29.0\nend\n"
    assert difference("pull 103 cases\n...\nend", printed) is None
    assert difference("pull ... cases\nfigure 29.0", printed) is None
    assert difference("figure 29.1", printed) == "figure 29.1"
    assert difference("end\n...\npull 103 cases", printed) == "pull 103 cases"
    assert difference("pull 103 cases\nend", printed) == "pull 103 cases\nend"


def test_a_number_in_the_text_is_one_that_was_printed() -> None:
    """On pages that show results, figures with a decimal point stand in one of them."""
    for page in written_pages():
        blocks = blocks_of(page)
        shown = " ".join(block.shown or "" for block in blocks) + " ".join(block.code for block in blocks)
        if not any(block.shown for block in blocks):
            continue
        prose = re.sub(r"```.*?```|`[^`]*`|^\|.*$", "", (DOCS / page).read_text("utf-8"), flags=re.S | re.M)
        loose = [figure for figure in re.findall(r"\b\d+\.\d+\b", prose) if figure not in shown]
        assert loose == [], f"docs/{page} states {loose}, which nothing on the page prints"
