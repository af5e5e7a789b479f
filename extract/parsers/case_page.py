"""The case page in each of its layouts: page text in, ``CaseRecord`` out.

Sections are told by heading and table class, values by their labels and column names, never by position.
Whatever is not known, not where it belongs or not accounted for raises ``PageChangedError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from extract.errors import PageChangedError
from extract.parsers.case_labels import (
    CNR_LINK_TEXT,
    DETAIL_LABELS,
    STATUS_LABELS,
    fir_details,
    label_table_pairs,
    labelled_fields,
    split_cnr_note,
    subordinate_court,
)
from extract.parsers.case_tables import (
    act_rows,
    application_rows,
    linked_case_rows,
    process_rows,
    transfer_rows,
)
from extract.parsers.history_table import history_rows
from extract.parsers.link_counts import check_every_link_read
from extract.parsers.markup import Elements, class_names, elements_of
from extract.parsers.orders_table import order_rows
from extract.parsers.page_end import parse_to_the_end
from extract.parsers.page_sections import PageSections, take_sections
from extract.parsers.page_tags import check_tags, without_scripts
from extract.parsers.party_list import party_rows
from extract.parsers.portal_codes import acknowledgement_link, portal_codes
from extract.parsers.regular_rows import ShortenedPage, runs_by_first_row, shortened
from extract.parsers.section_kinds import ORDER_KINDS, REQUIRED_KINDS
from extract.parsers.tables import LINE_BREAK, Table
from extract.records import CaseRecord, Layout, LinkedCase, OrderRow, PartyRow

Tables = dict[str, list[Table]]
Row = TypeVar("Row")


def parse_case_page(page: str, *, is_whole: bool = False) -> CaseRecord:
    """One case page or fragment (the portal's ``data_list``), layout v4, v6-2025 or v6-2026.

    ``is_whole``: the envelope the page came in proves that nothing is cut off (a JSON answer that could be
    read to its end). Otherwise the page must end as whole pages do.
    """
    markup = without_scripts(page)
    short = shortened(markup)
    tree = parse_to_the_end(short.markup, is_whole=is_whole)
    elements = elements_of(tree.root)
    following = runs_by_first_row(elements, short)
    if following is None:
        short, following = ShortenedPage(markup), {}
        tree = parse_to_the_end(markup, is_whole=is_whole)
        elements = elements_of(tree.root)
    check_tags(short.markup, elements)
    layout = _layout(elements)
    sections = take_sections(tree, elements, following)
    missing = [name for name in REQUIRED_KINDS if name not in sections.tables]
    if missing:
        raise PageChangedError("page", f"a section {missing[0]}", "none")
    record = _record(layout, sections)
    check_every_link_read(markup, record, sections.tables)
    return record


def _layout(elements: Elements) -> Layout:
    details = [
        (tag, node)
        for tag, node in elements
        if tag in ("span", "table") and "case_details_table" in class_names(node)
    ]
    if any(tag == "span" for tag, _ in details):
        return Layout.V4
    if not details:
        raise PageChangedError("page", "case details in a table or in spans", "neither")
    has_header_cells = any(tag == "th" for tag, _ in elements_of(details[0][1]))
    return Layout.V6_2026 if has_header_cells else Layout.V6_2025


def _record(layout: Layout, sections: PageSections) -> CaseRecord:
    tables = sections.tables
    details = labelled_fields("case details", _pairs(tables["details"]), DETAIL_LABELS)
    status = labelled_fields("case status", _pairs(tables["status"]), STATUS_LABELS)
    cnr, cnr_note = split_cnr_note(details)
    hearings = _rows(tables, "history", history_rows)
    codes = portal_codes(acknowledgement_link(tables["details"]), hearings)
    return CaseRecord(
        layout=layout,
        cnr=cnr,
        court_name=sections.court_name,
        case_type=details.get("case_type"),
        filing_number=details.get("filing_number"),
        filing_date=details.get("filing_date"),
        registration_number=details.get("registration_number"),
        registration_date=details.get("registration_date"),
        efiling_number=details.get("efiling_number"),
        efiling_date=details.get("efiling_date"),
        first_hearing_date=status.get("first_hearing_date"),
        next_hearing_date=status.get("next_hearing_date"),
        decision_date=status.get("decision_date"),
        stage=status.get("stage"),
        status=status.get("status"),
        nature_of_disposal=status.get("nature_of_disposal"),
        court_number_and_judge=status.get("court_number_and_judge"),
        state_code=codes.state,
        district_code=codes.district,
        establishment_code=codes.establishment,
        court_complex_code=codes.court_complex,
        parties=(*_parties(tables, "petitioner"), *_parties(tables, "respondent")),
        acts=_rows(tables, "acts", act_rows),
        fir=fir_details(_pairs(tables["fir"])) if "fir" in tables else None,
        subordinate_court=(
            subordinate_court(_pairs(tables["subordinate"])) if "subordinate" in tables else None
        ),
        hearings=hearings,
        orders=_orders(tables),
        transfers=_rows(tables, "transfers", lambda table: transfer_rows(table, "within_establishment")),
        processes=_rows(tables, "processes", process_rows),
        interlocutory_applications=_rows(tables, "applications", application_rows),
        linked_cases=_linked_cases(tables),
        ignored=_ignored(sections, cnr_note),
    )


def _rows(tables: Tables, name: str, read: Callable[[Table], Iterable[Row]]) -> tuple[Row, ...]:
    """Rows of all tables of one section, in page order; none if the page has no such section."""
    return tuple(row for table in tables.get(name, ()) for row in read(table))


def _pairs(tables: Sequence[Table]) -> list[tuple[str, str]]:
    return [pair for table in tables for pair in label_table_pairs(table)]


def _parties(tables: Tables, side: str) -> tuple[PartyRow, ...]:
    cells = [cell for table in tables[f"{side}s"] for row in table.rows for cell in row]
    return party_rows(side, LINE_BREAK.join(cell.raw_text for cell in cells))


def _orders(tables: Tables) -> tuple[OrderRow, ...]:
    return tuple(
        row for name, kind in ORDER_KINDS.items() if name in tables for row in order_rows(tables[name], kind)
    )


def _linked_cases(tables: Tables) -> tuple[LinkedCase, ...]:
    kinds = ("linked", "main", "sub")
    return tuple(
        row for kind in kinds for table in tables.get(kind, ()) for row in linked_case_rows(table, kind)
    )


def _ignored(sections: PageSections, cnr_note: str | None) -> tuple[tuple[str, str], ...]:
    """What the page shows and the record leaves out: notes, buttons, and link arguments that soon expire."""
    ignored = [("CNR Number", cnr_note)] if cnr_note else []
    if acknowledgement_link(sections.tables["details"]) is not None:
        ignored.append(("link", CNR_LINK_TEXT))
    for name in ORDER_KINDS:
        if name in sections.tables:
            ignored.append((f"arguments of the order links ({ORDER_KINDS[name]})", ""))
    return (*ignored, *(("button", text) for text in sections.buttons))
