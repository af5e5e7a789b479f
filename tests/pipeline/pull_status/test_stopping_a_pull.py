"""Ctrl-C in the middle of a pull, and two pulls at once, with real processes."""

from __future__ import annotations

import json
import shlex
import signal
import time
from pathlib import Path

from pulling_process import (
    archive_of,
    cases_kept,
    cases_shown,
    options,
    run_here,
    set_pace,
    start,
    wait_for,
)

from extract.archive import Archive
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn

CASES = {case.cnr for case in baseline_docket()}


def test_ctrl_c_says_what_is_kept_and_the_command_it_names_asks_for_the_rest_alone(tmp_path: Path) -> None:
    set_pace(tmp_path, 0.2)
    with StandIn(baseline_docket()) as standin:
        pull = start("pull", *options(tmp_path, standin))
        wait_for(standin, pull, served=15)
        pull.send_signal(signal.SIGINT)
        _, said = pull.communicate(timeout=30)
        assert pull.returncode == 130
        kept = cases_kept(tmp_path)
        assert 0 < len(kept) < len(CASES)
        assert f"everything received so far is kept in {archive_of(tmp_path)}" in said
        assert f"{len(kept)} of " in said
        assert "Traceback" not in said
        program, *go_on = shlex.split(said.splitlines()[-1])
        assert program.endswith("ecourts-indicators")
        assert sorted(go_on) == sorted(["pull", *options(tmp_path, standin)])
        set_pace(tmp_path, 0.0)
        before = len(cases_shown(standin))
        assert run_here(*go_on)[0] == 0
        asked_later = cases_shown(standin)[before:]
    assert set(kept).isdisjoint(asked_later), "asked twice"
    assert len(asked_later) == len(set(asked_later))
    assert set(cases_kept(tmp_path)) == CASES


def test_a_second_and_a_third_ctrl_c_lose_nothing(tmp_path: Path) -> None:
    set_pace(tmp_path, 0.2)
    with StandIn(baseline_docket()) as standin:
        pull = start("pull", *options(tmp_path, standin))
        wait_for(standin, pull, served=12)
        for _ in range(4):
            pull.send_signal(signal.SIGINT)
            time.sleep(0.002)
        _, said = pull.communicate(timeout=30)
        assert pull.returncode == 130
        assert "Traceback" not in said
        kept = cases_kept(tmp_path)
        set_pace(tmp_path, 0.0)
        before = len(cases_shown(standin))
        assert run_here("pull", *options(tmp_path, standin))[0] == 0
        assert set(kept).isdisjoint(cases_shown(standin)[before:])
    assert set(cases_kept(tmp_path)) == CASES


def test_two_pulls_can_not_share_an_archive_and_status_works_meanwhile(tmp_path: Path) -> None:
    set_pace(tmp_path, 0.2)
    with StandIn(baseline_docket()) as standin:
        first = start("pull", *options(tmp_path, standin))
        wait_for(standin, first, served=10)
        second = start("pull", *options(tmp_path, standin))
        _, said = second.communicate(timeout=30)
        assert second.returncode == 1
        assert said.count("\n") == 1
        assert f"being written by another process (number {first.pid})" in said
        assert "stop it with Ctrl-C where it runs" in said
        code, output, _ = run_here("status", "--json", *options(tmp_path))
        assert code == 0
        found = json.loads(output)
        assert found["writing_process"] == first.pid
        assert found["districts"][0]["cases"]["found"] > 0
        _, output, _ = run_here("status", *options(tmp_path))
        assert f"Process {first.pid} is writing to the archive now." in output
        first.kill()
        first.wait(timeout=30)
    unlocked = json.loads(run_here("status", "--json", *options(tmp_path))[1])
    assert unlocked["writing_process"] is None, "a killed pull leaves no lock behind"
    with Archive(archive_of(tmp_path)):
        pass
