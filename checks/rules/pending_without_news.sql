-- title: Pending case without news
-- severity: warn
-- grain: case
-- explains: No entry and no next date of this pending case lies within the last 180 days before the
--   cut-off or later. It may be decided, transferred or forgotten; its time as pending is an upper bound.
-- what to do: Open the page again before the figures are used.
select case_id, last_date, next_hearing_date, as_of
from checked_cases
join study_parameters using (study, timepoint)
join checked_histories using (study, timepoint, case_id)
where status = 'pending'
  and entries_within_as_of > 0
  and greatest(last_date, next_hearing_date) < as_of - interval 180 days
order by case_id
