"""Real traffic between a pull and the stand-in portal, written down as browsers and web archivers would."""

from __future__ import annotations

import base64
import gzip
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow as pa
import requests
from small_pull import Pulling, request, small_docket

from extract.archive import Archive
from extract.reading import read_pages
from extract.standin.docket import DocketCase
from extract.standin.server import StandIn
from transform.assembling.tables import build_tables
from transform.parameters import TableParameters

PARAMETERS = TableParameters(
    study="small",
    timepoint="baseline",
    as_of=date(2020, 3, 10),
    window_start=date(2017, 3, 11),
    window_end=date(2020, 3, 10),
    frame_rule="filed_in_window",
    clock_start="registration_date",
    year_length_days=365,
    reporting_lag_days=0,
    offences=frozenset({"itpa_trafficking", "itpa_soliciting"}),
    districts={("1", code): code for code in ("19", "20", "26", "30", "34")},
    suppression_threshold=10,
    is_synthetic=True,
)
PROVENANCE = ("origin", "fetched_at")
"""Columns of ``pages`` that say how and when a page came, which no other door can share."""


@dataclass(frozen=True)
class Recorded:
    """One request as sent and its answer as received."""

    method: str
    url: str
    form: str | None = field(repr=False)
    status: int
    mime_type: str
    body: bytes = field(repr=False)
    at: datetime


@contextmanager
def recording() -> Iterator[list[Recorded]]:
    """Everything ``requests`` exchanges while the block lasts."""
    traffic: list[Recorded] = []
    ask = requests.Session.request

    def listen(self: requests.Session, method: str, url: str, **options: Any) -> requests.Response:
        at = datetime.now(UTC)
        response = ask(self, method, url, **options)
        mime = response.headers.get("Content-Type", "")
        form = options.get("data")
        traffic.append(Recorded(method, url, form, response.status_code, mime, response.content, at))
        return response

    with patch.object(requests.Session, "request", listen):
        yield traffic


def pulled(
    folder: Path, docket: Sequence[DocketCase] | None = None, *, with_daily_status: bool = True
) -> tuple[Path, list[Recorded]]:
    """A small docket pulled over HTTP: its archive, and the traffic."""
    path = folder / "pulled" / "archive.sqlite"
    with StandIn(docket or small_docket()) as standin, recording() as traffic:
        report = Pulling(standin, path).run(request(with_daily_status=with_daily_status))
    assert report.is_complete
    return path, traffic


def tables_of(archive: Path) -> dict[str, pa.Table]:
    """The tables of an archive, without the provenance columns."""
    with Archive.open_reader(archive) as opened:
        tables = build_tables(read_pages(opened), PARAMETERS, bytes(32))
    return {**tables, "pages": tables["pages"].drop_columns(list(PROVENANCE))}


def har(traffic: Sequence[Recorded], *, is_base64: bool = False) -> dict[str, Any]:
    """The traffic as a HAR of version 1.2."""
    entries = [_har_entry(recorded, is_base64=is_base64) for recorded in traffic]
    return {"log": {"version": "1.2", "creator": {"name": "test", "version": "1"}, "entries": entries}}


def write_har(path: Path, traffic: Sequence[Recorded], *, is_base64: bool = False) -> Path:
    path.write_text(json.dumps(har(traffic, is_base64=is_base64)), encoding="utf-8")
    return path


def warc(
    traffic: Sequence[Recorded],
    *,
    version: str = "1.1",
    is_gzip: bool = True,
    is_chunked: bool = False,
    is_packed: bool = False,
    requests_first: bool = False,
) -> bytes:
    """The traffic as a WARC file that ``warcio`` wrote."""
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=is_gzip, warc_version=version)
    writer.write_record(writer.create_warcinfo_record("traffic.warc", {"software": "test"}))
    for recorded in traffic:
        answer = _response(writer, recorded, is_chunked=is_chunked, is_packed=is_packed)
        question = _request(writer, recorded)
        question.rec_headers.add_header("WARC-Concurrent-To", answer.rec_headers.get_header("WARC-Record-ID"))
        for record in (question, answer) if requests_first else (answer, question):
            writer.write_record(record)
    return out.getvalue()


def _har_entry(recorded: Recorded, *, is_base64: bool) -> dict[str, Any]:
    is_text = recorded.mime_type.startswith("text/") and not is_base64
    text = recorded.body.decode() if is_text else base64.b64encode(recorded.body).decode()
    content = {"size": len(recorded.body), "mimeType": recorded.mime_type, "text": text}
    asked: dict[str, Any] = {"method": recorded.method, "url": recorded.url, "headers": []}
    if recorded.form is not None:
        asked["postData"] = {"mimeType": "application/x-www-form-urlencoded", "text": recorded.form}
    return {
        "startedDateTime": recorded.at.isoformat().replace("+00:00", "Z"),
        "time": 1.5,
        "request": asked,
        "response": {
            "status": recorded.status,
            "content": content if is_text else {**content, "encoding": "base64"},
        },
    }


def _response(writer: Any, recorded: Recorded, *, is_chunked: bool, is_packed: bool) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    headers = [("Content-Type", recorded.mime_type)]
    body = recorded.body
    if is_packed:
        headers.append(("Content-Encoding", "gzip"))
        body = gzip.compress(body)
    if is_chunked:
        headers.append(("Transfer-Encoding", "chunked"))
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in _parts(body)) + b"0\r\n\r\n"
    return writer.create_warc_record(
        recorded.url,
        "response",
        payload=io.BytesIO(body),
        http_headers=StatusAndHeaders(f"{recorded.status} OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": _warc_date(recorded)},
    )


def _request(writer: Any, recorded: Recorded) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    path = recorded.url[recorded.url.index("/", 8) :]
    headers = [("Host", "127.0.0.1")]
    if recorded.form is not None:
        headers.append(("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"))
    return writer.create_warc_record(
        recorded.url,
        "request",
        payload=io.BytesIO((recorded.form or "").encode()),
        http_headers=StatusAndHeaders(f"{recorded.method} {path} HTTP/1.1", headers, is_http_request=True),
        warc_headers_dict={"WARC-Date": _warc_date(recorded)},
    )


def _parts(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 700):
        yield body[start : start + 700]


def _warc_date(recorded: Recorded) -> str:
    return recorded.at.strftime("%Y-%m-%dT%H:%M:%SZ")
