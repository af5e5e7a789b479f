"""What the court masks today leaves the raw archive: makes the changes ``masking_changes`` finds needed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from extract.archive import Archive
from extract.erasing import (
    Destroyed,
    delete_contents_of_nobody,
    delete_row,
    note_destruction,
    prepare_erasing,
    write_row_anew,
)
from extract.masking_changes import Change, MaskedCase
from extract.page_content import page_bytes, wrapped
from extract.stored_pages import StoredPage

REASON = "masked"
NAMES_MASKED = "names_masked"
"""In a page's context: the program masked names in it."""


def mask_archive(
    archive: Archive, changes: Sequence[Change], cases: Mapping[str, MaskedCase], now: datetime
) -> Counter[Destroyed]:
    """Make the changes in one transaction; returns how many by kind, and puts that on record without names.

    Copies stay in the file's free pages until ``erasing.scrub``.
    """
    prepare_erasing(archive)
    done = Counter(Destroyed(change.row.page.kind, change.outcome) for change in changes)
    with archive.transaction() as connection:
        for change in changes:
            _make(archive, connection, change, cases[change.cnr])
        delete_contents_of_nobody(connection)
        note_destruction(connection, REASON, done, now)
    return done


def _make(archive: Archive, connection: sqlite3.Connection, change: Change, case: MaskedCase) -> None:
    page = change.row.page
    if change.html is not None:
        content = wrapped(page.kind, page.content, change.html)
        html = change.html.encode()
        write_row_anew(connection, change.row, content, html, {**page.context, NAMES_MASKED: "yes"})
        return
    delete_row(connection, change.row)
    if change.outcome == "replaced" and case.page is not None:
        _store_in_place(archive, page, case.page)


def _store_in_place(archive: Archive, old: StoredPage, masked: StoredPage) -> None:
    """The masked page answers the question that the old one answered, if a pull asked it."""
    is_asked = old.kind is masked.kind and not old.request_key.startswith("import:")
    archive.store(
        kind=masked.kind,
        origin=masked.origin,
        request_key=old.request_key if is_asked else masked.request_key,
        state=masked.state,
        fetched_at=masked.fetched_at,
        content=masked.content,
        page=page_bytes(masked.kind, masked.content),
        context=old.context if is_asked else masked.context,
    )
