-- id:          I42
-- title:       Legal aid lawyer for the victims
-- unit:        cases, accused_only = cases
--              * = share of cases (0-1)
-- kind:        cases, accused_only = count
--              * = share
-- grain:       study, timepoint, district
-- numerator:   cases in which the District Legal Services Authority (DLSA) gave the victims a lawyer; coverage: cases known
-- denominator: cases reviewed of which it is known whether the victims had a lawyer; coverage: cases in frame
-- definition:  cases = cases with a DLSA lawyer for the victims
--              share = those, of the cases known
--              accused_only = cases with a DLSA lawyer for the accused and none for the victims: not among the first
--              any_lawyer = cases in which the victims had a lawyer of any kind
--              coverage = cases in frame of which a coder knew
-- interval:    cases, accused_only = none because it is a count of what was coded
--              coverage = none because it states how much was coded, not an estimate
--              * = wilson
-- disclosure:  cases
-- empty:       coverage = not available: no case in frame
--              * = not available: no form case_review, or nothing in it to count
-- caution:     The page's advocate column names the State and counsel of the accused, so pages can not say it. Where a case is
--              not reviewed or it is unknown, the count is a lower bound.
with tallied as (
    select
        study,
        timepoint,
        district,
        victim_legal_aid,
        accused_legal_aid,
        count(*) as cases
    from frame_reviews
    group by study, timepoint, district, victim_legal_aid, accused_legal_aid
),
compared as (
    select
        study, timepoint, district, cases,
        'cases' as definition_id, 'cases reviewed' as population,
        case when victim_legal_aid = 'dlsa' then 1 else 0 end as numerator,
        case when victim_legal_aid <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'share' as definition_id, 'cases reviewed' as population,
        case when victim_legal_aid = 'dlsa' then 1 else 0 end as numerator,
        case when victim_legal_aid <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'accused_only' as definition_id, 'cases reviewed' as population,
        case when accused_legal_aid = 'dlsa' and victim_legal_aid not in ('dlsa', 'u') then 1 else 0 end as numerator,
        case when victim_legal_aid <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'any_lawyer' as definition_id, 'cases reviewed' as population,
        case when victim_legal_aid in ('dlsa', 'private', 'ngo') then 1 else 0 end as numerator,
        case when victim_legal_aid <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage' as definition_id, 'all cases' as population,
        case when victim_legal_aid <> 'u' then 1 else 0 end as numerator,
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
    case
        when definition_id in ('cases', 'accused_only')
            then case when cases > 0 then cast(numerator as double) end
        else cast(numerator as double) / nullif(denominator, 0)
    end as value,
    numerator,
    denominator,
    cases as n,
    sample,
    sample_weight,
    sample_units
from measured
