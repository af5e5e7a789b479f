-- title: Clock ends before it starts
-- severity: stop
-- grain: case
-- explains: A case's time in court would be negative: it was decided before the date the study counts
--   from.
-- what to do: Correct the date in data/raw/STUDY/corrections.csv, or exclude the case in the study file
--   with a reason.
select case_id, clock_start_date, clock_end_date, status
from checked_cases
where decision_date < clock_start_date
order by case_id
