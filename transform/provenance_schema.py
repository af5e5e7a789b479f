"""Tables that say where the others come from: pages, quarantine, parameters, coverage, wordings."""

from __future__ import annotations

from transform.table_definition import Column, Table

STUDY_COLUMNS = (
    Column("study", "text", "Name of the study file", required=True),
    Column("timepoint", "text", "Timepoint of the study: baseline or endline", required=True),
)

PAGES = Table(
    "pages",
    "Provenance: one row per page or record in the raw archive",
    ("study", "timepoint", "page_id"),
    (
        *STUDY_COLUMNS,
        Column("page_id", "text", "Name of the page in the raw archive (16 hex digits)", required=True),
        Column("kind", "text", "What the page is about", required=True, codes="page_kinds"),
        Column("origin", "text", "Door it came through", required=True, codes="origins"),
        Column("fetched_at", "timestamp", "When the page was fetched or saved (UTC)", required=True),
        Column("sha256", "text", "SHA-256 of the content as received", required=True),
        Column("layout", "text", "Page design found; null if not a case page or unreadable", codes="layouts"),
        Column("parser_version", "text", "Version of the parsers that read it", required=True),
        Column("result", "text", "What became of it", required=True, codes="page_results"),
        Column("case_id", "text", "Case the page is about, when that could be read"),
    ),
)

QUARANTINE = Table(
    "quarantine",
    "What could not be read or may not be used, with its reason; nothing is dropped in silence",
    ("study", "timepoint", "quarantine_number"),
    (
        *STUDY_COLUMNS,
        Column("quarantine_number", "integer", "Number, from 1", required=True),
        Column("stage", "text", "Where it was stopped", required=True, codes="quarantine_stages"),
        Column("page_id", "text", "Page concerned (pages.page_id)"),
        Column("case_id", "text", "Case concerned, when known"),
        Column("reason", "text", "What is wrong, in one phrase", required=True),
        Column("expected", "text", "What was expected"),
        Column("found", "text", "What was found, without names or numbers"),
        Column("excerpt_sha256", "text", "SHA-256 of the excerpt, to find it in the raw zone"),
    ),
)

STUDY_PARAMETERS = Table(
    "study_parameters",
    "One row per study and timepoint: the parameters the tables were built with",
    ("study", "timepoint"),
    (
        *STUDY_COLUMNS,
        Column("as_of", "date", "Cut-off used: snapshot day less the reporting lag", required=True),
        Column("window_start", "date", "First day of the frame's window", required=True),
        Column("window_end", "date", "Last day of the frame's window", required=True),
        Column("frame_rule", "text", "Which cases the window takes in", required=True, codes="frame_rules"),
        Column("clock_start", "text", "Date a case's clock starts", required=True, codes="clock_starts"),
        Column("year_length_days", "integer", "Length of a year in days", required=True),
        Column("reporting_lag_days", "integer", "Days before the snapshot that are not used", required=True),
        Column("suppression_threshold", "integer", "Smallest count that may be published", required=True),
        Column("offences", "text", "Offences in frame, comma separated", required=True),
        Column("is_synthetic", "boolean", "Whether the study's cases are made up", required=True),
        Column("key_fingerprint", "text", "Tells pseudonym keys apart: tables of one key can be joined"),
        Column("not_in_source", "text", "What the source of the cases lacks, comma separated: hearings, ..."),
    ),
)

COVERAGE = Table(
    "coverage",
    "Rows in against rows out of every step of the build, with what became of the difference",
    ("study", "timepoint", "step"),
    (
        *STUDY_COLUMNS,
        Column("step", "text", "Step, in the order of work", required=True),
        Column("rows_in", "integer", "Rows that went in", required=True),
        Column("rows_out", "integer", "Rows that came out", required=True),
        Column("explained", "integer", "Rows of the difference that are accounted for", required=True),
        Column("note", "text", "What became of the difference", required=True),
    ),
)

WORDINGS = Table(
    "wordings",
    "Every wording met, the code it was given (or unmapped) and how often it occurs",
    ("study", "timepoint", "vocabulary", "printed"),
    (
        *STUDY_COLUMNS,
        Column("vocabulary", "text", "Vocabulary the wording was looked up in", required=True),
        Column("printed", "text", "Wording as printed", required=True),
        Column("code", "text", "Code given; unmapped if the vocabulary does not know it", required=True),
        Column("count", "integer", "Occurrences", required=True),
    ),
)
