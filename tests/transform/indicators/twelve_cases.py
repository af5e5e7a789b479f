"""Twelve invented cases of two districts, small enough to work every indicator out by hand.

Days count from each case's registration, which starts its clock. The cut-off is 2020-01-01. Disposed cases
have a closing entry on the day of their disposal.

case  registered  days status      days of business -> next date (purpose set for the next date)
N1    2018-01-01  300  acquitted   0->100 appearance, 100->200 evidence, 200->300 judgment
N2    2018-01-01  400  convicted   20->60 charge, 60->100, 100->101, 101->200 evidence, 200->400 part heard
N3    2018-07-01  200  unknown     10->40, 40->100 appearance, 100->200 arguments
N4    2019-01-01  365  pending     5->35 appearance, 35->95 "adjourned", 95->185, 185->275, 275->365 and
                                   365->395 charge
N5    2018-01-01  730  pending     0->30 appearance, 30->88, 88->91 (Friday to Monday), 91->700 evidence
N6    2019-07-05  180  pending     10->50, 50->190 appearance
N7    2018-06-01  579  stayed      10->45 appearance, 50->100 stay (45 was given, 50 was held)
S1    2018-01-01  100  discharged  50->100 charge
S2    2018-01-01  150  transferred 20->150 appearance, no judge named
S3    2019-01-01  365  pending     15->45 appearance, 45->400 charge
S4    2018-01-01  730  pending     no history
S5    2019-12-22   10  pending     no history

Daily status was read for every sitting of N1 and S3 (each with a reason on the first) and N6 (no reason).
Out of frame: O1 and O2 of North, registered in 2017 (disposed of on 2018-03-01; pending), and an appeal in
N2's FIR.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from transform.schema import TABLES

AS_OF = date(2020, 1, 1)
STUDY = {"study": "twelve", "timepoint": "baseline"}
DEFAULTS = {
    "text": "not stated",
    "date": AS_OF,
    "timestamp": datetime(2020, 1, 1, tzinfo=UTC),
    "integer": 1,
    "number": 0.0,
    "boolean": False,
}
DISPOSED = {"N1": "acquitted", "N2": "convicted", "N3": "otherwise_unknown", "S1": "discharged"}
STATUS = {**dict.fromkeys(DISPOSED, "disposed"), "N7": "inactive", "S2": "left_court"}
CASES = (
    # case, registered, day of the end (None: cut-off), offences
    ("N1", date(2018, 1, 1), 300, ("pocso",)),
    ("N2", date(2018, 1, 1), 400, ("itpa_trafficking", "trafficking")),
    ("N3", date(2018, 7, 1), 200, ("procuration_of_minor",)),
    ("N4", date(2019, 1, 1), None, ("pocso", "pocso")),
    ("N5", date(2018, 1, 1), None, ("trafficking",)),
    ("N6", date(2019, 7, 5), None, ("procuration_of_minor",)),
    ("N7", date(2018, 6, 1), None, ("procuration_of_minor",)),
    ("S1", date(2018, 1, 1), 100, ("procuration_of_minor",)),
    ("S2", date(2018, 1, 1), 150, ("procuration_of_minor",)),
    ("S3", date(2019, 1, 1), None, ("procuration_of_minor",)),
    ("S4", date(2018, 1, 1), None, ("procuration_of_minor",)),
    ("S5", date(2019, 12, 22), None, ("procuration_of_minor",)),
)
HEARINGS = {
    # day of business, next date, purpose, definitions met besides A0
    "N1": ((0, 100, "appearance", "A1 A4e"), (100, 200, "evidence", "A1"), (200, 300, "judgment", "A1")),
    "N2": (
        (20, 60, "charge", "A1"), (60, 100, "evidence", "A1 A2"), (100, 101, "evidence", "A1 A2"),
        (101, 200, "evidence", "A1"), (200, 400, "evidence_part_heard", "A1"),
    ),
    "N3": ((10, 40, "appearance", "A1 A2 A2x"), (40, 100, "appearance", "A1"), (100, 200, "arguments", "A1")),
    "N4": (
        (5, 35, "appearance", "A1"), (35, 95, "adjourned_label", "A1 A3"), (95, 185, "charge", "A1 A2 A2x"),
        (185, 275, "charge", "A1 A2 A2x"), (275, 365, "charge", "A1 A2 A2x"), (365, 395, "charge", "A1"),
    ),
    "N5": (
        (0, 30, "appearance", "A1"), (30, 88, "evidence", "A1 A2"), (88, 91, "evidence", "A1 A2"),
        (91, 700, "evidence", "A1"),
    ),
    "N6": ((10, 50, "appearance", "A1 A2 A2x"), (50, 190, "appearance", "A1")),
    "N7": ((10, 45, "appearance", "A1"), (50, 100, "stay", "A1 A3")),
    "S1": ((50, 100, "charge", "A1"),),
    "S2": ((20, 150, "appearance", "A1"),),
    "S3": ((15, 45, "appearance", "A1 A4e"), (45, 400, "charge", "A1")),
}  # fmt: skip
CLOSING = {"N1": 300, "N2": 400, "N3": 200, "S1": 100}
WITH_DAILY_STATUS = ("N1", "N6", "S3")
NEXT_HEARING = {"N4": 395, "N6": 190, "S3": 400}
BAIL = (
    # application, main case, kind, outcome, days to the decision (None: undated)
    ("b1", "N4", "regular", "rejected", 10),
    ("b2", "N4", "regular", "rejected", 20),
    ("b3", "N5", "regular", "allowed", 30),
    ("b4", "N6", "regular", "disposed_unknown", None),
    ("b5", "N5", "cancellation", "rejected", 400),
    ("b6", "S3", "anticipatory", "withdrawn", 5),
    ("b7", None, "regular", "rejected", 500),
)


def twelve_case_tables() -> dict[str, pa.Table]:
    """Every table of the schema for the twelve cases."""
    rows = {
        "cases": [*map(_case, CASES), *_cases_out_of_frame()],
        "hearings": list(_hearings()),
        "adjournments": list(_adjournments()),
        "bail": list(map(_bail, BAIL)),
        "outcomes": list(map(_outcome, CASES)),
        "acts": [
            {"case_id": case, "charge_number": number, "offence_code": offence}
            for case, _, _, offences in CASES
            for number, offence in enumerate(offences, 1)
        ],
        "study_parameters": [{
            "as_of": AS_OF, "window_start": date(2018, 1, 1), "window_end": AS_OF,
            "frame_rule": "filed_in_window", "clock_start": "registration_date", "year_length_days": 365,
        }],
    }  # fmt: skip
    return {name: as_table(name, rows.get(name, [])) for name in TABLES}


def as_table(name: str, rows: Iterable[dict[str, Any]], **study: str) -> pa.Table:
    """Rows of a schema table; required columns a row leaves out get a filler, others null."""
    definition = TABLES[name]
    filler = {
        column.name: DEFAULTS[column.type] if column.required else None for column in definition.columns
    }
    full = [{**filler, **STUDY, **study, **row} for row in rows]
    assert all(set(row) == set(definition.column_names()) for row in full), name
    return pa.Table.from_pylist(full, schema=definition.arrow_schema())


def write_study(tables: dict[str, pa.Table], tables_root: Path, study: str = "twelve") -> Path:
    folder = tables_root / study / "baseline"
    folder.mkdir(parents=True)
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    return folder


def _day(case: str, number: int | None) -> date | None:
    registered = next(start for name, start, _, _ in CASES if name == case)
    return None if number is None else registered + timedelta(days=number)


def _district(case: str | None) -> str:
    return "South" if case and case.startswith("S") else "North"


def _case(case: tuple[str, date, int | None, tuple[str, ...]]) -> dict[str, Any]:
    name, start, end, _ = case
    has_history = name in HEARINGS
    return {
        "case_id": name, "district": _district(name), "status": STATUS.get(name, "pending"),
        "case_kind": "prosecution", "filing_date": start - timedelta(days=10), "registration_date": start,
        "first_hearing_date": _day(name, HEARINGS[name][0][0]) if has_history else None,
        "next_hearing_date": _day(name, NEXT_HEARING.get(name)), "decision_date": _day(name, end),
        "clock_start_date": start, "clock_end_date": _day(name, end) or AS_OF, "is_in_frame": True,
        "fir_id": f"fir-{name}" if name in ("N1", "N2", "N3") else None,
        "nature_of_disposal_printed": DISPOSED.get(name),
        "stage_code": HEARINGS[name][-1][2] if has_history else None,
    }  # fmt: skip


def _cases_out_of_frame() -> Iterable[dict[str, Any]]:
    common = {"district": "North", "is_in_frame": False, "clock_end_date": AS_OF}
    outside = {**common, "case_kind": "prosecution", "frame_exclusion": "out_of_window"}
    ended = date(2018, 3, 1)
    yield {**outside, "case_id": "O1", "clock_start_date": date(2017, 6, 1), "status": "disposed",
           "decision_date": ended, "clock_end_date": ended}  # fmt: skip
    yield {**outside, "case_id": "O2", "clock_start_date": date(2017, 1, 1), "status": "pending"}
    yield {**common, "case_id": "O3", "case_kind": "appeal_revision", "status": "pending", "fir_id": "fir-N2",
           "filing_date": date(2019, 5, 1), "clock_start_date": date(2019, 5, 1),
           "frame_exclusion": "not_a_prosecution"}  # fmt: skip


def _outcome(case: tuple[str, date, int | None, tuple[str, ...]]) -> dict[str, Any]:
    code = {**DISPOSED, "N7": "stayed", "S2": "transferred"}.get(case[0])
    known = {row["code"]: row for row in codes("outcomes")}.get(code or "")
    if known is None:
        return {"case_id": case[0]}
    flags = ("is_disposal", "is_merits", "is_conviction_lower", "is_conviction_upper")
    return {
        "case_id": case[0], "outcome_code": code, "outcome_group": known["outcome_group"],
        "outcome_date": _day(case[0], case[2]), **{flag: known[flag] == "true" for flag in flags},
    }  # fmt: skip


def _hearings() -> Iterable[dict[str, Any]]:
    groups = {row["code"]: row["stage_group"] for row in codes("purposes")}
    for case, entries in HEARINGS.items():
        judge = None if case == "S2" else "District Judge"
        for number, (day, next_day, purpose, definitions) in enumerate(entries, 1):
            yield {
                "case_id": case, "hearing_number": number, "business_date": _day(case, day),
                "next_date": _day(case, next_day), "purpose_code": purpose, "stage_group": groups[purpose],
                "judge_designation": "Additional Judge" if (case, number) == ("N2", 5) else judge,
                "is_within_as_of": True, "has_daily_status": case in WITH_DAILY_STATUS,
                "adjournment_reason_code": "witness_absent" if "A4e" in definitions else None,
            }  # fmt: skip
        if case in CLOSING:
            yield {
                "case_id": case, "hearing_number": len(entries) + 1, "is_terminal": True,
                "business_date": _day(case, CLOSING[case]), "purpose_code": "disposed",
                "stage_group": "disposed", "judge_designation": judge, "is_within_as_of": True,
            }  # fmt: skip


def _adjournments() -> Iterable[dict[str, Any]]:
    for case, entries in HEARINGS.items():
        for number, (day, next_day, purpose, definitions) in enumerate(entries, 1):
            for definition in ("A0", *definitions.split()):
                yield {
                    "case_id": case, "hearing_number": number, "definition_id": definition,
                    "business_date": _day(case, day), "next_date": _day(case, next_day),
                    "purpose_code": purpose,
                }  # fmt: skip
        if case in CLOSING:
            yield {
                "case_id": case, "hearing_number": len(entries) + 1, "definition_id": "A0",
                "business_date": _day(case, CLOSING[case]), "purpose_code": "disposed",
            }  # fmt: skip


def _bail(application: tuple[str, str | None, str, str, int | None]) -> dict[str, Any]:
    name, main_case, kind, outcome, days = application
    filed = date(2019, 8, 1)
    return {
        "application_id": name, "main_case_id": main_case, "kind": kind, "outcome_code": outcome,
        "filing_date": filed, "decision_date": None if days is None else filed + timedelta(days=days),
        "district": _district(main_case), "is_in_frame": main_case is not None,
    }  # fmt: skip


def codes(name: str) -> list[dict[str, str]]:
    """Rows of a code list of the project."""
    text = files("transform").joinpath(f"vocab/codes_{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
