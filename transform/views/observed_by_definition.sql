-- view: observed_by_definition
-- title: The counts of cases_observed for each definition of adjournment: is it known of these cases
-- uses: cases_observed
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   definition_id: A0, A1, A2, A2x, A3, A4e, A4, A4b or A4c
--   district: District of the cases
--   entry_days: Day of the case's clock on which it came under observation; null where no clock is known
--   days_open: Days from clock_start_date to clock_end_date; null where one is not known
--   is_disposed: Whether the cases were disposed of on that last day
--   is_known: Whether the cases' adjournments are known under the definition (see case_adjournments)
--   cases: Cases of which all this holds
with definitions as (
    select definition_id
    from (values ('A0'), ('A1'), ('A2'), ('A2x'), ('A3'), ('A4e'), ('A4'), ('A4b'), ('A4c')) as listed (definition_id)
)
select
    observed.study,
    observed.timepoint,
    definitions.definition_id,
    observed.district,
    observed.entry_days,
    observed.days_open,
    observed.is_disposed,
    case definitions.definition_id
        when 'A4e' then observed.is_read
        when 'A4' then observed.is_judged
        when 'A4b' then observed.is_asked
        when 'A4c' then observed.is_ruled
        else true
    end as is_known,
    observed.cases
from cases_observed as observed
cross join definitions
