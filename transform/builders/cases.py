"""Table ``cases``: one row per CNR, known by its pseudonym."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from transform.arrow_arrays import array_of
from transform.builders.parties import party_role
from transform.builders.table_rows import TableRows
from transform.interpreting.case_facts import CaseFacts
from transform.interpreting.printed import read_date, read_designation, stated
from transform.parameters import TableParameters


def cases_table(
    cases: Iterable[CaseFacts],
    twins: Mapping[str, str],
    exclusions: Mapping[str, str | None],
    parameters: TableParameters,
) -> pa.Table:
    """Rows of ``cases``; ``twins`` and ``exclusions`` are by case id."""
    rows = TableRows("cases", parameters)
    for case in cases:
        exclusion = exclusions[case.case_id]
        rows.add(
            case_id=case.case_id,
            snapshot_id=case.page_id,
            snapshot_count=case.snapshot_count,
            merged_into_case_id=twins.get(case.case_id),
            is_in_frame=exclusion is None,
            frame_exclusion=exclusion,
            clock_start_date=case.clock_start,
            clock_end_date=case.ended or parameters.as_of,
            **_court(case),
            **_progress(case),
            **_origins(case),
            **_listed(case),
        )
    return rows.finish()


def with_merged_twins(cases: pa.Table, merged: Mapping[str, str]) -> pa.Table:
    """The table with each committal twin (by case id) merged into its sessions case and out of frame."""
    merged_into = [merged.get(case_id) for case_id in cases["case_id"].to_pylist()]
    into = array_of(merged_into, pa.string())
    is_twin = pc.is_valid(into)
    exclusion = pc.if_else(is_twin, pa.scalar("merged_committal_twin"), cases["frame_exclusion"])
    in_frame = pc.and_(cases["is_in_frame"], pc.invert(is_twin))
    for name, values in (
        ("merged_into_case_id", into), ("frame_exclusion", exclusion), ("is_in_frame", in_frame),
    ):  # fmt: skip
        cases = cases.set_column(cases.schema.get_field_index(name), cases.schema.field(name), values)
    return cases.combine_chunks()


def _court(case: CaseFacts) -> dict[str, object]:
    record = case.record
    return {
        "layout": str(record.layout),
        "state_code": stated(record.state_code),
        "district_code": stated(record.district_code),
        "district": case.district,
        "court_complex_code": stated(record.court_complex_code),
        "establishment_code": record.cnr[:6],
        "court_level": case.court_level,
        "judge_designation": read_designation(record.court_number_and_judge),
        "case_type_printed": stated(record.case_type),
        "case_type_code": case.case_type_code,
        "case_kind": case.case_kind,
    }


def _progress(case: CaseFacts) -> dict[str, object]:
    return {
        "filing_date": case.dates.filing,
        "registration_date": case.dates.registration,
        "first_hearing_date": case.dates.first_hearing,
        "next_hearing_date": case.dates.next_hearing,
        "decision_date": case.dates.decision,
        "stage_printed": case.state.stage_printed,
        "stage_code": case.state.stage_code,
        "status": case.state.status,
        "nature_of_disposal_printed": case.state.nature_printed,
        "is_contested": case.state.is_contested,
    }


def _origins(case: CaseFacts) -> dict[str, object]:
    """FIR and subordinate court; the FIR's year only where it is one."""
    fir, court = case.record.fir, case.record.subordinate_court
    year = (fir.year or "").strip() if fir else ""
    return {
        "fir_id": case.fir_id,
        "fir_year": int(year) if len(year) == 4 and year.isdecimal() else None,
        "subordinate_decision_date": read_date(
            court.decision_date if court else None, "decision date of the subordinate court"
        ),
    }


def _listed(case: CaseFacts) -> dict[str, object]:
    parties = case.record.parties
    return {
        "petitioner_count": sum(party.side == "petitioner" for party in parties),
        "respondent_count": sum(party.side == "respondent" for party in parties),
        "has_masked_party": any(party_role(party.name) == "masked" for party in parties),
        "history_row_count": len(case.record.hearings),
    }
