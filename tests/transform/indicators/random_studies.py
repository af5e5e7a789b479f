"""Every table of a study, forms too, at random: nulls where the schema allows them, ties in every date.

Only what the build makes sure of holds here: keys are unique, rows belong to cases, a clock doesn't end
before it starts. All else may contradict itself; two engines must still say the same of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from twelve_cases import codes

from transform.form_schema import FORM_TABLES
from transform.schema import TABLES, Column, Table

AS_OF = date(2021, 1, 1)
WINDOW_START = date(2018, 1, 1)
DISTRICTS = ("North", "South", "नाशिक", "Zenith")
ABSENT_SHARE = 0.25
PURPOSES = (
    "appearance",
    "charge",
    "evidence",
    "evidence_part_heard",
    "warrant",
    "adjourned_label",
    "unmapped",
)
Row = dict[str, Any]


class RandomStudy:
    """``cases`` cases of one study; the same seed gives the same tables."""

    def __init__(self, study: str, seed: int, cases: int, frame_rule: str) -> None:
        self.study, self.frame_rule = study, frame_rule
        self.draw = np.random.default_rng(seed)
        self.case_ids = [f"{study}{number}" for number in range(cases)]

    def tables(self) -> dict[str, pa.Table]:
        """All tables by name; those that nothing here speaks of are empty."""
        rows: dict[str, list[Row]] = {
            "cases": [self._case(name) for name in self.case_ids],
            "outcomes": [{"case_id": name} for name in self.case_ids],
            "study_parameters": [{
                "as_of": AS_OF, "window_start": WINDOW_START, "window_end": AS_OF, "year_length_days": 365,
                "frame_rule": self.frame_rule, "clock_start": "registration_date",
            }],
            "hearings": [self._hearing(row) for row in self._each("hearing_number", 9)],
            "adjournments": [*self._adjournments()],
            "acts": [*self._each("charge_number", 3)],
            "bail": [self._bail(row) for row in self._each("at", 3)],
            "case_reviews": [row for row in self._each("at", 1) if row.pop("at")],
            "victim_reviews": [*self._each("victim_seq", 3)],
            "adjournment_rulings": [self._ruling(row) for row in self._each("at", 4)],
            "bail_rulings": [self._bail_ruling(row) for row in self._each("at", 2)],
            "case_lists": [*self._case_lists()],
            "double_codings": [self._double_coding(row) for row in self._each("at", 2)],
        }  # fmt: skip
        definitions = {**TABLES, **FORM_TABLES}
        return {name: self._table(table, rows.get(name, [])) for name, table in definitions.items()}

    def _case(self, case_id: str) -> Row:
        start = WINDOW_START + timedelta(days=int(self.draw.integers(-40, 100)) * 10)
        length = int(self.draw.integers(0, 60)) * 10
        return {
            "case_id": case_id, "district": self._one(DISTRICTS), "is_in_frame": self.draw.random() < 0.9,
            "clock_start_date": self._maybe(start) if self.draw.random() < 0.3 else start,
            "clock_end_date": max(WINDOW_START, start + timedelta(days=length)),
        }  # fmt: skip

    def _each(self, number: str, most: int) -> Iterator[Row]:
        """Up to ``most`` rows for every case, numbered from 1."""
        for case_id in self.case_ids:
            for at in range(1, int(self.draw.integers(0, most + 1)) + 1):
                yield {"case_id": case_id, number: at}

    def _adjournments(self) -> Iterator[Row]:
        for row in self._each("hearing_number", 9):
            for definition in ("A0", "A1", "A2", "A2x", "A3", "A4e"):
                if self.draw.random() < 0.5:
                    yield {**row, "definition_id": definition}

    def _hearing(self, row: Row) -> Row:
        return row | {"purpose_code": self._maybe(self._one(PURPOSES))}

    def _bail(self, row: Row) -> Row:
        return {
            "application_id": f"{row['case_id']}b{row['at']}",
            "main_case_id": self._maybe(row["case_id"]),
        }

    def _ruling(self, row: Row) -> Row:
        day = WINDOW_START + timedelta(days=30 * row["at"])
        return {"case_id": row["case_id"], "business_date": day}

    def _bail_ruling(self, row: Row) -> Row:
        return {"case_id": row["case_id"], "app_ref": f"{row['case_id']}b{row['at']}"}

    def _case_lists(self) -> Iterator[Row]:
        for keeper in codes("list_keepers"):
            for number in range(8):
                yield {
                    "keeper": keeper["code"],
                    "entry_number": number,
                    "case_id": self._maybe(self._one(self.case_ids)),
                    "district": self._one(DISTRICTS),
                }

    def _double_coding(self, row: Row) -> Row:
        return {
            "case_id": row["case_id"],
            "unit": f"{row['case_id']} {row['at']}",
            "form": "case_review",
            "variable": self._one(("in_camera", "outcome_std")),
            "first_code": self._maybe(self._one("ynu")),
            "second_code": self._maybe(self._one("ynu")),
        }

    def _table(self, table: Table, rows: list[Row]) -> pa.Table:
        known = {"study": self.study, "timepoint": "baseline"}
        full = [
            {column.name: self._value(column) for column in table.columns if column.name not in row}
            | known
            | row
            for row in rows
        ]
        return pa.Table.from_pylist(full, schema=table.arrow_schema())

    def _value(self, column: Column) -> Any:
        if not column.required and self.draw.random() < ABSENT_SHARE:
            return None
        if column.codes:
            return self._one([row["code"] for row in codes(column.codes)])
        day = WINDOW_START + timedelta(days=int(self.draw.integers(0, 36)) * 30)
        return {
            "text": "not stated",
            "date": day,
            "timestamp": datetime(2021, 1, 1, tzinfo=UTC),
            "integer": int(self.draw.integers(0, 40)),
            "number": float(self.draw.random()),
            "boolean": bool(self.draw.random() < 0.5),
        }[column.type]

    def _one(self, choices: Any) -> Any:
        return choices[int(self.draw.integers(0, len(choices)))]

    def _maybe(self, value: Any) -> Any:
        return None if self.draw.random() < ABSENT_SHARE else value
