-- title: Pending case without news
-- severity: warn
-- explains: No entry and no next date of this pending case lies within the last 180 days before the
--   cut-off or later. It may be decided, transferred or forgotten; its time as pending is an upper bound.
-- what to do: Open the page again before the figures are used.
with last_dates as (
    select study, timepoint, case_id, max(greatest(business_date, next_date)) as last_date
    from hearings
    where is_within_as_of
    group by study, timepoint, case_id
)
select case_id, last_date, next_hearing_date, as_of
from checked_cases
join study_parameters using (study, timepoint)
join last_dates using (study, timepoint, case_id)
where status = 'pending'
  and greatest(last_date, next_hearing_date) < as_of - interval 180 days
order by case_id
