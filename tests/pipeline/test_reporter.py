"""What moves on a terminal and what stands in a pipe: colour only where wanted, one display at a time."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from pipeline import reporter as reporting
from pipeline.reporter import Reporter

COLOUR = re.compile(r"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)[0-9;]*m")


def reporter_on(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool) -> tuple[Reporter, io.StringIO]:
    written = io.StringIO()
    monkeypatch.setenv("TERM", "xterm-256color")
    reporter = Reporter()
    reporter.console = Console(file=written, force_terminal=is_terminal, highlight=False, soft_wrap=True)
    return reporter, written


def work(reporter: Reporter) -> None:
    with reporter.working("building"):
        reporter.step("build", "begins")
        with reporter.progress("reading pages") as advance:
            for done in range(1, 4):
                advance(done, 3, "")
        reporter.line("ends")


def test_work_within_work_moves_on_a_terminal_and_lines_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    reporter, written = reporter_on(monkeypatch, is_terminal=True)
    work(reporter)
    work(reporter)  # the first one has left nothing behind that moves
    shown = written.getvalue()
    assert "reading pages" in shown
    assert "building" in shown
    assert shown.count("ends") == 2


def test_a_pipe_gets_lines_and_nothing_that_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    reporter, written = reporter_on(monkeypatch, is_terminal=False)
    work(reporter)
    assert written.getvalue() == "build      begins\nends\n"


def test_long_work_says_in_a_pipe_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "PLAIN_LINE_EVERY_SECONDS", 0.0)
    reporter, written = reporter_on(monkeypatch, is_terminal=False)
    work(reporter)
    assert "  reading pages: 2 of 3" in written.getvalue()


@pytest.mark.parametrize("is_wanted", [True, False])
def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch, is_wanted: bool) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not is_wanted:
        monkeypatch.setenv("NO_COLOR", "1")
    reporter, written = reporter_on(monkeypatch, is_terminal=True)
    reporter.console.print("a warning", style="yellow")
    work(reporter)
    assert bool(COLOUR.search(written.getvalue())) == is_wanted


def test_a_programs_standard_output_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(to_stderr=True)
    work(reporter)
    said = capsys.readouterr()
    assert said.out == ""
    assert "build" in said.err
