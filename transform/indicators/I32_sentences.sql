-- id:          I32
-- title:       Sentences and compensation
-- unit:        *_months* = months
--              fine_rupees = rupees
--              * = share of cases (0-1)
-- kind:        sentence_months_median = percentile
--              sentence_months, fine_rupees = mean
--              * = share
-- grain:       study, timepoint, district
-- numerator:   months, rupees, or cases in which compensation was ordered; coverage: convictions whose sentence was coded
-- denominator: convictions with a sentence or fine coded; compensation: cases of which it is known; coverage: convictions
-- definition:  sentence_months = mean of the longest imprisonment given in a case, life counted as 240 months (IPC 57)
--              sentence_months_median = median of the same
--              fine_rupees = mean of all fines of a case
--              compensation = any compensation for the victims ordered or recommended
--              compensation_interim = interim compensation among it
--              coverage = convictions whose sentence was coded
-- interval:    sentence_months_median = bootstrap_median
--              sentence_months, fine_rupees = bootstrap_mean
--              coverage = none because it states how much was coded, not an estimate
--              * = wilson
-- disclosure:  cases
-- empty:       coverage = not available: no conviction
--              * = not available: no form case_review, or nothing in it to count
-- caution:     Sentences of one case run together or one after the other; the longest is taken. Compensation ordered is not
--              compensation paid.
--              Outcomes are the coder's where coded, else the page's; I27, I28 and I30 go by the page alone.
with tallied as (
    select
        study,
        timepoint,
        district,
        outcome_code,
        reviewed_outcome_code,
        sentence_months,
        fine_rupees,
        victim_compensation,
        count(*) as cases
    from frame_reviews
    group by
        study, timepoint, district, outcome_code, reviewed_outcome_code, sentence_months, fine_rupees,
        victim_compensation
),
compared as (
    select
        study, timepoint, district, cases,
        'sentence_months' as definition_id, 'cases with a conviction' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') in ('convicted', 'split') then coalesce(sentence_months, 0) else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') in ('convicted', 'split') and sentence_months is not null then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'fine_rupees' as definition_id, 'cases with a conviction' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') in ('convicted', 'split') then coalesce(fine_rupees, 0) else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') in ('convicted', 'split') and fine_rupees is not null then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'compensation' as definition_id, 'all cases' as population,
        case when victim_compensation in ('interim', 'final', 'both') then 1 else 0 end as numerator,
        case when victim_compensation <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'compensation_interim' as definition_id, 'all cases' as population,
        case when victim_compensation in ('interim', 'both') then 1 else 0 end as numerator,
        case when victim_compensation <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage' as definition_id, 'cases with a conviction' as population,
        case when coalesce(reviewed_outcome_code, outcome_code, '') in ('convicted', 'split') and sentence_months is not null then 1 else 0 end as numerator,
        case when coalesce(reviewed_outcome_code, outcome_code, '') in ('convicted', 'split') then 1 else 0 end as denominator
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
convicted as (
    select
        study,
        timepoint,
        district,
        case
            when coalesce(reviewed_outcome_code, outcome_code, '') in ('convicted', 'split') then sentence_months
        end as months
    from frame_reviews
),
middles as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        median(months) as middle,
        count(months) as cases,
        array_agg(months) filter (where months is not null) as sample
    from convicted
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
    'sentence_months_median' as definition_id,
    place as district,
    'cases with a conviction' as population,
    middle as value,
    null as numerator,
    cases as denominator,
    cases as n,
    sample,
    null as sample_weight,
    null as sample_units
from middles
