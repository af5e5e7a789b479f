-- id:          I30
-- title:       Disposed of without a decision on guilt
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   disposed cases that ended without a decision on guilt; upper: those and the unknown outcomes
-- denominator: disposed cases
-- definition:  lower = certainly without a decision on guilt
--              upper = the same if every unknown outcome was without one
-- interval:    lower = wilson
--              upper = none because it is a bound, not an estimate
-- disclosure:  cases
-- empty:       not available: no disposed case
-- caution:     Discharge, abatement, quashing, compounding and withdrawal are lawful ends of different kinds; see the
--              outcomes one by one before reading the sum.
with counted as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'disposed' then 1 end) as disposed_cases,
        count(case when status = 'disposed' and outcome_group = 'without_merits' then 1 end) as without_merits,
        count(
            case
                when status = 'disposed'
                    and (outcome_group is null or outcome_group in ('without_merits', 'unknown')) then 1
            end
        ) as possibly_without_merits
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
),
listed as (
    select study, timepoint, place, disposed_cases, 'lower' as definition_id, without_merits as cases
    from counted
    union all
    select study, timepoint, place, disposed_cases, 'upper' as definition_id, possibly_without_merits as cases
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
