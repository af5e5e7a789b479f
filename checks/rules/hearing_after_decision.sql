-- title: Entry of the history dated after the decision
-- severity: stop
-- grain: case
-- explains: A decided case is no longer heard. A later entry means a wrong decision date, a reopened case
--   or work after judgment (copies, records), and would count as an adjournment before disposal.
-- what to do: Read the page; correct the date in data/raw/STUDY/corrections.csv, or exclude the case (or
--   set the rule to warn) in the study file with a reason.
select case_id, hearing_number, business_date, decision_date
from checked_hearings
where is_within_as_of
  and business_date > decision_date
order by case_id, hearing_number
