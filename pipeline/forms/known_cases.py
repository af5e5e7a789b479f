"""What the tables know of the cases that forms speak of: frame, days in court, applications, cut-off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow.parquet as pq

from pipeline.forms.fault import FormFault
from pipeline.forms.values import Entry
from pipeline.paths import Places
from pipeline.run import RunError
from transform.form_definition import CASE_REF, Form

NEEDED = ("cases", "hearings", "bail", "study_parameters")
CUT_OFF_COLUMNS = ("as_of", "business_date", "first_testimony_date", "filed", "decided")
PSEUDONYM_LENGTH = 16
DAYS_NAMED = 4


@dataclass(frozen=True, slots=True)
class KnownCases:
    """``exclusion`` says why a case is out of frame, null if it is in; days and applications by case."""

    as_of: date
    exclusion: Mapping[str, str | None]
    is_decided: Mapping[str, bool]
    business_days: Mapping[str, frozenset[date]]
    applications: Mapping[str, frozenset[str]]

    @property
    def in_frame(self) -> frozenset[str]:
        return frozenset(case for case, exclusion in self.exclusion.items() if exclusion is None)

    def faults(self, entry: Entry, form: Form) -> Iterator[FormFault]:
        """What the tables say against a row."""
        for column in CUT_OFF_COLUMNS:
            day = entry.values.get(column)
            if day is not None and day > self.as_of:
                yield FormFault(
                    entry.line,
                    column,
                    f"found {day}, after the study's cut-off {self.as_of}; it counts later",
                )
        if form.has_cases:
            yield from (FormFault(entry.line, *problem) for problem in self._case_problems(entry, form))
        elif entry.values.get(CASE_REF) is not None:
            yield from (FormFault(entry.line, *problem) for problem in self._listed_case_problems(entry))

    def _case_problems(self, entry: Entry, form: Form) -> Iterator[tuple[str, str]]:
        case = entry[CASE_REF]
        if case not in self.exclusion:
            yield CASE_REF, f"found {case}; the study has no such case, copy it from the worksheet"
        elif (reason := self.exclusion[case]) is not None:
            yield CASE_REF, f"found {case}; this case is not in the study's frame ({reason}), delete the row"
        elif form.name == "adjournment_rulings":
            yield from self._unknown_day(case, entry["business_date"])
        elif form.name == "bail_rulings" and self._is_unknown_application(case, entry["app_ref"]):
            problem = f"found {entry['app_ref']}; the pages show no such application of this case"
            yield "app_ref", f"{problem}, copy it from the worksheet or write B1, B2 ..."

    def _listed_case_problems(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """A list's case may lie outside the frame, if the row says so."""
        case = entry[CASE_REF]
        if case not in self.exclusion:
            yield CASE_REF, f"found {case}; the study has no such case, copy it from the worksheet"
        elif (reason := self.exclusion[case]) is not None and entry["belongs"] != "n":
            found = f"found {entry['belongs']}, but {case} is not in the study's frame ({reason})"
            yield "belongs", f"{found}; write n, or correct case_ref"

    def _is_unknown_application(self, case: str, reference: str) -> bool:
        """Whether a pseudonym names no application of the case; B1, B2 ... are the coder's own numbers."""
        return len(reference) == PSEUDONYM_LENGTH and reference not in self.applications.get(
            case, frozenset()
        )

    def _unknown_day(self, case: str, day: date) -> Iterator[tuple[str, str]]:
        days = self.business_days.get(case, frozenset())
        if day in days or day > self.as_of:
            return
        nearest = sorted(sorted(days, key=lambda other: abs((other - day).days))[:DAYS_NAMED])
        listed = ", ".join(map(str, nearest)) or "none"
        yield (
            "business_date",
            f"found {day}; the court did not sit in this case that day. Nearest days: {listed}",
        )


def known_cases(places: Places) -> KnownCases:
    """Read from the tables of a timepoint; raises ``RunError`` when they have not been built."""
    refuse_without_tables(places)
    days: dict[str, set[date]] = defaultdict(set)
    for hearing in _rows(places, "hearings", "case_id", "business_date", "is_within_as_of"):
        if hearing["business_date"] is not None and hearing["is_within_as_of"]:
            days[hearing["case_id"]].add(hearing["business_date"])
    applications: dict[str, set[str]] = defaultdict(set)
    for application in _rows(places, "bail", "main_case_id", "application_id"):
        applications[application["main_case_id"]].add(application["application_id"])
    cases = _rows(places, "cases", "case_id", "is_in_frame", "frame_exclusion", "status")
    return KnownCases(
        as_of=_rows(places, "study_parameters", "as_of")[0]["as_of"],
        exclusion={row["case_id"]: _exclusion(row) for row in cases},
        is_decided={row["case_id"]: row["status"] != "pending" for row in cases},
        business_days={case: frozenset(its_days) for case, its_days in days.items()},
        applications={case: frozenset(its_own) for case, its_own in applications.items()},
    )


def refuse_without_tables(places: Places) -> None:
    """Raise ``RunError`` when the timepoint's tables have not been built."""
    for name in NEEDED:
        if not (places.tables / f"{name}.parquet").exists():
            raise RunError(
                f"no tables of {places.study} {places.timepoint} under {places.tables}: forms are checked "
                "against the cases in frame, so build first."
            )


def _exclusion(row: Mapping[str, Any]) -> str | None:
    return None if row["is_in_frame"] else str(row["frame_exclusion"] or "excluded")


def _rows(places: Places, table: str, *columns: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(
        places.tables / f"{table}.parquet", columns=list(columns)
    ).to_pylist()
    return rows
