"""Short forms of what is long and met often, while very many cases are counted: texts of few values as codes
of a byte or two, pseudonyms as numbers, whole numbers in four bytes.

The queries don't notice: a code compares, groups and sorts like its text. A pseudonym's number is its digest
by the database, found to be unlike every other's in its range before it is used; it is turned back into the
pseudonym where rows are kept beyond the range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from transform.warehouse_views import literal, quoted

TEXTS = {
    "cases": ("study", "timepoint", "district", "court_level", "case_type_code", "status", "stage_code"),
    "outcomes": ("study", "timepoint", "outcome_code", "outcome_group"),
    "hearings": ("study", "timepoint", "purpose_code", "stage_group", "adjournment_reason_code"),
    "adjournments": ("study", "timepoint", "definition_id", "purpose_code", "reason_code", "side"),
    "acts": ("study", "timepoint", "offence_code"),
    "bail": ("study", "timepoint", "outcome_code", "kind"),
    "study_parameters": ("study", "timepoint"),
}  # fmt: skip
"""Tables and their texts of few values, whatever the number of cases."""
MOST_VALUES = 60_000
"""Of one text, over all tables that have it: two bytes hold 65,536."""
NAMES = "case_names"
"""Table of the range at work: case_id, and case_number by which the other tables know it."""


@dataclass(frozen=True, slots=True)
class ShortForms:
    """``types``: what a column of a few texts is cast to, by column name; none where it stays as it is."""

    types: Mapping[str, str] = field(default_factory=dict)

    def selected(self, table: str, columns: Mapping[str, str], case_column: str | None = None) -> str:
        """Select list of a table whose ``columns`` have the types given, each in its short form.

        ``case_column`` names the case and becomes a number.
        """
        return ", ".join(
            f"{self._short(table, name, kind, is_case=name == case_column)} as {quoted(name)}"
            for name, kind in columns.items()
        )

    def _short(self, table: str, name: str, kind: str, *, is_case: bool) -> str:
        if is_case:
            return numbered(quoted(name))
        if name in TEXTS.get(table, ()) and name in self.types:
            return f"cast({quoted(name)} as {self.types[name]})"
        return f"cast({quoted(name)} as integer)" if kind == "BIGINT" else quoted(name)


def numbered(case_id: str) -> str:
    """The number of a pseudonym, as an expression."""
    return f"case when {case_id} is not null then hash({case_id}) end"


def short_forms(connection: duckdb.DuckDBPyConnection) -> ShortForms:
    """Short forms for the tables that ``connection`` sees, all ranges together."""
    tables_of: dict[str, list[str]] = {}
    for table, columns in TEXTS.items():
        for column in columns:
            tables_of.setdefault(column, []).append(table)
    values = {column: _values(connection, column, tables) for column, tables in tables_of.items()}
    return ShortForms(
        {
            column: f"enum({', '.join(map(literal, texts))})"
            for column, texts in values.items()
            if 0 < len(texts) <= MOST_VALUES
        }
    )


def name_cases(connection: duckdb.DuckDBPyConnection, cases: str) -> bool:
    """Number the cases of the query ``cases``; false if two of them have the same number."""
    connection.execute(
        f"create or replace temp table {NAMES} as "
        f"select case_id, {numbered('case_id')} as case_number from ({cases})"
    )
    found = connection.execute(
        f"select count(distinct case_number) = count(distinct case_id) from {NAMES}"
    ).fetchall()
    return bool(found[0][0])


def with_names(query: str) -> str:
    """Rows of ``query`` with their cases' pseudonyms again instead of their numbers."""
    return (
        f"select kept.* replace ({NAMES}.case_id as case_id) "
        f"from ({query}) as kept inner join {NAMES} on kept.case_id = {NAMES}.case_number"
    )


def _values(connection: duckdb.DuckDBPyConnection, column: str, tables: list[str]) -> list[str]:
    """Texts of a column in all tables that have it, in order, so that codes sort like them."""
    found = " union ".join(f"select distinct {quoted(column)} as text from {quoted(name)}" for name in tables)
    rows = connection.execute(f"select text from ({found}) where text is not null order by text").fetchall()
    return [str(text) for (text,) in rows]
