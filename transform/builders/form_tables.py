"""The tables that checked forms become: one per form, and one of the units that two coders coded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from transform.builders.table_rows import finished
from transform.form_definition import CASE_REF, Form
from transform.form_schema import DOUBLE_CODINGS
from transform.parameters import TableParameters
from transform.table_definition import Table

Values = Mapping[str, Any]


def form_table(form: Form, rows: Iterable[Values], parameters: TableParameters) -> pa.Table:
    """The form's table from the values of its rows (by column of the form), one row a unit."""
    return _table(
        form.table(), ({_column(name): row[name] for name in form.header} for row in rows), parameters
    )


def double_codings_table(
    pairs_by_form: Iterable[tuple[Form, Sequence[tuple[Values, Values]]]], parameters: TableParameters
) -> pa.Table:
    """Table ``double_codings`` from (first, second) codings of the same unit."""
    rows = (
        {
            "form": form.name,
            "unit": " ".join(str(first[name]) for name in form.unit),
            "case_id": first[CASE_REF],
            "variable": field.name,
            "first_code": _as_code(first[field.name]),
            "second_code": _as_code(second[field.name]),
        }
        for form, pairs in pairs_by_form
        for first, second in pairs
        for field in form.judgments
    )
    return _table(DOUBLE_CODINGS, rows, parameters)


def _column(name: str) -> str:
    return "case_id" if name == CASE_REF else name


def _as_code(value: Any) -> str | None:
    return None if value is None else str(value)


def _table(definition: Table, rows: Iterable[dict[str, Any]], parameters: TableParameters) -> pa.Table:
    of_study = {"study": parameters.study, "timepoint": parameters.timepoint}
    full = [of_study | row for row in rows]
    return finished(definition, pa.Table.from_pylist(full, schema=definition.arrow_schema()))
