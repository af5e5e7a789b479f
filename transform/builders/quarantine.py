"""Table ``quarantine``: what could not be read or may not be used, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from transform.arrow_arrays import array_of
from transform.builders.coverage import with_frame_recounted
from transform.builders.table_rows import TableRows, finished
from transform.interpreting.faults import Fault
from transform.interpreting.frame import DATED_OUT
from transform.parameters import TableParameters
from transform.schema import TABLES


@dataclass(frozen=True, slots=True)
class Offender:
    """One case (or, with ``case_id`` None, the study as a whole) that broke a rule of the checks."""

    rule: str
    title: str
    case_id: str | None
    details: str | None


def quarantine_table(faults: Iterable[Fault], parameters: TableParameters) -> pa.Table:
    """Rows of ``quarantine``, numbered in an order that does not depend on when pages were fetched."""
    rows = TableRows("quarantine", parameters)
    for number, fault in enumerate(sorted(faults, key=_order), start=1):
        rows.add(
            quarantine_number=number,
            stage=fault.stage,
            page_id=fault.page_id,
            case_id=fault.case_id,
            reason=fault.reason,
            expected=fault.expected,
            found=fault.found,
            excerpt_sha256=fault.excerpt_sha256,
        )
    return rows.finish()


def quarantine_offenders(
    tables: Mapping[str, pa.Table], offenders: Iterable[Offender]
) -> dict[str, pa.Table]:
    """The tables with each offender listed in ``quarantine`` (stage rule) and its case taken out of frame.

    So is a case kept out for its dates alone, which figures of another window would take (I03, I04, the frame
    rules side by side); any other keeps its reason. Doing it again with the same offenders changes nothing.
    Bail applications of such a case leave the frame with it; coverage of the frame is counted anew.
    """
    changed = dict(tables)
    new = [
        offender for offender in dict.fromkeys(offenders) if not _is_listed(tables["quarantine"], offender)
    ]
    changed["quarantine"] = _with_offenders(tables, new)
    changed["cases"] = _without_frame(tables["cases"], {offender.case_id for offender in new})
    changed["bail"] = _bail_out_of_frame(tables["bail"], changed["cases"])
    changed["coverage"] = with_frame_recounted(tables["coverage"], changed["cases"])
    return changed


def _order(fault: Fault) -> tuple[str, ...]:
    order = ("parse", "interpret", "rule").index(fault.stage)
    return (str(order), fault.case_id or "", fault.reason, fault.found or "", fault.page_id or "")


def _is_listed(quarantine: pa.Table, offender: Offender) -> bool:
    return any(
        row["stage"] == "rule" and row["case_id"] == offender.case_id and row["reason"] == _reason(offender)
        and row["found"] == offender.details
        for row in quarantine.select(["stage", "case_id", "reason", "found"]).to_pylist()
    )  # fmt: skip


def _reason(offender: Offender) -> str:
    return f"{offender.title} ({offender.rule})"


def _with_offenders(tables: Mapping[str, pa.Table], offenders: list[Offender]) -> pa.Table:
    cases, quarantine, parameters = tables["cases"], tables["quarantine"], tables["study_parameters"]
    page_of = dict(zip(cases["case_id"].to_pylist(), cases["snapshot_id"].to_pylist(), strict=True))
    study = {name: parameters[name][0].as_py() for name in ("study", "timepoint")}
    rows = [
        study
        | {
            "quarantine_number": number,
            "stage": "rule",
            "page_id": page_of.get(offender.case_id),
            "case_id": offender.case_id,
            "reason": _reason(offender),
            "expected": None,
            "found": offender.details,
            "excerpt_sha256": None,
        }
        for number, offender in enumerate(offenders, start=quarantine.num_rows + 1)
    ]
    added = pa.Table.from_pylist(rows, schema=quarantine.schema)
    return finished(TABLES["quarantine"], pa.concat_tables([quarantine, added]))


def _without_frame(cases: pa.Table, case_ids: set[str | None]) -> pa.Table:
    is_offender = pc.is_in(cases["case_id"], value_set=array_of(sorted(filter(None, case_ids)), pa.string()))
    is_dated_out = pc.is_in(cases["frame_exclusion"], value_set=array_of(DATED_OUT, pa.string()))
    leaves = pc.and_(pc.or_(cases["is_in_frame"], is_dated_out), is_offender)
    exclusion = pc.if_else(leaves, pa.scalar("quarantined"), cases["frame_exclusion"])
    return _replaced(
        _replaced(cases, "frame_exclusion", exclusion),
        "is_in_frame",
        pc.and_(cases["is_in_frame"], pc.invert(leaves)),
    )


def _bail_out_of_frame(bail: pa.Table, cases: pa.Table) -> pa.Table:
    """An application is in frame while its prosecution is and its own case is not in quarantine."""
    in_frame = cases.filter(cases["is_in_frame"])["case_id"]
    stopped = cases.filter(pc.equal(cases["frame_exclusion"], "quarantined"))["case_id"]
    has_case = pc.is_in(bail["main_case_id"], value_set=in_frame.combine_chunks())
    is_stopped = pc.is_in(bail["bail_case_id"], value_set=stopped.combine_chunks())
    kept = pc.and_(bail["is_in_frame"], pc.and_(has_case, pc.invert(is_stopped)))
    return _replaced(bail, "is_in_frame", kept)


def _replaced(table: pa.Table, name: str, values: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), table.schema.field(name), values)
