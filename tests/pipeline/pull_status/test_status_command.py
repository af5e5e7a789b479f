"""``status``: the same picture later, from the archive alone."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pulling_process import archive_of, options, run_here
from rich.console import Console

from extract.archive import Archive
from extract.pull import Patience
from extract.pulling.queue import read_rest
from extract.standin.faults import parse_faults
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn
from pipeline.pull_status.printing import print_situation
from pipeline.pull_status.situation import Situation, read_situation
from pipeline.pulling import pages
from pipeline.run import prepare

SEARCHES = "casestatus/submitAct"
KEYS = {
    "study", "timepoint", "archive", "now", "is_begun", "is_complete", "imported_pages",
    "writing_process", "last_activity", "rest", "districts", "total", "failures", "to_finish", "go_on_with",
}  # fmt: skip
DISTRICT_KEYS = {"district", "searches", "cases", "captchas", "cases_per_captcha", "is_exact"}


def pull_with(data: Path, faults: str) -> BaseException | None:
    """One pull from a portal with these faults."""
    with StandIn(baseline_docket(), faults=parse_faults(faults)) as standin:
        return run_here("pull", *options(data, standin))[2]


def status_of(data: Path, timepoint: str = "baseline") -> dict[str, Any]:
    arguments = ["--study", "reference", "--timepoint", timepoint, "--data", str(data)]
    code, said, _ = run_here("status", "--json", *arguments)
    assert code == 0
    found = json.loads(said)
    assert isinstance(found, dict)
    return found


def said_of(found: Situation) -> str:
    console = Console(width=100, file=io.StringIO(), record=True)
    print_situation(found, console)
    return console.export_text()


def test_before_the_first_pull_it_says_so_and_how_to_begin(tmp_path: Path) -> None:
    code, said, _ = run_here("status", *options(tmp_path))
    assert code == 0
    assert "Nothing was pulled yet for reference, baseline." in said
    assert "It takes at least 10 captchas" in said
    begin = said.strip().splitlines()[-1]
    assert begin.endswith(f"pull --study reference --timepoint baseline --data {tmp_path}")
    assert not archive_of(tmp_path).exists(), "looking makes nothing"
    found = status_of(tmp_path)
    assert set(found) == KEYS
    assert (found["is_begun"], found["is_complete"], found["districts"]) == (False, False, [])


def test_a_finished_pull_goes_on_to_the_tables(tmp_path: Path) -> None:
    assert pull_with(tmp_path, "") is None
    found = status_of(tmp_path)
    assert set(found) == KEYS
    assert all(set(district) == DISTRICT_KEYS for district in (*found["districts"], found["total"]))
    assert found["is_complete"]
    assert found["total"]["cases"] == {"found": 103, "obtained": 103, "without_page": 0}
    assert found["total"]["searches"] == {"done": 12, "empty": 2, "to_do": 0, "failed": 0}
    assert found["total"]["captchas"] == {"used": 14, "left": 0}
    assert found["total"]["cases_per_captcha"] == pytest.approx(103 / 14)
    assert [district["cases"]["found"] for district in found["districts"]] == [18, 22, 20, 24, 19]
    assert found["to_finish"] == {"captchas": 0, "minutes": 0.0, "is_exact": True}
    assert " run --study reference --timepoint baseline " in found["go_on_with"]
    assert "Everything asked for is there: 103 cases." in run_here("status", *options(tmp_path))[1]


def test_a_later_timepoint_begins_from_the_earlier_one(tmp_path: Path) -> None:
    assert pull_with(tmp_path, "") is None
    go_on = status_of(tmp_path, "endline")["go_on_with"]
    assert " refresh --study reference --timepoint endline --since baseline " in go_on


def test_searches_that_failed_are_named_with_their_reason(tmp_path: Path) -> None:
    error = pull_with(tmp_path, f"{SEARCHES}#3x5:wrong_captcha")
    assert "did not answer 1 question " in str(error)
    found = status_of(tmp_path)
    (failure,) = found["failures"]
    assert (failure["district"], failure["case_status"]) == ("Ahmednagar", "Pending")
    assert failure["reason"].startswith("captcha not accepted")
    assert failure["captchas_used"] == 5
    assert found["to_finish"]["captchas"] == 1
    said = run_here("status", *options(tmp_path))[1]
    assert "failed: Ahmednagar, Ahmednagar, Dist and Sessions Court, pending cases, " in said
    assert "captcha not accepted" in said
    assert " pull --study reference " in found["go_on_with"]


def test_a_throttled_portal_s_rest_is_told_with_what_is_left_of_it(tmp_path: Path) -> None:
    assert "leave it alone" in str(pull_with(tmp_path, "home/viewHistory#10:throttle_405"))
    with Archive.open_reader(archive_of(tmp_path)) as archive:
        until = read_rest(archive)
    assert until is not None
    run = prepare("reference", "baseline", tmp_path)
    resting = read_situation(run, "reference", until - timedelta(minutes=9))
    said = said_of(resting)
    at = until.astimezone().strftime("%H:%M")
    assert f"must be left alone until {at}" in said
    assert "9 min more" in said
    assert f"From {at} on" in said
    over = read_situation(run, "reference", until + timedelta(seconds=1))
    assert over.rest_until is None
    assert "left alone" not in said_of(over)
    assert resting.seconds_left - over.seconds_left == pytest.approx(9 * 60)
    rest = status_of(tmp_path)["rest"]
    assert rest["until"] == until.astimezone(UTC).isoformat(timespec="seconds")
    assert 0 < rest["seconds_left"] <= 15 * 60


def test_the_last_activity_is_told_in_words(tmp_path: Path) -> None:
    assert pull_with(tmp_path, "") is None
    run = prepare("reference", "baseline", tmp_path)
    now = datetime.now(UTC)
    assert "3 days ago" in said_of(read_situation(run, "reference", now + timedelta(days=3, minutes=1)))
    assert "The portal last answered at " in said_of(read_situation(run, "reference", now))


def test_a_refresh_is_gone_on_with_as_a_refresh(tmp_path: Path) -> None:
    assert pull_with(tmp_path, "") is None
    study = ["--study", "reference", "--timepoint", "endline", "--data", str(tmp_path)]
    assert run_here("refresh", *study, "--since", "baseline")[0] == 0
    found = status_of(tmp_path, "endline")
    assert found["is_complete"]
    total = found["total"]
    assert total["cases"]["obtained"] == 175
    assert total["cases_per_captcha"] == pytest.approx((175 - 23) / total["captchas"]["used"])
    with Archive(tmp_path / "raw" / "reference" / "endline" / "archive.sqlite") as archive:
        (key,) = archive.rows("SELECT request_key FROM planned_search WHERE state = 'done' LIMIT 1")[0]
        with archive.transaction() as connection:
            connection.execute("UPDATE planned_search SET state = 'to_do' WHERE request_key = ?", (key,))
    again = status_of(tmp_path, "endline")
    assert not again["is_complete"]
    assert " refresh --study reference --timepoint endline --since baseline " in again["go_on_with"]


def test_an_archive_of_imported_pages_alone_was_not_pulled(tmp_path: Path) -> None:
    with Archive(archive_of(tmp_path)):
        pass
    assert "Nothing was pulled yet" in run_here("status", *options(tmp_path))[1]


def test_a_wrong_timepoint_is_refused(tmp_path: Path) -> None:
    code, _, error = run_here(
        "status", "--study", "reference", "--timepoint", "noon", "--data", str(tmp_path)
    )
    assert code != 0
    assert "noon" in str(error)


def test_the_rest_of_another_study_is_told_too(tmp_path: Path) -> None:
    url = ["--portal-url", "http://127.0.0.1:9/"]
    run = prepare("reference", "endline", tmp_path, url[1])
    assert run.shared_rest is not None
    until = datetime.now(UTC) + timedelta(minutes=10)
    run.shared_rest.begin(until)
    assert read_situation(run, "reference", datetime.now(UTC)).rest_until == until
    error = run_here("pull", *options(tmp_path), *url)[2]
    assert "left alone for 10 minutes more" in str(error)


def test_a_portal_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "Patience", partial(Patience, waits_seconds=()))
    error = run_here("pull", *options(tmp_path), "--portal-url", "http://127.0.0.1:9/")[2]
    assert "nothing answers at http://127.0.0.1:9/" in str(error)
