"""What became of every row of a release: tables ``coverage``, ``wordings``, ``quarantine`` and ``pages``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from extract.bulk_release import BulkRelease
from extract.importers.ddl_csv import CASES
from extract.parsers import PARSER_VERSION
from transform.bulk.coverage_steps import coverage_steps
from transform.bulk.setting_aside import REPEATED
from transform.bulk.small_tables import Row, read_table, told_table

# Codes are counted first, in one pass each, and only then given their wordings.
_COUNTS = """
create table counts_of_types as
select release_year, type_name, disp_name, is_undecided_yet, count(*) as cases from known_rows group by all;
create table counts_of_purposes as
select release_year, purpose_name, is_outrun, count(*) as cases from known_rows group by all;
create table counts_of_charges as
select act, section, count(*) as charges from charged where candidate is not null group by all;
"""

_WORDINGS = """
with typed as (
    select counts.*, types.printed as type_printed, type_code, kind,
        disposals.printed as nature_printed, outcome_code
    from counts_of_types as counts
    left join type_key as types on types.year = release_year and types.code = type_name
    left join disposal_key as disposals on disposals.year = release_year and disposals.code = disp_name
)
select 'case_types' as vocabulary, type_printed as printed, type_code as code, sum(cases) as count
from typed where type_code is not null group by all
union all
select 'purposes', printed, stage_code, sum(cases)
from counts_of_purposes inner join purpose_key on year = release_year and code = purpose_name
where stage_code is not null and not is_outrun group by all
union all
select 'disposals', nature_printed, outcome_code, sum(cases)
from typed where nature_printed is not null and not is_undecided_yet and kind is distinct from 'bail'
group by all
union all
select 'acts', act_printed, act_code, sum(charges)
from counts_of_charges inner join charge_parts using (act, section) group by all
"""


_QUARANTINE = """
with listed as (
    select 0 as stage_order, 'interpret' as stage, page_id, set_aside.case_id, reason, found, sha256
    from set_aside
    inner join candidates on candidates.rowid = set_aside.candidate
    inner join release_files using (release_year)
    where reason <> '{repeated}'
    union all
    select 1, 'rule', page_id, told_cases.case_id, reason, found, null
    from rule_offenders as offenders inner join told_cases on told_cases.rowid = offenders.case_id
)
select
    row_number() over (order by stage_order, case_id nulls first, reason, found, page_id)
        as quarantine_number,
    stage, page_id, case_id, reason, null as expected, found, sha256 as excerpt_sha256
from listed
"""


def accounts(connection: duckdb.DuckDBPyConnection, release: BulkRelease) -> dict[str, pa.Table]:
    """The four tables, by name, after ``cases``, ``outcomes`` and ``acts`` were written."""
    connection.execute(_COUNTS)
    return {
        "coverage": told_table(connection, "coverage", coverage_steps(connection, release)),
        "wordings": read_table(connection, "wordings", _WORDINGS),
        "quarantine": read_table(connection, "quarantine", _QUARANTINE.format(repeated=REPEATED)),
        "pages": told_table(connection, "pages", _pages(release)),
    }


def _pages(release: BulkRelease) -> Iterator[Row]:
    for file in release.files:
        yield {
            "page_id": file.page_id,
            "kind": "bulk_file",
            "origin": "ddl-csv",
            "fetched_at": datetime.fromtimestamp(file.changed_ns // 10**9, UTC),
            "sha256": file.sha256,
            "layout": "ddl-csv" if file.role == CASES else None,
            "parser_version": PARSER_VERSION,
            "result": "ignored" if file.role == "ignored" else "read",
            "case_id": None,
        }
