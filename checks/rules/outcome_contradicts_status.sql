-- title: Outcome and status contradict each other
-- severity: stop
-- grain: case
-- explains: A case is disposed in one table and undecided in the other, or has no row in outcomes at all;
--   the counts of disposed cases would differ from table to table.
-- what to do: Build the tables again; if it stays, report the fault with the case pseudonyms listed.
select case_id, status, outcome_code, is_disposal
from checked_cases
left join outcomes using (study, timepoint, case_id)
where is_disposal is null
   or is_disposal <> (status = 'disposed')
order by case_id
