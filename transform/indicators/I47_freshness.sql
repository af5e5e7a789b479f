-- id:          I47
-- title:       Freshness of the records
-- unit:        stale = share of cases (0-1)
--              * = days
-- kind:        stale = share
--              * = percentile
-- grain:       study, timepoint, district
-- numerator:   stale: pending cases without a next date at as_of or later; none for the median
-- denominator: pending cases; the median: those with a dated history entry
-- definition:  stale = the latest next date, in the header or in the history, lies before as_of or is missing
--              days_since_last_entry = median days from the last day of business to as_of
-- interval:    none because it describes the register read, not a sample of it
-- needs:       hearings
-- disclosure:  data quality
-- empty:       not available: no pending case, or none with a dated entry
-- caution:     A stale case may be asleep in the court or merely not updated on the portal; the page does not tell.
with latest as (
    select study, timepoint, case_id, max(business_date) as last_business_date, max(next_date) as last_next_date
    from frame_hearings
    group by study, timepoint, case_id
),
dated as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.district,
        frame_cases.status,
        date_diff('day', latest.last_business_date, frame_cases.as_of) as days_since,
        case
            when frame_cases.next_hearing_date >= frame_cases.as_of then 0
            when latest.last_next_date >= frame_cases.as_of then 0
            else 1
        end as is_stale
    from frame_cases
    left join latest
        on frame_cases.study = latest.study
        and frame_cases.timepoint = latest.timepoint
        and frame_cases.case_id = latest.case_id
),
measured as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'pending' then 1 end) as pending_cases,
        count(case when status = 'pending' and is_stale = 1 then 1 end) as stale_cases,
        count(case when status = 'pending' then days_since end) as dated_cases,
        median(case when status = 'pending' then days_since end) as middle
    from dated
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study, timepoint, 'stale' as definition_id, place as district, 'pending cases' as population,
    cast(stale_cases as double) / nullif(pending_cases, 0) as value,
    cast(stale_cases as double) as numerator, pending_cases as denominator, pending_cases as n
from measured
union all
select
    study, timepoint, 'days_since_last_entry' as definition_id, place as district,
    'pending cases' as population, cast(middle as double) as value,
    null as numerator, dated_cases as denominator, dated_cases as n
from measured
