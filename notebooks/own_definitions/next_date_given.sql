-- An adjournment is a day of business, up to the cut-off, on which a later date was given. What the study calls A1,
-- said again in a query of its own: it shows that the counting is right before another definition is tried.
with ordered as (
    select
        study, timepoint, case_id, hearing_number, business_date, next_date,
        row_number() over (
            partition by study, timepoint, case_id, business_date order by hearing_number
        ) as entry_of_day
    from frame_hearings
    where not is_terminal and business_date is not null and next_date > business_date
)
select study, timepoint, case_id, hearing_number
from ordered
where entry_of_day = 1
