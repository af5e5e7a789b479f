#!/usr/bin/env bash
# A new researcher with only the documentation: open the warehouse, recompute a published number by an own query, use the
# data package (docs/guides/warehouse.md, docs/guides/sql_recipes.md). Usage: researcher.sh DATA, where the baseline was run.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/journeys/saying.sh
export PATH="$PWD/.venv/bin:$PATH" ECOURTS_DATA="$1"
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT

step "Which views are there (the warehouse)"
python - "$1" >"$printed" <<'PYTHON'
import sys

import duckdb

with duckdb.connect(f"{sys.argv[1]}/warehouse.duckdb", read_only=True) as warehouse:
    for name, meaning in warehouse.execute("select view_name, comment from duckdb_views()").fetchall():
        print(name, meaning)
PYTHON
says "$printed" "case_adjournments One row per case"

step "A published number by an own query (recipe 3), from the tables alone"
python - "$1" >"$printed" <<'PYTHON'
import csv
import sys

import duckdb

with duckdb.connect(f"{sys.argv[1]}/warehouse.duckdb", read_only=True) as warehouse:
    own = warehouse.execute("""
        with adjourned as (
            select case_id, count(distinct business_date) as adjournments from hearings
            where study = 'reference' and timepoint = 'baseline'
              and is_within_as_of and not is_terminal and next_date > business_date
            group by case_id
        )
        select avg(coalesce(adjournments, 0)) from cases left join adjourned using (case_id)
        where study = 'reference' and timepoint = 'baseline' and is_in_frame and status = 'disposed'
    """).fetchone()[0]
with open(f"{sys.argv[1]}/indicators/reference/baseline/I12.csv", encoding="utf-8", newline="") as file:
    published = next(
        float(row["value"]) for row in csv.DictReader(file)
        if (row["definition_id"], row["district"]) == ("A1", "all")
    )
print(f"own query {own:.1f}, published {published:.1f}")
PYTHON
says "$printed" "own query 29.0, published 29.0"

step "The data package: its own standard finds no fault, and its database has the same row"
frictionless validate "$1/indicators/reference/datapackage.json" >"$printed"
if grep -q INVALID "$printed"; then cat "$printed" >&2; fails "the data package is not valid"; fi
python - "$1" >"$printed" <<'PYTHON'
import sys

import duckdb

with duckdb.connect(f"{sys.argv[1]}/indicators/reference/warehouse-public.duckdb", read_only=True) as public:
    print(public.execute("""
        select value from indicator_values where timepoint = 'baseline' and indicator_id = 'I12'
          and definition_id = 'A1' and district = 'all'
    """).fetchall())
PYTHON
says "$printed" "[(29.0,)]"
echo "the researcher has arrived"
