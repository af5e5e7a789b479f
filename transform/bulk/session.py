"""A DuckDB session that makes one timepoint's tables: its limits, and what the queries take as given.

What queries are told (the study's rules, the pseudonym key) lies in session variables, never in their text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from transform.errors import TransformError
from transform.parameters import TableParameters

MEMORY_LIMIT = "3GB"
HMAC_BLOCK_BYTES = 64

PSEUDONYM = """
left(sha256(getvariable('hmac_outer') || unhex(sha256(getvariable('hmac_inner') || encode({cnr})))), 16)
"""
"""``case_pseudonym`` of a CNR already brought to capital letters and digits; HMAC by hand (RFC 2104)."""

PLAIN_CNR = """
case when regexp_full_match({cnr}, '[A-Z0-9]+') then {cnr}
     when strlen({cnr}) = length({cnr}) then nullif(regexp_replace(upper({cnr}), '[^A-Z0-9]', '', 'g'), '')
end
"""
"""A CNR as it is hashed; null where it has a character beyond ASCII (capitals differ) or none of use."""


class BulkError(TransformError):
    """A bulk release can't be made into tables: what, where, what to do."""


@contextmanager
def bulk_session(
    scratch: Path, key: bytes, parameters: TableParameters, last_day: date
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with limits and variables set; ``scratch`` is an empty private folder, used for overflow.

    ``last_day`` is the day the files were registered. Faults of DuckDB are raised as ``BulkError``.
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
        connection.execute(f"set temp_directory = {literal(str(scratch / 'overflow'))}")
        for name, value in (*_rules(parameters), *_pads(key), ("last_day", last_day)):
            connection.execute(f"set variable {name} = $value", {"value": value})
        for name in ("study", "timepoint"):
            connection.execute(f"create type {name} as enum (select getvariable('{name}'))")
        try:
            yield connection
        except duckdb.Error as error:
            first_line = str(error).strip().split("\n", maxsplit=1)[0]
            raise BulkError(f"the release can't be read: {first_line}; get the file named again") from error


def pseudonym_sql(column: str, is_plain: str = "false") -> str:
    """SQL of the pseudonym of the CNR in ``column``; null where it can't be read as one.

    ``is_plain`` is SQL that is true where the CNR is known to be of capital letters and digits alone.
    """
    cnr = f"(case when {is_plain} then {column} else {PLAIN_CNR.format(cnr=column)} end)"
    return PSEUDONYM.format(cnr=cnr)


def literal(text: str) -> str:
    """Text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _rules(parameters: TableParameters) -> Iterator[tuple[str, object]]:
    yield "study", parameters.study
    yield "timepoint", parameters.timepoint
    yield "as_of", parameters.as_of
    yield "window_start", parameters.window_start
    yield "window_end", parameters.window_end
    yield "frame_rule", parameters.frame_rule
    yield "clock_start", parameters.clock_start
    yield "whole_states", sorted(parameters.whole_states) or ["none"]
    yield "takes_every_offence", parameters.takes_every_offence


def _pads(key: bytes) -> Iterator[tuple[str, bytes]]:
    """The two blocks that HMAC puts before what it hashes; the inner one goes on with the domain."""
    block = (hashlib.sha256(key).digest() if len(key) > HMAC_BLOCK_BYTES else key).ljust(
        HMAC_BLOCK_BYTES, b"\0"
    )
    yield "hmac_inner", bytes(byte ^ 0x36 for byte in block) + b"cnr|"
    yield "hmac_outer", bytes(byte ^ 0x5C for byte in block)
