-- title: Outcome without a decision date
-- severity: stop
-- grain: case
-- explains: The case has an outcome that ends it, but no day of decision, so it can't be placed in time.
-- what to do: Read the day of decision off the page's orders or history and add it to
--   data/raw/STUDY/corrections.csv, or exclude the case in the study file with a reason.
select outcomes.case_id, outcome_code, outcome_date, decision_date
from outcomes
join checked_cases using (study, timepoint, case_id)
where is_disposal
  and (outcome_date is null or decision_date is null)
order by 1
