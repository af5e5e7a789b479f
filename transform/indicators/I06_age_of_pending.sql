-- id:          I06
-- title:       Age of pending cases
-- unit:        *_years = share of cases (0-1)
--              * = days
-- kind:        *_years = share
--              * = percentile
-- grain:       study, timepoint, district
-- numerator:   cases of that age; none for the quantiles
-- denominator: cases of the population
-- definition:  median = median age at as_of
--              p90 = age that nine in ten do not exceed
--              0_to_1_years = younger than one year
--              1_to_2_years = one year or more, under two
--              2_to_3_years = two years or more, under three
--              3_to_5_years = three years or more, under five
--              5_or_more_years = five years or more
-- interval:    median = bootstrap_median
--              p90 = none because the tail of a small sample holds too few cases to resample
--              * = wilson
-- disclosure:  cases
-- caution:     Old cases are over-represented in any stock: this is not the duration a new case will have. Stayed
--              and dormant cases are not active and stand apart as inactive cases. A year has the study's length.
with aged as (
    select
        study,
        timepoint,
        district,
        status,
        days_open,
        cast(days_open as double) / year_length_days as years
    from frame_cases
),
measured as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'pending' then days_open end) as pending_cases,
        count(case when status = 'inactive' then days_open end) as inactive_cases,
        median(case when status = 'pending' then days_open end) as middle,
        median(case when status = 'inactive' then days_open end) as inactive_middle,
        percentile_cont(0.9) within group (order by case when status = 'pending' then days_open end) as p90,
        count(case when status = 'pending' and years < 1 then 1 end) as from_0,
        count(case when status = 'pending' and years >= 1 and years < 2 then 1 end) as from_1,
        count(case when status = 'pending' and years >= 2 and years < 3 then 1 end) as from_2,
        count(case when status = 'pending' and years >= 3 and years < 5 then 1 end) as from_3,
        count(case when status = 'pending' and years >= 5 then 1 end) as from_5,
        array_agg(days_open) filter (where status = 'pending' and days_open is not null) as pending_days,
        array_agg(days_open) filter (where status = 'inactive' and days_open is not null) as inactive_days
    from aged
    group by grouping sets ((study, timepoint, district), (study, timepoint))
),
bands as (
    select study, timepoint, place, pending_cases, '0_to_1_years' as definition_id, from_0 as cases
    from measured
    union all
    select study, timepoint, place, pending_cases, '1_to_2_years' as definition_id, from_1 as cases
    from measured
    union all
    select study, timepoint, place, pending_cases, '2_to_3_years' as definition_id, from_2 as cases
    from measured
    union all
    select study, timepoint, place, pending_cases, '3_to_5_years' as definition_id, from_3 as cases
    from measured
    union all
    select study, timepoint, place, pending_cases, '5_or_more_years' as definition_id, from_5 as cases
    from measured
)
select
    study, timepoint, 'median' as definition_id, place as district, 'pending cases' as population,
    cast(middle as double) as value, cast(null as double) as numerator, pending_cases as denominator,
    pending_cases as n, pending_days as sample
from measured
union all
select
    study, timepoint, 'median' as definition_id, place as district, 'inactive cases' as population,
    cast(inactive_middle as double) as value, null as numerator, inactive_cases as denominator,
    inactive_cases as n, inactive_days as sample
from measured
union all
select
    study, timepoint, 'p90' as definition_id, place as district, 'pending cases' as population,
    p90 as value, null as numerator, pending_cases as denominator, pending_cases as n, null as sample
from measured
union all
select
    study, timepoint, definition_id, place as district, 'pending cases' as population,
    cast(cases as double) / nullif(pending_cases, 0) as value, cases as numerator,
    pending_cases as denominator, pending_cases as n, null as sample
from bands
