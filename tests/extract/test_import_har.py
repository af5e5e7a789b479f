"""HAR files: what a browser recorded gives the same tables as a pull, and nothing in them goes uncounted."""

from __future__ import annotations

import copy
import json
import random
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recorded_traffic import Recorded, har, pulled, recording, tables_of, write_har
from small_pull import Pulling, request, small_docket

from extract.archive import Archive
from extract.importers import ImportReport, import_path
from extract.importers.entry_outcomes import Reason
from extract.importers.report import RecordingReport
from extract.portal.tokens import token_of_page
from extract.records import Layout
from extract.standin.faults import Fault, FaultKind
from extract.standin.rendering import render_case_page
from extract.standin.server import StandIn
from extract.stored_pages import PageKind

NOW = datetime(2030, 1, 1, tzinfo=UTC)
Traffic = list[Recorded]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Traffic]:
    """A pull of eight cases with their daily statuses: its archive, and what went over the wire."""
    return pulled(tmp_path_factory.mktemp("walk"))


def imported(source: Path, archive: Path, kind: str | None = None) -> ImportReport:
    with Archive(archive) as opened:
        return import_path(source, opened, kind, NOW)


def counted(recording: RecordingReport) -> int:
    return recording.stored + recording.duplicate + sum(recording.not_taken.values())


def entry_of(content: dict[str, Any], route: str, number: int = 0) -> dict[str, Any]:
    entries = [e for e in content["log"]["entries"] if e["request"]["url"].endswith(f"?p={route}")]
    found: dict[str, Any] = entries[number]
    return found


@pytest.mark.parametrize("is_base64", [False, True])
def test_a_recorded_walk_gives_the_tables_of_the_pull(
    walk: tuple[Path, Traffic], tmp_path: Path, is_base64: bool
) -> None:
    path, traffic = walk
    write_har(tmp_path / "walk.har", traffic, is_base64=is_base64)
    report = imported(tmp_path / "walk.har", tmp_path / "raw" / "archive.sqlite")
    assert tables_of(tmp_path / "raw" / "archive.sqlite") == tables_of(path)
    (recorded,) = report.recordings
    assert counted(recorded) == recorded.entries == len(traffic)
    assert recorded.not_taken.keys() == {Reason.STATIC_FILE, Reason.SEARCH_FORM, Reason.PORTAL_PAGE}
    assert (report.lost, report.unrecognised, report.listed_not_there) == ([], [], 0)


