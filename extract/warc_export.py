"""The raw archive as a WARC 1.1 file, for safe keeping and for other tools.

Each response kept becomes a record with its content, the moment it was fetched and its digests, followed by a
metadata record with its journal row, from which an import restores the archive. The archive keeps contents,
not HTTP headers: status line, content type and request forms are written anew from what is known, and the
first record says so.
"""

from __future__ import annotations

import io
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlencode

from extract.archive import Archive
from extract.archive_rows import USABLE_STATES
from extract.errors import ExtractError
from extract.importers.warc_journal import JOURNAL_TYPE, STATED_PAGES
from extract.importers.warc_records import warcio
from extract.stored_pages import StoredPage
from extract.stored_requests import StoredRequest, request_of
from extract.whole_files import OWNER_ONLY, written_whole

CAUTION = (
    "contains personal data (names of parties, case numbers, what courts wrote of them): keep it where only "
    "those who work under the study's approval can read it, and publish nothing of it"
)


def export_warc(archive: Archive, path: Path, base_url: str, software: str) -> int:
    """Write the whole archive to ``path`` (gzip), readable by its owner only; returns how many responses.

    ``base_url`` is the portal's address, ending in a slash. The file appears under its name only when it is
    complete. Raises ``ExtractError`` when ``path`` is there already or the archive is empty.
    """
    if path.exists():
        raise ExtractError(f"{path} is there already: name another file, or move that one away")
    warcio_writer = warcio("warcwriter").WARCWriter
    count = int(archive.rows("SELECT count(*) FROM journal")[0][0])
    if count == 0:
        raise ExtractError(f"{archive.path} holds nothing to export: pull or import something first")
    with _open_whole(path) as out:
        writer = warcio_writer(out, gzip=True, warc_version="1.1")
        writer.write_record(_warcinfo(writer, path.name, software, count))
        written = 0
        for page in archive.everything():
            written += 1
            for record in _records(writer, page, base_url):
                writer.write_record(record)
        if written != count:
            raise ExtractError(f"{archive.path} was written to meanwhile: export it when no pull is running")
    return count


def open_to_others(folder: Path) -> bool:
    """Whether people other than the owner can look into a folder."""
    return bool(stat.S_IMODE(folder.stat().st_mode) & 0o077)


def _warcinfo(writer: Any, name: str, software: str, count: int) -> Any:
    stated = {
        "software": software,
        "format": "WARC File Format 1.1",
        "description": f"Raw archive of a study of court records; {CAUTION}",
        "ecourts-indicators-note": "HTTP headers and request forms were not kept and are written anew",
        STATED_PAGES: str(count),
    }
    return writer.create_warcinfo_record(name, stated)


def _records(writer: Any, page: StoredPage, base_url: str) -> Iterator[Any]:
    """The answer, its request where its route is known, and its journal row."""
    request = request_of(page) if page.state in USABLE_STATES else None
    answer = _resource(writer, page) if request is None else _response(writer, page, request, base_url)
    yield answer
    answer_id = answer.rec_headers.get_header("WARC-Record-ID")
    if request is not None:
        yield _request(writer, page, request, base_url, answer_id)
    yield _journal_row(writer, page, answer_id)


def _response(writer: Any, page: StoredPage, request: StoredRequest, base_url: str) -> Any:
    is_json = page.content.lstrip()[:1] == b"{"
    mime = "application/json" if is_json else "text/html; charset=UTF-8"
    head = [("Content-Type", mime), ("Content-Length", str(len(page.content)))]
    return writer.create_warc_record(
        request.url(base_url),
        "response",
        payload=io.BytesIO(page.content),
        length=len(page.content),
        http_headers=warcio("statusandheaders").StatusAndHeaders("200 OK", head, protocol="HTTP/1.1"),
        warc_headers_dict=_dated(page),
    )


def _resource(writer: Any, page: StoredPage) -> Any:
    """A response whose request is not known or that failed: its content alone, under a name of its own."""
    return writer.create_warc_record(
        f"urn:ecourts-indicators:page:{page.page_id}",
        "resource",
        payload=io.BytesIO(page.content),
        length=len(page.content),
        warc_content_type="application/octet-stream",
        warc_headers_dict=_dated(page),
    )


def _request(writer: Any, page: StoredPage, request: StoredRequest, base_url: str, answer_id: str) -> Any:
    form = urlencode(request.fields).encode()
    head = [("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")]
    url = request.url(base_url)
    path = url[url.index("/", url.index("//") + 2) :]
    headers = warcio("statusandheaders").StatusAndHeaders(f"POST {path} HTTP/1.1", head, is_http_request=True)
    return writer.create_warc_record(
        url,
        "request",
        payload=io.BytesIO(form),
        length=len(form),
        http_headers=headers,
        warc_headers_dict={**_dated(page), "WARC-Concurrent-To": answer_id},
    )


def _journal_row(writer: Any, page: StoredPage, answer_id: str) -> Any:
    row = {
        "kind": page.kind.value,
        "origin": page.origin,
        "request_key": page.request_key,
        "state": page.state,
        "page_sha256": page.sha256,
        "context": dict(page.context),
    }
    content = json.dumps(row, sort_keys=True).encode()
    return writer.create_warc_record(
        f"urn:ecourts-indicators:page:{page.page_id}",
        "metadata",
        payload=io.BytesIO(content),
        length=len(content),
        warc_content_type=JOURNAL_TYPE,
        warc_headers_dict={**_dated(page), "WARC-Refers-To": answer_id},
    )


def _dated(page: StoredPage) -> dict[str, str]:
    return {"WARC-Date": page.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


@contextmanager
def _open_whole(path: Path) -> Iterator[BinaryIO]:
    """The file under a temporary name, its owner's from its first byte; renamed when all is on the disk."""
    with written_whole(path, OWNER_ONLY) as unfinished, unfinished.open("wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())
