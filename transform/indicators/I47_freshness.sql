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
with dated as (
    select
        study,
        timepoint,
        district,
        status = 'pending' as is_pending,
        case when status = 'pending' then date_diff('day', last_business_date, as_of) end as days_since,
        case
            when status <> 'pending' then 0
            when next_hearing_date >= as_of then 0
            when last_next_date >= as_of then 0
            else 1
        end as is_stale
    from case_facts
),
tallied as (
    select study, timepoint, district, is_pending, days_since, is_stale, count(*) as cases
    from dated
    group by study, timepoint, district, is_pending, days_since, is_stale
),
placed as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        days_since,
        sum(cases) as cases,
        sum(case when is_pending then cases else 0 end) as pending_cases,
        sum(is_stale * cases) as stale_cases
    from tallied
    group by grouping sets ((study, timepoint, district, days_since), (study, timepoint, days_since))
),
ranked as (
    select
        study, timepoint, place, days_since, cases,
        sum(cases) over (
            partition by study, timepoint, place order by days_since
            rows between unbounded preceding and current row
        ) as up_to,
        sum(cases) over (partition by study, timepoint, place) as total
    from placed
    where days_since is not null
),
middles as (
    select
        study, timepoint, place,
        cast(
            min(case when up_to >= floor((total + 1) / 2.0) then days_since end)
            + min(case when up_to >= floor(total / 2.0) + 1 then days_since end)
            as double
        ) / 2 as middle
    from ranked
    group by study, timepoint, place
),
counted as (
    select
        study,
        timepoint,
        place,
        sum(pending_cases) as pending_cases,
        sum(stale_cases) as stale_cases,
        coalesce(sum(case when days_since is not null then cases end), 0) as dated_cases
    from placed
    group by study, timepoint, place
),
measured as (
    select
        counted.study, counted.timepoint, counted.place, counted.pending_cases, counted.stale_cases,
        counted.dated_cases, middles.middle
    from counted
    left join middles
        on counted.study = middles.study
        and counted.timepoint = middles.timepoint
        and counted.place = middles.place
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
