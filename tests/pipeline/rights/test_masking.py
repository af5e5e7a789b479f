"""A page that comes back masked: the unmasked one is gone for good, everywhere, and all else still works."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from raw_zone_of import (
    blobs_of,
    bytes_under,
    day_of,
    docket,
    masked,
    moment,
    pages_of,
    store_into,
    store_pull,
)

from checks.scanner import Forbidden, scan
from checks.scanner.hashed_names import NAME_TOLD
from extract.archive import Archive
from extract.errors import PortalError
from extract.page_content import read_results_list
from extract.pulling.queue import listed_cnrs
from extract.reading import read_pages
from extract.records import Layout
from extract.standin.docket import DocketParty
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind
from pipeline.forms.places import write_private
from pipeline.paths import Places
from pipeline.raw_zone.importing import import_pages
from pipeline.reporter import Reporter
from pipeline.rights.markers import case_marker, marker_key
from pipeline.rights.masked_before import masked_markers
from pipeline.rights.masked_names import read_masked_names
from pipeline.rights.masking import replace_what_is_masked
from pipeline.rights.taking_in import taking_in
from pipeline.run import RunError

HIDDEN = ("Party-911", "Party-912")


@pytest.fixture
def baseline(tmp_path: Path) -> Places:
    """A baseline with three cases, all named; names and worksheet as a build and a coder leave them."""
    places = Places(tmp_path / "data", "zz_study", "baseline")
    store_pull(places.archive, docket(), moment(2020))
    write_private(places.known_names, json.dumps([*HIDDEN, "Party-921"]))
    write_private(places.archive.parent / "forms" / "worklist.csv", "Party-911 was present")
    return places


@pytest.fixture
def endline(baseline: Places) -> Places:
    """Two years later, under another study: the first case has come back masked."""
    places = Places(baseline.data, "zz_other", "endline")
    first, *others = docket()
    store_pull(places.archive, [masked(first), *others], moment(2022))
    return places


def hidden_left(places: Places) -> list[str]:
    return [text for text in pages_of(places.archive) if any(name in text for name in HIDDEN)]


def test_the_unmasked_page_is_gone_from_every_archive_and_every_byte(
    baseline: Places, endline: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    blobs = blobs_of(baseline.archive, naming=HIDDEN)
    assert len(blobs) == 3
    assert all(blob in bytes_under(baseline.data) for blob in blobs)
    replace_what_is_masked(baseline.data, Reporter())
    assert hidden_left(baseline) == []
    left = bytes_under(baseline.data)
    assert not any(blob in left for blob in blobs)
    assert not any(name.encode() in left for name in HIDDEN)
    assert capsys.readouterr().out == (
        "masked by the court: 1 case page that named parties replaced for good, "
        "names taken out of 2 lists and daily statuses, in zz_study baseline\n"
    )


def test_what_is_left_reads_as_before_but_for_the_names(baseline: Places, endline: Places) -> None:
    with Archive.open_reader(baseline.archive) as archive:
        before = [(page.page.kind, page.page.request_key) for page in read_pages(archive)]
        queue = listed_cnrs(archive)
    replace_what_is_masked(baseline.data, Reporter())
    with Archive.open_reader(baseline.archive) as archive:
        readings = list(read_pages(archive))
        assert sorted((page.page.kind, page.page.request_key) for page in readings) == sorted(before)
        assert [reading.error for reading in readings if reading.error] == []
        assert listed_cnrs(archive) == queue
        (listing,) = archive.pages(PageKind.RESULTS_LIST)
    first, second, third = read_results_list(listing.content).rows
    assert (first.petitioner, first.respondent) == ("XXXXXXX", "XXXXXXX")
    assert (second.petitioner, third.respondent) == ("Party-921", "Party-932")
    statuses = [reading.daily_status for reading in readings if reading.daily_status]
    businesses = {status.business for status in statuses}
    assert "XXXXXXX and XXXXXXX present" in businesses
    assert day_of(docket()[1]).business_text in businesses


def test_the_fact_is_kept_without_names(baseline: Places, endline: Places) -> None:
    replace_what_is_masked(baseline.data, Reporter())
    with Archive.open_reader(baseline.archive) as archive:
        facts = archive.rows("SELECT reason, page_kind, outcome, pages, is_scrubbed FROM destruction")
    assert sorted(facts) == [
        ("masked", "case_page", "replaced", 1, 1),
        ("masked", "daily_status", "written_anew", 1, 1),
        ("masked", "results_list", "written_anew", 1, 1),
    ]


def test_it_is_done_once(baseline: Places, endline: Places, capsys: pytest.CaptureFixture[str]) -> None:
    replace_what_is_masked(baseline.data, Reporter())
    with Archive.open_reader(baseline.archive) as archive:
        digest = archive.digest()
    capsys.readouterr()
    replace_what_is_masked(baseline.data, Reporter())
    with Archive.open_reader(baseline.archive) as archive:
        assert archive.digest() == digest
    assert capsys.readouterr().out == ""


def test_names_once_known_are_found_in_files_but_can_no_longer_be_read(
    baseline: Places, endline: Places, tmp_path: Path
) -> None:
    replace_what_is_masked(baseline.data, Reporter())
    assert json.loads(baseline.known_names.read_text()) == ["Party-921"]
    assert baseline.masked_names.stat().st_mode & 0o077 == 0
    assert not (baseline.archive.parent / "forms" / "worklist.csv").exists()
    (tmp_path / "notes.txt").write_text("the accused, PARTY 912, was absent\nParty-922 was not")
    found = scan(tmp_path / "notes.txt", Forbidden(hashed=read_masked_names([baseline])))
    assert [(finding.file, finding.place, finding.text) for finding in found] == [
        ("notes.txt", "line 1", NAME_TOLD)
    ]


def test_a_copy_of_an_older_page_does_not_bring_the_names_back(
    baseline: Places, endline: Places, tmp_path: Path
) -> None:
    replace_what_is_masked(baseline.data, Reporter())
    saved = tmp_path / "saved.html"
    saved.write_text(render_case_page(docket()[0], Layout.V4), encoding="utf-8")
    os.utime(saved, (moment(2024).timestamp(),) * 2)
    import_pages(saved, None, baseline, Reporter())
    assert hidden_left(baseline) == []


def test_a_court_that_shows_the_names_again_is_left_alone(baseline: Places, endline: Places) -> None:
    later = Places(baseline.data, "zz_study", "later")
    store_pull(later.archive, docket(), moment(2024))
    replace_what_is_masked(baseline.data, Reporter())
    assert len(hidden_left(baseline)) == len(hidden_left(later)) == 3


def test_a_name_that_changed_beside_one_always_masked_is_not_hidden(baseline: Places) -> None:
    """The victim was masked all along; the accused is only spelled in another way two years later."""
    first, *others = docket()
    always = replace(first, petitioners=(DocketParty("XXXXXXX"),))
    later = replace(always, respondents=(DocketParty("Party-912 alias Party-913"),))
    then, now = (Places(baseline.data, "zz_always", name) for name in ("baseline", "endline"))
    baseline.archive.unlink()
    store_pull(then.archive, [always, *others], moment(2020))
    store_pull(now.archive, [later, *others], moment(2022))
    with Archive.open_reader(then.archive) as archive:
        before = archive.answered(f"case_page/{first.cnr}")
    replace_what_is_masked(baseline.data, Reporter())
    with Archive.open_reader(then.archive) as archive:
        assert archive.answered(f"case_page/{first.cnr}") == before


def test_an_archive_that_is_being_written_is_named_and_left(
    baseline: Places, endline: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive(baseline.archive):
        replace_what_is_masked(baseline.data, Reporter())
    assert "zz_study baseline is being written by another process" in capsys.readouterr().err
    assert len(hidden_left(baseline)) == 3


def test_an_erasure_that_was_cut_short_is_finished(
    baseline: Places, endline: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = blobs_of(baseline.archive, naming=HIDDEN)

    def killed(archive: Archive) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.rights.masking.scrub", killed)
        with pytest.raises(KeyboardInterrupt):
            replace_what_is_masked(baseline.data, Reporter())
    replace_what_is_masked(baseline.data, Reporter())
    assert not any(blob in bytes_under(baseline.data) for blob in blobs)
    with Archive.open_reader(baseline.archive) as archive:
        assert archive.rows("SELECT count(*) FROM destruction WHERE NOT is_scrubbed") == [(0,)]


@pytest.mark.parametrize("is_cut_short", [False, True])
def test_every_way_in_does_it_at_its_end_even_when_it_fails(baseline: Places, is_cut_short: bool) -> None:
    first, *others = docket()
    later = Places(baseline.data, "zz_study", "endline")
    with suppress(PortalError), taking_in(later, Reporter()) as archive:
        store_into(archive, [masked(first), *others], moment(2022))
        if is_cut_short:
            raise PortalError("the portal throttles")
    assert hidden_left(baseline) == []


def test_a_list_that_came_again_with_the_names_is_masked_again(baseline: Places, endline: Places) -> None:
    replace_what_is_masked(baseline.data, Reporter())
    with taking_in(baseline, Reporter()) as archive:
        store_into(archive, docket(), moment(2021))
    assert hidden_left(baseline) == []
    with Archive.open_reader(baseline.archive) as archive:
        assert len(list(archive.pages(PageKind.RESULTS_LIST))) == 1


def test_an_older_copy_of_an_archive_is_looked_through_again(baseline: Places, endline: Places) -> None:
    """What was remembered of the newer file says nothing of the older one."""
    replace_what_is_masked(baseline.data, Reporter())
    for path in endline.archive.parent.glob("archive.sqlite*"):
        path.unlink()
    first, second, *_ = docket()
    store_pull(endline.archive, [masked(second)], moment(2023))
    replace_what_is_masked(baseline.data, Reporter())
    assert not any("Party-921" in text for text in pages_of(baseline.archive))
    with Archive.open_reader(baseline.archive) as archive:
        remembered = masked_markers(baseline, archive)
    assert case_marker(marker_key(baseline), first.cnr) in remembered


def test_what_is_remembered_names_no_case(baseline: Places, endline: Places) -> None:
    """It lies in the clear beside an archive that may be encrypted."""
    replace_what_is_masked(baseline.data, Reporter())
    remembered = endline.masked_cases.read_text()
    assert len(json.loads(remembered)["cases"]) == 1
    assert not any(case.cnr in remembered for case in docket())


def test_a_lost_key_of_the_markers_is_named_and_not_replaced(baseline: Places, endline: Places) -> None:
    replace_what_is_masked(baseline.data, Reporter())
    baseline.marker_key.unlink()
    with pytest.raises(RunError, match="is gone, so they could come back unnoticed"):
        replace_what_is_masked(baseline.data, Reporter())
    assert not baseline.marker_key.exists()
