"""Table ``wordings``: each wording met, its code, and how often it occurs; counted in the finished tables.

Only what counts is counted: entries up to the cut-off, so that a later pull gives the same table. Blank
wordings are not stated and have no row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from transform.parameters import TableParameters
from transform.table_rows import TableRows
from transform.vocabulary import vocabulary

Wording = tuple[str, str, str]


def wordings_table(tables: Mapping[str, pa.Table], parameters: TableParameters) -> pa.Table:
    """Rows of ``wordings`` from the tables cases, outcomes, hearings, acts and bail."""
    rows = TableRows("wordings", parameters)
    for (name, printed, code), count in Counter(_wordings(tables)).items():
        rows.add(vocabulary=name, printed=printed, code=code, count=count)
    return rows.finish()


def _wordings(tables: Mapping[str, pa.Table]) -> Iterator[Wording]:
    cases, hearings = tables["cases"], tables["hearings"]
    hearings = hearings.filter(hearings["is_within_as_of"])
    yield from _pairs("case_types", cases, "case_type_printed", "case_type_code")
    yield from _pairs("purposes", hearings, "purpose_printed", "purpose_code")
    yield from _pairs(
        "adjournment_reasons", hearings, "adjournment_reason_printed", "adjournment_reason_code"
    )
    yield from _pairs("acts", tables["acts"], "act_printed", "act_code")
    yield from _pairs("bail_disposals", tables["bail"], "outcome_printed", "outcome_code")
    # How a bail application ended is a wording of bail_disposals; it is no outcome of a prosecution.
    no_bail = cases.filter(pc.not_equal(cases["case_kind"], "bail"))
    yield from _coded("disposals", no_bail["nature_of_disposal_printed"])


def _pairs(name: str, table: pa.Table, printed: str, code: str) -> Iterator[Wording]:
    for text, value in zip(table[printed].to_pylist(), table[code].to_pylist(), strict=True):
        if text is not None and value is not None:
            yield name, text, value


def _coded(name: str, printed: pa.ChunkedArray) -> Iterator[Wording]:
    for text in printed.to_pylist():
        code = vocabulary(name).code(text)
        if code is not None:
            yield name, text, code
