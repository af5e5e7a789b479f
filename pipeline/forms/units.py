"""One row a unit, or two when two coders coded it: which row counts, and whom the other is compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.forms.fault import FormFault
from pipeline.forms.values import Entry
from transform.form_definition import Form

WANTED_DOUBLE_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class CodedUnits:
    """``firsts`` are the rows that count, one a unit; ``pairs`` first and second coding of the same unit."""

    firsts: tuple[Entry, ...]
    pairs: tuple[tuple[Entry, Entry], ...]
    faults: tuple[FormFault, ...]

    def warning(self, form: Form) -> str | None:
        """What to say when fewer units than wanted were coded twice."""
        if not form.is_double_coded or not self.firsts:
            return None
        if len(self.pairs) >= WANTED_DOUBLE_SHARE * len(self.firsts):
            return None
        return (
            f"{len(self.pairs)} of {len(self.firsts)} units were coded twice; have a second coder code at "
            f"least {WANTED_DOUBLE_SHARE:.0%}, so that agreement can be shown"
        )


def coded_units(entries: Sequence[Entry], form: Form) -> CodedUnits:
    """Rows by unit. A row that is there twice without being a second coding is a fault."""
    by_unit: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_unit[entry.unit(form)].append(entry)
    firsts: list[Entry] = []
    pairs: list[tuple[Entry, Entry]] = []
    faults: list[FormFault] = []
    for rows in by_unit.values():
        found = list(_faults_of_unit(rows, form))
        faults += found
        if found:
            continue
        first, *others = sorted(rows, key=_is_second) if form.is_double_coded else rows
        firsts.append(first)
        pairs += [(first, other) for other in others]
    if form.name == "victim_review":
        faults += _gaps(firsts)
    if form.name == "case_lists":
        faults += _listed_twice(firsts)
    return CodedUnits(tuple(firsts), tuple(pairs), tuple(faults))


def _is_second(entry: Entry) -> bool:
    """Of two codings of a unit, the first names the second coder."""
    return entry["second_coder"] is None


def _faults_of_unit(rows: Sequence[Entry], form: Form) -> Iterator[FormFault]:
    named = ", ".join(form.unit)
    first = rows[0]
    if not form.is_double_coded:
        for other in rows[1:]:
            yield FormFault(other.line, form.unit[0], f"same {named} as line {first.line}; keep one row")
        return
    coders = [row["coder"] for row in rows]
    for at, row in enumerate(rows):
        if row["coder"] in coders[:at]:
            earlier = rows[coders.index(row["coder"])].line
            yield FormFault(
                row.line, form.unit[0], f"same {named} and coder as line {earlier}; keep one of the rows"
            )
        elif at > 1:
            yield FormFault(row.line, form.unit[0], f"a third row of the same {named}; two coders are enough")
    if len(rows) == 1 and first["second_coder"] not in (None, first["coder"]):
        yield FormFault(
            first.line,
            "second_coder",
            f"names {first['second_coder']}, who has no row of this {named}; add it or empty this cell",
        )
    if len(rows) == 2 and coders[0] != coders[1]:
        yield from _faults_of_pair(rows[0], rows[1], named)


def _faults_of_pair(one: Entry, other: Entry, named: str) -> Iterator[FormFault]:
    names = (one["second_coder"] == other["coder"], other["second_coder"] == one["coder"])
    stated = sum(row["second_coder"] is not None for row in (one, other))
    if sum(names) == stated == 1:
        return
    if all(names):
        problem = (
            f"this row and line {one.line} name each other; leave the cell empty on the second coder's row"
        )
    else:
        problem = (
            f"same {named} as line {one.line}; if this is the second coding, write {other['coder']} into "
            f"second_coder of line {one.line} and leave this cell empty; else delete a row"
        )
    yield FormFault(other.line, "second_coder", problem)


def _listed_twice(entries: Sequence[Entry]) -> Iterator[FormFault]:
    """Cases that stand on one list a second time."""
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        case = entry["case_ref"]
        if case is not None and (line := seen.setdefault((entry["keeper"], case), entry.line)) != entry.line:
            problem = f"found {case}, the case of line {line} of the same list; one of the two is wrong"
            yield FormFault(entry.line, "case_ref", problem)


def _gaps(entries: Sequence[Entry]) -> Iterator[FormFault]:
    """Victims of a case that are not numbered from 1 on."""
    by_case: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_case[entry["case_ref"]].append(entry)
    for rows in by_case.values():
        rows.sort(key=lambda row: int(row["victim_seq"]))
        for wanted, row in enumerate(rows, start=1):
            if row["victim_seq"] != wanted:
                yield FormFault(
                    row.line,
                    "victim_seq",
                    f"found {row['victim_seq']}, but the case has no victim {wanted}; number them 1, 2, 3",
                )
                break
