-- id:          I13
-- title:       Adjournments so far in pending cases
-- unit:        *_5 = share of cases (0-1)
--              * = adjournments per case
-- kind:        *_5 = share
--              *_median = percentile
--              * = mean
-- grain:       study, timepoint, district
-- numerator:   mean: adjournments of pending cases; shares: pending cases with so many; none for the median
-- denominator: pending cases whose adjournments are known under the definition
-- definition:  A1 = mean of next-date adjournments (primary)
--              A0 = mean of history rows
--              A2 = mean of adjournments for a purpose that the next entry repeats: no progress
--              A2x = mean of the same, those for the taking of evidence left out
--              A3 = mean of adjournments whose printed purpose says that nothing was heard
--              A4e = mean of those whose daily status states a reason
--              A4 = mean of days that a coder found not effective
--              A4b = mean of days on which a side asked for an adjournment and got it (more than two: see I19)
--              A4c = mean of days on which a side asked for one and was refused (see I20)
--              *_median = median of the same counts
--              *_over_5 = cases with more than five
--              *_at_least_5 = cases with five or more
-- interval:    *_5 = wilson
--              *_median = bootstrap_median
--              * = bootstrap_mean
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e* = not available: no pending case had the daily status of every sitting read
--              A4* = not available: no pending case had every sitting coded (form adjournment_rulings)
--              * = not available: no pending case
-- caution:     "Over 5 adjournments" can be read as a mean or as a statement about every case: both are given. Grows
--              with the age of the stock. Stayed and dormant cases are not pending here.
with placed as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        case when status = 'pending' then adjournments end as adjournments,
        sum(cases) as cases
    from adjournment_tallies
    group by grouping sets (
        (study, timepoint, definition_id, district, case when status = 'pending' then adjournments end),
        (study, timepoint, definition_id, case when status = 'pending' then adjournments end)
    )
),
ranked as (
    select
        study, timepoint, definition_id, place, adjournments, cases,
        sum(cases) over (
            partition by study, timepoint, definition_id, place order by adjournments
            rows between unbounded preceding and current row
        ) as up_to,
        sum(cases) over (partition by study, timepoint, definition_id, place) as total
    from placed
    where adjournments is not null
),
middles as (
    select
        study, timepoint, definition_id, place,
        cast(
            min(case when up_to >= floor((total + 1) / 2.0) then adjournments end)
            + min(case when up_to >= floor(total / 2.0) + 1 then adjournments end)
            as double
        ) / 2 as middle
    from ranked
    group by study, timepoint, definition_id, place
),
counted as (
    select
        study,
        timepoint,
        definition_id,
        place,
        coalesce(sum(case when adjournments is not null then cases end), 0) as cases,
        coalesce(sum(adjournments * cases), 0) as adjournments,
        coalesce(sum(case when adjournments > 5 then cases end), 0) as over_5,
        coalesce(sum(case when adjournments >= 5 then cases end), 0) as at_least_5,
        array_agg(adjournments) filter (where adjournments is not null) as sample,
        array_agg(cases) filter (where adjournments is not null) as sample_units
    from placed
    group by study, timepoint, definition_id, place
),
measured as (
    select
        counted.study, counted.timepoint, counted.definition_id, counted.place, counted.cases,
        counted.adjournments, middles.middle, counted.sample, counted.sample_units, counted.over_5, counted.at_least_5
    from counted
    left join middles
        on counted.study = middles.study
        and counted.timepoint = middles.timepoint
        and counted.definition_id = middles.definition_id
        and counted.place = middles.place
)
select
    study, timepoint, definition_id, place as district,
    'pending cases' as population,
    cast(adjournments as double) / nullif(cases, 0) as value,
    cast(adjournments as double) as numerator, cases as denominator, cases as n,
    sample, sample_units
from measured
union all
select
    study, timepoint, concat(definition_id, '_median') as definition_id, place as district,
    'pending cases' as population,
    cast(middle as double) as value,
    null as numerator, cases as denominator, cases as n,
    sample, sample_units
from measured
union all
select
    study, timepoint, concat(definition_id, '_over_5') as definition_id, place as district,
    'pending cases' as population,
    cast(over_5 as double) / nullif(cases, 0) as value,
    over_5 as numerator, cases as denominator, cases as n,
    null as sample, null as sample_units
from measured
union all
select
    study, timepoint, concat(definition_id, '_at_least_5') as definition_id, place as district,
    'pending cases' as population,
    cast(at_least_5 as double) / nullif(cases, 0) as value,
    at_least_5 as numerator, cases as denominator, cases as n,
    null as sample, null as sample_units
from measured
