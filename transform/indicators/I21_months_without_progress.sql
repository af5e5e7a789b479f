-- id:          I21
-- title:       Longest time at one stage
-- unit:        over_12_months = share of cases (0-1)
--              A*_in_run = adjournments per case
--              * = months
-- kind:        over_12_months = share
--              A*_in_run = mean
--              * = percentile
-- grain:       study, timepoint, district
-- numerator:   over_12_months: cases that stood at one stage for more than twelve months; *_in_run: adjournments
--              on the days from the start of that run to before its end; none for the median
-- denominator: cases whose history states a stage, and whose adjournments are known under the definition
-- definition:  median = median over cases of the longest unbroken run at one stage
--              over_12_months = cases whose longest run exceeds twelve months
--              A*_in_run = mean number of adjournments within the longest run, by the definition; of runs of
--              equal length the first
-- interval:    over_12_months = wilson
--              A*_in_run = bootstrap_mean
--              * = bootstrap_median
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e_in_run = not available: no such case had the daily status of every sitting read
--              A4* = not available: no such case had every sitting coded (form adjournment_rulings)
--              * = not available: no case whose history states a stage
-- caution:     A run goes from the day a stage was set to the day another one was, or to the end of the clock; days
--              whose purpose says nothing about the stage do not break it. Evidence may rightly take long. A month is
--              a twelfth of the study's year.
with tallied_by_definition as (
    select
        study, timepoint, definition_id, district,
        in_longest_run as in_run,
        count(*) as cases
    from case_adjournments
    where has_run
    group by study, timepoint, definition_id, district, in_longest_run
),
measured_by_definition as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        coalesce(sum(case when in_run is not null then cases end), 0) as cases,
        coalesce(sum(in_run * cases), 0) as adjournments,
        array_agg(in_run) filter (where in_run is not null) as sample,
        array_agg(cases) filter (where in_run is not null) as sample_units
    from tallied_by_definition
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
),
tallied as (
    select study, timepoint, district, year_length_days, run_days, count(*) as cases
    from case_facts
    group by study, timepoint, district, year_length_days, run_days
),
placed as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        run_days / (cast(year_length_days as double) / 12) as months,
        sum(cases) as cases
    from tallied
    group by grouping sets (
        (study, timepoint, district, year_length_days, run_days),
        (study, timepoint, year_length_days, run_days)
    )
),
ranked as (
    select
        study, timepoint, place, months, cases,
        sum(cases) over (
            partition by study, timepoint, place order by months
            rows between unbounded preceding and current row
        ) as up_to,
        sum(cases) over (partition by study, timepoint, place) as total
    from placed
    where months is not null
),
middles as (
    select
        study, timepoint, place,
        cast(
            min(case when up_to >= floor((total + 1) / 2.0) then months end)
            + min(case when up_to >= floor(total / 2.0) + 1 then months end)
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
        coalesce(sum(case when months is not null then cases end), 0) as cases,
        coalesce(sum(case when months > 12 then cases end), 0) as over_12_months,
        array_agg(months) filter (where months is not null) as sample,
        array_agg(cases) filter (where months is not null) as sample_units
    from placed
    group by study, timepoint, place
),
measured as (
    select
        counted.study, counted.timepoint, counted.place, counted.cases, middles.middle,
        counted.over_12_months, counted.sample, counted.sample_units
    from counted
    left join middles
        on counted.study = middles.study
        and counted.timepoint = middles.timepoint
        and counted.place = middles.place
)
select
    study, timepoint, 'median' as definition_id, place as district, 'all cases' as population,
    middle as value, cast(null as double) as numerator, cases as denominator, cases as n,
    sample, sample_units
from measured
union all
select
    study, timepoint, 'over_12_months' as definition_id, place as district, 'all cases' as population,
    cast(over_12_months as double) / nullif(cases, 0) as value,
    over_12_months as numerator, cases as denominator, cases as n,
    null as sample, null as sample_units
from measured
union all
select
    study, timepoint, concat(definition_id, '_in_run') as definition_id, place as district,
    'all cases' as population,
    cast(adjournments as double) / nullif(cases, 0) as value,
    adjournments as numerator, cases as denominator, cases as n,
    sample, sample_units
from measured_by_definition
