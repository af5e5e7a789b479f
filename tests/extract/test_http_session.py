"""What the HTTP session sends: an honest name, the portal's ordinary fields, the newest token and cookies."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests

from extract.errors import PageChangedError, PortalError
from extract.portal.captcha import take_told_answer
from extract.portal.http_session import HttpSession
from extract.portal.routes import ActQuery, Court, view_business, view_history
from extract.portal.states import TransportState

START_PAGE = "<input type='hidden' id='app_token' value='first'><select id='sess_state_code'></select>"
COURT = Court("1", "26", "1010320", "1010320@1@N")
LINK = ("4", "99", "20170517", "ZZAH010000012017", "1", "Pending", "24-04-2017", "7", "ZZAH01", "CSact", "3")


class Recorder(HTTPServer):
    """Answers with a script of bodies, and keeps what it was sent."""

    def __init__(self, *bodies: str) -> None:
        super().__init__(("127.0.0.1", 0), RecordingHandler)
        self.bodies = iter(bodies)
        self.seen: list[tuple[str, dict[str, str], list[tuple[str, str]]]] = []


class RecordingHandler(BaseHTTPRequestHandler):
    server: Recorder

    def answer(self) -> None:
        form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.seen.append((self.path, dict(self.headers), parse_qsl(form, keep_blank_values=True)))
        body = next(self.server.bodies).encode()
        self.send_response(200)
        self.send_header("Set-Cookie", f"JSESSION={len(self.server.seen)}; path=/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def portal() -> Iterator[Recorder]:
    recorder = Recorder(
        START_PAGE,
        '{"status":1,"complex_code":"x","app_token":"second"}',
        "something went wrong#####third",
        "<h1>no token here</h1>",
        '{"act_list":"<option>","app_token":"fourth"}',
    )
    thread = threading.Thread(target=recorder.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield recorder
    recorder.shutdown()
    recorder.server_close()


def session_for(portal: Recorder) -> HttpSession:
    base_url = f"http://127.0.0.1:{portal.server_port}/ecourtindia_v6/"
    return HttpSession(base_url, take_told_answer, pace_seconds=0, jitter_seconds=0)


def test_every_request_carries_an_honest_name_and_the_newest_token_and_cookie(portal: Recorder) -> None:
    session = session_for(portal)
    assert session.start().state is TransportState.OK
    for _ in range(4):
        session.select_court(COURT)
    session.close()
    assert [path for path, _, _ in portal.seen[:2]] == [
        "/ecourtindia_v6/?p=casestatus/index",
        "/ecourtindia_v6/?p=casestatus/set_data",
    ]
    assert [form[-1][1] for _, _, form in portal.seen[1:]] == ["first", "second", "third", "third"]
    assert [headers.get("Cookie") for _, headers, _ in portal.seen] == [
        None, "JSESSION=1", "JSESSION=2", "JSESSION=3", "JSESSION=4",
    ]  # fmt: skip
    for _, headers, _ in portal.seen:
        assert headers["User-Agent"].startswith("ecourts-indicators/")
        assert "one request at a time" in headers["User-Agent"]
    _, headers, form = portal.seen[1]
    assert headers["X-Requested-With"] == "XMLHttpRequest"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded; charset=UTF-8"
    assert headers["Referer"].endswith("?p=casestatus/index")
    assert form == [
        ("complex_code", "1010320@1@N"),
        ("selected_state_code", "1"),
        ("selected_dist_code", "26"),
        ("selected_est_code", "null"),
        ("ajax_req", "true"),
        ("app_token", "first"),
    ]


def test_a_new_start_forgets_token_and_cookies(portal: Recorder) -> None:
    portal.bodies = iter([START_PAGE, START_PAGE])
    session = session_for(portal)
    session.start()
    session.start()
    session.close()
    assert [headers.get("Cookie") for _, headers, _ in portal.seen] == [None, None]


def test_a_start_page_without_token_is_maintenance(portal: Recorder) -> None:
    portal.bodies = iter(["<input id='app_token' value=''><select id='sess_state_code'></select>"])
    assert session_for(portal).start().state is TransportState.MAINTENANCE


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What would go to the network, which answers with a broken certificate."""
    options: dict[str, Any] = {}

    def send(client: requests.Session, request: requests.PreparedRequest, **given: Any) -> requests.Response:
        options.update(given, url=request.url)
        raise requests.exceptions.SSLError("certificate has expired")

    monkeypatch.setattr(requests.Session, "send", send)
    return options


def test_certificates_are_verified_and_searches_given_time(sent: dict[str, Any]) -> None:
    session = HttpSession("https://portal.example/ecourtindia_v6/", take_told_answer, read_timeout_seconds=1)
    with pytest.raises(PortalError, match="certificate"):
        session.start()
    assert sent["verify"] is not False
    assert sent["timeout"][1] >= 60
    assert sent["url"] == "https://portal.example/ecourtindia_v6/?p=casestatus/index"


@pytest.mark.parametrize("address", ["http://portal.example/", "ftp://127.0.0.2.example/", "portal"])
def test_only_https_leaves_this_machine(address: str) -> None:
    with pytest.raises(PortalError, match="https"):
        HttpSession(address, take_told_answer)


def test_the_pace_can_not_be_talked_down() -> None:
    with pytest.raises(PortalError, match="too fast"):
        HttpSession("https://portal.example/ecourtindia_v6/", take_told_answer, pace_seconds=0.2)


def test_nothing_is_asked_before_the_start(portal: Recorder) -> None:
    with pytest.raises(RuntimeError, match="start the session"):
        session_for(portal).search_act(COURT, ActQuery("43", "", "Pending"))
    assert portal.seen == []


def test_a_daily_status_is_asked_as_the_portals_page_does() -> None:
    fields = view_business(LINK, COURT).fields
    assert dict(fields) == {
        "court_code": "4",
        "state_code": "1",
        "dist_code": "26",  # the selected district, not the link's own
        "court_complex_code": "1010320",
        "nextdate1": "20170517",
        "case_number1": "ZZAH010000012017",
        "disposal_flag": "Pending",
        "businessDate": "24-04-2017",
        "court_no": "7",
        "national_court_code": "ZZAH01",
        "search_by": "CSact",
        "srno": "3",
    }
    assert [name for name, _ in fields].count("state_code") == 2
    assert "court_complex_code" not in dict(view_business((*LINK[:9], "cnr", "3"), COURT).fields)


@pytest.mark.parametrize("count", [8, 9])
def test_the_oldest_links_are_sent_with_what_they_have(count: int) -> None:
    fields = dict(view_business(LINK[:count], COURT).fields)
    assert ("national_court_code" in fields) == (count == 9)
    assert not {"search_by", "srno"} & set(fields)


def test_links_of_another_length_are_refused() -> None:
    with pytest.raises(PageChangedError, match="9 arguments"):
        view_history(LINK[:8])
    with pytest.raises(PageChangedError, match="8, 9 or 11"):
        view_business(LINK[:10], COURT)
