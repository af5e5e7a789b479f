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
with tallied as (
    select study, timepoint, district, status, days_open, year_length_days, count(*) as cases
    from frame_cases
    group by study, timepoint, district, status, days_open, year_length_days
),
aged as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        case when status in ('pending', 'inactive') then status end as status,
        case when status in ('pending', 'inactive') then days_open end as days_open,
        cast(days_open as double) / year_length_days as years,
        sum(cases) as cases
    from tallied
    group by grouping sets (
        (study, timepoint, district, status, days_open, year_length_days),
        (study, timepoint, status, days_open, year_length_days)
    )
),
ranked as (
    select
        study, timepoint, place, status, days_open,
        sum(cases) over (
            partition by study, timepoint, place, status order by days_open
            rows between unbounded preceding and current row
        ) as up_to,
        sum(cases) over (partition by study, timepoint, place, status) as total
    from aged
    where days_open is not null
),
quantiles as (
    select
        study,
        timepoint,
        place,
        status,
        (total - 1) * 0.9 - floor((total - 1) * 0.9) as p90_part,
        min(case when up_to >= floor((total + 1) / 2.0) then days_open end) as middle_from,
        min(case when up_to >= floor(total / 2.0) + 1 then days_open end) as middle_to,
        min(case when up_to >= floor((total - 1) * 0.9) + 1 then days_open end) as p90_from,
        min(case when up_to >= ceil((total - 1) * 0.9) + 1 then days_open end) as p90_to
    from ranked
    group by study, timepoint, place, status, total
),
found as (
    select
        study,
        timepoint,
        place,
        max(case when status = 'pending' then cast(middle_from + middle_to as double) / 2 end) as middle,
        max(case when status = 'inactive' then cast(middle_from + middle_to as double) / 2 end)
            as inactive_middle,
        max(case when status = 'pending' then p90_from + (p90_to - p90_from) * p90_part end) as p90
    from quantiles
    group by study, timepoint, place
),
counted as (
    select
        study,
        timepoint,
        place,
        coalesce(sum(case when status = 'pending' and days_open is not null then cases end), 0) as pending_cases,
        coalesce(sum(case when status = 'inactive' and days_open is not null then cases end), 0)
            as inactive_cases,
        coalesce(sum(case when status = 'pending' and years < 1 then cases end), 0) as from_0,
        coalesce(sum(case when status = 'pending' and years >= 1 and years < 2 then cases end), 0) as from_1,
        coalesce(sum(case when status = 'pending' and years >= 2 and years < 3 then cases end), 0) as from_2,
        coalesce(sum(case when status = 'pending' and years >= 3 and years < 5 then cases end), 0) as from_3,
        coalesce(sum(case when status = 'pending' and years >= 5 then cases end), 0) as from_5,
        array_agg(days_open) filter (where status = 'pending' and days_open is not null) as pending_days,
        array_agg(cases) filter (where status = 'pending' and days_open is not null) as pending_units,
        array_agg(days_open) filter (where status = 'inactive' and days_open is not null) as inactive_days,
        array_agg(cases) filter (where status = 'inactive' and days_open is not null) as inactive_units
    from aged
    group by study, timepoint, place
),
measured as (
    select
        counted.study, counted.timepoint, counted.place, counted.pending_cases, counted.inactive_cases,
        counted.from_0, counted.from_1, counted.from_2, counted.from_3, counted.from_5,
        counted.pending_days, counted.pending_units, counted.inactive_days, counted.inactive_units,
        found.middle, found.inactive_middle, found.p90
    from counted
    left join found
        on counted.study = found.study and counted.timepoint = found.timepoint and counted.place = found.place
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
    pending_cases as n, pending_days as sample, pending_units as sample_units
from measured
union all
select
    study, timepoint, 'median' as definition_id, place as district, 'inactive cases' as population,
    cast(inactive_middle as double) as value, null as numerator, inactive_cases as denominator,
    inactive_cases as n, inactive_days as sample, inactive_units as sample_units
from measured
union all
select
    study, timepoint, 'p90' as definition_id, place as district, 'pending cases' as population,
    p90 as value, null as numerator, pending_cases as denominator, pending_cases as n,
    null as sample, null as sample_units
from measured
union all
select
    study, timepoint, definition_id, place as district, 'pending cases' as population,
    cast(cases as double) / nullif(pending_cases, 0) as value, cases as numerator,
    pending_cases as denominator, pending_cases as n,
    null as sample, null as sample_units
from bands
