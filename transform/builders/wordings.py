"""Table ``wordings``: each wording met, its code, and how often it occurs; counted in the finished tables.

Only what counts is counted: entries up to the cut-off, so that a later pull gives the same table. Blank
wordings are not stated and have no row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from transform.builders.table_rows import TableRows
from transform.parameters import TableParameters
from transform.vocabulary import vocabulary

Wording = tuple[str, str, str]


def wordings_table(counted: Mapping[Wording, int], parameters: TableParameters) -> pa.Table:
    """Rows of ``wordings`` from what was counted in the tables cases, hearings, acts and bail."""
    rows = TableRows("wordings", parameters)
    for (name, printed, code), count in counted.items():
        rows.add(vocabulary=name, printed=printed, code=code, count=count)
    return rows.finish()


def wordings_of_hearings_and_acts(tables: Mapping[str, pa.Table]) -> Counter[Wording]:
    """Wordings counted in the two long tables, or in a part of them: parts add up."""
    hearings = tables["hearings"].filter(tables["hearings"]["is_within_as_of"])
    reasons = ("adjournment_reason_printed", "adjournment_reason_code")
    return (
        _counted("purposes", hearings, "purpose_printed", "purpose_code")
        + _counted("adjournment_reasons", hearings, *reasons)
        + _counted("acts", tables["acts"], "act_printed", "act_code")
    )


def wordings_of_cases_and_bail(tables: Mapping[str, pa.Table]) -> Counter[Wording]:
    """Wordings counted in the tables of one row a case or application."""
    cases = tables["cases"]
    found = _counted("case_types", cases, "case_type_printed", "case_type_code")
    found += _counted("bail_disposals", tables["bail"], "outcome_printed", "outcome_code")
    # How a bail application ended is a wording of bail_disposals; it is no outcome of a prosecution.
    no_bail = cases.filter(pc.not_equal(cases["case_kind"], "bail"))
    return found + Counter(_coded("disposals", no_bail["nature_of_disposal_printed"]))


def _counted(name: str, table: pa.Table, printed: str, code: str) -> Counter[Wording]:
    groups = (
        table.select([printed, code])
        .group_by([printed, code], use_threads=False)
        .aggregate([([], "count_all")])
    )
    return Counter(
        {
            (name, row[printed], row[code]): row["count_all"]
            for row in groups.to_pylist()
            if row[printed] is not None and row[code] is not None
        }
    )


def _coded(name: str, printed: pa.ChunkedArray) -> Iterator[Wording]:
    for text in printed.to_pylist():
        code = vocabulary(name).code(text)
        if code is not None:
            yield name, text, code
