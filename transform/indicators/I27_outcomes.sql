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
tallied as (
    select
        study, timepoint, district,
        case when status = 'disposed' then 1 else 0 end as disposed,
        case when status = 'disposed' then outcome_code end as outcome_code,
        count(*) as cases
    from frame_cases
    group by
        study, timepoint, district,
        case when status = 'disposed' then 1 else 0 end,
        case when status = 'disposed' then outcome_code end
),
counted as (
    select
        tallied.study,
        tallied.timepoint,
        met.outcome_code,
        case when grouping(tallied.district) = 1 then 'all' else tallied.district end as place,
        sum(tallied.disposed * tallied.cases) as disposed_cases,
        coalesce(sum(case when tallied.outcome_code = met.outcome_code then tallied.cases end), 0) as cases
    from tallied
    inner join met on tallied.study = met.study and tallied.timepoint = met.timepoint
    group by grouping sets (
        (tallied.study, tallied.timepoint, met.outcome_code, tallied.district),
        (tallied.study, tallied.timepoint, met.outcome_code)
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