def test_questions_origin_and_time_of_each_page_are_kept(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    path, traffic = walk
    write_har(tmp_path / "walk.har", traffic)
    imported(tmp_path / "walk.har", tmp_path / "raw" / "archive.sqlite")
    times = {recorded.at for recorded in traffic}
    with (
        Archive.open_reader(path) as pull,
        Archive.open_reader(tmp_path / "raw" / "archive.sqlite") as archive,
    ):
        asked = {page.request_key: page for page in pull.pages()}
        found = {page.request_key: page for page in archive.pages()}
    assert asked.keys() == found.keys()
    for key, page in found.items():
        assert page.context == {**asked[key].context, "file": "walk.har"}
        assert (page.page_id, page.content) == (asked[key].page_id, asked[key].content)
        assert page.origin == "har"
        assert page.fetched_at in times


def test_a_pull_after_the_import_asks_for_nothing(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    write_har(tmp_path / "walk.har", walk[1])
    imported(tmp_path / "walk.har", tmp_path / "raw" / "archive.sqlite")
    with StandIn(small_docket()) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        report = pulling.run(request(with_daily_status=True))
        assert (report.is_complete, report.captchas_used, report.pages_asked) == (True, 0, 0)
        assert pulling.routes() == {}


def test_case_pages_without_their_lists_give_every_table_but_the_lists_own_rows(
    walk: tuple[Path, Traffic], tmp_path: Path
) -> None:
    path, traffic = walk
    pages = [one for one in traffic if one.url.endswith(("viewHistory", "viewBusiness"))]
    random.Random(7).shuffle(pages)
    write_har(tmp_path / "pages.har", pages)
    imported(tmp_path / "pages.har", tmp_path / "raw" / "archive.sqlite")
    found, expected = tables_of(tmp_path / "raw" / "archive.sqlite"), tables_of(path)
    pages = found.pop("pages"), expected.pop("pages")
    steps = found.pop("coverage"), expected.pop("coverage")
    assert found == expected
    kinds = [page["kind"] for page in pages[1].to_pylist()]
    assert pages[0].num_rows == pages[1].num_rows - kinds.count("results_list")
    differing = {row["step"] for one, row in zip(*(s.to_pylist() for s in steps), strict=True) if one != row}
    assert differing == {"01 pages to pages read"}


def test_the_same_recording_again_and_overlapping_ones_add_nothing(
    walk: tuple[Path, Traffic], tmp_path: Path
) -> None:
    traffic = walk[1]
    folder = tmp_path / "recordings" / "deeper"
    folder.mkdir(parents=True)
    write_har(folder / "a.har", traffic[: len(traffic) * 2 // 3])
    write_har(folder.parent / "b.har", traffic[len(traffic) // 3 :])
    first = imported(folder.parent, tmp_path / "raw" / "archive.sqlite")
    again = imported(folder.parent, tmp_path / "raw" / "archive.sqlite")
    assert tables_of(tmp_path / "raw" / "archive.sqlite") == tables_of(walk[0])
    assert sum(recorded.duplicate for recorded in first.recordings) > 0
    stored = sum(recorded.stored for recorded in first.recordings)
    assert stored == len(_everything(tmp_path / "raw" / "archive.sqlite"))
    assert all(recorded.stored == 0 for recorded in again.recordings)


def test_faults_met_on_the_walk_never_become_cases(tmp_path: Path) -> None:
    faults = [
        Fault(1, FaultKind.WRONG_CAPTCHA, "casestatus/submitAct"),
        Fault(1, FaultKind.SESSION_LOST, "home/viewHistory"),
        Fault(4, FaultKind.EMPTY_BODY, "home/viewHistory"),
        Fault(7, FaultKind.BAD_GATEWAY, "home/viewHistory"),
    ]
    with StandIn(small_docket(), faults=faults) as standin, recording() as traffic:
        pulling = Pulling(standin, tmp_path / "pulled" / "archive.sqlite")
        assert pulling.run(request()).is_complete
    write_har(tmp_path / "walk.har", traffic)
    report = imported(tmp_path / "walk.har", tmp_path / "raw" / "archive.sqlite")
    (recorded,) = report.recordings
    assert recorded.not_taken[Reason.REFUSED] >= 4
    assert {detail for reason, detail in recorded.details if reason is Reason.REFUSED} >= {
        "wrong captcha",
        "session lost",
        "server error",
    }
    assert report.lost == []  # each was asked again on the walk
    pages = tables_of(tmp_path / "raw" / "archive.sqlite"), tables_of(tmp_path / "pulled" / "archive.sqlite")
    assert pages[0] == pages[1]


def test_another_cases_page_is_refused(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    content = har(walk[1])
    first, second = (entry_of(content, "home/viewHistory", number) for number in (0, 1))
    first["response"] = copy.deepcopy(second["response"])
    report = imported(_written(content, tmp_path), tmp_path / "raw" / "archive.sqlite")
    assert report.recordings[0].details[Reason.REFUSED, "other case"] == 1
    assert [lost.what[:10] for lost in report.lost] == ["case_page/"]
    assert report.listed_not_there == 1


def _without_text(entry: dict[str, Any]) -> None:
    del entry["response"]["content"]["text"]


def _without_time(entry: dict[str, Any]) -> None:
    entry["startedDateTime"] = "yesterday"


def _bad_base64(entry: dict[str, Any]) -> None:
    entry["response"]["content"] |= {"encoding": "base64", "text": "%%%"}


def _unknown_encoding(entry: dict[str, Any]) -> None:
    entry["response"]["content"]["encoding"] = "rot13"


def _lone_surrogate(entry: dict[str, Any]) -> None:
    entry["response"]["content"]["text"] = "\ud800"


def _cut_answer(entry: dict[str, Any]) -> None:
    entry["response"]["content"]["text"] = entry["response"]["content"]["text"][:2000]


def _aborted(entry: dict[str, Any]) -> None:
    entry["response"]["status"] = 0


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (_without_text, Reason.NO_CONTENT),
        (_without_time, Reason.UNREADABLE),
        (_bad_base64, Reason.UNREADABLE),
        (_unknown_encoding, Reason.UNREADABLE),
        (_lone_surrogate, Reason.UNREADABLE),
        (_cut_answer, Reason.REFUSED),
        (_aborted, Reason.REFUSED),
    ],
)
def test_a_page_that_was_asked_for_and_is_not_there_is_named(
    walk: tuple[Path, Traffic], tmp_path: Path, damage: Callable[[dict[str, Any]], None], reason: Reason
) -> None:
    content = har(walk[1])
    damage(entry_of(content, "home/viewHistory", 2))
    archive = tmp_path / "raw" / "archive.sqlite"
    report = imported(_written(content, tmp_path), archive)
    (recorded,) = report.recordings
    assert recorded.not_taken[reason] == 1
    assert counted(recorded) == recorded.entries
    (lost,) = report.lost
    assert lost.what.startswith("case_page/ZZ")
    assert reason.value in lost.reason
    write_har(tmp_path / "whole.har", walk[1])
    assert imported(tmp_path / "whole.har", archive).lost == []
    assert tables_of(archive) == tables_of(walk[0])


def test_other_sites_and_what_is_not_read_are_counted_by_reason(tmp_path: Path) -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    portal = "https://services.ecourts.gov.in/ecourtindia_v6/"
    form = "app_token=1&ajax_req=true"
    traffic = [
        Recorded("GET", "https://www.example.org/?p=home/viewHistory", None, 200, "text/html", b"<p>", at),
        Recorded("GET", "https://ecourts.gov.in.example.org/", None, 200, "text/html", b"<p>", at),
        Recorded("GET", f"{portal}css/a.css?v=2", None, 200, "text/css", b"p {}", at),
        Recorded("GET", f"{portal}vendor/securimage/securimage_show.php?1", None, 200, "image/png", b"", at),
        Recorded("POST", f"{portal}?p=casestatus/getCaptcha", form, 200, "text/html", b"{}", at),
        Recorded("POST", f"{portal}?p=home/display_pdf", form, 200, "text/html", b"{}", at),
        Recorded("GET", f"{portal}?p=casestatus/index&app_token=a", None, 200, "text/html", b"<p>Form", at),
        Recorded("POST", f"{portal}?p=home/viewHistory", form + "&cino=", 405, "text/html", b"Welcome", at),
    ]
    write_har(tmp_path / "walk.har", traffic)
    (recorded,) = imported(tmp_path / "walk.har", tmp_path / "raw" / "archive.sqlite").recordings
    assert recorded.not_taken == {
        Reason.OTHER_HOST: 2,
        Reason.STATIC_FILE: 2,
        Reason.SEARCH_FORM: 1,
        Reason.NOT_READ: 1,
        Reason.PORTAL_PAGE: 1,
        Reason.REFUSED: 1,
    }


def test_other_searches_and_a_search_by_cnr_bring_lists_and_cases_too(tmp_path: Path) -> None:
    case = small_docket()[0]
    court = {"state_code": "1", "dist_code": case.district_code, "court_complex_code": case.complex_code}
    name = {"petres_name": "Party", "rgyearP": str(case.filing_date.year), "case_status": "Both"}
    with StandIn(small_docket()) as standin, recording() as traffic:
        visitor = requests.Session()
        token = [_token(visitor.get(f"{standin.base_url}?p=casestatus/index").text)]

        def ask(route: str, **fields: str) -> None:
            body = urlencode({**fields, "ajax_req": "true", "app_token": token[0]})
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            answer = visitor.post(f"{standin.base_url}?p={route}", data=body, headers=kind).json()
            token[0] = answer["app_token"]

        for _ in range(2):
            picture = visitor.get(f"{standin.base_url}vendor/securimage/securimage_show.php?1")
            typed = picture.headers["X-Standin-Captcha-Answer"]
            ask("casestatus/submitPartyName", **name, **court, est_code="null", fcaptcha_code=typed)
        picture = visitor.get(f"{standin.base_url}vendor/securimage/securimage_show.php?1")
        ask(
            "cnr_status/searchByCNR/",
            cino=case.cnr,
            fcaptcha_code=picture.headers["X-Standin-Captcha-Answer"],
        )
    archive = tmp_path / "raw" / "archive.sqlite"
    report = imported(write_har(tmp_path / "walk.har", traffic), archive)
    assert (report.recordings[0].stored, report.recordings[0].duplicate, report.lost) == (2, 1, [])
    by_name, by_cnr = _everything(archive)
    assert by_name.request_key.startswith(
        f"results_list/1/{case.district_code}/{case.complex_code}/null/submitP"
    )
    assert "captcha" not in str(by_name.context)
    assert (by_cnr.request_key, by_cnr.context["cnr"]) == (f"case_page/{case.cnr}", case.cnr)
    assert tables_of(archive)["cases"].num_rows == 1


def test_a_page_of_an_older_portal_is_told_by_its_content(tmp_path: Path) -> None:
    case = small_docket()[0]
    page = render_case_page(case, Layout.V4).encode()
    url = "https://services.ecourts.gov.in/ecourtindia_v4/cases/o_civil_case_history.php"
    at = datetime(2020, 10, 1, tzinfo=UTC)
    answers = [("a=1", 200, page), ("a=2", 404, page), ("a=3", 200, b"THERE IS AN ERROR")]
    traffic = [Recorded("POST", url, form, status, "text/html", body, at) for form, status, body in answers]
    archive = tmp_path / "raw" / "archive.sqlite"
    report = imported(write_har(tmp_path / "walk.har", traffic), archive)
    assert report.recordings[0].not_taken == {Reason.REFUSED: 1, Reason.PORTAL_PAGE: 1}
    (stored,) = _everything(archive)
    assert (stored.request_key, stored.fetched_at, stored.content) == (f"case_page/{case.cnr}", at, page)


def test_forms_given_as_pairs_count_like_forms_given_as_text(
    walk: tuple[Path, Traffic], tmp_path: Path
) -> None:
    content = har(walk[1])
    for entry in content["log"]["entries"]:
        if posted := entry["request"].get("postData"):
            pairs = parse_qsl(posted.pop("text"), keep_blank_values=True)
            posted["params"] = [{"name": name, "value": value} for name, value in pairs]
    imported(_written(content, tmp_path), tmp_path / "raw" / "archive.sqlite")
    assert tables_of(tmp_path / "raw" / "archive.sqlite") == tables_of(walk[0])


@pytest.mark.parametrize("is_zip", [False, True])
def test_contents_may_lie_beside_the_recording(
    walk: tuple[Path, Traffic], tmp_path: Path, is_zip: bool
) -> None:
    content, folder = har(walk[1]), tmp_path / "recorded"
    folder.mkdir()
    for number, entry in enumerate(content["log"]["entries"]):
        held = entry["response"]["content"]
        if held.get("encoding") is None:
            (folder / f"{number}.html").write_text(held.pop("text"), encoding="utf-8")
            held["_file"] = f"{number}.html"
    (folder / "har.har").write_text(json.dumps(content), encoding="utf-8")
    count = len(list(folder.iterdir()))
    if is_zip:
        with zipfile.ZipFile(tmp_path / "walk.zip", "w") as packed:
            for file in folder.iterdir():
                packed.write(file, file.name)
    source = tmp_path / "walk.zip" if is_zip else folder
    report = imported(source, tmp_path / "raw" / "archive.sqlite")
    assert tables_of(tmp_path / "raw" / "archive.sqlite") == tables_of(walk[0])
    assert (report.seen, report.companions) == ((1, 0) if is_zip else (count, count - 1))
    assert report.unrecognised == []


def test_a_recording_that_breaks_off_is_refused_whole(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    text = json.dumps(har(walk[1]))
    archive = tmp_path / "raw" / "archive.sqlite"
    for end in (*range(1, len(text), len(text) // 40), len(text) - 1):
        (tmp_path / "cut.har").write_text(text[:end], encoding="utf-8")
        report = imported(tmp_path / "cut.har", archive)
        (refused,) = report.unrecognised
        assert "at character" in refused.reason
        assert "nothing was taken" in refused.reason
        assert report.recordings == []
    assert _everything(archive) == []


@pytest.mark.parametrize("content", ["{}", '{"log": {}}', '{"log": {"entries": {}}}', "[]", "", '{"log": 1}'])
def test_other_files_named_har_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.har").write_text(content, encoding="utf-8")
    (refused,) = imported(tmp_path / "a.har", tmp_path / "raw" / "archive.sqlite").unrecognised
    assert "HAR file" in refused.reason


def test_the_kind_is_told_by_content_or_by_the_person(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    write_har(tmp_path / "walk.json", walk[1])
    assert len(imported(tmp_path / "walk.json", tmp_path / "raw" / "archive.sqlite").recordings) == 1
    (tmp_path / "walk.json").rename(tmp_path / "walk.recording")
    found = imported(tmp_path / "walk.recording", tmp_path / "raw" / "archive.sqlite")
    assert [".recording" in file.reason for file in found.unrecognised] == [True]
    named = imported(tmp_path / "walk.recording", tmp_path / "raw2" / "archive.sqlite", "har")
    assert tables_of(tmp_path / "raw2" / "archive.sqlite") == tables_of(walk[0])
    assert named.unrecognised == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 600) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_however_entries_are_damaged_each_is_counted_once(
    walk: tuple[Path, Traffic], data: st.DataObject
) -> None:
    content = har([one for one in walk[1] if "viewBusiness" not in one.url])
    for _ in range(data.draw(st.integers(1, 12))):
        _damage_somewhere(content["log"]["entries"], data)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = imported(_written(content, folder), folder / "raw" / "archive.sqlite")
        (recorded,) = report.recordings
        assert counted(recorded) == recorded.entries == len(content["log"]["entries"])
        kept = _everything(folder / "raw" / "archive.sqlite")
        assert recorded.stored == len(kept)
        known = {one.body for one in walk[1]}
        for page in kept:
            if page.kind is PageKind.CASE_PAGE:
                assert page.content in known


def _damage_somewhere(holder: Any, data: st.DataObject) -> None:
    """Go down some steps, then take away, replace or shorten what is there; lists keep their length."""
    steps = data.draw(st.integers(1, 5))
    while keys := list(holder) if isinstance(holder, dict) else list(range(len(holder))):
        key = data.draw(st.sampled_from(keys))
        value, steps = holder[key], steps - 1
        if steps == 0 or not isinstance(value, (dict, list)) or not value:
            break
        holder = value
    if not keys:
        return
    if isinstance(holder, dict) and data.draw(st.booleans()):
        del holder[key]
    elif isinstance(value, str) and data.draw(st.booleans()):
        holder[key] = value[: data.draw(st.integers(0, len(value)))]
    else:
        holder[key] = data.draw(JSON)


def _written(content: dict[str, Any], folder: Path) -> Path:
    path = folder / "damaged.har"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _everything(path: Path) -> list[Any]:
    with Archive.open_reader(path) as archive:
        return list(archive.everything())


def _token(page: str) -> str:
    token = token_of_page(page)
    assert token is not None
    return token
