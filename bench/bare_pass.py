"""``python -m bench.bare_pass TABLES MEMORY``: what one plain pass of DuckDB over the hearings costs.

It recomputes the mean number of adjournments (A1) of disposed cases by district from the histories' entries.
Days are made distinct before they are counted: `count(distinct ...)` costs the same, but can't spill.
MEMORY as DuckDB writes it, e.g. 4GB or 80%.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from bench.made_tables import STUDY, TIMEPOINT

QUERY = """
with days as (
    select distinct case_id, business_date
    from {hearings}
    where next_date > business_date and is_within_as_of and not is_terminal
),
counted as (
    select case_id, count(*) as adjournments from days group by case_id
)
select district, avg(coalesce(adjournments, 0))
from {cases} left join counted using (case_id)
where status = 'disposed' and is_in_frame
group by district
"""


def main() -> None:
    """Run the pass once and print how many districts it found."""
    tables, memory = Path(sys.argv[1]), sys.argv[2]
    folder = tables / STUDY / TIMEPOINT
    sources = {
        name: f"read_parquet('{folder / f'{name}.parquet' / '*.parquet'}')" for name in ("hearings", "cases")
    }
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{memory}'; set temp_directory = '{tables / '.spilled'}'")
        print(len(connection.execute(QUERY.format(**sources)).fetchall()))


if __name__ == "__main__":
    main()
