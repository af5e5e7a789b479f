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
--              A2 = mean of adjournments without progress of the stage
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
--              by one per disposed case. A2 is an upper bound of wasted days: evidence rightly takes several.
--              A3 and A4e undercount: they depend on what the court types.
with measured as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'disposed' then adjournment_count end) as cases,
        coalesce(sum(case when status = 'disposed' then adjournment_count end), 0) as adjournments,
        median(case when status = 'disposed' then adjournment_count end) as middle,
        percentile_cont(0.25) within group (order by case when status = 'disposed' then adjournment_count end)
            as lower_quartile,
        percentile_cont(0.75) within group (order by case when status = 'disposed' then adjournment_count end)
            as upper_quartile,
        array_agg(adjournment_count) filter (where status = 'disposed' and adjournment_count is not null)
            as sample
    from case_adjournments
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
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
    sample
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
    sample
from measured
union all
select
    study, timepoint, 'A1_q1' as definition_id, place as district, 'disposed cases' as population,
    lower_quartile as value, null as numerator, cases as denominator, cases as n, null as sample
from measured
where definition_id = 'A1'
union all
select
    study, timepoint, 'A1_q3' as definition_id, place as district, 'disposed cases' as population,
    upper_quartile as value, null as numerator, cases as denominator, cases as n, null as sample
from measured
where definition_id = 'A1'
