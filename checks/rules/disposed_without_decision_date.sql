-- title: Disposed without a decision date
-- severity: stop
-- explains: The status, a nature of disposal or a closing entry at the end of the history (an earlier one
--   means a reopened case) says that the case ended, but no day of decision is known, so it can be counted
--   neither as disposed nor as pending.
-- what to do: Read the day of decision off the page's orders or history and add it to
--   transform/corrections.csv, or exclude the case in the study file with a reason.
with last_entries as (
    select
        study, timepoint, case_id,
        arg_max(is_terminal, hearing_number) as is_closed,
        max(business_date) as last_business_date
    from hearings
    where is_within_as_of
    group by study, timepoint, case_id
)
select case_id, status, nature_of_disposal_printed, is_closed, last_business_date
from checked_cases
left join last_entries using (study, timepoint, case_id)
where decision_date is null
  and (
      status in ('disposed', 'left_court')
      or nature_of_disposal_printed is not null
      or is_closed
  )
order by case_id
