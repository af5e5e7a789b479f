-- id:          I09
-- title:       Time per stage of the trial
-- unit:        days
-- kind:        percentile
-- grain:       study, timepoint, district
-- numerator:   cases that were seen to move on from the stage, or to be disposed of in it
-- denominator: cases that reached the stage
-- definition:  pre_trial_median = Kaplan-Meier median of the days in the stage before the charge
--              charge_median = the same for charge and plea
--              evidence_median = prosecution evidence
--              defence_median = statement of the accused and defence evidence
--              arguments_median = arguments
--              judgment_median = judgment and sentence
-- interval:    km_median
-- needs:       hearings
-- disclosure:  cases
-- empty:       not available: no case reached the stage, or fewer than half of those that did were seen to leave
-- caution:     A stage runs from the day the court first set a date for it to the day it first set one for a stage
--              not met before; going back to an earlier stage is not counted again. Depends on what the court types
--              as purpose of hearing. Time a case spent before it came under observation is not left out.
with measured as (
    select
        study,
        timepoint,
        stage_group,
        case when grouping(district) = 1 then 'all' else district end as place,
        coalesce(sum(case when days is not null then cases end), 0) as cases,
        coalesce(sum(has_ended * cases), 0) as ended_cases,
        array_agg(days) filter (where days is not null) as sample,
        array_agg(has_ended) filter (where days is not null) as sample_weight,
        array_agg(cases) filter (where days is not null) as sample_units
    from stage_spells
    group by grouping sets ((study, timepoint, stage_group, district), (study, timepoint, stage_group))
),
daily as (
    select
        study,
        timepoint,
        stage_group,
        case when grouping(district) = 1 then 'all' else district end as place,
        days,
        sum(cases) as leaving,
        sum(has_ended * cases) as ended_cases
    from stage_spells
    where days is not null
    group by grouping sets (
        (study, timepoint, stage_group, district, days), (study, timepoint, stage_group, days)
    )
),
factors as (
    select
        study,
        timepoint,
        stage_group,
        place,
        days,
        1 - cast(ended_cases as double) / sum(leaving) over (
            partition by study, timepoint, stage_group, place order by days
            rows between current row and unbounded following
        ) as factor
    from daily
),
survived as (
    select
        study,
        timepoint,
        stage_group,
        place,
        days,
        case
            when min(factor) over (
                partition by study, timepoint, stage_group, place order by days
                rows between unbounded preceding and current row
            ) <= 0 then 0
            else exp(
                sum(ln(case when factor > 0 then factor else 1 end)) over (
                    partition by study, timepoint, stage_group, place order by days
                    rows between unbounded preceding and current row
                )
            )
        end as survival
    from factors
),
middles as (
    select study, timepoint, stage_group, place, min(days) as middle_day
    from survived
    where survival <= 0.5 + 1e-9
    group by study, timepoint, stage_group, place
)
select
    measured.study,
    measured.timepoint,
    concat(measured.stage_group, '_median') as definition_id,
    measured.place as district,
    'cases that reached the stage' as population,
    middles.middle_day as value,
    measured.ended_cases as numerator,
    measured.cases as denominator,
    measured.cases as n,
    measured.sample,
    measured.sample_weight,
    measured.sample_units
from measured
left join middles
    on measured.study = middles.study
    and measured.timepoint = middles.timepoint
    and measured.stage_group = middles.stage_group
    and measured.place = middles.place
