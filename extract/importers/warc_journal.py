"""The journal that an exported archive carries in its WARC file, beside the pages."""

from __future__ import annotations

import json
from collections.abc import Mapping

from extract.importers.exchange import OriginalEntry
from extract.importers.recognised import UnrecognisedFileError
from extract.importers.warc_records import WarcRecord
from extract.stored_pages import PageKind

JOURNAL_TYPE = "application/vnd.ecourts-indicators.journal+json"
"""Content type of the metadata record in which an exported archive keeps a page's journal row."""

STATED_PAGES = "ecourts-indicators-pages"
"""Field of an exported archive's warcinfo record: how many pages follow."""


def stated_pages(block: bytes) -> int | None:
    """How many pages a warcinfo record says follow; ``None`` where it is no exported archive's."""
    for line in block.decode("utf-8", errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name == STATED_PAGES and value.strip().isdecimal():
            return int(value)
    return None


def original_entry(record: WarcRecord) -> OriginalEntry:
    """A page's journal row; raises ``UnrecognisedFileError`` when it can't be read."""
    try:
        entry: Mapping[str, object] = json.loads(record.block)
        context = entry["context"]
        if not isinstance(context, dict):
            raise TypeError("context is no object")
        return OriginalEntry(
            PageKind(str(entry["kind"])),
            str(entry["origin"]),
            str(entry["request_key"]),
            str(entry["state"]),
            str(entry["page_sha256"]),
            {str(key): str(value) for key, value in context.items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnrecognisedFileError(
            f"the journal entry at offset {record.offset} can't be read ({error}): copy the file again"
        ) from error
