-- id:          I12
-- title:       Adjournments before disposal
-- unit:        adjournments per case
-- kind:        *_median = percentile
--              *_q1 = percentile
--              *_q3 = percentile
--              * = mean
-- grain:       study, timepoint, district
-- numerator:   adjournments of disposed cases, by the definition; none for the median and the quartiles
-- denominator: disposed cases whose adjournments are known under the definition
-- definition:  A1 = mean of next-date adjournments (primary)
--              A0 = mean of history rows, the closing one included
--              A2 = mean of adjournments for a purpose that the next entry repeats: no progress
--              A2x = mean of the same, those for the taking of evidence left out
--              A3 = mean of adjournments whose printed purpose says that nothing was heard
--              A4e = mean of those whose daily status states a reason
--              A4 = mean of days that a coder found not effective
--              A4b = mean of days on which a side asked for an adjournment and got it (more than two: see I19)
--              A4c = mean of days on which a side asked for one and was refused (see I20)
--              *_median = median of the same counts
--              A1_q1 = lower quartile of the primary count
--              A1_q3 = upper quartile of the same
-- interval:    *_median = bootstrap_median
--              *_q1 = none because the quartiles show the spread themselves
--              *_q3 = none because the quartiles show the spread themselves
--              * = bootstrap_mean
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e* = not available: no disposed case had the daily status of every sitting read
--              A4* = not available: no disposed case had every sitting coded (form adjournment_rulings)
--              * = not available: no disposed case
-- caution:     Disposed cases are the quick ones, and a later snapshot raises the mean by itself. A0 overstates A1
--              by one per disposed case. A2 also counts days of evidence, which rightly takes several (A2x
--              leaves them out).
--              A3 and A4e undercount: they depend on what the court types.
with placed as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        case when status = 'disposed' then adjournments end as adjournments,
        sum(cases) as cases
    from adjournment_tallies
    group by grouping sets (
        (study, timepoint, definition_id, district, case when status = 'disposed' then adjournments end),
        (study, timepoint, definition_id, case when status = 'disposed' then adjournments end)
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
        ) / 2 as middle,
        max(total) as total,
        cast(min(case when up_to >= floor((total - 1) / 4.0) + 1 then adjournments end) as double)
            as below_lower_quartile,
        cast(min(case when up_to >= floor((total - 1) / 4.0) + 2 then adjournments end) as double)
            as above_lower_quartile,
        cast(min(case when up_to >= floor(3 * (total - 1) / 4.0) + 1 then adjournments end) as double)
            as below_upper_quartile,
        cast(min(case when up_to >= floor(3 * (total - 1) / 4.0) + 2 then adjournments end) as double)
            as above_upper_quartile
    from ranked
    group by study, timepoint, definition_id, place
),
quartiles as (
    select
        study, timepoint, definition_id, place,
        below_lower_quartile
        + (coalesce(above_lower_quartile, below_lower_quartile) - below_lower_quartile)
        * ((total - 1) / 4.0 - floor((total - 1) / 4.0)) as lower_quartile,
        below_upper_quartile
        + (coalesce(above_upper_quartile, below_upper_quartile) - below_upper_quartile)
        * (3 * (total - 1) / 4.0 - floor(3 * (total - 1) / 4.0)) as upper_quartile
    from middles
),
counted as (
    select
        study,
        timepoint,
        definition_id,
        place,
        coalesce(sum(case when adjournments is not null then cases end), 0) as cases,
        coalesce(sum(adjournments * cases), 0) as adjournments,
        array_agg(adjournments) filter (where adjournments is not null) as sample,
        array_agg(cases) filter (where adjournments is not null) as sample_units
    from placed
    group by study, timepoint, definition_id, place
),
measured as (
    select
        counted.study, counted.timepoint, counted.definition_id, counted.place, counted.cases,
        counted.adjournments, middles.middle, quartiles.lower_quartile, quartiles.upper_quartile, counted.sample,
        counted.sample_units
    from counted
    left join middles
        on counted.study = middles.study
        and counted.timepoint = middles.timepoint
        and counted.definition_id = middles.definition_id
        and counted.place = middles.place
    left join quartiles
        on counted.study = quartiles.study
        and counted.timepoint = quartiles.timepoint
        and counted.definition_id = quartiles.definition_id
        and counted.place = quartiles.place
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    'disposed cases' as population,
    cast(adjournments as double) / nullif(cases, 0) as value,
    cast(adjournments as double) as numerator,
    cases as denominator,
    cases as n,
    sample,
    sample_units
from measured
union all
select
    study,
    timepoint,
    concat(definition_id, '_median') as definition_id,
    place as district,
    'disposed cases' as population,
    cast(middle as double) as value,
    null as numerator,
    cases as denominator,
    cases as n,
    sample,
    sample_units
from measured
union all
select
    study, timepoint, 'A1_q1' as definition_id, place as district, 'disposed cases' as population,
    lower_quartile as value, null as numerator, cases as denominator, cases as n, null as sample, null as sample_units
from measured
where definition_id = 'A1'
union all
select
    study, timepoint, 'A1_q3' as definition_id, place as district, 'disposed cases' as population,
    upper_quartile as value, null as numerator, cases as denominator, cases as n, null as sample, null as sample_units
from measured
where definition_id = 'A1'
