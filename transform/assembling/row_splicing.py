"""Rows of changed cases put in the place of the old ones: what is sorted by case is not sorted again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc


def with_rows_kept(old: pa.Table, kept: frozenset[str], new: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The rows of ``old`` whose case is ``kept``, and all of ``new``, whose cases are none of those; and the
    rows of ``old`` that are not kept.

    All are sorted by their keys, the case before all else. Where ``new`` says what was there, the first of
    the two is ``old`` itself.
    """
    runs = _runs(old)
    changed = _runs(new)
    gone = frozenset(runs) - kept
    gone_rows = pa.concat_tables([old.slice(0, 0), *(_slice(old, runs[case_id]) for case_id in sorted(gone))])
    if gone_rows.equals(new):
        return old, gone_rows
    pieces = list(_pieces(old, runs, gone, new, changed))
    return pa.concat_tables(pieces).combine_chunks(), gone_rows


def _pieces(
    old: pa.Table,
    runs: dict[str, tuple[int, int]],
    gone: frozenset[str],
    new: pa.Table,
    changed: dict[str, tuple[int, int]],
) -> Iterator[pa.Table]:
    """Stretches of both tables, in the order of their cases."""
    cases = list(runs)
    taken = 0
    for case_id in sorted(gone | changed.keys()):
        place = bisect_left(cases, case_id)
        start = runs[cases[place]][0] if place < len(cases) else old.num_rows
        yield old.slice(taken, start - taken)
        taken = runs[case_id][1] if case_id in gone else start
        if case_id in changed:
            yield _slice(new, changed[case_id])
    yield old.slice(taken)


def _slice(table: pa.Table, run: tuple[int, int]) -> pa.Table:
    return table.slice(run[0], run[1] - run[0])


def _runs(table: pa.Table) -> dict[str, tuple[int, int]]:
    """First row and end of each case, in the order of the table."""
    if table.num_rows == 0:
        return {}
    encoded = pc.run_end_encode(table["case_id"].combine_chunks())
    ends: list[int] = encoded.run_ends.to_pylist()
    cases: list[str] = encoded.values.to_pylist()
    return dict(zip(cases, zip([0, *ends], ends, strict=False), strict=True))
