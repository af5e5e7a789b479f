-- title: Disposed without a decision date
-- severity: stop
-- grain: case
-- explains: The status, a nature of disposal or a closing entry at the end of the history (an earlier one
--   means a reopened case) says that the case ended, but no day of decision is known, so it can be counted
--   neither as disposed nor as pending.
-- what to do: Read the day of decision off the page's orders or history and add it to
--   data/raw/STUDY/corrections.csv, or exclude the case in the study file with a reason.
select case_id, status, nature_of_disposal_printed, is_closed, last_business_date
from checked_cases
left join checked_histories using (study, timepoint, case_id)
where decision_date is null
  and (
      status in ('disposed', 'left_court')
      or nature_of_disposal_printed is not null
      or is_closed
  )
order by case_id
