"""The stand-in study's coder: writes its forms, with the case pseudonyms of this machine's key.

A form that somebody else put there, or changed, is left alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.forms.places import form_file, forms_folder, write_private
from pipeline.key_use import study_key
from pipeline.paths import SHIPPED_STUDIES
from pipeline.run import Run
from transform.form_definition import CASE_REF, Form
from transform.form_schema import FORMS, PROGRAMME_REGISTER
from transform.pseudonyms import case_pseudonym

STUDY_WITH_CODER = "reference"
RECORD = "written_by_standin.json"
SHIPPED_REGISTER = SHIPPED_STUDIES / "forms" / "programme_register.csv"


def _own_digests(record: Path) -> dict[str, str]:
    """Digests of the forms as written here, by name; what can't be told to be ours is left as a person's."""
    try:
        own = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return own if isinstance(own, dict) else {}


def provide_forms(run: Run) -> None:
    """Write the forms of the stand-in's reference study that are not there, or are its own from before."""
    if run.study.portal != "standin" or run.study.name != STUDY_WITH_CODER:
        return
    from extract.standin.reference_forms import reference_forms

    key = study_key(run)
    known = _cases_in_frame(run)
    texts = {
        name: _csv(FORMS[name], rows, key, known) for name, rows in reference_forms(run.timepoint).items()
    } | {PROGRAMME_REGISTER.name: SHIPPED_REGISTER.read_text(encoding="utf-8")}
    record = forms_folder(run.places) / RECORD
    own = _own_digests(record)
    written = {
        name: _digest(text)
        for name, text in texts.items()
        if _write(form_file(run.places, FORMS[name]), text, own.get(name))
    }
    if written:
        write_private(record, json.dumps(own | written, indent=1, sort_keys=True) + "\n")


def _write(path: Path, text: str, own_digest: str | None) -> bool:
    if path.is_file():
        found = path.read_text(encoding="utf-8")
        if found == text or _digest(found) != own_digest:
            return False
    write_private(path, text)
    return True


def _cases_in_frame(run: Run) -> frozenset[str]:
    """A coder codes the cases of the worklist, no others."""
    cases = pq.read_table(run.places.tables / "cases.parquet", columns=["case_id", "is_in_frame"]).to_pylist()
    return frozenset(case["case_id"] for case in cases if case["is_in_frame"])


def _csv(form: Form, rows: Sequence[Mapping[str, str]], key: bytes, known: frozenset[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, form.header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for row in _with_pseudonyms(rows, key) if row[CASE_REF] in known)
    return text.getvalue()


def _with_pseudonyms(rows: Iterable[Mapping[str, str]], key: bytes) -> Iterable[dict[str, str]]:
    for row in rows:
        yield {**row, CASE_REF: case_pseudonym(key, row[CASE_REF])}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
