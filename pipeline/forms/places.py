"""Where a timepoint's forms lie: in the restricted zone, beside the raw pages, open to their owner only."""

from __future__ import annotations

import os
from pathlib import Path

from extract.archive_access import refuse_if_open_to_others
from pipeline.paths import Places
from transform.form_definition import Form


def forms_folder(places: Places) -> Path:
    """The folder of the forms of a study's timepoint."""
    return places.archive.parent / "forms"


def form_file(places: Places, form: Form) -> Path:
    """The CSV of one form."""
    return forms_folder(places) / f"{form.name}.csv"


def forms_there(places: Places, forms: dict[str, Form]) -> list[Form]:
    """Those of the forms that have a file."""
    return [form for form in forms.values() if form_file(places, form).is_file()]


def write_private(path: Path, text: str) -> None:
    """Write under a temporary name and rename; folder 0700, file 0600.

    Raises ``ArchiveError`` when the folder is there and open to others.
    """
    if not path.parent.exists():
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700)
    refuse_if_open_to_others(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    unfinished.replace(path)
