-- id:          I05
-- title:       Time to disposition
-- unit:        within_365_days = share of cases (0-1)
--              * = days
-- kind:        within_365_days = share
--              rmst_* = mean
--              * = percentile
-- grain:       study, timepoint, district
-- numerator:   within_365_days: cases disposed of in 365 days or less; km_median, rmst: disposals observed;
--              none for the quantiles of disposed cases
-- denominator: cases of the population
-- definition:  disposed_median = median days from the clock's start to disposal, disposed cases only
--              disposed_q1 = lower quartile of the same
--              disposed_q3 = upper quartile of the same
--              within_365_days = disposed of in 365 days or less, of disposed cases
--              km_median = first day by which half of all cases are disposed of (Kaplan-Meier)
--              rmst_730 = mean undecided days within the first 730 (restricted mean)
--              rmst_1095 = mean undecided days within the first 1,095
-- interval:    disposed_median = bootstrap_median
--              disposed_q* = none because the quartiles show the spread themselves
--              within_365_days = wilson
--              km_median = km_median
--              rmst_* = km_rmst
-- disclosure:  cases
-- empty:       km_median = not available: fewer than half of the cases are disposed of within the follow-up
--              rmst_* = not available: the longest follow-up is shorter than the horizon
--              * = not available: no disposed case
-- caution:     Figures of disposed cases alone favour the quick ones: the slow are still pending. Prefer km_median
--              and rmst, which count pending cases for as long as they were seen. A case that leaves the court
--              undecided is followed up to that day; a stayed or dormant one is undecided still, up to as_of.
with tallied as (
    select
        study, timepoint, district, days_open, entry_days,
        case when status = 'disposed' then 1 else 0 end as disposed,
        count(*) as cases
    from frame_cases
    group by study, timepoint, district, days_open, entry_days, case when status = 'disposed' then 1 else 0 end
),
placed as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        days_open,
        entry_days,
        disposed,
        sum(cases) as cases
    from tallied
    group by grouping sets (
        (study, timepoint, district, days_open, entry_days, disposed),
        (study, timepoint, days_open, entry_days, disposed)
    )
),
ranked as (
    select
        study, timepoint, place, days_open,
        sum(cases) over (
            partition by study, timepoint, place order by days_open, entry_days
            rows between unbounded preceding and current row
        ) as up_to,
        sum(cases) over (partition by study, timepoint, place) as total
    from placed
    where disposed = 1 and days_open is not null
),
quantiles as (
    select
        study,
        timepoint,
        place,
        (total - 1) * 0.25 - floor((total - 1) * 0.25) as lower_part,
        (total - 1) * 0.75 - floor((total - 1) * 0.75) as upper_part,
        min(case when up_to >= floor((total - 1) * 0.25) + 1 then days_open end) as lower_from,
        min(case when up_to >= ceil((total - 1) * 0.25) + 1 then days_open end) as lower_to,
        min(case when up_to >= floor((total + 1) / 2.0) then days_open end) as middle_from,
        min(case when up_to >= floor(total / 2.0) + 1 then days_open end) as middle_to,
        min(case when up_to >= floor((total - 1) * 0.75) + 1 then days_open end) as upper_from,
        min(case when up_to >= ceil((total - 1) * 0.75) + 1 then days_open end) as upper_to
    from ranked
    group by study, timepoint, place, total
),
counted as (
    select
        study,
        timepoint,
        place,
        coalesce(sum(case when days_open is not null then cases end), 0) as cases,
        coalesce(sum(case when disposed = 1 and days_open is not null then cases end), 0) as disposed_cases,
        coalesce(sum(case when disposed = 1 and days_open <= 365 then cases end), 0) as within_365_days,
        max(days_open) as longest_days,
        array_agg(days_open) filter (where disposed = 1 and days_open is not null) as disposed_days,
        array_agg(cases) filter (where disposed = 1 and days_open is not null) as disposed_units,
        array_agg(days_open) filter (where days_open is not null) as all_days,
        array_agg(disposed) filter (where days_open is not null) as all_events,
        array_agg(entry_days) filter (where days_open is not null) as all_entries,
        array_agg(cases) filter (where days_open is not null) as all_units
    from placed
    group by study, timepoint, place
),
measured as (
    select
        counted.study, counted.timepoint, counted.place, counted.cases, counted.disposed_cases,
        counted.within_365_days, counted.longest_days, counted.disposed_days, counted.disposed_units,
        counted.all_days, counted.all_events, counted.all_entries, counted.all_units,
        cast(quantiles.middle_from + quantiles.middle_to as double) / 2 as middle,
        quantiles.lower_from + (quantiles.lower_to - quantiles.lower_from) * quantiles.lower_part
            as lower_quartile,
        quantiles.upper_from + (quantiles.upper_to - quantiles.upper_from) * quantiles.upper_part
            as upper_quartile
    from counted
    left join quantiles
        on counted.study = quantiles.study
        and counted.timepoint = quantiles.timepoint
        and counted.place = quantiles.place
),
horizons as (
    select horizon from (values (730), (1095)) as listed (horizon)
),
steps as (
    select
        study,
        timepoint,
        district,
        days,
        survival,
        lag(days) over (partition by study, timepoint, district order by days) as previous_days,
        lead(days) over (partition by study, timepoint, district order by days) as following_days
    from disposal_survival
),
middles as (
    select study, timepoint, district, min(days) as middle_day
    from disposal_survival
    where survival <= 0.5 + 1e-9
    group by study, timepoint, district
),
areas as (
    select
        steps.study,
        steps.timepoint,
        steps.district,
        horizons.horizon,
        sum(case when steps.previous_days is null then least(steps.days, horizons.horizon) else 0 end)
            + sum(
                steps.survival
                * (least(coalesce(steps.following_days, horizons.horizon), horizons.horizon)
                    - least(steps.days, horizons.horizon))
            ) as area
    from steps
    cross join horizons
    group by steps.study, steps.timepoint, steps.district, horizons.horizon
)
select
    study, timepoint, 'disposed_median' as definition_id, place as district, 'disposed cases' as population,
    cast(middle as double) as value, cast(null as double) as numerator, disposed_cases as denominator,
    disposed_cases as n, disposed_days as sample, null as sample_weight, null as sample_entry,
    disposed_units as sample_units
