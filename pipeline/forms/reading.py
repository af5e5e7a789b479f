"""Reads a form's CSV: text cells with their line numbers, or what is wrong with the file itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.forms.fault import FormFault
from transform.form_definition import Form


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row as written: every column's text, ends stripped; ``line`` is where the row begins."""

    line: int
    cells: dict[str, str]


def read_form(path: Path, form: Form) -> tuple[list[FormRow], list[FormFault]]:
    """Rows of a form, rows without any content left out; when the header is wrong, its faults and no rows.

    UTF-8, with or without the mark that spreadsheets put in front; columns in any order.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return [], [FormFault(line, "", 'not UTF-8 text; save the file as "CSV UTF-8" and check it again')]
    return _rows(text, form)


def _rows(text: str, form: Form) -> tuple[list[FormRow], list[FormFault]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[FormRow] = []
    faults: list[FormFault] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        if wrong := list(_header_faults(header, form)):
            return [], wrong
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                _take(line, cells, header, rows, faults)
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(
            FormFault(reader.line_num, "", f"can't be read as CSV ({error}); look for a quote left open")
        )
    return rows, faults


def _header_faults(header: Sequence[str], form: Form) -> Iterator[FormFault]:
    if len(header) == 1 and ";" in header[0]:
        yield FormFault(1, "", "the columns are separated by semicolons; save the file with commas")
        return
    if not any(header):
        yield FormFault(1, "", f"the header is missing; it reads {','.join(form.header)}")
        return
    for name in form.header:
        if name not in header:
            yield FormFault(1, name, "the column is missing; add it, its cells empty where nothing is known")
    for name in dict.fromkeys(header):
        if name not in form.header:
            yield FormFault(
                1, name, f"this form has no such column; it has {', '.join(form.header)}. Delete or rename it"
            )
        elif header.count(name) > 1:
            yield FormFault(1, name, "the column stands twice; keep one")


def _take(
    line: int, cells: list[str], header: list[str], rows: list[FormRow], faults: list[FormFault]
) -> None:
    if len(cells) != len(header):
        faults.append(
            FormFault(
                line,
                "",
                f"{len(cells)} cells, but the header has {len(header)}; a cell with a comma in it must stand "
                'in double quotes ("...")',
            )
        )
        return
    rows.append(FormRow(line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}))
