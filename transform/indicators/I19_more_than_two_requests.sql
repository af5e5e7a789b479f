-- id:          I19
-- title:       More than two adjournments at the request of a side
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases in which more than two adjournments asked for by a side were allowed; coverage: cases coded in full
-- denominator: known: cases whose every sitting was coded, and who had asked; lower: cases with any sitting coded; coverage: cases in frame
-- definition:  known = of the cases whose every sitting was coded (A4b)
--              lower = of the cases with any sitting coded: a lower bound, more may lie in the days not coded
--              coverage = cases in frame whose every sitting was coded
-- interval:    known = wilson
--              lower = none because it is a bound, not an estimate
--              coverage = none because it states how much was coded, not an estimate
-- disclosure:  cases
-- empty:       known = not available: no case had every sitting coded with who had asked (form adjournment_rulings)
--              lower = not available: no form adjournment_rulings, or nothing in it to count
--              coverage = not available: no case in frame
-- caution:     Two adjournments a side is the limit of BNSS 346, in force since July 2024. Before that the law had none: a
--              benchmark for 2017-2022, never a violation.
with requests as (
    select
        study,
        timepoint,
        case_id,
        count(case when is_party_request and ruling = 'allowed' then 1 end) as allowed_requests,
        count(case when ruling <> 'u' then 1 end) as days_ruled
    from frame_rulings
    group by study, timepoint, case_id
),
counted as (
    select
        case_adjournments.study,
        case_adjournments.timepoint,
        case_adjournments.case_id,
        case_adjournments.district,
        case_adjournments.adjournment_count,
        coalesce(requests.allowed_requests, 0) as allowed_requests,
        coalesce(requests.days_ruled, 0) as days_ruled
    from case_adjournments
    left join requests
        on case_adjournments.study = requests.study
        and case_adjournments.timepoint = requests.timepoint
        and case_adjournments.case_id = requests.case_id
    where case_adjournments.definition_id = 'A4b'
),
tallied as (
    select
        study,
        timepoint,
        district,
        adjournment_count,
        allowed_requests,
        days_ruled,
        count(*) as cases
    from counted
    group by study, timepoint, district, adjournment_count, allowed_requests, days_ruled
),
compared as (
    select
        study, timepoint, district, cases, 'known' as definition_id, 'cases coded in full' as population,
        case when adjournment_count > 2 then 1 else 0 end as numerator,
        case when adjournment_count is not null then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'lower' as definition_id, 'cases coded' as population,
        case when allowed_requests > 2 then 1 else 0 end as numerator,
        case when days_ruled > 0 then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'coverage' as definition_id, 'all cases' as population,
        case when adjournment_count is not null then 1 else 0 end as numerator,
        1 as denominator
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
