-- title: Adjournment without its hearing
-- severity: stop
-- explains: Every adjournment is derived from one entry of a history; one without is a fault of the build.
-- what to do: Build the tables again; if it stays, report the fault with the case pseudonyms listed.
select adjournments.case_id, adjournments.hearing_number, definition_id
from adjournments
left join hearings using (study, timepoint, case_id, hearing_number)
where hearings.case_id is null
order by 1, 2, 3
