"""Takes a case page apart: every known section with its tables, and nothing left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from extract.errors import PageChangedError
from extract.parsers.headed_rows import plain_name
from extract.parsers.markup import Elements
from extract.parsers.page_parts import Block, Heading, take_buttons, take_parts
from extract.parsers.section_kinds import KIND_OF_HEADING, ORDER_KINDS, SectionKind, kind_by_columns
from extract.parsers.spans_v4 import take_status_pairs
from extract.parsers.tables import Run, Table
from extract.parsers.text import clean

# The labels of the v4 details are one span a line; its orders are one table each.
IN_SEVERAL_BLOCKS = frozenset({"details", *ORDER_KINDS})


@dataclass(frozen=True, slots=True)
class PageSections:
    """``tables`` by the name of their section; ``buttons`` are the texts of the page's buttons."""

    court_name: str | None
    tables: dict[str, list[Table]]
    buttons: tuple[str, ...]


def take_sections(tree: LexborHTMLParser, elements: Elements, following: dict[int, Run]) -> PageSections:
    """All sections of the page; raises ``PageChangedError`` for an unknown heading, table class or text.

    ``elements`` are those of the tree; ``following`` the rows read beside it (``regular_rows``), all of which
    must find their table.
    """
    parts = take_parts(elements, following)
    if following:
        raise PageChangedError("page", "all rows in tables", "rows outside them")
    court_names = [part.text for part in parts if isinstance(part, Heading) and part.is_court_name]
    tables = _pair_headings_with_tables(parts, take_status_pairs(tree))
    buttons = take_buttons(tree)
    left_over = clean(tree.body.text()) if tree.body is not None else ""
    if left_over:
        raise PageChangedError("page", "no text outside the known sections", f"{len(left_over)} characters")
    return PageSections(court_names[0] if court_names else None, tables, buttons)


def _pair_headings_with_tables(parts: list[Heading | Block], status_v4: Table) -> dict[str, list[Table]]:
    """A table takes the first open heading that allows its class; in v4 the status pairs come last."""
    tables: dict[str, list[Table]] = {}
    open_kinds: list[SectionKind] = []
    last_name = ""
    for part in _headings_first(parts):
        if isinstance(part, Heading):
            open_kinds.append(_kind_of(part))
        elif not part.table.is_blank:
            last_name = _section_of(part.table, open_kinds, last_name)
            _add(tables, last_name, part.table)
    if status_v4.rows:
        _add(tables, _section_of(status_v4, open_kinds, last_name), status_v4)
    if open_kinds:
        raise PageChangedError("page", "a table under each heading", f"none for {open_kinds[0].name}")
    return tables


def _headings_first(parts: list[Heading | Block]) -> Iterator[Heading | Block]:
    """A heading or caption inside a table goes before it; the court's name is no heading of a section."""
    inside: dict[int, list[Heading]] = {}
    for part in parts:
        if isinstance(part, Heading) and part.table_id is not None and not part.is_court_name:
            inside.setdefault(part.table_id, []).append(part)
    for part in parts:
        if isinstance(part, Block):
            yield from inside.get(part.table_id, ())
            yield part
        elif not part.is_court_name and part.table_id is None:
            yield part


def _kind_of(heading: Heading) -> SectionKind:
    kind = KIND_OF_HEADING.get(plain_name(heading.text))
    if kind is None:
        raise PageChangedError("page", "a known heading", f"{heading.text[:40]!r}")
    return kind


def _section_of(table: Table, open_kinds: list[SectionKind], last_name: str) -> str:
    """The section's name; its heading is no longer open then."""
    for kind in open_kinds:
        if kind.may_wear(table.classes):
            open_kinds.remove(kind)
            return kind.name
    if last_name in IN_SEVERAL_BLOCKS and table.classes & _classes_of(last_name):
        return last_name
    by_columns = kind_by_columns(table)
    if by_columns is None or open_kinds:
        wanted = " or ".join(sorted(open_kinds[-1].classes)) if open_kinds else "a known section"
        found = " ".join(sorted(table.classes))
        raise PageChangedError("page", f"a table of class {wanted}", f"class {found!r}")
    return by_columns.name


def _classes_of(name: str) -> frozenset[str]:
    return next(kind.classes for kind in KIND_OF_HEADING.values() if kind.name == name)


def _add(tables: dict[str, list[Table]], name: str, table: Table) -> None:
    if name in tables and name not in IN_SEVERAL_BLOCKS:
        raise PageChangedError("page", f"section {name} once", "twice")
    tables.setdefault(name, []).append(table)
