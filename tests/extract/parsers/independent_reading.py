"""A second reader of case pages, sharing no code with the parsers: BeautifulSoup over html5lib's tree.

It knows less (hearings, acts, orders) and checks nothing; the tests compare its rows with the parsers'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag


@dataclass(frozen=True)
class Reading:
    """Rows as plain tuples: (business date, hearing date, purpose, CNR of the link), (act, sections) and
    (number, date, details)."""

    hearings: tuple[tuple[str, ...], ...]
    acts: tuple[tuple[str, ...], ...]
    orders: tuple[tuple[str, ...], ...]


def read_independently(page: str) -> Reading:
    soup = BeautifulSoup(page, "html5lib")
    return Reading(
        hearings=tuple(
            hearing(row) for row in soup.find_all("tr") if is_in(row, "history_table", "Business")
        ),
        acts=tuple(texts(row) for row in soup.find_all("tr") if is_in(row, "acts_table", "Under Act")),
        orders=tuple(texts(row) for row in soup.find_all("tr") if is_in(row, "order_table", "Order Number")),
    )


def is_in(row: Tag, table_class: str, header_word: str) -> bool:
    """Whether the row's nearest table has the class, the header row left out."""
    table = row.find_parent("table")
    assert table is not None
    classes = [name.lower() for name in table.get_attribute_list("class") if name]
    return table_class in classes and header_word not in row.get_text()


def hearing(row: Tag) -> tuple[str, ...]:
    link = row.find("a")
    script = str(link.get("onclick")) if isinstance(link, Tag) else ""
    arguments = re.findall(r"'([^']*)'", script)
    return (*texts(row)[-3:], arguments[3] if arguments else "")


def texts(row: Tag) -> tuple[str, ...]:
    """Texts of the row's own cells, without those of a table that stands in one."""
    return tuple(own_text(cell) for cell in row.find_all(["td", "th"], recursive=False))


def own_text(cell: Tag) -> str:
    strings = [text for text in cell.find_all(string=True) if nearest_cell(text) is cell]
    return re.sub(r"\s+", " ", "".join(strings)).strip()


def nearest_cell(text: object) -> Tag | None:
    parent = text.find_parent(["td", "th"])  # type: ignore[attr-defined]
    return parent if isinstance(parent, Tag) else None
