"""One request with its answer, as a recording holds it, whoever recorded it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, parse_qsl, urlsplit

from extract.stored_pages import PageKind

PORTAL_DOMAIN = "ecourts.gov.in"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_STATIC_ENDINGS = (
    ".css", ".js", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico",
    ".woff", ".woff2", ".ttf", ".eot", ".mp3", ".wav", ".mp4",
)  # fmt: skip
_STATIC_TYPES = (
    "image/",
    "font/",
    "audio/",
    "video/",
    "text/css",
    "application/javascript",
    "text/javascript",
)


@dataclass(frozen=True, slots=True)
class OriginalEntry:
    """The journal row an exported archive gives with a page, so that importing it restores the row itself."""

    kind: PageKind
    origin: str
    request_key: str
    state: str
    page_sha256: str
    context: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer. ``place`` says where in the recording it stands, in words.

    ``fields`` are the form fields sent, in order, ``None`` when the recording keeps no form. ``http_status``
    is ``None`` when the answer never came whole. ``body`` is the answer with transfer and content encodings
    undone; ``None`` with the reason in ``fault`` when the recording does not hold it. ``has_no_content``
    tells an answer that was not recorded from one that was and can't be read.
    """

    place: str
    method: str
    url: str
    fields: tuple[tuple[str, str], ...] | None
    http_status: int | None
    mime_type: str
    at: datetime | None
    body: bytes | None
    fault: str = ""
    has_no_content: bool = False
    original: OriginalEntry | None = None

    @property
    def route(self) -> str:
        """Value of ``p`` in the address, the portal's name of what is asked; "" when there is none."""
        return parse_qs(_parts(self.url)[2]).get("p", [""])[0].rstrip("/")

    @property
    def is_of_portal(self) -> bool:
        """Whether the portal, or a stand-in on this machine, was asked."""
        host = _parts(self.url)[0]
        return host in _LOOPBACK or host == PORTAL_DOMAIN or host.endswith(f".{PORTAL_DOMAIN}")

    @property
    def is_static(self) -> bool:
        """Whether this is a picture, style, font or script."""
        path = _parts(self.url)[1].lower()
        return path.endswith(_STATIC_ENDINGS) or self.mime_type.lower().startswith(_STATIC_TYPES)

    def field(self, name: str) -> str:
        """A form field's value, the last one where it was sent twice; "" when it was not sent."""
        return next((value for key, value in reversed(self.fields or ()) if key == name), "")


@dataclass(slots=True)
class Recording:
    """A recording read to its end: how many entries it holds, and those that are requests with an answer.

    ``entries`` counts requests with their answers; ``unreadable`` are those of them that are too damaged to
    tell what was asked, each with place and reason. ``side_files`` are files that hold answers' contents.
    """

    entries: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    side_files: frozenset[str] = frozenset()


def form_fields(body: str) -> tuple[tuple[str, str], ...]:
    """Fields of a form as sent (``application/x-www-form-urlencoded``), empty ones included."""
    return tuple(parse_qsl(body, keep_blank_values=True))


def in_order_of_time(exchanges: Sequence[Exchange]) -> Iterator[Exchange]:
    """As they were asked; those without a time come last, in the recording's own order."""
    timed = [exchange for exchange in exchanges if exchange.at is not None]
    yield from sorted(timed, key=lambda exchange: exchange.at.timestamp() if exchange.at else 0.0)
    yield from (exchange for exchange in exchanges if exchange.at is None)


def _parts(url: str) -> tuple[str, str, str]:
    """Host, path and query of an address; empty for one that is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.path, parts.query
    except ValueError:
        return "", "", ""
