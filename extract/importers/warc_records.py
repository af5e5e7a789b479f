"""The records of a WARC file (1.0 or 1.1, plain or gzip), each checked to be whole.

``warcio`` splits the file; what it lets pass in silence (a record or gzip member that breaks off, a record
whose length is wrong) is refused here.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from extract.errors import ExtractError
from extract.importers.recognised import UnrecognisedFileError

_GZIP_START = b"\x1f\x8b"
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """``headers`` are the record's own, names in lower case; ``block`` is everything below them."""

    offset: int
    headers: Mapping[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        return self.headers["warc-type"].lower()


def warcio(module: str) -> Any:
    """A module of ``warcio``; raises ``ExtractError`` that says how to get it when it isn't installed."""
    try:
        return importlib.import_module(f"warcio.{module}")
    except ImportError as error:
        raise ExtractError("WARC files need the package warcio, not installed here: run make warc") from error


def warc_records(stream: BinaryIO) -> Iterator[WarcRecord]:
    """Records in order. Raises ``UnrecognisedFileError`` that names the offset where the file breaks."""
    is_packed = stream.read(2) == _GZIP_START
    stream.seek(0)
    if is_packed:
        _refuse_broken_gzip(stream)
        stream.seek(0)
    iterator = warcio("archiveiterator").ArchiveIterator(stream, no_record_parse=True)
    complaints = io.StringIO()  # warcio prints what it finds odd
    while True:
        offset = iterator.offset
        try:
            with contextlib.redirect_stderr(complaints):
                record = next(iterator, None)
                block = None if record is None else record.raw_stream.read()
        except warcio("exceptions").ArchiveLoadFailed as error:
            raise _broken(offset, _one_line(error)) from error
        if complaints.getvalue():
            raise _broken(offset, "the record before does not end where it says")
        if record is None or block is None:
            return
        # For a gzip file warcio moves its offset only when the member is read to its end.
        yield _whole(iterator.offset, {k.lower(): v for k, v in record.rec_headers.headers}, block)


def _whole(offset: int, headers: Mapping[str, str], block: bytes) -> WarcRecord:
    for name in ("WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length"):
        if not headers.get(name.lower()):
            raise _broken(offset, f"a record without {name}")
    length = headers["content-length"]
    if not length.isdecimal() or int(length) != len(block):
        raise _broken(offset, f"a record of {length} bytes of which {len(block)} are there")
    if not digest_matches(headers.get("warc-block-digest"), block):
        raise _broken(offset, "a record that does not match its digest")
    return WarcRecord(offset, headers, block)


def digest_matches(stated: str | None, *contents: bytes) -> bool:
    """Whether a digest such as ``sha1:BASE32`` is that of one of the contents; true when none is stated.

    One of an algorithm this Python does not know can't be checked and passes.
    """
    algorithm, colon, value = (stated or "").partition(":")
    name = algorithm.lower().replace("-", "")
    if not colon or name not in hashlib.algorithms_available or name.startswith("shake"):
        return True
    for content in contents:
        digest = hashlib.new(name, content, usedforsecurity=False).digest()
        if value.lower() == digest.hex() or value.upper() == base64.b32encode(digest).decode():
            return True
    return False


def _refuse_broken_gzip(stream: BinaryIO) -> None:
    """Every gzip member must end; a file cut in transit ends inside one."""
    position = start = 0
    member: Any = None
    left = b""
    while left or (left := stream.read(_STEP)):
        if member is None:
            member, start = zlib.decompressobj(16 + zlib.MAX_WBITS), position
        try:
            member.decompress(left)
        except zlib.error as error:
            raise _broken(start, f"a gzip member that can't be unpacked ({error})") from error
        position += len(left) - len(member.unused_data)
        left = member.unused_data
        if member.eof:
            member = None
    if member is not None:
        raise _broken(start, f"a gzip member that does not end (file ends at {position})")


def _broken(offset: int, found: str) -> UnrecognisedFileError:
    return UnrecognisedFileError(
        f"no whole WARC file: at offset {offset} found {found}; nothing was taken from it: copy it again"
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:150]
