"""Tables of the raw archive: what was received, and what a pull has planned, done and left.

Version 1 held only what was received, version 2 the work queue too; opening such a file for writing adds what
is missing.
"""

from __future__ import annotations

APPLICATION_ID = 0x65636172  # "ecar" in SQLite's header: tells our file from any other database
SCHEMA_VERSION = 3
READABLE_VERSIONS = (1, 2, 3)

RECEIVED = """
CREATE TABLE content (
    sha256 TEXT PRIMARY KEY,
    byte_count INTEGER NOT NULL,
    zstd BLOB NOT NULL
);
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    request_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES content (sha256),
    page_sha256 TEXT NOT NULL,
    context TEXT NOT NULL,
    UNIQUE (request_key, page_sha256, state)
);
CREATE INDEX journal_by_kind ON journal (kind, sequence);
"""

# A search's own act code is NULL until the court's dropdown has told it. rest holds one row at most.
WORK_QUEUE = """
CREATE TABLE planned_search (
    request_key TEXT PRIMARY KEY,
    complex_position INTEGER NOT NULL,
    search_position INTEGER NOT NULL,
    state_code TEXT NOT NULL,
    district_code TEXT NOT NULL,
    district TEXT NOT NULL,
    complex_code TEXT NOT NULL,
    complex_name TEXT NOT NULL,
    tier TEXT NOT NULL,
    establishment TEXT NOT NULL,
    act TEXT NOT NULL,
    section TEXT NOT NULL,
    case_status TEXT NOT NULL,
    act_code TEXT,
    act_label TEXT,
    state TEXT NOT NULL DEFAULT 'to_do',
    reason TEXT,
    captchas_used INTEGER NOT NULL DEFAULT 0,
    first_at TEXT,
    last_at TEXT
);
CREATE TABLE listed_case (
    request_key TEXT NOT NULL,
    cnr TEXT NOT NULL,
    is_on_latest_list INTEGER NOT NULL,
    PRIMARY KEY (request_key, cnr)
);
CREATE TABLE rest (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    until TEXT NOT NULL
);
"""

# What was destroyed: when, why and how many, never of whom. is_scrubbed is 0 until no copy of it is left in
# the file's free pages and its write-ahead log.
DESTRUCTIONS = """
CREATE TABLE destruction (
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    page_kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    pages INTEGER NOT NULL,
    is_scrubbed INTEGER NOT NULL DEFAULT 0
);
"""

_ADDED_IN = {1: RECEIVED, 2: WORK_QUEUE, 3: DESTRUCTIONS}
_MARKS = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"


def statements_from(version: int) -> str:
    """What brings a file of ``version`` (0 = new) up to ``SCHEMA_VERSION``, in one transaction."""
    if version == SCHEMA_VERSION:
        return ""
    missing = "".join(statements for added, statements in _ADDED_IN.items() if added > version)
    return f"BEGIN IMMEDIATE;{missing}{_MARKS}COMMIT;"
