"""The table of districts: what it counts, and that it fits the screen."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from made_queue import in_state, two_districts
from rich.console import Console

from extract.pulling.queue import SearchState
from pipeline.pull_status.districts import districts_of, total_of
from pipeline.pull_status.live_view import Moment, captcha_lines, live_view, plain_line, seconds_left
from pipeline.pull_status.table import district_table

MOMENT_OF_A_PULL = Moment(
    title="Pulling made, baseline",
    districts=two_districts(),
    district="Pune",
    now="list: pending cases, Pune, District and Sessions, IMMORAL TRAFFIC (PREVENTION) ACT",
    done=30,
    known=41,
    captchas_now=3,
    pages_a_minute=13.25,
    seconds_left=754.0,
    is_least=True,
)


def shown(what: object, width: int = 80) -> list[str]:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(what)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue().splitlines()


def numbers_of(lines: list[str], name: str) -> list[str]:
    row = next(line for line in lines if line.lstrip("> ").startswith(name))
    return row.split(name)[1].split()


def test_each_district_has_its_searches_cases_and_captchas() -> None:
    lines = shown(district_table(two_districts(), width=80))
    assert numbers_of(lines, "Pune") == ["1", "1", "1", "1", "20", "17", "4", "2"]
    assert numbers_of(lines, "Sangli") == ["0", "0", "≥2", "0", "0", "0", "0", "≥2"]
    assert numbers_of(lines, "all 2") == ["1", "1", "≥3", "1", "20", "17", "4", "≥4"]
    headings = " ".join(lines[:3]).split()
    assert headings.index("searches") < headings.index("cases") < headings.index("captchas")
    assert headings[3:] == ["district", "done", "empty", "to", "do", "failed", "found", "had", "used", "left"]


@pytest.mark.parametrize("width", [80, 120])
def test_long_names_do_not_push_the_numbers_off_the_screen(width: int) -> None:
    long_names = tuple(
        replace(district, district=f"Chhatrapati Sambhajinagar ({district.district})")
        for district in two_districts()
    )
    moment = replace(MOMENT_OF_A_PULL, districts=long_names, now="list: " + "pending cases " * 20)
    lines = shown(live_view(moment, width), width)
    assert max(len(line.rstrip()) for line in lines) <= width
    assert "Chhatr" in lines[5]
    assert lines[5].split()[-8:] == ["1", "1", "1", "1", "20", "17", "4", "2"]


def test_the_live_view_tells_pace_captchas_and_what_is_asked() -> None:
    lines = shown(live_view(MOMENT_OF_A_PULL, 120), 120)
    said = "\n".join(lines)
    assert "Pulling made, baseline" in lines[0]
    assert any(line.lstrip().startswith("> Pune") for line in lines)
    assert "13.2 pages a minute, at least 13 min left" in said
    assert "4 used (3 now), ≥4 left, 4.0 cases a captcha" in said
    assert "asking    list: pending cases, Pune, District and Sessions, IMMORAL" in said


def test_what_a_person_must_know_at_once_stands_in_place_of_what_is_asked() -> None:
    said = "\n".join(shown(live_view(replace(MOMENT_OF_A_PULL, notice="Type it over there."), 80), 80))
    assert "Type it over there." in said
    assert "asking" not in said


def test_before_the_first_page_nothing_is_claimed_of_the_pace() -> None:
    fresh = replace(MOMENT_OF_A_PULL, pages_a_minute=None, seconds_left=None)
    assert "time left not known yet" in "\n".join(shown(live_view(fresh, 80)))
    assert "pages a minute" not in "\n".join(shown(live_view(fresh, 80)))


def test_a_plain_line_says_the_same() -> None:
    line = plain_line(MOMENT_OF_A_PULL)
    assert line.startswith("30 of 41 pages; 1 search failed; 13.2 pages a minute, at least 13 min left; ")
    assert "; captchas 4 used (3 now), ≥4 left, " in line
    assert "\n" not in line


def test_whoever_types_a_captcha_sees_what_for_and_how_many_are_left() -> None:
    what, counts = captcha_lines(MOMENT_OF_A_PULL).splitlines()
    assert what == MOMENT_OF_A_PULL.now
    assert counts == "captchas: 4 used (3 now), ≥4 left, 4.0 cases a captcha; at least 13 min left"


def test_time_left_counts_captchas_known_cases_and_lists_not_there_yet() -> None:
    districts = two_districts()
    # 4 lists to ask for; 2 cases known to be missing; 3 lists without a length, each taken as (12+0+9)/3 = 7.
    assert seconds_left(districts, 30.0, 4.0, 1.0) == (4 * 30.0 + (2 + 3 * 7) * 4.0, True)
    assert seconds_left(districts, 30.0, 4.0, 2.5) == (4 * 30.0 + (2 + 3 * 7) * 2.5 * 4.0, True)
    pune = districts[:1]
    assert seconds_left(pune, 30.0, 4.0, 1.0) == (2 * 30.0 + (2 + 7) * 4.0, False)


def test_time_left_is_only_the_least_while_no_list_is_there() -> None:
    assert seconds_left(districts_of([in_state(SearchState.TO_DO)], {}), 30.0, 4.0, 1.0) == (30.0, True)


def test_nothing_left_takes_no_time() -> None:
    done = districts_of([in_state(SearchState.DONE, listed=3, captchas=1)], {})
    assert seconds_left(done[:0], 30.0, 4.0, 1.0) == (0.0, False)
    assert total_of(done).captchas_left == 0


def test_no_captcha_yet_gives_no_cases_a_captcha() -> None:
    (district,) = districts_of([in_state(SearchState.TO_DO)], {})
    assert district.cases_per_captcha is None