from measured
union all
select
    study, timepoint, 'disposed_q1' as definition_id, place as district, 'disposed cases' as population,
    lower_quartile as value, null as numerator, disposed_cases as denominator, disposed_cases as n,
    null as sample, null as sample_weight, null as sample_entry, null as sample_units
from measured
union all
select
    study, timepoint, 'disposed_q3' as definition_id, place as district, 'disposed cases' as population,
    upper_quartile as value, null as numerator, disposed_cases as denominator, disposed_cases as n,
    null as sample, null as sample_weight, null as sample_entry, null as sample_units
from measured
union all
select
    study, timepoint, 'within_365_days' as definition_id, place as district, 'disposed cases' as population,
    cast(within_365_days as double) / nullif(disposed_cases, 0) as value, within_365_days as numerator,
    disposed_cases as denominator, disposed_cases as n,
    null as sample, null as sample_weight, null as sample_entry, null as sample_units
from measured
union all
select
    measured.study, measured.timepoint, 'km_median' as definition_id, measured.place as district,
    'all cases' as population, middles.middle_day as value, measured.disposed_cases as numerator,
    measured.cases as denominator, measured.cases as n,
    measured.all_days as sample, measured.all_events as sample_weight, measured.all_entries as sample_entry,
    measured.all_units as sample_units
from measured
left join middles
    on measured.study = middles.study
    and measured.timepoint = middles.timepoint
    and measured.place = middles.district
union all
select
    measured.study, measured.timepoint, concat('rmst_', cast(areas.horizon as varchar)) as definition_id,
    measured.place as district, 'all cases' as population,
    case when measured.longest_days >= areas.horizon then areas.area end as value,
    measured.disposed_cases as numerator, measured.cases as denominator, measured.cases as n,
    measured.all_days as sample, measured.all_events as sample_weight, measured.all_entries as sample_entry,
    measured.all_units as sample_units
from measured
inner join areas
    on measured.study = areas.study
    and measured.timepoint = areas.timepoint
    and measured.place = areas.district
