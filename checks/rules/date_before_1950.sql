-- title: Date before 1950
-- severity: warn
-- grain: case
-- explains: No pending or recently decided case has entries so old; the year is mistyped or a blank was
--   stored as a first day of the calendar (01-01-1900).
-- what to do: Correct the date in data/raw/STUDY/corrections.csv.
with dates as (
    select case_id, 'filing date' as what, null as hearing_number, filing_date as found from checked_cases
    union all select case_id, 'registration date', null, registration_date from checked_cases
    union all select case_id, 'first hearing date', null, first_hearing_date from checked_cases
    union all select case_id, 'next hearing date', null, next_hearing_date from checked_cases
    union all select case_id, 'decision date', null, decision_date from checked_cases
    union all select case_id, 'business date', hearing_number, business_date from checked_hearings
    union all select case_id, 'next date', hearing_number, next_date from checked_hearings
)
select case_id, what, hearing_number, found
from dates
where found < date '1950-01-01'
order by case_id, what, hearing_number
