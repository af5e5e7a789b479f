"""Templates: an empty form, and the guide that says column by column what may be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.forms.places import form_file, write_private
from pipeline.forms.values import allowed
from pipeline.paths import Places
from pipeline.run import RunError
from transform.form_definition import Field, Form
from transform.vocabulary import vocabulary


def new_form(places: Places, form: Form, check: str) -> tuple[Path, Path]:
    """Write an empty form and its guide; a form that is there is never written over (``RunError``).

    ``check`` is the command that the guide names for when the form is filled in.
    """
    path = form_file(places, form)
    if path.exists():
        raise RunError(f"{path} is there already and is left alone; fill it in, or move it away first.")
    write_private(path, ",".join(form.header) + "\n")
    guide_path = path.with_name(f"{form.name}_guide.txt")
    write_private(guide_path, guide(form, check))
    return path, guide_path


def guide(form: Form, check: str) -> str:
    """What each column means and allows, and the form's rules, as plain text."""
    return "\n".join(_lines(form, check)) + "\n"


def _lines(form: Form, check: str) -> Iterator[str]:
    yield f"Form {form.name}.csv"
    yield form.description + "."
    yield ""
    yield (
        "One row per unit: " + ", ".join(form.unit) + ". CSV in UTF-8, columns separated by commas, dates as"
    )
    yield "2020-03-10. No names, no case numbers, no remarks. Unknown (u) is never the same as no (n)."
    yield f"When done: {check}"
    yield ""
    for field in form.fields:
        yield f"{field.name}: {field.description}."
        yield from (f"    {line}" for line in _allowed(field))
    yield ""
    yield "Rules"
    yield from (f"- {rule}" for rule in form.rules)


def _allowed(field: Field) -> Iterator[str]:
    yield "must be filled in" if field.required else "may be empty"
    if field.codes is None:
        yield allowed(field)
        return
    rows = vocabulary(field.codes).codes
    for code in field.allowed_codes:
        yield f"{code} = {rows[code]['label']}: {rows[code]['definition']}"
