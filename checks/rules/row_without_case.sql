-- title: Row of a table without its case
-- severity: stop
-- grain: case
-- explains: Every hearing, charge, order, transfer, party and outcome belongs to a row of cases; one
--   without is a fault of the build.
-- what to do: Build the tables again; if it stays, report the fault with the case pseudonyms listed.
with belongings as (
    select study, timepoint, case_id, 'hearings' as table_name from hearings
    union all select study, timepoint, case_id, 'acts' from acts
    union all select study, timepoint, case_id, 'orders' from orders
    union all select study, timepoint, case_id, 'transfers' from transfers
    union all select study, timepoint, case_id, 'parties' from parties
    union all select study, timepoint, case_id, 'outcomes' from outcomes
)
select case_id, table_name, count(*) as row_count
from belongings
anti join cases using (study, timepoint, case_id)
group by case_id, table_name
order by case_id, table_name
