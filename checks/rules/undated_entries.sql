-- title: Entry of the history without its day
-- severity: warn
-- grain: case
-- explains: The day the court sat is blank. The entry counts as a row (A0) but not as an adjournment (A1),
--   and the chain of dates is not followed across it.
-- what to do: Nothing for single entries; where a court has many, say so where its figures are used.
select case_id, hearing_number, next_date, purpose_printed
from checked_hearings
where is_within_as_of
  and business_date is null
order by case_id, hearing_number
