"""Rows that make no case: repeated CNRs, of which one row is used, and rows that can't be given a meaning."""

from __future__ import annotations

import duckdb

from transform.bulk.candidates import BETWEEN

REPEATED = "another row of the same CNR is used"

# Looked for by a number made of the CNR's pseudonym; only rows whose number another has are compared by the
# pseudonym itself. The row with the latest news is used, as of several pages of a case the latest is; but a
# readable one comes before one that is not.
_REPEATED = """
create table repeated as
with alike as (
    select hash(case_id) as mark from candidates where case_id is not null group by mark having count(*) > 1
)
select
    rowid as candidate, case_id,
    count(*) over (partition by case_id) as row_count,
    row_number() over (
        partition by case_id
        order by
            fault is null desc,
            greatest(date_last_list, date_of_decision, date_of_filing) desc nulls last,
            date_of_decision desc nulls last, ddl_case_id desc, release_year desc, rowid desc
    ) = 1 as is_used
from candidates
where case_id is not null and hash(case_id) in (from alike)
qualify row_count > 1
"""

# -9998 is "unclear", -9999 "missing": neither is a code. Every other code must stand in its key.
_UNCODED = """
create table uncoded as
select candidates.rowid as candidate,
    case
        when types.code is null and type_name not in (-9998, -9999) then 'case type'
        when purposes.code is null and purpose_name not in (-9998, -9999) then 'purpose'
        when disposals.code is null and disp_name not in (-9998, -9999) then 'disposition'
    end as what,
    case
        when types.code is null and type_name not in (-9998, -9999) then type_name
        when purposes.code is null and purpose_name not in (-9998, -9999) then purpose_name
        else disp_name
    end as code
from candidates
left join type_key as types on types.year = release_year and types.code = type_name
left join purpose_key as purposes on purposes.year = release_year and purposes.code = purpose_name
left join disposal_key as disposals on disposals.year = release_year and disposals.code = disp_name
where what is not null
"""

_SET_ASIDE = """
create table set_aside as
select candidate, case_id, '{repeated}' as reason, null as found
from repeated
where not is_used
union all
select
    candidates.rowid, candidates.case_id,
    coalesce(split_part(fault, '{between}', 1), 'code of the ' || what || ' is not in the key of its year')
        as reason,
    case when fault is null then cast(code as varchar)
         else nullif(split_part(fault, '{between}', 2), '') end as found
from candidates
left join uncoded on uncoded.candidate = candidates.rowid
left join repeated on repeated.candidate = candidates.rowid
where (fault is not null or what is not null) and coalesce(is_used, true)
"""

# What the acts file refers to: the release's number of a case, and the row of it that is used.
_OWNERS = """
create view owners as
select ddl_case_id, case when set_aside.candidate is null then candidates.rowid end as candidate
from candidates
left join set_aside on set_aside.candidate = candidates.rowid
"""


def set_rows_aside(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables ``repeated`` and ``set_aside`` (one row per row not used, with the reason), view ``owners``."""
    for statement in (_REPEATED, _UNCODED, _SET_ASIDE.format(repeated=REPEATED, between=BETWEEN), _OWNERS):
        connection.execute(statement)
