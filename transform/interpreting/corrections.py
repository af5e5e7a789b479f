"""Errors of the source, corrected in a table with a reason, before anything is interpreted.

Where a case's text is not as a correction says, the run fails: the source was put right, or the row is
mistyped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from extract.records import ActRow, CaseRecord, HearingRow
from transform.errors import TransformError

Printed = TypeVar("Printed", CaseRecord, ActRow)

FIELD_OF_COLUMN = {
    "cases": {
        "case_type_printed": "case_type",
        "filing_date": "filing_date",
        "registration_date": "registration_date",
        "first_hearing_date": "first_hearing_date",
        "next_hearing_date": "next_hearing_date",
        "decision_date": "decision_date",
        "stage_printed": "stage",
        "nature_of_disposal_printed": "nature_of_disposal",
    },
    "hearings": {"business_date": "business_date", "next_date": "hearing_date", "purpose_printed": "purpose"},
    "acts": {"act_printed": "act"},
}


class CorrectionError(TransformError):
    """A correction can't be applied; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of a corrections file; ``source`` names file and line."""

    table: str
    case_id: str
    column: str
    printed: str
    corrected: str
    source: str


class Corrections:
    """All corrections, by case."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._by_case: dict[str, list[Correction]] = defaultdict(list)
        for correction in corrections:
            self._by_case[correction.case_id].append(correction)

    def apply(self, case_id: str, record: CaseRecord) -> CaseRecord:
        """The record with its corrections. In a table of several rows every row that prints the text is
        corrected. Raises ``CorrectionError`` where no value is as the correction says."""
        for correction in self._by_case.get(case_id, ()):
            record = _corrected(record, correction)
        return record

    def count_of(self, case_ids: Iterable[str]) -> int:
        """How many corrections are for these cases."""
        return sum(len(self._by_case.get(case_id, ())) for case_id in set(case_ids))


def _corrected(record: CaseRecord, correction: Correction) -> CaseRecord:
    field = FIELD_OF_COLUMN[correction.table][correction.column]
    if correction.table == "hearings":
        hearings, count = _corrected_hearings(record.hearings, field, correction)
        changed = replace(record, hearings=hearings)
    elif correction.table == "acts":
        acts, count = _corrected_rows(record.acts, field, correction)
        changed = replace(record, acts=acts)
    else:
        (changed,), count = _corrected_rows((record,), field, correction)
    if count == 0:
        raise CorrectionError(
            f"{correction.source}: case {correction.case_id} no longer prints {correction.printed!r} as "
            f"{correction.table}.{correction.column}; remove the row if the court put it right"
        )
    return changed


def _corrected_rows(
    rows: tuple[Printed, ...], field: str, correction: Correction
) -> tuple[tuple[Printed, ...], int]:
    """The rows with the correction applied, and how many it applied to."""
    is_meant = _is_meant(rows, field, correction)
    changes: dict[str, Any] = {field: correction.corrected}
    changed = (replace(row, **changes) if meant else row for row, meant in zip(rows, is_meant, strict=True))
    return tuple(changed), sum(is_meant)


def _corrected_hearings(
    rows: tuple[HearingRow, ...], field: str, correction: Correction
) -> tuple[tuple[HearingRow, ...], int]:
    is_meant = _is_meant(rows, field, correction)
    changes: dict[str, Any] = {field: correction.corrected}
    changed = (row._replace(**changes) if meant else row for row, meant in zip(rows, is_meant, strict=True))
    return tuple(changed), sum(is_meant)


def _is_meant(
    rows: Iterable[CaseRecord | HearingRow | ActRow], field: str, correction: Correction
) -> list[bool]:
    return [(getattr(row, field) or "") == correction.printed for row in rows]
