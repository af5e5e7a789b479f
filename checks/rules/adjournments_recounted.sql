-- title: Adjournments do not agree with the history
-- severity: stop
-- grain: case
-- explains: Definition A1 counted anew from the history (days with a later next date, closing entry left
--   out, up to the cut-off) gives another number than the adjournments table holds.
-- what to do: Build the tables again; if it stays, report the fault with the case pseudonyms listed.
with recounted as (
    select study, timepoint, case_id, count(distinct business_date) as from_history
    from hearings
    join study_parameters using (study, timepoint)
    where next_date > business_date and business_date <= as_of and not is_terminal
    group by study, timepoint, case_id
),
counted as (
    select study, timepoint, case_id, count(*) as in_adjournments
    from adjournments
    where definition_id = 'A1'
    group by study, timepoint, case_id
)
select case_id, coalesce(from_history, 0) as from_history, coalesce(in_adjournments, 0) as in_adjournments
from recounted
full join counted using (study, timepoint, case_id)
where from_history is distinct from in_adjournments
order by case_id
