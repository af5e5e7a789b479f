-- id:          I44
-- title:       Time to a victim's testimony
-- unit:        median = days
--              * = share of cases (0-1)
-- kind:        median = percentile
--              * = share
-- grain:       study, timepoint, district
-- numerator:   cases whose first victim testified within thirty days of cognizance; coverage: both days known; none for the median
-- denominator: cases in which a victim testified and both days are known; coverage: cases in which a victim testified
-- definition:  median = median of the days from cognizance to the first testimony of a victim
--              within_30_days = cases in which it took thirty days or less, the time POCSO 35(1) sets for a child
--              minors_within_30_days = the same of the first testimony of a victim known to be a minor
--              coverage = cases with testimony of which both days were coded
-- interval:    median = bootstrap_median
--              coverage = none because it states how much was coded, not an estimate
--              * = wilson
-- disclosure:  cases
-- empty:       coverage = not available: no form victim_review, or no testimony in it
--              * = not available: no case with both days coded (forms case_review and victim_review)
-- caution:     Only of victims who have testified: those still waiting are left out, so the median understates. The clock starts
--              when the court took cognizance, which only the papers say.
with by_victim as (
    select
        study,
        timepoint,
        case_id,
        max(case when testified = 'y' then 1 else 0 end) as has_testimony,
        min(case when testified = 'y' then days_to_testimony end) as days,
        min(case when testified = 'y' and minor = 'y' then days_to_testimony end) as minor_days
    from frame_victims
    group by study, timepoint, case_id
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        coalesce(by_victim.has_testimony, 0) as has_testimony,
        by_victim.days,
        by_victim.minor_days
    from frame_cases
    left join by_victim
        on frame_cases.study = by_victim.study
        and frame_cases.timepoint = by_victim.timepoint
        and frame_cases.case_id = by_victim.case_id
),
tallied as (
    select study, timepoint, district, has_testimony, days, minor_days, count(*) as cases
    from counted
    group by study, timepoint, district, has_testimony, days, minor_days
),
compared as (
    select
        study, timepoint, district, cases, 'within_30_days' as definition_id,
        'cases with testimony' as population,
        case when days <= 30 then 1 else 0 end as numerator,
        case when days is not null then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'minors_within_30_days' as definition_id,
        'cases of minors with testimony' as population,
        case when minor_days <= 30 then 1 else 0 end as numerator,
        case when minor_days is not null then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'coverage' as definition_id,
        'cases with testimony' as population,
        case when has_testimony = 1 and days is not null then 1 else 0 end as numerator,
        has_testimony as denominator
    from tallied
),
measured as (
    select
        study,
        timepoint,
        definition_id,
        population,
        case when grouping(district) = 1 then 'all' else district end as place,
        coalesce(sum(case when denominator > 0 then cases end), 0) as cases,
        coalesce(sum(numerator * cases), 0) as numerator,
        coalesce(sum(denominator * cases), 0) as denominator,
        array_agg(numerator) filter (where denominator > 0) as sample,
        array_agg(denominator) filter (where denominator > 0) as sample_weight,
        array_agg(cases) filter (where denominator > 0) as sample_units
    from compared
    group by grouping sets (
        (study, timepoint, definition_id, population, district),
        (study, timepoint, definition_id, population)
    )
),
middles as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        median(days) as middle,
        count(days) as cases,
        array_agg(days) filter (where days is not null) as sample
    from counted
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    population,
    cast(numerator as double) / nullif(denominator, 0) as value,
    numerator,
    denominator,
    cases as n,
    sample,
    sample_weight,
    sample_units
from measured
union all
select
    study,
    timepoint,
    'median' as definition_id,
    place as district,
    'cases with testimony' as population,
    cast(middle as double) as value,
    null as numerator,
    cases as denominator,
    cases as n,
    sample,
    null as sample_weight,
    null as sample_units
from middles
