"""Turns the text of a form's cells into values, or says what was found and what is allowed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extract.cnr import CNR_SHAPE
from pipeline.forms.fault import FormFault
from pipeline.forms.reading import FormRow
from transform.form_definition import Field, Form
from transform.vocabulary import vocabulary

PSEUDONYM = re.compile(r"[0-9a-f]{16}")
"""A case's reference; some look like a CNR in small letters."""

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
WHOLE_NUMBER = re.compile(r"[+-]?\d{1,12}")
FIRST_DAY = date(1950, 1, 1)
LONGEST_QUOTE = 40


class CellError(ValueError):
    """A cell that can't be taken; its text says why and what is allowed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as values: ``None`` where an optional cell is empty."""

    line: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def unit(self, form: Form) -> tuple[Any, ...]:
        return tuple(self.values[name] for name in form.unit)


def read_entries(rows: list[FormRow], form: Form) -> tuple[list[Entry], list[FormFault]]:
    """Every row whose cells can all be taken, and a fault for every cell that can't."""
    entries, faults = [], []
    for row in rows:
        values: dict[str, Any] = {}
        for field in form.fields:
            try:
                values[field.name] = _value(row.cells[field.name], field)
            except CellError as error:
                faults.append(FormFault(row.line, field.name, str(error)))
        if len(values) == len(form.fields):
            entries.append(Entry(row.line, values))
    return entries, faults


def _value(text: str, field: Field) -> Any:
    if not text:
        if field.required:
            raise CellError(f"empty, but it must be filled in; {allowed(field)}")
        return None
    if CNR_SHAPE.search(text) and not PSEUDONYM.fullmatch(text):
        raise CellError("holds a CNR, which may not stand on a form; write what the column asks for")
    if field.codes is not None:
        return _code(text, field)
    if field.type == "date":
        return _date(text)
    if field.type in ("integer", "number"):
        return _number(text, field)
    if field.pattern is not None and not re.fullmatch(field.pattern, text):
        raise _refused(text, field)
    return text


def allowed(field: Field) -> str:
    """What may stand in the column, in words."""
    if field.codes is not None:
        rows = vocabulary(field.codes).codes
        named = ", ".join(f"{code} ({rows[code]['label']})" for code in field.allowed_codes)
        return f"allowed: {named}"
    if field.type == "date":
        return "allowed: a date as year-month-day, such as 2020-03-10"
    if field.type in ("integer", "number"):
        kind = "a whole number" if field.type == "integer" else "a number"
        if field.minimum is not None and field.maximum is not None:
            return f"allowed: {kind} from {field.minimum:.0f} to {field.maximum:.0f}"
        return f"allowed: {kind}" + (f", {field.minimum:.0f} or more" if field.minimum is not None else "")
    return f"allowed: {field.pattern_words}"


def _code(text: str, field: Field) -> str:
    if text not in field.allowed_codes:
        raise _refused(text, field)
    return text


def _date(text: str) -> date:
    if not DATE.fullmatch(text):
        raise CellError(f"found {quote(text)}; write the date as year-month-day, such as 2020-03-10")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CellError(f"found {quote(text)}; there is no such day in the calendar") from None
    if day < FIRST_DAY:
        raise CellError(f"found {quote(text)}; a day before {FIRST_DAY.year} can't be right, check the year")
    return day


def _number(text: str, field: Field) -> float | int:
    if field.type == "integer":
        if not WHOLE_NUMBER.fullmatch(text):
            raise _refused(text, field)
        number: float | int = int(text)
    else:
        try:
            number = float(text)
        except ValueError:
            raise _refused(text, field) from None
        if not math.isfinite(number):
            raise _refused(text, field)
    if (field.minimum is not None and number < field.minimum) or (
        field.maximum is not None and number > field.maximum
    ):
        raise _refused(text, field)
    return number


def _refused(text: str, field: Field) -> CellError:
    return CellError(f"found {quote(text)}; {allowed(field)}")


def quote(text: str) -> str:
    """A cell's text for a message, cut short."""
    return f'"{text}"' if len(text) <= LONGEST_QUOTE else f'"{text[:LONGEST_QUOTE]}..."'
