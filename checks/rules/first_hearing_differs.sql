-- title: Stated first hearing is not the first entry
-- severity: warn
-- grain: case
-- explains: The page's "First Hearing Date" differs from the first dated entry of its history: earlier
--   entries may be missing (a case that came from another court), so adjournments are a lower bound.
-- what to do: Read the page's transfers; if entries are missing, say so where the case's figures are used.
select case_id, first_hearing_date, first_entry_date
from checked_cases
join checked_histories using (study, timepoint, case_id)
where first_hearing_date <> first_entry_date
order by case_id
