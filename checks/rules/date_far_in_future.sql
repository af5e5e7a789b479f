-- title: Date more than two years beyond the cut-off
-- severity: warn
-- grain: case
-- explains: Courts give next dates weeks or months ahead; a date years ahead is mistyped (2201 for 2021).
--   An entry so dated lies beyond the cut-off and is not counted.
-- what to do: Correct the date in data/raw/STUDY/corrections.csv.
with dates as (
    select study, timepoint, case_id, 'filing date' as what, null as hearing_number, filing_date as found
    from checked_cases
    union all select study, timepoint, case_id, 'registration date', null, registration_date from checked_cases
    union all select study, timepoint, case_id, 'first hearing date', null, first_hearing_date from checked_cases
    union all select study, timepoint, case_id, 'next hearing date', null, next_hearing_date from checked_cases
    union all select study, timepoint, case_id, 'business date', hearing_number, business_date
    from checked_hearings
    union all select study, timepoint, case_id, 'next date', hearing_number, next_date from checked_hearings
    union all select study, timepoint, case_id, 'order date', null, order_date
    from orders join checked_cases using (study, timepoint, case_id)
    union all select study, timepoint, case_id, 'transfer date', null, transfer_date
    from transfers join checked_cases using (study, timepoint, case_id)
)
select case_id, what, hearing_number, found
from dates
join study_parameters using (study, timepoint)
where found > as_of + interval 2 years
order by case_id, what, hearing_number
