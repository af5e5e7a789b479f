"""Where a timepoint's forms lie: in the restricted zone, beside the raw pages, open to their owner only."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from extract.archive_access import refuse_if_open_to_others
from extract.whole_files import OWNER_ONLY, written_whole
from pipeline.paths import Places
from transform.form_definition import Form

TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".numbers")
"""Endings under which a spreadsheet saves; only CSV is read."""
WORKLISTS = ("worklist.html", "worklist.csv")


def forms_folder(places: Places) -> Path:
    """The folder of the forms of a study's timepoint."""
    return places.archive.parent / "forms"


def form_file(places: Places, form: Form) -> Path:
    """The CSV of one form."""
    return forms_folder(places) / f"{form.name}.csv"


def forms_there(places: Places, forms: dict[str, Form]) -> list[Form]:
    """Those of the forms that have a file."""
    return [form for form in forms.values() if form_file(places, form).is_file()]


def misnamed(places: Places, forms: dict[str, Form]) -> Iterator[str]:
    """What is wrong with each table of the folder that nothing reads, most likely a form misnamed."""
    expected = {*(f"{name}.csv" for name in forms), *WORKLISTS}
    folder = forms_folder(places)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() not in TABLES or path.name in expected or path.name.startswith((".", "~")):
            continue
        like = get_close_matches(path.stem.lower(), forms, n=1)
        rename = f"save it as {like[0]}.csv" if like else f"a form is called {', '.join(forms)}, and .csv"
        yield f"{path}: not read, since no form has this name; {rename}, or take it out of the folder."


def write_private(path: Path, text: str) -> None:
    """Write under a temporary name and rename; folder 0700, file 0600.

    Raises ``ArchiveError`` when the folder is there and open to others.
    """
    if not path.parent.exists():
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700)
    refuse_if_open_to_others(path)
    with written_whole(path, OWNER_ONLY) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="")
