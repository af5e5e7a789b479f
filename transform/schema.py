"""The one definition of every table and column; those of provenance stand in ``provenance_schema``.

Parquet types, structure checks, comments in the warehouse and the data dictionary are all derived from here.
A case is known in the tables by ``case_id``, a keyed pseudonym; no name, case number, FIR number, police
station or order text has a column.
"""

from __future__ import annotations

from transform.provenance_schema import (
    COVERAGE,
    PAGES,
    QUARANTINE,
    STUDY_COLUMNS,
    STUDY_PARAMETERS,
    WORDINGS,
)
from transform.table_definition import ARROW_TYPES, Column, ColumnType, Table

__all__ = ["ARROW_TYPES", "STUDY_COLUMNS", "TABLES", "Column", "ColumnType", "Table"]

CASE_ID = Column(
    "case_id", "text", "Keyed pseudonym of the case (16 hex digits); never the CNR", required=True
)

CASES = Table(
    "cases",
    "One row per case (CNR), in or out of the study's frame",
    ("study", "timepoint", "case_id"),
    (
        *STUDY_COLUMNS,
        CASE_ID,
        Column("snapshot_id", "text", "Page the row was read from (pages.page_id)", required=True),
        Column("layout", "text", "Page design the case was read from", required=True, codes="layouts"),
        Column("state_code", "text", "Portal's code of the state"),
        Column("district_code", "text", "Portal's code of the district within the state"),
        Column("district", "text", "District as named by the study, else as printed", required=True),
        Column("court_complex_code", "text", "Portal's code of the court complex"),
        Column("establishment_code", "text", "National code of the court (first six of the CNR)"),
        Column("court_level", "text", "Level of the court that holds the case", codes="court_levels"),
        Column("judge_designation", "text", "Designation of the judge, without name or court number"),
        Column("case_type_printed", "text", "Case type as printed"),
        Column("case_type_code", "text", "Case type coded; null if not stated", codes="case_types"),
        Column("case_kind", "text", "What the case type is: prosecution, bail, ...", codes="case_kinds"),
        Column("filing_date", "date", "Day the case was filed"),
        Column("registration_date", "date", "Day the case was registered"),
        Column("first_hearing_date", "date", "First hearing as stated in the case status"),
        Column("next_hearing_date", "date", "Next hearing as stated in the case status"),
        Column(
            "decision_date",
            "date",
            "Day of the decision entry, up to as_of: the end, or when it was laid by",
        ),
        Column("clock_start_date", "date", "Start of the case's clock under the study's clock_start"),
        Column(
            "clock_end_date",
            "date",
            "Decision date, else as_of; as_of for stayed and dormant cases",
            required=True,
        ),
        Column("stage_printed", "text", "Stage of the case as printed"),
        Column("stage_code", "text", "Stage coded like a purpose of hearing", codes="purposes"),
        Column("status", "text", "Status at as_of", required=True, codes="statuses"),
        Column("nature_of_disposal_printed", "text", "Nature of disposal as printed, up to as_of"),
        Column("is_contested", "boolean", "Whether the disposal is marked contested; null if not marked"),
        Column("fir_id", "text", "Keyed pseudonym of district, police station, FIR number and year"),
        Column("fir_year", "integer", "Year of the FIR"),
        Column("subordinate_decision_date", "date", "Day the subordinate court decided (committal)"),
        Column("merged_into_case_id", "text", "Sessions case that this committal twin was merged into"),
        Column("petitioner_count", "integer", "Number of petitioners listed"),
        Column("respondent_count", "integer", "Number of respondents (accused) listed"),
        Column(
            "has_masked_party",
            "boolean",
            "A party's name was masked by the court; null if the source names none",
        ),
        Column(
            "history_row_count", "integer", "Rows in the page's case history; null if the source has none"
        ),
        Column("snapshot_count", "integer", "Pages of the case; the latest was used", required=True),
        Column("is_in_frame", "boolean", "Whether the case belongs to the study's frame", required=True),
        Column("frame_exclusion", "text", "Why it is out of frame; null if in", codes="frame_exclusions"),
    ),
)

HEARINGS = Table(
    "hearings",
    "One row per entry of a case's history; exact repetitions of a row are dropped and counted in coverage",
    ("study", "timepoint", "case_id", "hearing_number"),
    (
        *STUDY_COLUMNS,
        CASE_ID,
        Column("hearing_number", "integer", "Order of the entry by date, from 1", required=True),
        Column("business_date", "date", "Day the court sat"),
        Column("next_date", "date", "Next date given that day"),
        Column("purpose_printed", "text", "Purpose of the NEXT date, as printed"),
        Column("purpose_code", "text", "Purpose coded; null if not stated", codes="purposes"),
        Column("stage_group", "text", "Stage of the trial the purpose belongs to", codes="stage_groups"),
        Column("judge_designation", "text", "Designation of the judge, without name"),
        Column("is_terminal", "boolean", "Closing entry: no next date, purpose Disposed", required=True),
        Column("is_within_as_of", "boolean", "Dated up to as_of (undated: next date)", required=True),
        Column("has_daily_status", "boolean", "Whether the day's status page was read", required=True),
        Column("adjournment_reason_printed", "text", 'Daily status field "Reason for Adjournment"'),
        Column("adjournment_reason_code", "text", "Null if not stated", codes="adjournment_reasons"),
    ),
)

