-- view: longest_stage_runs
-- title: One row per case in frame whose history states a stage: its longest unbroken run at one, the first of equals
-- uses: frame_cases, frame_hearings
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   run_days: Days from the start of the run to the next one's, or to the end of the case's clock
--   run_start: Day the stage was set
--   run_end: Day another stage was set; null if none was
with staged as (
    select
        study,
        timepoint,
        case_id,
        hearing_number,
        stage_group,
        coalesce(business_date, next_date) as set_day,
        lag(stage_group) over (partition by study, timepoint, case_id order by hearing_number)
            as previous_stage_group
    from frame_hearings
    where stage_group is not null and stage_group <> 'outside_ladder'
),
turns as (
    select
        study,
        timepoint,
        case_id,
        stage_group,
        set_day,
        lead(set_day) over (partition by study, timepoint, case_id order by hearing_number) as next_turn_day
    from staged
    where previous_stage_group is null or previous_stage_group <> stage_group
),
runs as (
    select
        turns.study,
        turns.timepoint,
        turns.case_id,
        turns.set_day,
        turns.next_turn_day,
        date_diff('day', turns.set_day, coalesce(turns.next_turn_day, frame_cases.clock_end_date)) as run_days
    from turns
    inner join frame_cases
        on turns.study = frame_cases.study
        and turns.timepoint = frame_cases.timepoint
        and turns.case_id = frame_cases.case_id
    where turns.stage_group <> 'disposed'
),
longest as (
    select study, timepoint, case_id, max(run_days) as run_days
    from runs
    group by study, timepoint, case_id
),
first_of_them as (
    select longest.study, longest.timepoint, longest.case_id, longest.run_days, min(runs.set_day) as run_start
    from longest
    left join runs
        on longest.study = runs.study
        and longest.timepoint = runs.timepoint
        and longest.case_id = runs.case_id
        and longest.run_days = runs.run_days
    group by longest.study, longest.timepoint, longest.case_id, longest.run_days
)
select
    first_of_them.study,
    first_of_them.timepoint,
    first_of_them.case_id,
    first_of_them.run_days,
    first_of_them.run_start,
    min(runs.next_turn_day) as run_end
from first_of_them
left join runs
    on first_of_them.study = runs.study
    and first_of_them.timepoint = runs.timepoint
    and first_of_them.case_id = runs.case_id
    and first_of_them.run_days = runs.run_days
    and first_of_them.run_start = runs.set_day
group by
    first_of_them.study, first_of_them.timepoint, first_of_them.case_id, first_of_them.run_days,
    first_of_them.run_start
