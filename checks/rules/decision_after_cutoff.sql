-- title: Decision after the cut-off
-- severity: stop
-- grain: case
-- explains: Nothing dated after as_of may count; a decision after it is a fault of the build.
-- what to do: Build the tables again; if it stays, report the fault with the case pseudonyms listed.
select case_id, decision_date, clock_end_date, as_of
from cases
join study_parameters using (study, timepoint)
where decision_date > as_of
   or clock_end_date > as_of
order by case_id
