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
--              A2 = mean of adjournments without progress of the stage
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
with measured as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'pending' then adjournment_count end) as cases,
        coalesce(sum(case when status = 'pending' then adjournment_count end), 0) as adjournments,
        median(case when status = 'pending' then adjournment_count end) as middle,
        count(case when status = 'pending' and adjournment_count > 5 then 1 end) as over_5,
        count(case when status = 'pending' and adjournment_count >= 5 then 1 end) as at_least_5,
        array_agg(adjournment_count) filter (where status = 'pending' and adjournment_count is not null)
            as sample
    from case_adjournments
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
)
select
    study, timepoint, definition_id, place as district,
    'pending cases' as population,
    cast(adjournments as double) / nullif(cases, 0) as value,
    cast(adjournments as double) as numerator, cases as denominator, cases as n, sample
from measured
union all
select
    study, timepoint, concat(definition_id, '_median') as definition_id, place as district,
    'pending cases' as population,
    cast(middle as double) as value,
    null as numerator, cases as denominator, cases as n, sample
from measured
union all
select
    study, timepoint, concat(definition_id, '_over_5') as definition_id, place as district,
    'pending cases' as population,
    cast(over_5 as double) / nullif(cases, 0) as value,
    over_5 as numerator, cases as denominator, cases as n, null as sample
from measured
union all
select
    study, timepoint, concat(definition_id, '_at_least_5') as definition_id, place as district,
    'pending cases' as population,
    cast(at_least_5 as double) / nullif(cases, 0) as value,
    at_least_5 as numerator, cases as denominator, cases as n, null as sample
from measured
