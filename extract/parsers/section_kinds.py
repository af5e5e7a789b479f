"""The sections a case page can have: their headings, table classes and columns, over all layouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.parsers.case_labels import FIR_LABELS, SUBORDINATE_LABELS
from extract.parsers.case_tables import (
    ACT_COLUMNS,
    APPLICATION_COLUMNS,
    LINKED_COLUMNS,
    PROCESS_COLUMNS,
    TRANSFER_COLUMNS,
)
from extract.parsers.headed_rows import is_header, plain_name
from extract.parsers.history_table import COLUMNS as HISTORY_COLUMNS
from extract.parsers.orders_table import COLUMNS as ORDER_COLUMNS
from extract.parsers.tables import Table


@dataclass(frozen=True, slots=True)
class SectionKind:
    """``headings`` as plain names; a table must wear one of ``classes`` (any class when empty).

    ``columns`` are the known column names, or the labels of the first column when ``is_labelled``: they tell
    sections apart that share a class and stand without a heading.
    """

    name: str
    headings: tuple[str, ...]
    classes: frozenset[str]
    columns: Mapping[str, str] = field(default_factory=dict)
    is_labelled: bool = False

    def may_wear(self, classes: frozenset[str]) -> bool:
        """Whether a table of these classes can be this section."""
        return not self.classes or bool(self.classes & classes)

    def knows(self, table: Table) -> bool:
        """Whether the table's header row, or its first label, is one of this section."""
        if not self.columns or not table.rows:
            return False
        first = table.rows[0][:1] if self.is_labelled else table.rows[0]
        return is_header(first, self.columns)


def _kind(name: str, headings: str, classes: str, columns: Mapping[str, str] | None = None) -> SectionKind:
    plain = tuple(plain_name(heading) for heading in headings.split("|"))
    is_labelled = columns in (FIR_LABELS, SUBORDINATE_LABELS)
    return SectionKind(name, plain, frozenset(classes.split()), columns or {}, is_labelled)


KINDS = (
    _kind("details", "Case Details", "case_details_table"),
    _kind("status", "Case Status", "case_status_table"),
    _kind("petitioners", "Petitioner and Advocate", "petitioner_advocate_table petitioner-advocate-list"),
    _kind("respondents", "Respondent and Advocate", "respondent_advocate_table respondent-advocate-list"),
    _kind("acts", "Acts", "acts_table", ACT_COLUMNS),
    _kind("fir", "FIR Details", "fir_details_table", FIR_LABELS),
    _kind("processes", "Processes|Process Details", "fir_details_table", PROCESS_COLUMNS),
    _kind("subordinate", "Subordinate Court Information", "lower_court_table", SUBORDINATE_LABELS),
    _kind("applications", "IA Status|IA Details", "iaheading", APPLICATION_COLUMNS),
    _kind("linked", "Linked Cases|Connected Cases|Linked/Connected Cases", "", LINKED_COLUMNS),
    _kind("main", "Main Matters", "", LINKED_COLUMNS),
    _kind("sub", "Sub Matters", "", LINKED_COLUMNS),
    _kind("history", "Case History|History of Case Hearing", "history_table", HISTORY_COLUMNS),
    _kind("interim", "Interim Orders", "order_table"),
    _kind("final", "Final Orders / Judgements|Final Orders / Judgement", "order_table"),
    _kind("orders", "Orders", "order_table", ORDER_COLUMNS),
    _kind("transfers", "Case Transfer Details within Establishment", "transfer_table", TRANSFER_COLUMNS),
)
KIND_OF_HEADING = {heading: kind for kind in KINDS for heading in kind.headings}
REQUIRED_KINDS = ("details", "status", "petitioners", "respondents")
ORDER_KINDS = {"interim": "interim", "final": "final", "orders": "unspecified"}


def kind_by_columns(table: Table) -> SectionKind | None:
    """The one section whose class and columns a table without a heading shows, if there is exactly one."""
    found = [kind for kind in KINDS if kind.classes & table.classes and kind.knows(table)]
    return found[0] if len(found) == 1 else None
