-- title: Decision before filing
-- severity: stop
-- grain: case
-- explains: A case can't be decided before it was filed; one of the two dates is wrong, and with it the
--   case's time in court.
-- what to do: Compare the case page with the court; correct the date in data/raw/STUDY/corrections.csv,
--   or exclude the case in the study file with a reason.
select case_id, filing_date, decision_date
from checked_cases
where decision_date < filing_date
order by case_id
