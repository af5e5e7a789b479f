"""The stand-in portal: a real HTTP server on loopback that serves a docket as the portal does.

It tells the answer of each captcha in the header ``X-Standin-Captcha-Answer`` of the picture, which the
portal of course doesn't; everything else a client has to find out the hard way.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from types import TracebackType

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from extract.errors import ExtractError
from extract.records import Layout
from extract.standin.application import PortalApplication, ServedRequest
from extract.standin.docket import DocketCase
from extract.standin.faults import Fault
from extract.standin.gate import RequestGate
from extract.standin.page_change import PageChange
from extract.standin.places import COMPLEXES, Complex
from extract.standin.portal import BASE_PATH, Portal
from extract.standin.sessions import Sessions

LOOPBACK = "127.0.0.1"


class StandIn:
    """The portal on a background thread while the ``with`` block lasts.

    ``port`` 0 takes a free one; ``faults`` is the fault script; ``is_gated`` turns the request gate on;
    ``session_lifetime_seconds`` ends sessions not used for so long; ``layout`` is the design of lists, and of
    the pages of cases that don't fix their own; ``page_change`` alters every case page; ``places`` are the
    court complexes it has.
    """

    def __init__(
        self,
        docket: Sequence[DocketCase],
        *,
        port: int = 0,
        faults: Sequence[Fault] = (),
        is_gated: bool = False,
        session_lifetime_seconds: float | None = None,
        layout: Layout = Layout.V6_2026,
        page_change: PageChange | None = None,
        places: Sequence[Complex] = COMPLEXES,
    ) -> None:
        if port:
            _refuse_used(port)
        self._application = PortalApplication(
            Portal(docket, layout=layout, page_change=page_change, places=places),
            sessions=Sessions(session_lifetime_seconds),
            gate=RequestGate(is_closed=is_gated),
            faults=faults,
        )
        self._server: BaseWSGIServer = make_server(
            LOOPBACK, port, self._application.flask, threaded=True, request_handler=QuietHandler
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base_url(self) -> str:
        """Address of the portal, ending in its path and a slash."""
        return f"http://{LOOPBACK}:{self._server.server_port}{BASE_PATH}"

    @property
    def requests(self) -> Sequence[ServedRequest]:
        """Every request served so far, in order."""
        return self._application.requests

    def __enter__(self) -> StandIn:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def wait(self) -> None:
        """Serve until the caller is interrupted."""
        self._thread.join()


class QuietHandler(WSGIRequestHandler):
    """Keeps connections open between requests and writes no log."""

    protocol_version = "HTTP/1.1"
    # Headers and body go out in two writes; without this the second waits for the first's acknowledgement.
    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing: the requests are kept for whoever asks, not printed."""


def serve_forever(
    docket: Sequence[DocketCase],
    port: int,
    *,
    faults: Sequence[Fault] = (),
    is_gated: bool = False,
    page_change: PageChange | None = None,
    places: Sequence[Complex] = COMPLEXES,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve ``docket`` until interrupted; ``on_ready`` is told the address (by default it is printed)."""
    with StandIn(
        docket, port=port, faults=faults, is_gated=is_gated, page_change=page_change, places=places
    ) as portal:
        (on_ready or announce)(f"{portal.base_url}?p=casestatus/index")
        try:
            portal.wait()
        except KeyboardInterrupt:
            return


def _refuse_used(port: int) -> None:
    """The server's own word for it is two lines and the end of the program."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOOPBACK, port))
        except OSError as error:
            raise ExtractError(
                f"port {port} of this machine can't be served ({error.strerror}): choose another with --port"
            ) from None


def announce(address: str) -> None:
    """Say where to look."""
    print(f"The stand-in portal is open at {address} (end it with Ctrl-C)", flush=True)
