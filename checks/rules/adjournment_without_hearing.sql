-- title: Adjournment without its hearing
-- severity: stop
-- grain: case
-- explains: Every adjournment is derived from one entry of a history; one without is a fault of the build.
-- what to do: Build the tables again; if it stays, report the fault with the case pseudonyms listed.
select case_id, hearing_number, definition_id
from adjournments
anti join hearings using (study, timepoint, case_id, hearing_number)
order by case_id, hearing_number, definition_id
