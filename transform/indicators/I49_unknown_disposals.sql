-- id:          I49
-- title:       Disposals of unknown outcome
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   disposed cases whose outcome can not be told
-- denominator: disposed cases
-- definition:  unknown = the wording does not say how the case ended, is missing, or is not in the map
--              unmapped = of these, the wording is not in the map
-- interval:    none because it describes the register read, not a sample of it
-- disclosure:  data quality
-- empty:       not available: no disposed case
-- caution:     Every outcome indicator is as uncertain as this share is large.
with counted as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'disposed' then 1 end) as disposed_cases,
        count(
            case when status = 'disposed' and (outcome_group is null or outcome_group = 'unknown') then 1 end
        ) as unknown_cases,
        count(case when status = 'disposed' and outcome_code = 'unmapped' then 1 end) as unmapped_cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
),
listed as (
    select study, timepoint, place, disposed_cases, 'unknown' as definition_id, unknown_cases as cases
    from counted
    union all
    select study, timepoint, place, disposed_cases, 'unmapped' as definition_id, unmapped_cases as cases
    from counted
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    'disposed cases' as population,
    cast(cases as double) / nullif(disposed_cases, 0) as value,
    cases as numerator,
    disposed_cases as denominator,
    disposed_cases as n
from listed
