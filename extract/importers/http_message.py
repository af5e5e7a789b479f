"""An HTTP message as a web archive keeps it: first line, headers, and the body with its encodings undone."""

from __future__ import annotations

import importlib
import zlib
from dataclasses import dataclass

import zstandard


class HttpMessageError(Exception):
    """The message can't be read; the text says why."""


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """``raw_body`` as sent; ``body`` without chunks; ``content`` unpacked too."""

    first_line: str
    headers: dict[str, str]
    raw_body: bytes
    body: bytes
    content: bytes

    @property
    def status(self) -> int | None:
        """Status code of a response."""
        words = self.first_line.split(maxsplit=2)
        return int(words[1]) if len(words) > 1 and words[1].isdecimal() else None


def read_http_message(block: bytes) -> HttpMessage:
    """Splits and unpacks a message. Raises ``HttpMessageError``."""
    head, blank, raw_body = block.partition(b"\r\n\r\n")
    first_line, *lines = head.decode("latin-1").split("\r\n")
    if not blank or "HTTP/" not in first_line:
        raise HttpMessageError("no HTTP headers")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    body = (
        _without_chunks(raw_body) if "chunked" in headers.get("transfer-encoding", "").lower() else raw_body
    )
    return HttpMessage(
        first_line, headers, raw_body, body, _unpacked(body, headers.get("content-encoding", ""))
    )


def _without_chunks(body: bytes) -> bytes:
    """Some recorders undo the chunks and keep the header: a body that begins with no chunk size is whole."""
    content = bytearray()
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 64)
        size = _chunk_size(body[at:end]) if end >= 0 else None
        if size is None and at == 0:
            return body
        if size is None or end + 2 + size > len(body):
            raise HttpMessageError("an answer in chunks that breaks off")
        if size == 0:
            return bytes(content)
        content += body[end + 2 : end + 2 + size]
        at = end + 2 + size + 2


def _chunk_size(line: bytes) -> int | None:
    try:
        size = int(line.split(b";")[0].strip(), 16)
    except ValueError:
        return None
    return size if size >= 0 else None


def _unpacked(body: bytes, encodings: str) -> bytes:
    for encoding in reversed([part.strip().lower() for part in encodings.split(",") if part.strip()]):
        if body:
            body = _unpacked_once(body, encoding)
    return body


def _unpacked_once(body: bytes, encoding: str) -> bytes:
    if encoding == "identity":
        return body
    try:
        if encoding in ("gzip", "x-gzip"):
            return _inflated(body, 16 + zlib.MAX_WBITS) if body.startswith(b"\x1f\x8b") else body
        if encoding == "deflate":
            return _inflated(body, zlib.MAX_WBITS if body[0] & 0x0F == 8 else -zlib.MAX_WBITS)
        if encoding == "zstd":
            return zstandard.ZstdDecompressor().decompressobj().decompress(body)
        if encoding == "br":
            return _unpacked_brotli(body)
    except (zlib.error, zstandard.ZstdError) as error:
        raise HttpMessageError(f"an answer packed with {encoding} that can't be unpacked") from error
    raise HttpMessageError(f"an answer packed with {encoding}, which is not known")


def _inflated(body: bytes, window_bits: int) -> bytes:
    unpacker = zlib.decompressobj(window_bits)
    content = unpacker.decompress(body)
    if not unpacker.eof:
        raise HttpMessageError("a packed answer that breaks off")
    return content


def _unpacked_brotli(body: bytes) -> bytes:
    try:
        brotli = importlib.import_module("brotli")
    except ImportError:
        raise HttpMessageError("an answer packed with br: install the package brotli to read it") from None
    try:
        return bytes(brotli.decompress(body))
    except brotli.error as error:
        raise HttpMessageError("an answer packed with br that can't be unpacked") from error
