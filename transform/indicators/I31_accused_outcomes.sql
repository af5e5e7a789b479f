-- id:          I31
-- title:       Outcomes of the accused
-- unit:        split_cases, coverage = share of cases (0-1)
--              * = share of accused (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   accused convicted or acquitted; split_cases: disposed cases with accused of both kinds; coverage: those counted
-- denominator: accused of disposed cases whose accused were counted; split_cases: such cases; coverage: disposed cases
-- definition:  convicted = accused convicted
--              acquitted = accused acquitted
--              split_cases = cases in which some were convicted and some acquitted
--              coverage = disposed cases whose accused were counted
-- interval:    coverage = none because it states how much was coded, not an estimate
--              split_cases = wilson
--              * = bootstrap_ratio
-- disclosure:  cases
-- empty:       coverage = not available: no disposed case
--              * = not available: no form case_review, or nothing in it to count
-- caution:     Accused neither convicted nor acquitted were discharged, died or are still on trial apart. Accused of one case
--              are tried together, so intervals draw whole cases; n counts cases.
with tallied as (
    select
        study,
        timepoint,
        district,
        status,
        accused_count,
        convicted_count,
        acquitted_count,
        count(*) as cases
    from frame_reviews
    group by study, timepoint, district, status, accused_count, convicted_count, acquitted_count
),
compared as (
    select
        study, timepoint, district, cases,
        'convicted' as definition_id, 'accused of disposed cases' as population,
        case when status = 'disposed' then coalesce(convicted_count, 0) else 0 end as numerator,
        case when status = 'disposed' and convicted_count is not null then accused_count else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'acquitted' as definition_id, 'accused of disposed cases' as population,
        case when status = 'disposed' then coalesce(acquitted_count, 0) else 0 end as numerator,
        case when status = 'disposed' and acquitted_count is not null then accused_count else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'split_cases' as definition_id, 'disposed cases' as population,
        case when status = 'disposed' and convicted_count > 0 and acquitted_count > 0 then 1 else 0 end as numerator,
        case when status = 'disposed' and convicted_count is not null and acquitted_count is not null then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage' as definition_id, 'disposed cases' as population,
        case when status = 'disposed' and convicted_count is not null and acquitted_count is not null then 1 else 0 end as numerator,
        case when status = 'disposed' then 1 else 0 end as denominator
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
