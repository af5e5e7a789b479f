-- view: stage_spells
-- title: Cases in frame by how long they were at a stage: from its first day to the next stage's, or so far
-- uses: case_facts
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   stage_group: pre_trial, charge, evidence, defence, arguments or judgment
--   district: District of the cases
--   days: Days from the stage's first day to the first day of the stage that came next, or to the end of the
--     case's clock; null for cases that did not reach the stage
--   has_ended: 1 if another stage came or the case was disposed of, else 0; null as above
--   cases: Cases of which all this holds
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
)
select study, timepoint, stage_group, district, days, has_ended, count(*) as cases
from spells
group by study, timepoint, stage_group, district, days, has_ended
