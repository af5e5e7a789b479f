-- id:          I10
-- title:       Gap between hearings
-- unit:        median = days
--              * = share of gaps (0-1)
-- kind:        median = percentile
--              * = ratio
-- grain:       study, timepoint, district
-- numerator:   gaps of that length; none for the median
-- denominator: gaps: from a day of business to the later next date given on it (n counts the cases they lie in)
-- definition:  median = median days of all gaps
--              over_30_days = longer than 30 days
--              over_60_days = longer than 60 days
--              evidence_day_to_day = not more than one working day, of gaps between two days set for evidence
-- interval:    median = none because gaps of one case are alike; the shares are resampled by case
--              * = bootstrap_ratio
-- needs:       hearings
-- disclosure:  cases
-- caution:     The gap is the one the court gave, not the one that came true. Working days know Saturday and Sunday
--              only, no court holidays, so day-to-day sitting is understated around holidays.
with tallied as (
    select
        study, timepoint, district, gaps, gaps_over_30_days, gaps_over_60_days, evidence_gaps, day_to_day_gaps,
        count(*) as cases
    from case_facts
    group by
        study, timepoint, district, gaps, gaps_over_30_days, gaps_over_60_days, evidence_gaps, day_to_day_gaps
),
compared as (
    select
        study, timepoint, district, cases, 'over_30_days' as definition_id, gaps_over_30_days as hits, gaps
    from tallied
    union all
    select
        study, timepoint, district, cases, 'over_60_days' as definition_id, gaps_over_60_days as hits, gaps
    from tallied
    union all
    select
        study, timepoint, district, cases, 'evidence_day_to_day' as definition_id, day_to_day_gaps as hits,
        evidence_gaps as gaps
    from tallied
),
shares as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        sum(hits * cases) as hits,
        sum(gaps * cases) as gaps,
        coalesce(sum(case when gaps > 0 then cases end), 0) as cases,
        array_agg(hits) filter (where gaps > 0) as sample,
        array_agg(gaps) filter (where gaps > 0) as sample_weight,
        array_agg(cases) filter (where gaps > 0) as sample_units
    from compared
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
),
lengths as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        gap_days,
        sum(gaps) as gaps
    from gap_lengths
    group by grouping sets ((study, timepoint, district, gap_days), (study, timepoint, gap_days))
),
ranked as (
    select
        study, timepoint, place, gap_days, gaps,
        sum(gaps) over (
            partition by study, timepoint, place order by gap_days
            rows between unbounded preceding and current row
        ) as up_to,
        sum(gaps) over (partition by study, timepoint, place) as total
    from lengths
    where gap_days is not null
),
middles as (
    select
        study, timepoint, place,
        cast(
            min(case when up_to >= floor((total + 1) / 2.0) then gap_days end)
            + min(case when up_to >= floor(total / 2.0) + 1 then gap_days end)
            as double
        ) / 2 as middle
    from ranked
    group by study, timepoint, place
),
totals as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        sum(gaps * cases) as gaps,
        coalesce(sum(case when gaps > 0 then cases end), 0) as cases
    from tallied
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    totals.study, totals.timepoint, 'median' as definition_id, totals.place as district,
    'all cases' as population, middles.middle as value, cast(null as double) as numerator,
    totals.gaps as denominator, totals.cases as n,
    null as sample, null as sample_weight, null as sample_units
from totals
left join middles
    on totals.study = middles.study
    and totals.timepoint = middles.timepoint
    and totals.place = middles.place
union all
select
    study, timepoint, definition_id, place as district, 'all cases' as population,
    cast(hits as double) / nullif(gaps, 0) as value, coalesce(hits, 0) as numerator,
    coalesce(gaps, 0) as denominator, cases as n, sample, sample_weight,
    sample_units
from shares
