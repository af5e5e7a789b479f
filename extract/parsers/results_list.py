"""The list a search answers with: one row a case, grouped by establishment, never cut into pages.

A list that arrives incomplete would silently lose cases, so three counts must agree: the total the page
states, the viewHistory links in the text, and the rows read; and so must each establishment's own count.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.cnr import PLAIN_CNR
from extract.errors import PageChangedError
from extract.no_record import NO_RECORD
from extract.parsers.text import clean, link_arguments
from extract.records import ResultRow, ResultsList

_WHERE = "results list"
_HEADERS = ("Sr No", "Case Type/Case Number/Case Year", "Petitioner Name versus Respondent Name", "View")
_LINK_ARGUMENT_COUNT = 9
_CASE_NUMBER = re.compile(r"(.*)/(\d+)/(\d{4})")
_NOTHING_FOUND = re.compile(rf"({NO_RECORD.pattern}).{{0,60}}", re.IGNORECASE)
_STATED_TOTAL = re.compile(r"Total number of cases\s*:\s*(\d+)", re.IGNORECASE)
_LINK_CALL = re.compile(r"(?<!function )\bviewHistory\s*\(")
_VERSUS = re.compile(r"v(ersu)?s\.?", re.IGNORECASE)


def parse_results_list(fragment: str) -> ResultsList:
    """All cases of one search answer, in page order (2025 and 2026 forms).

    "Record not found" gives an empty list with ``stated_total`` 0. Raises ``PageChangedError`` for anything
    else that is no list, and for a list whose counts disagree (cut off on its way).
    """
    page = LexborHTMLParser(fragment)
    tables = page.css("table#dispTable")
    link_count = len(_LINK_CALL.findall(fragment))
    if not tables and not link_count and _says_nothing_found(page):
        return ResultsList(stated_total=0, stated_by_establishment=(), rows=())
    if len(tables) != 1:
        raise PageChangedError(_WHERE, "one table dispTable or a no-record notice", f"{len(tables)} tables")
    stated_total = _stated_total(page)
    stated = tuple(_stated_count(link) for link in page.css("a[href^='#td_court_name_']"))
    rows = _rows(tables[0])
    _check_counts(stated_total, link_count, stated, rows)
    return ResultsList(
        stated_total=stated_total, stated_by_establishment=stated, rows=tuple(row for _, row in rows)
    )


def _says_nothing_found(page: LexborHTMLParser) -> bool:
    return _NOTHING_FOUND.fullmatch(clean(page.root.text() if page.root else "")) is not None


def _stated_total(page: LexborHTMLParser) -> int:
    heading = clean(" ".join(node.text() for node in page.css("h3, h4, .courtsDiv, #courtSummary")))
    totals = set(_STATED_TOTAL.findall(heading))
    if len(totals) != 1:
        raise PageChangedError(_WHERE, "one 'Total number of cases'", ", ".join(sorted(totals)) or "none")
    return int(totals.pop())


def _stated_count(link: LexborNode) -> tuple[str, int]:
    """``District Court:&nbsp;3`` above the table."""
    name, colon, count = clean(link.text()).rpartition(":")
    if not colon or not count.strip().isdigit():
        raise PageChangedError(_WHERE, "establishment and count such as 'Name: 3'", "no count")
    return clean(name), int(count)


def _rows(table: LexborNode) -> list[tuple[int, ResultRow]]:
    """Case rows, each with the number of its establishment's group (0 = before any group row)."""
    rows: list[tuple[int, ResultRow]] = []
    establishment: str | None = None
    group = 0
    headers_seen = 0
    for row in table.css("tr"):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        texts = tuple(clean(cell.text()) for cell in cells)
        if texts == _HEADERS:
            headers_seen += 1
        elif cells and "colspan" in cells[0].attributes and not any(texts[1:]):
            establishment, group = texts[0], group + 1
        else:
            rows.append((group, _case_row(cells, establishment)))
    if headers_seen != 1:
        raise PageChangedError(_WHERE, f"the header {' | '.join(_HEADERS)}", f"it {headers_seen} times")
    return rows


def _case_row(cells: list[LexborNode], establishment: str | None) -> ResultRow:
    if len(cells) != len(_HEADERS):
        raise PageChangedError(_WHERE, f"{len(_HEADERS)} cells a row", f"{len(cells)} cells")
    serial, case, parties, view = cells
    link = _view_link(view)
    number = _CASE_NUMBER.fullmatch(clean(case.text()))
    if number is None:
        shape = re.sub(r"[^/]+", "x", clean(case.text()))
        raise PageChangedError(_WHERE, "type/number/year in a row", f"text of the shape {shape!r}")
    petitioner, respondent = _split_parties(parties)
    return ResultRow(
        establishment=establishment,
        serial_number=clean(serial.text()),
        case_type=clean(number[1]),
        case_number=number[2],
        case_year=number[3],
        petitioner=petitioner,
        respondent=respondent,
        cnr=link[1],
        link=link,
    )


def _view_link(cell: LexborNode) -> tuple[str, ...]:
    scripts = [script for link in cell.css("a") if (script := link.attributes.get("onclick"))]
    # A quote in a name ends the 2026 link's unescaped aria-label early; the call is then text of the cell.
    scripts = scripts or [cell.text()]
    calls = [call for script in scripts if (call := link_arguments(script, "viewHistory")) is not None]
    if len(calls) != 1 or len(calls[0]) != _LINK_ARGUMENT_COUNT:
        found = [len(call) for call in calls] or "none"
        raise PageChangedError(_WHERE, "one viewHistory link with 9 arguments a row", f"{found}")
    if PLAIN_CNR.fullmatch(calls[0][1]) is None:
        raise PageChangedError(_WHERE, "a CNR as second argument of viewHistory", "another text")
    return calls[0]


def _split_parties(cell: LexborNode) -> tuple[str, str]:
    """``A<br>Vs</br>B``: the line that says only "Vs" divides; names may run over several lines."""
    lines = [""]
    for node in cell.traverse(include_text=True):
        if node.tag == "br":
            lines.append("")
        elif node.tag == "-text":
            lines[-1] += node.text(deep=False) or ""
    names = [clean(line) for line in lines]
    dividers = [i for i, name in enumerate(names) if _VERSUS.fullmatch(name)]
    if len(dividers) != 1:
        raise PageChangedError(_WHERE, "one line 'Vs' between the parties of a row", f"{len(dividers)}")
    return clean(" ".join(names[: dividers[0]])), clean(" ".join(names[dividers[0] + 1 :]))


def _check_counts(
    stated_total: int,
    link_count: int,
    stated: tuple[tuple[str, int], ...],
    rows: list[tuple[int, ResultRow]],
) -> None:
    if not stated_total == link_count == len(rows):
        raise PageChangedError(
            _WHERE,
            f"{stated_total} cases as the page states",
            f"{len(rows)} rows and {link_count} links: the list came incomplete, ask again",
        )
    counted: dict[tuple[int, str | None], int] = {}
    for group, row in rows:
        counted[(group, row.establishment)] = counted.get((group, row.establishment), 0) + 1
    found = [(name, count) for (_, name), count in counted.items()]
    if stated and found != [entry for entry in stated if entry[1]]:
        raise PageChangedError(_WHERE, f"cases by establishment {list(stated)}", f"{found}")
