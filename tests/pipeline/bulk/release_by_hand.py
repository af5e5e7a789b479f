"""A release read by plain Python, row by row: what its tables and figures must be, counted independently."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract.parsers.sections import split_sections
from transform.interpreting.charges import code_charge
from transform.vocabulary import vocabulary

AS_OF = date(2020, 6, 12)
FIRST_DAY, LAST_DAY = date(2010, 1, 1), date(2018, 12, 31)
CODED = ("type_name", "purpose_name", "disp_name")


@dataclass(frozen=True)
class HandCase:
    """One case of the state, as a reader of the files would tell it."""

    cnr: str
    district: str
    status: str
    filed: date
    first: date
    decided: date | None
    disposal: str | None
    outcome: str | None
    case_type: str | None
    offences: frozenset[str]

    @property
    def group(self) -> str | None:
        return vocabulary("disposals").codes[self.outcome]["outcome_group"] if self.outcome else None

    @property
    def days_open(self) -> int:
        ended = None if self.status == "inactive" else self.decided
        return ((ended or AS_OF) - self.filed).days


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def plain_cnr(printed: str) -> str:
    return "".join(letter for letter in printed.upper() if letter.isalnum())


def used_rows(folder: Path) -> list[dict[str, str]]:
    """One row for each CNR: a readable one, and of several the one with the latest news."""
    by_cnr: dict[str, list[dict[str, str]]] = defaultdict(list)
    for file in sorted((folder / "cases").glob("*.csv")):
        for row in rows_of(file):
            if row["cino"]:
                by_cnr[plain_cnr(row["cino"])].append(row)
    return [
        max(filter(is_readable, rows), key=news) for rows in by_cnr.values() if any(map(is_readable, rows))
    ]


def is_readable(row: Mapping[str, str]) -> bool:
    try:
        days = [day(text) for name, text in row.items() if name.startswith("date")]
    except ValueError:
        return False
    return all(found is None or found.year <= 2100 for found in days)


def news(row: Mapping[str, str]) -> tuple[date, date, str]:
    days = [day(row[f"date_{name}"]) or date.min for name in ("of_filing", "of_decision", "last_list")]
    return max(days), days[1], row["ddl_case_id"]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def hand_cases(folder: Path) -> list[HandCase]:
    """Every prosecution of the state that is in frame and breaks no rule that takes it out."""
    keys = {name: wordings(folder, name) for name in CODED}
    charges = charges_of(folder)
    districts = rows_of(folder / "keys" / "cases_district_key.csv")
    names = {row["dist_code"]: row["district_name"] for row in districts if row["state_code"] == "1"}
    found = (case_of(row, keys, charges, names) for row in used_rows(folder) if row["state_code"] == "1")
    return [case for case in found if case is not None]


def wordings(folder: Path, name: str) -> dict[tuple[str, int], str]:
    rows = rows_of(folder / "keys" / f"{name}_key.csv")
    return {(row["year"], int(row[name])): row[f"{name}_s"] for row in rows}


def case_of(
    row: Mapping[str, str],
    keys: Mapping[str, Mapping[tuple[str, int], str]],
    charges: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
) -> HandCase | None:
    codes = {name: int(float(row[name] or "-9999")) for name in CODED}
    texts = {name: keys[name].get((row["year"], code)) for name, code in codes.items()}
    types = vocabulary("case_types")
    kind = types.codes[types.code(texts["type_name"]) or "unmapped"]["case_kind"]
    filed, decided = day(row["date_of_filing"]), day(row["date_of_decision"])
    is_later = decided is not None and decided > AS_OF
    disposal = None if is_later or texts["disp_name"] == "disposition var missing" else texts["disp_name"]
    decided = None if is_later else decided
    if kind != "prosecution" or filed is None or not FIRST_DAY <= filed <= LAST_DAY:
        return None
    if (decided and decided < filed) or (disposal and not decided):
        return None  # out by a rule that the study says excludes
    outcome = (vocabulary("disposals").code(disposal) or "otherwise_unknown") if decided or disposal else None
    first, last = day(row["date_first_list"]), day(row["date_last_list"])
    assert first is not None
    assert last is not None
    stage = None if is_later or last > AS_OF else vocabulary("purposes").code(texts["purpose_name"])
    return HandCase(
        plain_cnr(row["cino"]), names[row["dist_code"]], status_of(outcome, stage), filed, first, decided,
        disposal, outcome, texts["type_name"], charges.get(row["ddl_case_id"], frozenset()),
    )  # fmt: skip


def status_of(outcome: str | None, stage: str | None) -> str:
    if outcome is None:
        return "inactive" if stage in ("stay", "dormant") else "pending"
    group = vocabulary("disposals").codes[outcome]["outcome_group"]
    return group if group in ("inactive", "left_court") else "disposed"


def charges_of(folder: Path) -> dict[str, frozenset[str]]:
    """Offences charged, by the release's own case number."""
    texts = {
        name: {row[name]: row[f"{name}_s"] for row in rows_of(folder / "keys" / f"{name}_key.csv")}
        for name in ("act", "section")
    }
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(folder / "acts_sections.csv"):
        act, section = (texts[name][str(int(float(row[name])))] for name in ("act", "section"))
        for part in split_sections(section) or (None,):
            offence = code_charge(act, part).offence_code
            if offence is not None:
                found[row["ddl_case_id"]].add(offence)
    return {case: frozenset(offences) for case, offences in found.items()}
