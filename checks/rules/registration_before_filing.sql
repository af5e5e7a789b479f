-- title: Registered before it was filed
-- severity: warn
-- grain: case
-- explains: Registration follows filing. Courts that entered old cases anew print it the other way round.
-- what to do: Compare figures under clock_start filing_date and registration_date before using durations.
select case_id, filing_date, registration_date
from checked_cases
where registration_date < filing_date
order by case_id