ADJOURNMENTS = Table(
    "adjournments",
    "One row per hearing entry and definition of adjournment it meets, up to as_of",
    ("study", "timepoint", "case_id", "hearing_number", "definition_id"),
    (
        *STUDY_COLUMNS,
        CASE_ID,
        Column("hearing_number", "integer", "hearings.hearing_number", required=True),
        Column("definition_id", "text", "Definition met", required=True, codes="adjournment_definitions"),
        Column("business_date", "date", "Day the court sat"),
        Column("next_date", "date", "Next date given that day"),
        Column("purpose_code", "text", "Purpose of the next date", codes="purposes"),
        Column("reason_code", "text", "Reason, where one is stated", codes="adjournment_reasons"),
        Column("side", "text", "Side the reason lies with", codes="sides"),
    ),
)

BAIL = Table(
    "bail",
    "One row per bail application: a case of its own, one inside a case, or a purpose that names one",
    ("study", "timepoint", "application_id"),
    (
        *STUDY_COLUMNS,
        Column("application_id", "text", "Keyed pseudonym of the application", required=True),
        Column("source", "text", "Where the application was seen", required=True, codes="bail_sources"),
        Column("bail_case_id", "text", "Case of its own, when it has one (cases.case_id)"),
        Column("main_case_id", "text", "Prosecution it belongs to (cases.case_id)"),
        Column("link_basis", "text", "How its prosecution was found", required=True, codes="bail_links"),
        Column("kind", "text", "Regular, anticipatory, default, ...", required=True, codes="bail_kinds"),
        Column("filing_date", "date", "Day the application was filed"),
        Column("decision_date", "date", "Day it was decided"),
        Column("outcome_printed", "text", "Outcome as printed"),
        Column("outcome_code", "text", "Unknown is not pending", required=True, codes="bail_outcomes"),
        Column("district", "text", "District as in cases", required=True),
        Column("is_in_frame", "boolean", "Whether its prosecution is in the study's frame", required=True),
    ),
)

OUTCOMES = Table(
    "outcomes",
    "One row per case: how it ended by the taxonomy, with bounds where the page does not say",
    ("study", "timepoint", "case_id"),
    (
        *STUDY_COLUMNS,
        CASE_ID,
        Column("outcome_code", "text", "Outcome; null while undecided", codes="outcomes"),
        Column("outcome_group", "text", "Group of the outcome; null while undecided", codes="outcome_groups"),
        Column("is_disposal", "boolean", "Whether it ends the case (transfers, stays do not)", required=True),
        Column("is_merits", "boolean", "Decided on the merits: convicted, acquitted or split", required=True),
        Column("is_plea", "boolean", "Conviction by plea of guilty or plea bargain; null unless convicted"),
        Column(
            "is_probation",
            "boolean",
            "Conviction, released on probation or admonished; null unless convicted",
        ),
        Column("is_conviction_lower", "boolean", "Certainly a conviction", required=True),
        Column("is_conviction_upper", "boolean", "Possibly a conviction (unknowns included)", required=True),
        Column("outcome_date", "date", "Day of the decision entry"),
        Column("days_to_outcome", "integer", "Days from clock_start_date to outcome_date"),
    ),
)

ACTS = Table(
    "acts",
    "One row per case, act and section charged; section is null where the page lists an act without one",
    ("study", "timepoint", "case_id", "charge_number"),
    (
        *STUDY_COLUMNS,
        CASE_ID,
        Column("charge_number", "integer", "Order on the page, from 1", required=True),
        Column("act_printed", "text", "Act as printed", required=True),
        Column("act_code", "text", "Act coded", required=True, codes="acts"),
        Column("section_printed", "text", "Section as printed"),
        Column("section_code", "text", "Normalised, sub-section kept (376(2)(F))"),
        Column("section_root", "text", "Section without sub-sections (376, 366A)"),
        Column("offence_code", "text", "Offence of the study's field, where it is one", codes="offences"),
        Column("is_act_doubtful", "boolean", "Act and section contradict each other", required=True),
    ),
)

ORDERS = Table(
    "orders",
    "One row per order or judgment listed; number, date and kind, never its text",
    ("study", "timepoint", "case_id", "order_sequence"),
    (
        *STUDY_COLUMNS,
        CASE_ID,
        Column("order_sequence", "integer", "Order on the page, from 1", required=True),
        Column("order_number", "integer", "Number printed"),
        Column("order_date", "date", "Day of the order"),
        Column("order_kind", "text", "Interim, final, notice ...", required=True, codes="order_kinds"),
    ),
)

TRANSFERS = Table(
    "transfers",
    "One row per transfer of a case between judges or establishments",
    ("study", "timepoint", "case_id", "transfer_number"),
    (
        *STUDY_COLUMNS,
        CASE_ID,
        Column("transfer_number", "integer", "Order on the page, from 1", required=True),
        Column("transfer_kind", "text", "Within or between courts", required=True, codes="transfer_kinds"),
        Column("transfer_date", "date", "Day of the transfer"),
        Column("from_designation", "text", "Designation of the judge it left"),
        Column("to_designation", "text", "Designation of the judge it went to"),
    ),
)

PARTIES = Table(
    "parties",
    "One row per listed party: a pseudonym and a role, never a name",
    ("study", "timepoint", "case_id", "side", "party_number"),
    (
        *STUDY_COLUMNS,
        CASE_ID,
        Column("side", "text", "petitioner or respondent", required=True, codes="party_sides"),
        Column("party_number", "integer", "Number on the page", required=True),
        Column("party_id", "text", "Keyed pseudonym of the normalised name; null when masked"),
        Column("party_role", "text", "State, person, masked, ...", required=True, codes="party_roles"),
        Column("has_advocate", "boolean", "Whether an advocate is listed", required=True),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CASES, HEARINGS, ADJOURNMENTS, BAIL, OUTCOMES, ACTS, ORDERS, TRANSFERS, PARTIES, PAGES, QUARANTINE,
        STUDY_PARAMETERS, COVERAGE, WORDINGS,
    )
}  # fmt: skip
