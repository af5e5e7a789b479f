"""The coder's worksheet: every case in frame with what its pages say, day by day.

It repeats the pages' own words, so it is written into the restricted zone only. No other command reads
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from extract.encryption import is_encrypted
from extract.records import CaseRecord, DailyStatus
from pipeline.building.tables import pages_of, pages_read
from pipeline.forms.case_to_code import CaseToCode, form_day, readable_day
from pipeline.forms.known_cases import KnownCases, known_cases
from pipeline.forms.places import WORKLISTS, forms_folder, write_private
from pipeline.forms.worksheet import worksheet_html
from pipeline.key_use import study_key
from pipeline.publishing.csv_writing import csv_document
from pipeline.run import Run, RunError
from transform.pseudonyms import case_pseudonym

TABLE_COLUMNS = (
    "case_ref", "cnr", "court", "case_type", "business_date", "next_date", "purpose_of_next_date", "judge",
    "business", "reason_for_adjournment",
)  # fmt: skip


@dataclass(slots=True)
class _Read:
    record: CaseRecord | None = None
    statuses: dict[date, DailyStatus] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Worklist:
    """What was written."""

    sheet: Path
    table: Path
    case_count: int
    sitting_count: int


def write_worklist(run: Run) -> Worklist:
    """Write ``worklist.html`` and ``worklist.csv`` beside the forms, readable by their owner only.

    Raises ``RunError`` when pages of cases in frame are missing, or go by another key.
    """
    known = known_cases(run.places)
    cases = cases_to_code(run, known)
    if missing := len(known.in_frame) - len(cases):
        raise RunError(
            f"{missing} of {len(known.in_frame)} cases in frame are not among the pages under this "
            "pseudonym key: "
            "restore the key the tables were built with (ECOURTS_KEY_FILE), or build again."
        )
    folder = forms_folder(run.places)
    sheet, table = (folder / name for name in WORKLISTS)
    if is_encrypted(run.places.archive):
        run.reporter.warn(
            "the worklist is plain text, though the archive is encrypted; `encrypt` destroys it"
        )
    write_private(sheet, worksheet_html(f"{run.study.title}, {run.timepoint}", cases))
    rows = list(_table_rows(cases))
    write_private(table, csv_document(TABLE_COLUMNS, rows))
    return Worklist(sheet, table, len(cases), len(rows))


def cases_to_code(run: Run, known: KnownCases) -> list[CaseToCode]:
    """The cases in frame, by court and case number, each by its latest page that could be read."""
    key = study_key(run)
    found: dict[str, _Read] = {}
    with pages_of(run) as archive:
        for reading in pages_read(run, archive):
            if reading.case is not None:
                read = found.setdefault(case_pseudonym(key, reading.case.cnr), _Read())
                read.record = reading.case
                _keep(read, reading.case.daily_statuses)
            elif reading.daily_status is not None:
                cnr = reading.daily_status.cnr or reading.page.context.get("cnr")
                if cnr:
                    _keep(found.setdefault(case_pseudonym(key, cnr), _Read()), [reading.daily_status])
    cases = [
        CaseToCode(name, read.record, read.statuses, sorted(known.applications.get(name, ())))
        for name, read in found.items()
        if name in known.in_frame and read.record is not None
    ]
    return sorted(cases, key=lambda case: (case.record.court_name or "", case.record.cnr))


def _keep(read: _Read, statuses: Sequence[DailyStatus]) -> None:
    for status in statuses:
        if (day := readable_day(status.business_date)) is not None:
            read.statuses[day] = status


def _table_rows(cases: Sequence[CaseToCode]) -> Iterator[tuple[str, ...]]:
    for case in cases:
        for hearing in case.record.hearings:
            status = case.status_of(hearing)
            cells = (
                case.case_ref,
                case.record.cnr,
                case.record.court_name,
                case.record.case_type,
                form_day(hearing.business_date),
                form_day(hearing.hearing_date),
                hearing.purpose,
                hearing.judge,
                status.business if status else None,
                status.adjournment_reason if status else None,
            )
            yield tuple(cell or "" for cell in cells)
