"""The portal's rules, kept through both doors: pace, certificates, addresses, a person for each captcha."""

from __future__ import annotations

import datetime as dates
import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from shared_browser import shared_browser
from small_pull import AHMEDNAGAR, Pulling, request, small_docket

from extract.archive import Archive
from extract.errors import PortalError
from extract.portal import browser_captcha
from extract.portal.browser_program import find_browser
from extract.portal.browser_session import AttendedBrowser
from extract.portal.captcha import take_told_answer
from extract.portal.http_session import USER_AGENT, HttpSession
from extract.portal.session import PortalSession
from extract.pull import Patience, PullReport, pull
from extract.standin.faults import parse_faults
from extract.standin.server import StandIn

pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed")
pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium or Chrome on this machine")

DOCKET = [case for case in small_docket() if case.complex_code == AHMEDNAGAR.code][:2]
WHAT = request(places=(AHMEDNAGAR,), with_daily_status=False)
PACE_SECONDS = 0.25
CAUSED = {
    "casestatus/index", "casestatus/fillDistrict", "casestatus/fillcomplex", "casestatus/set_data",
    "casestatus/fillActType", "casestatus/submitAct", "home/viewHistory",
}  # fmt: skip
"""What the program brings about; pictures and the like are the page's own, and belong to what came before."""
PICTURE = "vendor/securimage/securimage_show.php"

Opens = Callable[[str, float], PortalSession]


@pytest.fixture(scope="module", autouse=True)
def browser() -> Iterator[None]:
    with shared_browser():
        yield


def through_http(base_url: str, pace: float) -> PortalSession:
    return HttpSession(base_url, take_told_answer, pace_seconds=pace, jitter_seconds=0)


def through_browser(base_url: str, pace: float) -> PortalSession:
    return AttendedBrowser(base_url, take_told_answer, pace_seconds=pace, jitter_seconds=0, is_headless=True)


BOTH_DOORS = pytest.mark.parametrize("opens", [through_http, through_browser])


def pulled(
    session: PortalSession, folder: Path, *, waits: list[float] | None = None
) -> tuple[PullReport, Path]:
    path = folder / "raw" / "archive.sqlite"
    patience = Patience(sleep=([] if waits is None else waits).append)
    with Archive(path) as archive:
        return pull(session, archive, WHAT, lambda now: None, patience=patience), path


@BOTH_DOORS
def test_nothing_is_asked_sooner_than_the_pace_after_whatever_came_before(
    opens: Opens, tmp_path: Path
) -> None:
    with StandIn(DOCKET) as standin:
        report, _ = pulled(opens(standin.base_url, PACE_SECONDS), tmp_path)
    assert report.is_complete
    served = standin.requests
    assert {one.route for one in served} >= CAUSED - {"casestatus/fillDistrict"}
    gaps = [later.at - earlier.at for earlier, later in pairwise(served) if later.route in CAUSED]
    assert min(gaps) >= timedelta(seconds=PACE_SECONDS)


