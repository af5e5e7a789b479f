"""Coverage: is every row accounted for, how much is not in our vocabularies, and what lies in quarantine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from checks.errors import CheckError
from checks.table_source import TableSource, connect_tables

# Largest share of a vocabulary's occurrences that may be unmapped; the other vocabularies are reported only.
UNMAPPED_LIMITS = {"purposes": 0.05}

FOUND_SHOWN = 5

STEPS = "select step, rows_in, rows_out, explained, note from coverage order by step"
VOCABULARIES = """
select vocabulary, sum(count), coalesce(sum(count) filter (where code = 'unmapped'), 0)
from wordings group by vocabulary order by vocabulary
"""
UNMAPPED_WORDINGS = """
select printed from wordings where vocabulary = ? and code = 'unmapped' order by count desc, printed
"""
# Values found say what is wrong where something else was expected; without that they are one of each page.
QUARANTINED = f"""
select stage, reason, expected, count(*),
    case when expected is not null then list(distinct found order by found)[:{FOUND_SHOWN}] else [] end,
    case when expected is not null then count(distinct found) else 0 end
from quarantine
group by stage, reason, expected order by count(*) desc, stage, reason, expected
"""


@dataclass(frozen=True, slots=True)
class StepBalance:
    """One step of the build: rows in must be rows out and explained rows together."""

    step: str
    rows_in: int
    rows_out: int
    explained: int
    note: str

    @property
    def unexplained(self) -> int:
        return self.rows_in - self.rows_out - self.explained

    @property
    def is_failed(self) -> bool:
        return self.unexplained != 0

    @property
    def what_to_do(self) -> str:
        return (
            "rows were lost or made up in this step of the build: report the fault, use no figure until then"
        )


@dataclass(frozen=True, slots=True)
class UnmappedShare:
    """How many of a vocabulary's occurrences have a wording that is not in its map; the commonest first."""

    vocabulary: str
    occurrences: int
    unmapped: int
    wordings: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.unmapped / self.occurrences

    @property
    def is_failed(self) -> bool:
        return self.share > UNMAPPED_LIMITS.get(self.vocabulary, 1.0)


@dataclass(frozen=True, slots=True)
class QuarantineCount:
    """Entries in quarantine for one reason, with what was expected where a page was not as known.

    ``found`` are the first of ``found_count`` different values that stood there instead. Whether the entries
    stop the run is decided by the rules.
    """

    stage: str
    reason: str
    expected: str | None
    count: int
    found: Sequence[str]
    found_count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    steps: tuple[StepBalance, ...]
    unmapped: tuple[UnmappedShare, ...]
    quarantine: tuple[QuarantineCount, ...]

    @property
    def is_failed(self) -> bool:
        return any(step.is_failed for step in self.steps) or any(u.is_failed for u in self.unmapped)


def check_coverage(source: TableSource) -> Coverage:
    """Read the tables ``coverage``, ``wordings`` and ``quarantine`` of one study and timepoint.

    A build that says nothing of its steps has no coverage to check; that is refused with ``CheckError``.
    """
    connection = connect_tables(source)
    steps = tuple(StepBalance(*row) for row in _rows(connection, STEPS))
    if not steps:
        raise CheckError(
            "table coverage: it is empty, so lost rows could not be seen; build the tables again"
        )
    unmapped = (
        UnmappedShare(name, int(occurrences), int(count), _unmapped_wordings(connection, name))
        for name, occurrences, count in _rows(connection, VOCABULARIES)
    )
    quarantine = tuple(QuarantineCount(*row) for row in _rows(connection, QUARANTINED))
    return Coverage(steps, tuple(unmapped), quarantine)


def _unmapped_wordings(connection: duckdb.DuckDBPyConnection, vocabulary: str) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(UNMAPPED_WORDINGS, [vocabulary]).fetchall())


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()
