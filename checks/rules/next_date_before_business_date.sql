-- title: Next date before the day it was given
-- severity: stop
-- grain: case
-- explains: A court can't adjourn into the past; one of the two dates is mistyped.
-- what to do: Compare the case page with the court; correct the date in data/raw/STUDY/corrections.csv,
--   or exclude the case in the study file with a reason.
select case_id, hearing_number, business_date, next_date
from checked_hearings
where next_date < business_date
order by case_id, hearing_number
