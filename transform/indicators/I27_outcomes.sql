-- id:          I27
-- title:       Outcomes of disposed cases
-- unit:        *_share = share of cases (0-1)
--              * = cases
-- kind:        *_share = share
--              * = count
-- grain:       study, timepoint, district
-- numerator:   disposed cases with the outcome
-- denominator: disposed cases
-- definition:  * = disposed cases with the outcome named, by the taxonomy of outcomes
--              *_share = the same, of all disposed cases
-- interval:    *_share = wilson
--              * = none because it is a full count of the frame, not an estimate
-- disclosure:  cases
-- empty:       not available: no disposed case
-- caution:     Lists every outcome a trial can have, met in the study or not, so that having a row does not tell that
--              it was met. Transfers, committals and stays are not disposals and have no row. A case with several
--              accused has one outcome; convicted and acquitted together are "split". Outcomes the page does not
--              state are otherwise_unknown or filed; wordings not yet in the map are unmapped.
with possible as (
    select outcome_code
    from (
        values
            ('convicted'), ('acquitted'), ('split'), ('discharged'), ('compounded'), ('withdrawn_321'), ('withdrawn'),
            ('stopped_258'), ('dismissed'), ('filed'), ('investigation_closed'), ('abated_death'), ('quashed_hc'),
            ('otherwise_unknown'), ('unmapped')
    ) as listed (outcome_code)
),
met as (
    select study.study, study.timepoint, possible.outcome_code
    from study
    cross join possible
    union
    select study, timepoint, outcome_code
    from frame_cases
    where status = 'disposed' and outcome_code is not null
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        met.outcome_code,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when frame_cases.status = 'disposed' then 1 end) as disposed_cases,
        count(
            case when frame_cases.status = 'disposed' and frame_cases.outcome_code = met.outcome_code then 1 end
        ) as cases
    from frame_cases
    inner join met on frame_cases.study = met.study and frame_cases.timepoint = met.timepoint
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, met.outcome_code, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint, met.outcome_code)
    )
)
select
    study, timepoint, outcome_code as definition_id, place as district, 'disposed cases' as population,
    cast(case when disposed_cases > 0 then cases end as double) as value,
    cases as numerator, disposed_cases as denominator, disposed_cases as n
from counted
union all
select
    study, timepoint, concat(outcome_code, '_share') as definition_id, place as district,
    'disposed cases' as population,
    cast(cases as double) / nullif(disposed_cases, 0) as value,
    cases as numerator, disposed_cases as denominator, disposed_cases as n
from counted
