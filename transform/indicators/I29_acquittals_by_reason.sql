-- id:          I29
-- title:       Acquittals by reason
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   acquitted cases whose main reason is the one named; coverage: those coded
-- denominator: acquitted cases whose reason is known; u: those coded; coverage: all acquitted cases in frame
-- definition:  benefit_of_doubt = the judgment gives the accused the benefit of the doubt
--              hostile_witnesses = the witnesses did not support the prosecution
--              no_evidence = no or no sufficient evidence
--              compromise = the sides had settled
--              procedure = raid, search or investigation not as the law asks
--              other = another reason
--              u = the papers do not say, of all coded
--              coverage = acquitted cases whose reason was coded
-- interval:    coverage = none because it states how much was coded, not an estimate
--              * = wilson
-- disclosure:  cases
-- empty:       coverage = not available: no acquittal in frame
--              * = not available: no form case_review, or nothing in it to count
-- caution:     One main reason a case, by a coder. A judgment often gives several. Where many are unknown, the known ones need
--              not be like them.
--              Outcomes are the coder's where coded, else the page's; I27, I28 and I30 go by the page alone.
with tallied as (
    select
        study,
        timepoint,
        district,
        outcome_code,
        reviewed_outcome_code,
        acquittal_reason,
        count(*) as cases
    from frame_reviews
    group by study, timepoint, district, outcome_code, reviewed_outcome_code, acquittal_reason
),
compared as (
    select
        study, timepoint, district, cases,
        'benefit_of_doubt' as definition_id, 'acquitted cases' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason = 'benefit_of_doubt' then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'hostile_witnesses' as definition_id, 'acquitted cases' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason = 'hostile_witnesses' then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'no_evidence' as definition_id, 'acquitted cases' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason = 'no_evidence' then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'compromise' as definition_id, 'acquitted cases' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason = 'compromise' then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'procedure' as definition_id, 'acquitted cases' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason = 'procedure' then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'other' as definition_id, 'acquitted cases' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason = 'other' then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'u' as definition_id, 'acquitted cases' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason = 'u' then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason is not null then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage' as definition_id, 'acquitted cases' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' and acquittal_reason is not null then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') = 'acquitted' then 1 else 0 end as denominator
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
