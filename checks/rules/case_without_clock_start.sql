-- title: Case in frame without a start of its clock
-- severity: warn
-- grain: case
-- explains: The date from which the study counts a case's time is not on the page, or lies after the
--   cut-off (a first hearing still to come); the case is missing from every rate and duration.
-- what to do: Add the date to data/raw/STUDY/corrections.csv, or choose another clock_start in the study
--   file.
select case_id, filing_date, registration_date, first_hearing_date
from checked_cases
join study_parameters using (study, timepoint)
where clock_start_date is null
  and coalesce(filing_date, registration_date, as_of) <= as_of
order by case_id
