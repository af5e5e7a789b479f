-- id:          I11
-- title:       Judge turnover
-- unit:        designations per case-year
-- kind:        ratio
-- grain:       study, timepoint, district
-- numerator:   distinct designations of judges met, summed over cases
-- denominator: years under observation, summed over the same cases
-- definition:  designations_per_year = distinct designations / case-years, cases whose history names a judge
-- interval:    bootstrap_ratio
-- needs:       hearings
-- disclosure:  cases
-- empty:       not available: no history names a judge
-- caution:     Counts designations, never names: two judges in turn under one designation count as one, so turnover
--              is understated. A young case weighs little but has at least one. Not for comparing judges.
with measured as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when designations > 0 and case_years is not null then 1 end) as cases,
        coalesce(sum(case when case_years is not null then designations end), 0) as designations,
        coalesce(sum(case when designations > 0 then case_years end), 0) as case_years,
        array_agg(designations) filter (where designations > 0 and case_years is not null) as sample,
        array_agg(case_years) filter (where designations > 0 and case_years is not null) as sample_weight
    from case_facts
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study,
    timepoint,
    'designations_per_year' as definition_id,
    place as district,
    'all cases' as population,
    cast(designations as double) / nullif(case_years, 0) as value,
    designations as numerator,
    case_years as denominator,
    cases as n,
    sample,
    sample_weight
from measured
