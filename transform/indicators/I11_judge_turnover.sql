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
with by_case as (
    select
        hearings.study, hearings.timepoint, hearings.case_id,
        count(distinct hearings.judge_designation) as designations
    from frame_hearings as hearings
    inner join frame_cases as clocked
        on hearings.study = clocked.study
        and hearings.timepoint = clocked.timepoint
        and hearings.case_id = clocked.case_id
    where clocked.case_years is not null
    group by hearings.study, hearings.timepoint, hearings.case_id
),
measured as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when by_case.designations > 0 then 1 end) as cases,
        coalesce(sum(by_case.designations), 0) as designations,
        coalesce(sum(case when by_case.designations > 0 then frame_cases.case_years end), 0) as case_years,
        array_agg(by_case.designations) filter (where by_case.designations > 0) as sample,
        array_agg(frame_cases.case_years) filter (where by_case.designations > 0) as sample_weight
    from frame_cases
    left join by_case
        on frame_cases.study = by_case.study
        and frame_cases.timepoint = by_case.timepoint
        and frame_cases.case_id = by_case.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
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