@pytest.fixture(scope="module")
def impostor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """An https portal whose certificate nobody vouches for, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(HTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A visitor who hangs up at the sight of the certificate is what is wanted."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path_factory.mktemp("certificate") / "portal.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}/ecourtindia_v6/", asked
    server.shutdown()
    server.server_close()


@BOTH_DOORS
def test_a_certificate_nobody_vouches_for_is_refused_whatever_the_environment_says(
    opens: Opens, impostor: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, asked = impostor
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.setenv(name, "")
    for name, value in (
        ("PYTHONHTTPSVERIFY", "0"),
        ("NODE_TLS_REJECT_UNAUTHORIZED", "0"),
        ("GIT_SSL_NO_VERIFY", "1"),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("extract.portal.http_session.is_loopback", lambda url: False)  # as towards the portal
    session = opens(url, 1.0)
    try:
        with pytest.raises(PortalError, match="certificate not accepted, so nothing was asked") as caught:
            session.start()
    finally:
        session.close()
    assert "\n" not in str(caught.value)
    assert asked == []


@pytest.mark.parametrize("address", ["http://portal.example/", "ftp://127.0.0.2.example/", "portal"])
def test_the_browser_too_asks_only_https_addresses(address: str) -> None:
    with pytest.raises(PortalError, match="https"):
        AttendedBrowser(address, None)


def test_the_real_portal_is_never_asked_too_fast_or_where_nobody_sees_the_captcha() -> None:
    with pytest.raises(PortalError, match="too fast"):
        AttendedBrowser("https://portal.example/ecourtindia_v6/", None, pace_seconds=0.5)
    with pytest.raises(PortalError, match="stand-in portal only"):
        AttendedBrowser("https://portal.example/ecourtindia_v6/", None, is_headless=True)


def test_http_says_who_asks() -> None:
    assert USER_AGENT.startswith("ecourts-indicators/")


def test_enter_in_the_captcha_field_sends_the_form(tmp_path: Path) -> None:
    def type_it() -> None:
        page, picture = session._window.page, session._window.captcha
        assert picture is not None
        assert page.evaluate("document.activeElement.id") == "act_captcha_code"
        page.keyboard.type(take_told_answer(picture))
        page.keyboard.press("Enter")

    with StandIn(DOCKET, is_gated=True) as standin:
        session = AttendedBrowser(
            standin.base_url, None, pace_seconds=0, jitter_seconds=0, is_headless=True, on_captcha=type_it
        )
        report, _ = pulled(session, tmp_path)
    assert report.is_complete
    assert report.captchas_used == 2


def test_a_picture_too_old_to_be_typed_is_renewed_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser_captcha, "CAPTCHA_LASTS", timedelta(seconds=-1))
    monkeypatch.setattr(browser_captcha, "REDRAWN_WITHIN_SECONDS", 0.0)
    with StandIn(DOCKET, is_gated=True) as standin:
        report, _ = pulled(through_browser(standin.base_url, 0), tmp_path)
    assert report.is_complete
    routes = [served.route for served in standin.requests]
    for number in (place for place, route in enumerate(routes) if route == "casestatus/submitAct"):
        assert routes[number - 1] == PICTURE


@pytest.mark.parametrize(
    ("faults", "states", "waits"),
    [
        (f"{PICTURE}#1x3:bad_gateway", {"server_error"}, 1),
        ("js/components.js#1:bad_gateway", {"server_error"}, 1),
        ("js/components.js#1:connection_cut,js/components.js#2:cut_midway", {"connection_cut"}, 1),
        ("casestatus/getCaptcha#2:session_lost", {"session_lost"}, 0),
    ],
)
def test_what_the_page_needs_and_does_not_get_is_asked_again(
    tmp_path: Path, faults: str, states: set[str], waits: int
) -> None:
    waited: list[float] = []
    with StandIn(DOCKET, is_gated=True, faults=parse_faults(faults)) as standin:
        report, path = pulled(through_browser(standin.base_url, 0), tmp_path, waits=waited)
    assert report.is_complete
    assert set(Pulling(standin, path).cases()) == {case.cnr for case in DOCKET}
    assert states <= Pulling(standin, path).states().keys()
    assert len(waited) >= waits


@pytest.mark.parametrize("route", ["js/components.js", PICTURE, "casestatus/index", "casestatus/submitAct"])
def test_a_throttle_of_anything_stops_everything(tmp_path: Path, route: str) -> None:
    with (
        StandIn(DOCKET, is_gated=True, faults=parse_faults(f"{route}#1x9:throttle_405")) as standin,
        pytest.raises(PortalError, match="at least 15 minutes"),
    ):
        pulled(through_browser(standin.base_url, 0), tmp_path)


def self_signed(path: Path) -> Path:
    """Key and certificate of 127.0.0.1, made for the occasion."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dates.datetime.now(dates.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
