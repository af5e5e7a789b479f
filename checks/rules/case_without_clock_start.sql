-- title: Case in frame without a start of its clock
-- severity: warn
-- explains: The date from which the study counts a case's time is not on the page; the case is missing
--   from every rate and duration.
-- what to do: Add the date to transform/corrections.csv, or choose another clock_start in the study file.
select case_id, filing_date, registration_date, first_hearing_date
from checked_cases
where clock_start_date is null
order by case_id
