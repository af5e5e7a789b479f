"""The smaller tables of a case page: acts, transfers, processes, applications, linked cases."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.errors import PageChangedError
from extract.parsers.headed_rows import headed_rows
from extract.parsers.sections import split_sections
from extract.parsers.tables import LINE_BREAK, Cell, Table
from extract.parsers.text import link_arguments
from extract.records import ActRow, InterlocutoryApplication, LinkedCase, ProcessRow, TransferRow

ACT_COLUMNS = {"underacts": "act", "undersections": "sections"}
TRANSFER_COLUMNS = {
    "registrationnumber": "registration_number",
    "transferdate": "transfer_date",
    "fromcourtnumberandjudge": "from_court",
    "fromcourtnoandjudge": "from_court",
    "tocourtnumberandjudge": "to_court",
    "tocourtnoandjudge": "to_court",
}
PROCESS_COLUMNS = {"processid": "process_id", "processtitle": "title", "processdate": "date"}
APPLICATION_COLUMNS = {
    "ianumber": "number",
    "partyname": "party",
    "dateoffiling": "filing_date",
    "nextdatepurpose": "next_date",
    "iastatus": "status",
}
LINKED_COLUMNS = {"filingnumber": "filing_number", "casenumber": "case_number"}
_DATE_AND_PURPOSE = re.compile(r"([^()]*?)\s*(?:\((.*)\))?")


def act_rows(table: Table) -> tuple[ActRow, ...]:
    """Acts with their sections split; a cell that is only a comma has none."""
    rows = headed_rows("acts", table.rows, ACT_COLUMNS, ("act", "sections"))
    return tuple(
        ActRow(row["act"].text, row["sections"].text, split_sections(row["sections"].text)) for row in rows
    )


def transfer_rows(table: Table, kind: str) -> tuple[TransferRow, ...]:
    """Transfers of one kind (see ``TransferRow``)."""
    rows = headed_rows("transfers", table.rows, TRANSFER_COLUMNS, ("transfer_date", "from_court", "to_court"))
    return tuple(TransferRow(kind=kind, **_texts(row)) for row in rows)


def process_rows(table: Table) -> tuple[ProcessRow, ...]:
    """Summonses, notices and warrants."""
    rows = headed_rows("processes", table.rows, PROCESS_COLUMNS, PROCESS_COLUMNS.values())
    return tuple(
        ProcessRow(row["process_id"].text, title=row["title"].text, date=row["date"].text) for row in rows
    )


def linked_case_rows(table: Table, kind: str) -> tuple[LinkedCase, ...]:
    """Linked, main or sub matters."""
    rows = headed_rows("linked cases", table.rows, LINKED_COLUMNS, LINKED_COLUMNS.values())
    return tuple(LinkedCase(kind, row["filing_number"].text, row["case_number"].text) for row in rows)


def application_rows(table: Table) -> tuple[InterlocutoryApplication, ...]:
    """Interlocutory applications; the purpose stands in brackets under the next date."""
    rows = headed_rows("applications", table.rows, APPLICATION_COLUMNS, APPLICATION_COLUMNS.values())
    return tuple(_application(row) for row in rows)


def _application(row: Mapping[str, Cell]) -> InterlocutoryApplication:
    when = _DATE_AND_PURPOSE.fullmatch(row["next_date"].text)
    if when is None:
        raise PageChangedError("applications", "a next date with its purpose in brackets", "another text")
    if row["party"].raw_text.count(LINE_BREAK) == 1:
        raise PageChangedError("applications", "a line break after each party's name", "one line break")
    links = [link for cell in row.values() for link in cell.links]
    link = link_arguments(row["number"].links[0], "viewIABusiness") if row["number"].links else None
    if len(links) > 1 or bool(links) != bool(link):
        raise PageChangedError("applications", "one viewIABusiness link, on the number", "another link")
    return InterlocutoryApplication(
        number=row["number"].text,
        party=row["party"].text,
        filing_date=row["filing_date"].text,
        next_date=when[1],
        purpose=when[2],
        status=row["status"].text,
        link=link,
    )


def _texts(row: Mapping[str, Cell]) -> dict[str, str]:
    return {field: cell.text for field, cell in row.items()}
