"""Records of a WARC file as exchanges: the request and what is known of its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from extract.importers.exchange import Exchange, form_fields
from extract.importers.http_message import HttpMessageError, read_http_message
from extract.importers.warc_records import WarcRecord


def blank_exchange(record: WarcRecord) -> Exchange:
    """What a record's headers say, without form and content."""
    head = record.block[: record.block.find(b"\r\n\r\n")].decode("latin-1").lower()
    mime = next((line[13:].strip() for line in head.split("\r\n") if line.startswith("content-type:")), "")
    return Exchange(
        place=f"{record.kind} at offset {record.offset}",
        method="GET",
        url=record.headers.get("warc-target-uri", "").strip("<>"),
        fields=None,
        http_status=None,
        mime_type=mime,
        at=_moment(record.headers["warc-date"]),
        body=None,
    )


def with_request(exchange: Exchange, record: WarcRecord | None) -> Exchange:
    """The exchange with method and form of its request record, where there is one that can be read."""
    if record is None:
        return exchange
    try:
        message = read_http_message(record.block)
    except HttpMessageError:
        return exchange
    method = message.first_line.split(maxsplit=1)[0].upper()
    is_form = "urlencoded" in message.headers.get("content-type", "")
    fields = form_fields(message.content.decode("utf-8", errors="replace")) if is_form else None
    return replace(exchange, method=method, fields=fields)


def unanswered(record: WarcRecord) -> Exchange:
    """A request that no answer was recorded of."""
    blank = replace(blank_exchange(record), mime_type="", fault="no answer to it was recorded")
    return with_request(replace(blank, has_no_content=True), record)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)  # WARC dates are in UTC
