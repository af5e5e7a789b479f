-- title: Stated first hearing is not the first entry
-- severity: warn
-- explains: The page's "First Hearing Date" differs from the first dated entry of its history: earlier
--   entries may be missing (a case that came from another court), so adjournments are a lower bound.
-- what to do: Read the page's transfers; if entries are missing, say so where the case's figures are used.
with first_entries as (
    select study, timepoint, case_id, min(business_date) as first_entry_date
    from hearings
    group by study, timepoint, case_id
)
select case_id, first_hearing_date, first_entry_date
from checked_cases
join first_entries using (study, timepoint, case_id)
where first_hearing_date <> first_entry_date
order by case_id
