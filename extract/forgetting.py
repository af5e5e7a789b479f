"""Takes a case out of a raw archive: its pages, its entries in lists and queue, every mention of its CNR."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from extract.archive import Archive
from extract.cnr import mention_of, plain_cnr
from extract.erasing import (
    Destroyed,
    JournalRow,
    delete_contents_of_nobody,
    delete_row,
    journal,
    note_destruction,
    prepare_erasing,
    write_row_anew,
)
from extract.forgotten import all_text, left_without
from extract.intake import Admitted
from extract.reading import printed_cnr
from extract.stored_pages import PageKind

REASON = "forgotten"


def forget_case(archive: Archive, cnr: str, now: datetime) -> Counter[Destroyed]:
    """Destroy what an archive holds of a case, in one transaction; returns how many pages by kind.

    A second call finds nothing. Copies stay in the file's free pages until ``erasing.scrub``.
    """
    prepare_erasing(archive)
    done: Counter[Destroyed] = Counter()
    with archive.transaction() as connection:
        for row, left in _concerned(archive, cnr):
            if left is None:
                delete_row(connection, row)
            else:
                page = left.content if left.page is None else left.page
                write_row_anew(connection, row, left.content, page, left.context)
            done[_outcome(row, left)] += 1
        connection.execute("DELETE FROM listed_case WHERE cnr = ?", (plain_cnr(cnr),))
        delete_contents_of_nobody(connection)
        note_destruction(connection, REASON, done, now)
    return done


def pages_of_case(archive: Archive, cnr: str) -> Counter[Destroyed]:
    """What ``forget_case`` would do; nothing is written."""
    return Counter(_outcome(row, left) for row, left in _concerned(archive, cnr))


def known_cnrs(archive: Archive) -> frozenset[str]:
    """Every case an archive has a page of or saw on a list, by CNR in capitals without hyphens."""
    listed = archive.rows("SELECT DISTINCT cnr FROM listed_case")
    asked = archive.rows("SELECT DISTINCT json_extract(context, '$.cnr') FROM journal")
    found = {plain_cnr(cnr) for (cnr,) in (*listed, *asked) if cnr}
    for row in journal(archive, PageKind.CASE_PAGE, PageKind.APP_RECORD, PageKind.DAILY_STATUS):
        printed = None if row.page.context.get("cnr") else printed_cnr(row.page.kind, row.page.content)
        if printed:
            found.add(plain_cnr(printed))
    return frozenset(found)


def _concerned(archive: Archive, cnr: str) -> Iterator[tuple[JournalRow, Admitted | None]]:
    """Every response that mentions the case, with what is left of it."""
    mention, plain = mention_of(cnr), plain_cnr(cnr)
    for row in journal(archive):
        page = row.page
        if mention.search(all_text(page.request_key, page.content, page.context)):
            offered = Admitted(page.content, None, page.context)
            yield row, left_without(page.kind, page.request_key, offered, {plain})


def _outcome(row: JournalRow, left: Admitted | None) -> Destroyed:
    return Destroyed(row.page.kind, "destroyed" if left is None else "written_anew")
