"""The wordings of a study's tables that no vocabulary knows, with what an analyst needs to decide on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rapidfuzz import fuzz, process

from pipeline.publishing.csv_writing import csv_document
from pipeline.run import Run, RunError
from pipeline.writing import write_text
from transform.vocabulary import looked_up, vocabulary
from transform.wording_decisions import deciding_by, read_decisions

LIST_COLUMNS = (
    "vocabulary", "printed", "count", "example", "suggestions", "code", "decided_by", "reason",
)  # fmt: skip
SUGGESTIONS = 3
LEAST_LIKENESS = 60.0
"""Under this share of common words and letters (per cent) a suggestion is noise."""

UNMAPPED = """
select vocabulary, printed, count from read_parquet($file) where code = 'unmapped'
order by vocabulary, count desc, printed
"""
# Where a wording stands; for a purpose also what the court listed before and after it.
EXAMPLES = {
    "purposes": """
        select 'between "' || coalesce(before, 'nothing') || '" and "' || coalesce(after, 'nothing')
            || '", entry ' || hearing_number || ' of case ' || case_id
        from (
            select *, lag(purpose_printed) over history as before, lead(purpose_printed) over history as after
            from read_parquet($folder || '/hearings.parquet')
            window history as (partition by case_id order by hearing_number)
        )
        where purpose_printed = $printed order by case_id, hearing_number limit 1""",
    "adjournment_reasons": """
        select 'entry ' || hearing_number || ' of case ' || case_id
        from read_parquet($folder || '/hearings.parquet')
        where adjournment_reason_printed = $printed order by case_id, hearing_number limit 1""",
    "acts": """
        select 'section ' || coalesce(section_printed, '(none)') || ' in case ' || case_id
        from read_parquet($folder || '/acts.parquet')
        where act_printed = $printed order by case_id limit 1""",
    "bail_disposals": """
        select 'application of case ' || coalesce(main_case_id, '(not linked)')
        from read_parquet($folder || '/bail.parquet')
        where outcome_printed = $printed order by main_case_id limit 1""",
    "case_types": """
        select 'case ' || case_id || ', ' || status from read_parquet($folder || '/cases.parquet')
        where case_type_printed = $printed order by case_id limit 1""",
    "disposals": """
        select 'case ' || case_id || ', of type ' || coalesce(case_type_printed, '(none)')
        from read_parquet($folder || '/cases.parquet')
        where nature_of_disposal_printed = $printed order by case_id limit 1""",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that a like wording has; ``likeness`` is 0 to 100."""

    code: str
    wording: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Undecided:
    """One wording without a code: how often it stands in the tables, an example, and what it is like."""

    vocabulary: str
    printed: str
    count: int
    example: str
    suggestions: tuple[Suggestion, ...]


def undecided_wordings(run: Run) -> list[Undecided]:
    """All unmapped wordings of the run's tables, the commonest of each vocabulary first.

    Raises ``RunError`` when there are no tables.
    """
    wordings = run.places.tables / "wordings.parquet"
    if not wordings.is_file():
        raise RunError(
            f"no tables of {run.study.name}, {run.timepoint}, in {run.places.tables}: build them first: "
            f"{run.typed('build')}"
        )
    with duckdb.connect() as connection, deciding_by(read_decisions(run.places.wording_decisions)):
        rows = connection.execute(UNMAPPED, {"file": str(wordings)}).fetchall()
        return [
            Undecided(
                name, printed, count, _example(connection, run, name, printed), suggestions(name, printed)
            )
            for name, printed, count in rows
        ]


def suggestions(name: str, printed: str) -> tuple[Suggestion, ...]:
    """Codes of the known wordings most like this one, each code once; never taken without a person's word."""
    found: dict[str, Suggestion] = {}
    known = vocabulary(name).wordings
    for wording, likeness, _ in process.extract(
        looked_up(name, printed), known.keys(), scorer=fuzz.token_sort_ratio, limit=4 * SUGGESTIONS
    ):
        if likeness >= LEAST_LIKENESS:
            found.setdefault(known[wording], Suggestion(known[wording], wording, likeness))
    return tuple(found.values())[:SUGGESTIONS]


def write_list(undecided: list[Undecided], path: Path) -> None:
    """Write the list to be decided on: the last three columns are the analyst's to fill in."""
    write_text(path, csv_document(LIST_COLUMNS, _list_rows(undecided)))


def _list_rows(undecided: list[Undecided]) -> Iterator[tuple[object, ...]]:
    for one in undecided:
        like = "; ".join(f'{each.code} (like "{each.wording}")' for each in one.suggestions)
        yield one.vocabulary, one.printed, one.count, one.example, like, "", "", ""


def _example(connection: duckdb.DuckDBPyConnection, run: Run, name: str, printed: str) -> str:
    given: Mapping[str, str] = {"folder": str(run.places.tables), "printed": printed}
    row = connection.execute(EXAMPLES[name], given).fetchone()
    return row[0] if row else ""
