"""HAR 1.2 files: a browser's record of its requests, as Chromium, Chrome, Firefox and Playwright write it.

Answers come as text or base64, inside the file or (Playwright) in files beside it; a browser may leave out
the content of any of them.
"""

from __future__ import annotations

import base64
import binascii
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from extract.importers.exchange import Exchange, Recording, form_fields
from extract.importers.har_entries import har_entries
from extract.importers.recognised import UnrecognisedFileError, decoded

ReadBeside = Callable[[str], bytes]


def read_har(path: Path) -> Recording:
    """A HAR file, or the zip in which Playwright packs one with its contents.

    Raises ``UnrecognisedFileError`` for anything else and for a file that breaks off.
    """
    if not zipfile.is_zipfile(path):
        return _recording(decoded(path.read_bytes()), lambda name: path.with_name(name).read_bytes())
    try:
        with zipfile.ZipFile(path) as packed:
            names = [name for name in packed.namelist() if name.endswith(".har")]
            if len(names) != 1:
                raise UnrecognisedFileError(f"expected one HAR file in the zip, found {len(names)}")
            return _recording(decoded(packed.read(names[0])), packed.read)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise UnrecognisedFileError(f"a zip that can't be read ({error}): save it again") from error


def _recording(text: str, read_beside: ReadBeside) -> Recording:
    recording = Recording()
    side_files = set()
    for number, entry in enumerate(har_entries(text), start=1):
        place = f"entry {number}"
        recording.entries += 1
        try:
            recording.exchanges.append(_exchange(place, entry, read_beside))
            side_files.add(_text(_object(_object(entry, "response"), "content"), "_file"))
        except _DamagedEntryError as error:
            recording.unreadable.append((place, str(error)))
    recording.side_files = frozenset(side_files - {""})
    return recording


def _exchange(place: str, entry: Any, read_beside: ReadBeside) -> Exchange:
    request, response = _object(entry, "request"), _object(entry, "response")
    content = _object(response, "content")
    status = response.get("status")
    exchange = Exchange(
        place=place,
        method=_text(request, "method", must_be_there=True).upper(),
        url=_text(request, "url", must_be_there=True),
        fields=_fields(request),
        http_status=status if isinstance(status, int) and status > 0 else None,
        mime_type=_text(content, "mimeType"),
        at=_moment(_text(entry, "startedDateTime")),
        body=b"",
    )
    if exchange.is_static or not exchange.is_of_portal:
        return exchange  # never read, and by far the most bytes of a recording
    body, fault, is_missing = _body(content, read_beside)
    return replace(exchange, body=body, fault=fault, has_no_content=is_missing)


def _fields(request: Mapping[str, Any]) -> tuple[tuple[str, str], ...] | None:
    posted = request.get("postData")
    if posted is None:
        return None
    if not isinstance(posted, dict):
        raise _DamagedEntryError("postData is no object")
    if text := _text(posted, "text"):
        return form_fields(text)
    pairs = posted.get("params")
    if not isinstance(pairs, list):
        return None
    if not all(isinstance(pair, dict) for pair in pairs):
        raise _DamagedEntryError("params of postData are no objects")
    return tuple((_text(pair, "name"), _text(pair, "value")) for pair in pairs)


def _body(content: Mapping[str, Any], read_beside: ReadBeside) -> tuple[bytes | None, str, bool]:
    """The answer's bytes; else why they aren't there, and whether the browser just did not keep them."""
    if name := _text(content, "_file"):
        try:
            return (read_beside(name), "", False) if "/" not in name else (None, "a path as _file", False)
        except (OSError, KeyError, ValueError):
            return None, "the file that holds its content is not there", True
    text = content.get("text")
    if text is None:
        size = content.get("size")
        is_empty = size == 0 and not content.get("comment")
        return (b"", "", False) if is_empty else (None, "recorded without its content", True)
    if not isinstance(text, str):
        return None, "its content is no text", False
    encoding = _text(content, "encoding").lower()
    if encoding not in ("", "base64"):
        return None, f"its content is encoded as {encoding!r}, not as base64", False
    try:
        return (base64.b64decode(text, validate=True) if encoding else text.encode()), "", False
    except (binascii.Error, UnicodeEncodeError):
        return None, "its content can't be decoded", False


def _moment(text: str) -> datetime | None:
    """``None`` where no time with a zone is stated: a page without its time is not taken."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


class _DamagedEntryError(Exception):
    """An entry that lacks what every entry has; the message says what."""


def _object(holder: Any, name: str) -> dict[str, Any]:
    value = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(value, dict):
        raise _DamagedEntryError(f"has no {name}")
    return value


def _text(holder: Mapping[str, Any], name: str, *, must_be_there: bool = False) -> str:
    value = holder.get(name)
    if isinstance(value, str) and (value or not must_be_there):
        return value
    if value is None and not must_be_there:
        return ""
    raise _DamagedEntryError(f"{name} is {'missing' if value is None else 'no text'}")
