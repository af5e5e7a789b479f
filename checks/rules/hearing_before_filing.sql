-- title: Entry of the history dated before filing
-- severity: warn
-- grain: case
-- explains: The case was heard before it was filed here: remand days, a case that came from another court,
--   or a mistyped date.
-- what to do: Read the page's transfers; correct a mistyped date in data/raw/STUDY/corrections.csv.
select case_id, hearing_number, business_date, filing_date
from checked_hearings
where business_date < filing_date
order by case_id, hearing_number
