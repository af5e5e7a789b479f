"""What a form's definition consists of; ``transform/form_schema.py`` is written in these terms.

A form is a CSV that people fill in with what no page says. Its definition gives the template, the guide, the
check of every cell and the table that valid rows become.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from transform.schema import CASE_ID, STUDY_COLUMNS
from transform.table_definition import Column, ColumnType, Table
from transform.vocabulary import vocabulary

CASE_REF = "case_ref"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a form. ``codes`` names its code list; ``without`` are codes of the list not for coders.

    ``pattern`` (a regular expression) and ``pattern_words`` bind text; ``minimum`` and ``maximum`` numbers.
    ``is_judgment`` marks what a coder decides: two coders of a unit are compared on these.
    """

    name: str
    type: ColumnType
    description: str
    required: bool = False
    codes: str | None = None
    without: tuple[str, ...] = ()
    pattern: str | None = None
    pattern_words: str = ""
    minimum: float | None = None
    maximum: float | None = None
    is_judgment: bool = False

    @property
    def allowed_codes(self) -> tuple[str, ...]:
        """Codes a coder may write, in the order of their list."""
        if self.codes is None:
            return ()
        return tuple(code for code in vocabulary(self.codes).codes if code not in self.without)

    def column(self) -> Column:
        """The table's column."""
        if self.name == CASE_REF:
            return replace(CASE_ID, required=self.required)
        return Column(self.name, self.type, self.description, self.required, self.codes)


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``unit`` are the columns that say what a row is about; ``rules`` state its rules in words.

    ``is_double_coded`` forms are filled in by two coders for a part of their units.
    """

    name: str
    table_name: str
    description: str
    unit: tuple[str, ...]
    fields: tuple[Field, ...]
    rules: tuple[str, ...]
    is_double_coded: bool = True

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def has_cases(self) -> bool:
        return CASE_REF in self.unit

    @property
    def judgments(self) -> tuple[Field, ...]:
        """What two coders of the same unit are compared on."""
        return tuple(field for field in self.fields if field.is_judgment)

    def table(self) -> Table:
        """The table that valid rows become, one a unit."""
        key = tuple("case_id" if name == CASE_REF else name for name in self.unit)
        columns = tuple(field.column() for field in self.fields)
        return Table(self.table_name, self.description, ("study", "timepoint", *key), STUDY_COLUMNS + columns)
