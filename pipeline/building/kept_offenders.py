"""Offenders of the rules in a build by parts; after a small change only what it touched is looked at again.

A rule about single cases finds of a case what it found before while the case's rows, the links it is in and
the rules are the same. What was found is kept beside the parts, like them for its owner only.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from checks.changed_cases import find_offenders_among
from checks.rule_files import read_rules
from checks.rules import RuleResult, find_offenders
from pipeline.building.large_archives import LargeBuild
from pipeline.building.part_files import UNREADABLE, PartPlaces, new_kept_file
from pipeline.freshness import code_fingerprint, fingerprint
from pipeline.run import Run
from transform.builders.quarantine import Offender

Links = frozenset[tuple[str | None, ...]]
"""Rows by which one case touches another: (case, case, what is said of the two)."""


@dataclass(frozen=True, slots=True)
class KeptOffenders:
    """``made_of`` names rules and severities; ``offenders`` are those of rules about single cases."""

    made_of: str
    links: Links
    offenders: tuple[Offender, ...]


def offenders_of_parts(run: Run, made: LargeBuild) -> list[Offender]:
    """All offenders in the order of the rules and cases, and what the next build needs of them, kept."""
    severities = run.study.rule_severities
    made_of = fingerprint((code_fingerprint(), repr(sorted(severities.items()))))
    links = _links(made.tables)
    before = _read(PartPlaces.of(run.places))
    if before is None or made.changed_cases is None or before.made_of != made_of:
        found = offenders(find_offenders(made.connection, severities, without_warnings=True), made.tables)
    else:
        touched = made.changed_cases | {name for link in before.links ^ links for name in link[:2] if name}
        results = find_offenders_among(made.connection, touched, severities)
        unchanged = (offender for offender in before.offenders if offender.case_id not in touched)
        found = _in_order([*offenders(results, made.tables), *unchanged])
    if made.is_kept:
        of_cases = {rule.name for rule in read_rules() if rule.grain == "case"}
        kept = KeptOffenders(made_of, links, tuple(one for one in found if one.rule in of_cases))
        _keep(kept, PartPlaces.of(run.places, is_new=True))
    return found


def offenders(results: Iterable[RuleResult], tables: Mapping[str, pa.Table]) -> list[Offender]:
    """Offenders of every rule in force; rules that only warn leave their cases where they are.

    A case that is not in the tables (its page was not read) is in quarantine already.
    """
    known_cases = set(tables["cases"]["case_id"].to_pylist())
    return [
        Offender(rule=result.name, title=result.title, case_id=row["case_id"], details=_details(row))
        for result in results
        if result.severity != "warn"
        for row in result.offenders
        if row.get("case_id") in known_cases
    ]


def _details(row: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items() if name != "case_id")


def _in_order(found: list[Offender]) -> list[Offender]:
    """By rule and case, as one run over all cases finds them; of one case they are in order already."""
    return sorted(found, key=lambda offender: (offender.rule, offender.case_id or ""))


def _links(tables: Mapping[str, pa.Table]) -> Links:
    merged = tables["cases"].select(["case_id", "merged_into_case_id"])
    is_merged = merged["merged_into_case_id"].is_valid()
    bail = tables["bail"]
    of_bail = ["bail_case_id", "main_case_id", *bail.column_names]
    return frozenset((*_rows(merged.filter(is_merged)), *_rows(bail.select(of_bail))))


def _rows(table: pa.Table) -> Iterator[tuple[str | None, ...]]:
    return zip(*(column.cast(pa.string()).to_pylist() for column in table.columns), strict=True)


def _file(places: PartPlaces) -> Path:
    return places.kept / "offenders.pickle"


def _keep(kept: KeptOffenders, places: PartPlaces) -> None:
    with new_kept_file(_file(places)) as file:
        pickle.dump(kept, file, pickle.HIGHEST_PROTOCOL)


def _read(places: PartPlaces) -> KeptOffenders | None:
    """``None`` where there are none or they can't be read: then all cases are looked at."""
    try:
        with _file(places).open("rb") as file:
            kept: KeptOffenders = pickle.load(file)
    except UNREADABLE:
        return None
    return kept
