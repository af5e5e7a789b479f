"""Table ``coverage``: rows in against rows out of every step, with what became of the difference.

Rows in are counted on the records as printed, rows out on the finished tables and ``explained`` where the
rows were set aside (``coverage_counts``): three separate counts, so that a row lost by mistake shows as a
difference. Processes and linked cases have no table; they are counted so that this is said.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from transform.builders.coverage_counts import Counts
from transform.builders.coverage_steps import FRAME_STEP, coverage_steps, frame_step
from transform.builders.table_rows import TableRows, finished
from transform.interpreting.linking import Twins
from transform.parameters import TableParameters
from transform.schema import TABLES


def coverage_table(
    counts: Counts, twins: Twins, tables: Mapping[str, pa.Table], parameters: TableParameters
) -> pa.Table:
    """Rows of ``coverage``, numbered in the order of work; ``tables`` are cases and bail, finished."""
    rows = TableRows("coverage", parameters)
    for step in coverage_steps(counts, twins, tables):
        rows.add(
            step=step.step,
            rows_in=step.rows_in,
            rows_out=step.rows_out,
            explained=step.explained,
            note=step.note,
        )
    return rows.finish()


def with_frame_recounted(coverage: pa.Table, cases: pa.Table) -> pa.Table:
    """``coverage`` with its step into the frame counted anew, after cases left the frame."""
    step = frame_step(cases)
    others = coverage.filter(pc.not_equal(coverage["step"], FRAME_STEP))
    old = coverage.filter(pc.equal(coverage["step"], FRAME_STEP)).to_pylist()
    new = [
        row
        | {"rows_in": step.rows_in, "rows_out": step.rows_out, "explained": step.explained, "note": step.note}
        for row in old
    ]
    added = pa.Table.from_pylist(new, schema=coverage.schema)
    return finished(TABLES["coverage"], pa.concat_tables([others, added]))
