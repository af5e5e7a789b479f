-- id:          I18
-- title:       Adjournments by side and reason
-- unit:        share of adjournments (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   adjournments that lie with the side named, or have the reason named
-- denominator: adjournments under the definition: A4 coded as not effective, A4e with a stated reason (n counts cases)
-- definition:  A4_side_* = by who asked for the adjournment (form adjournment_rulings)
--              A4e_side_* = by the side of the reason that the daily status states
--              *_reason_* = the three most frequent reasons
-- interval:    bootstrap_ratio
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e_* = not available: no daily status read states a reason
--              A4_* = not available: no form adjournment_rulings, or nothing in it to count
-- caution:     The side that asks need not be the cause. Most courts leave the reason blank, so A4e speaks of few days. Days of
--              one case belong together: intervals draw whole cases.
with stated as (
    select
        adj.study,
        adj.timepoint,
        adj.case_id,
        adj.definition_id as source,
        coalesce(adj.side, 'not_stated') as side,
        adj.reason_code
    from adjournments_by_definition as adj
    inner join frame_cases
        on adj.study = frame_cases.study
        and adj.timepoint = frame_cases.timepoint
        and adj.case_id = frame_cases.case_id
    where adj.definition_id in ('A4', 'A4e')
),
sides as (
    select source, side
    from (values ('A4'), ('A4e')) as sources (source)
    cross join (
        values ('prosecution'), ('defence'), ('both'), ('court'), ('third_party'), ('not_stated')
    ) as listed (side)
),
reasons as (
    select
        study,
        timepoint,
        source,
        reason_code,
        row_number() over (partition by study, timepoint, source order by count(*) desc, reason_code) as place
    from stated
    where reason_code is not null
    group by study, timepoint, source, reason_code
),
wanted as (
    select
        study.study, study.timepoint, sides.source, concat(sides.source, '_side_', sides.side) as definition_id,
        sides.side, cast(null as varchar) as reason_code
    from study
    cross join sides
    union all
    select
        study, timepoint, source, concat(source, '_reason_', reason_code) as definition_id,
        null as side, reason_code
    from reasons
    where place <= 3
),
by_case as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        wanted.definition_id,
        'adjournments' as population,
        count(case when stated.side = wanted.side or stated.reason_code = wanted.reason_code then 1 end)
            as numerator,
        count(stated.case_id) as denominator
    from frame_cases
    inner join wanted
        on frame_cases.study = wanted.study and frame_cases.timepoint = wanted.timepoint
    left join stated
        on frame_cases.study = stated.study
        and frame_cases.timepoint = stated.timepoint
        and frame_cases.case_id = stated.case_id
        and wanted.source = stated.source
    group by
        frame_cases.study, frame_cases.timepoint, frame_cases.case_id, frame_cases.district,
        wanted.definition_id
),
measured as (
    select
        study,
        timepoint,
        definition_id,
        population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when denominator > 0 then 1 end) as cases,
        coalesce(sum(numerator), 0) as numerator,
        coalesce(sum(denominator), 0) as denominator,
        array_agg(numerator) filter (where denominator > 0) as sample,
        array_agg(denominator) filter (where denominator > 0) as sample_weight
    from by_case
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
    sample_weight
from measured
