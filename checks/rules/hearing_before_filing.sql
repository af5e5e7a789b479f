-- title: Entry of the history dated before filing
-- severity: warn
-- explains: The case was heard before it was filed here: remand days, a case that came from another court,
--   or a mistyped date.
-- what to do: Read the page's transfers; correct a mistyped date in transform/corrections.csv.
select hearings.case_id, hearing_number, business_date, filing_date
from hearings
join checked_cases using (study, timepoint, case_id)
where business_date < filing_date
order by case_id, hearing_number
