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
with followed as (
    select
        study,
        timepoint,
        district,
        status,
        clock_end_date,
        pre_trial_number,
        pre_trial_day,
        charge_number,
        charge_day,
        evidence_number,
        evidence_day,
        defence_number,
        defence_day,
        arguments_number,
        arguments_day,
        judgment_number,
        judgment_day,
        least(
            coalesce(case when charge_number > pre_trial_number then charge_number end, 1000000),
            coalesce(case when evidence_number > pre_trial_number then evidence_number end, 1000000),
            coalesce(case when defence_number > pre_trial_number then defence_number end, 1000000),
            coalesce(case when arguments_number > pre_trial_number then arguments_number end, 1000000),
            coalesce(case when judgment_number > pre_trial_number then judgment_number end, 1000000)
        ) as after_pre_trial,
        least(
            coalesce(case when pre_trial_number > charge_number then pre_trial_number end, 1000000),
            coalesce(case when evidence_number > charge_number then evidence_number end, 1000000),
            coalesce(case when defence_number > charge_number then defence_number end, 1000000),
            coalesce(case when arguments_number > charge_number then arguments_number end, 1000000),
            coalesce(case when judgment_number > charge_number then judgment_number end, 1000000)
        ) as after_charge,
        least(
            coalesce(case when pre_trial_number > evidence_number then pre_trial_number end, 1000000),
            coalesce(case when charge_number > evidence_number then charge_number end, 1000000),
            coalesce(case when defence_number > evidence_number then defence_number end, 1000000),
            coalesce(case when arguments_number > evidence_number then arguments_number end, 1000000),
            coalesce(case when judgment_number > evidence_number then judgment_number end, 1000000)
        ) as after_evidence,
        least(
            coalesce(case when pre_trial_number > defence_number then pre_trial_number end, 1000000),
            coalesce(case when charge_number > defence_number then charge_number end, 1000000),
            coalesce(case when evidence_number > defence_number then evidence_number end, 1000000),
            coalesce(case when arguments_number > defence_number then arguments_number end, 1000000),
            coalesce(case when judgment_number > defence_number then judgment_number end, 1000000)
        ) as after_defence,
        least(
            coalesce(case when pre_trial_number > arguments_number then pre_trial_number end, 1000000),
            coalesce(case when charge_number > arguments_number then charge_number end, 1000000),
            coalesce(case when evidence_number > arguments_number then evidence_number end, 1000000),
            coalesce(case when defence_number > arguments_number then defence_number end, 1000000),
            coalesce(case when judgment_number > arguments_number then judgment_number end, 1000000)
        ) as after_arguments,
        least(
            coalesce(case when pre_trial_number > judgment_number then pre_trial_number end, 1000000),
            coalesce(case when charge_number > judgment_number then charge_number end, 1000000),
            coalesce(case when evidence_number > judgment_number then evidence_number end, 1000000),
            coalesce(case when defence_number > judgment_number then defence_number end, 1000000),
            coalesce(case when arguments_number > judgment_number then arguments_number end, 1000000)
        ) as after_judgment
    from case_facts
),
placed as (
    select
        study, timepoint, district, status, clock_end_date, 'pre_trial' as stage_group, pre_trial_day as first_day,
        case after_pre_trial
            when charge_number then charge_day
            when evidence_number then evidence_day
            when defence_number then defence_day
            when arguments_number then arguments_day
            when judgment_number then judgment_day
        end as next_stage_day
    from followed
    union all
    select
        study, timepoint, district, status, clock_end_date, 'charge' as stage_group, charge_day as first_day,
        case after_charge
            when pre_trial_number then pre_trial_day
            when evidence_number then evidence_day
            when defence_number then defence_day
            when arguments_number then arguments_day
            when judgment_number then judgment_day
        end as next_stage_day
    from followed
    union all
    select
        study, timepoint, district, status, clock_end_date, 'evidence' as stage_group, evidence_day as first_day,
        case after_evidence
            when pre_trial_number then pre_trial_day
            when charge_number then charge_day
            when defence_number then defence_day
            when arguments_number then arguments_day
            when judgment_number then judgment_day
        end as next_stage_day
    from followed
    union all
    select
        study, timepoint, district, status, clock_end_date, 'defence' as stage_group, defence_day as first_day,
        case after_defence
            when pre_trial_number then pre_trial_day
            when charge_number then charge_day
            when evidence_number then evidence_day
            when arguments_number then arguments_day
            when judgment_number then judgment_day
        end as next_stage_day
    from followed
    union all
    select
        study, timepoint, district, status, clock_end_date, 'arguments' as stage_group, arguments_day as first_day,
        case after_arguments
            when pre_trial_number then pre_trial_day
            when charge_number then charge_day
            when evidence_number then evidence_day
            when defence_number then defence_day
            when judgment_number then judgment_day
        end as next_stage_day
    from followed
    union all
    select
        study, timepoint, district, status, clock_end_date, 'judgment' as stage_group, judgment_day as first_day,
        case after_judgment
            when pre_trial_number then pre_trial_day
            when charge_number then charge_day
            when evidence_number then evidence_day
            when defence_number then defence_day
            when arguments_number then arguments_day
        end as next_stage_day
    from followed
),
spells as (
    select
        study,
        timepoint,
        district,
        stage_group,
        date_diff('day', first_day, coalesce(next_stage_day, clock_end_date)) as days,
        case
            when first_day is null then null
            when next_stage_day is not null or status = 'disposed' then 1
            else 0
        end as has_ended
    from placed
),
tallied as (
    select study, timepoint, stage_group, district, days, has_ended, count(*) as cases
    from spells
    group by study, timepoint, stage_group, district, days, has_ended
),
measured as (
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
    from tallied
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
    from tallied
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
