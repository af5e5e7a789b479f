"""The HTTP layer of the stand-in portal: cookies, tokens, gate, faults, and the request log."""

from __future__ import annotations

import json
import secrets
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources

from flask import Flask, Response, request

from extract.standin import answers, captcha_picture
from extract.standin.faults import Fault, FaultKind, FaultScript
from extract.standin.gate import RequestGate
from extract.standin.places import STATES
from extract.standin.portal import BASE_PATH, ROUTES, ROUTES_NEEDING_THE_SEARCH, Portal
from extract.standin.sessions import PortalSession, Sessions

CAPTCHA_ROUTE = answers.CAPTCHA_PATH
SCRIPT_ROUTE = "js/components.js"
STATIC_FILES = {
    "js/searchByCaseStatus.js": ("searchByCaseStatus.js", "text/javascript"),
    "css/mystyle.css": ("mystyle.css", "text/css"),
}
SESSION_COOKIE = "SERVICES_SESSID"


@dataclass(frozen=True, slots=True)
class ServedRequest:
    """One request: ``route`` is the value of ``p``, or the path of a picture or script."""

    number: int
    at: datetime
    method: str
    route: str
    fields: Mapping[str, str]
    session: str
    fault: FaultKind | None


class PortalApplication:
    """A Flask application around a ``Portal``; one request at a time changes its state."""

    def __init__(
        self, portal: Portal, *, sessions: Sessions, gate: RequestGate, faults: Sequence[Fault]
    ) -> None:
        self._portal = portal
        self._sessions = sessions
        self._gate = gate
        self._script = FaultScript(faults)
        self._lock = threading.Lock()
        self.requests: list[ServedRequest] = []
        self.flask = Flask(__name__, static_folder=None)
        self.flask.add_url_rule(BASE_PATH, view_func=self._serve, methods=["GET", "POST"])
        self.flask.add_url_rule(
            f"{BASE_PATH}<path:path>", endpoint="file", view_func=self._serve, methods=["GET"]
        )

    def _serve(self, path: str = "") -> Response:
        route = path or request.args.get("p", "").rstrip("/")
        fields = request.form.to_dict()
        with self._lock:
            fault = self._script.next_fault(route)
            session = self._sessions.find(request.cookies.get(SESSION_COOKIE))
            is_new = session is None
            session = session or self._sessions.open()
            self._log(route, fields, session, fault)
            response = broken_transport(fault)
            if response is None and request.method == "GET":
                response = self._page(route, session)
            elif response is None:
                response = self._call(route, fields, session, fault, is_new=is_new)
        response.set_cookie(SESSION_COOKIE, session.key, path=BASE_PATH.rstrip("/"), httponly=True)
        response.set_cookie("JSESSION", str(secrets.randbelow(90_000_000) + 1_000_000), path="/")
        return cut_midway(response) if fault is FaultKind.CUT_MIDWAY else response

    def _log(
        self, route: str, fields: Mapping[str, str], session: PortalSession, fault: FaultKind | None
    ) -> None:
        number = len(self.requests) + 1
        at = datetime.now(UTC)
        self.requests.append(ServedRequest(number, at, request.method, route, fields, session.key, fault))

    def _page(self, route: str, session: PortalSession) -> Response:
        match route:
            case "casestatus/index":
                return Response(search_page(session.renew_token()), mimetype="text/html")
            case "" | "home/index":
                return Response(template("landing.html"), mimetype="text/html")
            case _ if route == CAPTCHA_ROUTE:
                answer = session.renew_captcha()
                headers = {"X-Standin-Captcha-Answer": answer, "Cache-Control": "no-store"}
                return Response(captcha_picture.draw(answer), mimetype="image/png", headers=headers)
            case _ if route == SCRIPT_ROUTE:
                script = self._gate.script() + template("components.js")
                return Response(script, mimetype="text/javascript")
            case _ if route in STATIC_FILES:
                name, kind = STATIC_FILES[route]
                return Response(template(name), mimetype=kind)
            case _:
                return Response("Not Found", status=404, mimetype="text/html")

    def _call(
        self,
        route: str,
        fields: Mapping[str, str],
        session: PortalSession,
        fault: FaultKind | None,
        *,
        is_new: bool,
    ) -> Response:
        if fault is FaultKind.GATE or not self._gate.accepts(
            {name.lower(): value for name, value in request.headers}
        ):
            return as_json(answers.invalid_request())
        if fault is FaultKind.SESSION_LOST:
            self._sessions.forget(session)
        if fault is FaultKind.SESSION_LOST or (is_new and SESSION_COOKIE in request.cookies):
            is_page = route in ROUTES_NEEDING_THE_SEARCH
            lost = answers.search_page_lost() if is_page else answers.session_expired()
            return as_json({**lost, "app_token": ""})
        is_first_captcha = route == "casestatus/getCaptcha" and not session.token
        if not is_first_captcha and (not session.token or fields.get("app_token") != session.token):
            return as_json(answers.invalid_request())
        if route not in ROUTES:
            return Response("Not Found", status=404, mimetype="text/html")
        answer = self._portal.answer(session, route, fields, fault)
        if answer is None:
            return Response(b"", mimetype="text/html")
        return as_json({**answer, "app_token": session.renew_token()})


def broken_transport(fault: FaultKind | None) -> Response | None:
    """The answer when something in front of the portal fails; ``None`` when nothing does."""
    match fault:
        case FaultKind.THROTTLE_405 | FaultKind.THROTTLE_200:
            status = 405 if fault is FaultKind.THROTTLE_405 else 200
            return Response(answers.throttle_page(), status=status, mimetype="text/html")
        case FaultKind.BAD_GATEWAY:
            return Response(answers.BAD_GATEWAY_PAGE, status=502, mimetype="text/html")
        case FaultKind.MAINTENANCE:
            return Response(answers.MAINTENANCE_PAGE, mimetype="text/html")
        case FaultKind.EMPTY_BODY:
            return Response(b"", mimetype="text/html")
        case FaultKind.CONNECTION_CUT:
            hang_up()
            return Response(b"")
        case _:
            return None


def as_json(answer: answers.Answer) -> Response:
    """JSON as PHP writes it, slashes escaped, under the content type of a page."""
    return Response(json.dumps(answer).replace("/", "\\/"), mimetype="text/html")


def hang_up() -> None:
    """Close the connection under the request being served."""
    connection: socket.socket = request.environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)


def cut_midway(response: Response) -> Response:
    """The same response, whose connection ends after half of the promised bytes."""
    body = response.get_data()
    connection: socket.socket = request.environ["werkzeug.socket"]

    def half() -> Iterator[bytes]:
        yield body[: len(body) // 2]
        connection.shutdown(socket.SHUT_RDWR)

    cut = Response(half(), status=response.status_code, headers=response.headers)
    cut.headers["Content-Length"] = str(len(body))
    return cut


def search_page(token: str) -> str:
    """``casestatus/index`` with a fresh token."""
    states = "".join(f"<option value='{code}'>{name}</option>" for code, name in STATES)
    return (
        template("casestatus.html")
        .replace("{{app_token}}", token)
        .replace("{{states}}", states)
        .replace("{{base_url}}", BASE_PATH.rstrip("/"))
    )


@cache
def template(name: str) -> str:
    """A page as shipped with this package."""
    return resources.files("extract.standin").joinpath("templates", name).read_text(encoding="utf-8")
