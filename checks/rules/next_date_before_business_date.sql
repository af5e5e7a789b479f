-- title: Next date before the day it was given
-- severity: stop
-- explains: A court can't adjourn into the past; one of the two dates is mistyped.
-- what to do: Compare the case page with the court; correct the date in transform/corrections.csv, or
--   exclude the case in the study file with a reason.
select hearings.case_id, hearing_number, business_date, next_date
from hearings
join checked_cases using (study, timepoint, case_id)
where next_date < business_date
order by case_id, hearing_number
