-- view: adjournments_placed
-- title: One row per adjournment of a case in frame, by definition, with where in the case's course it lies
-- uses: adjournments_by_definition, case_histories, frame_cases, longest_stage_runs
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   district: District of the case
--   definition_id: A0, A1, A2, A2x, A3, A4e, A4, A4b or A4c
--   is_known: Whether the case's adjournments are known under the definition (see case_adjournments)
--   is_at_risk: Whether it falls into the time under observation, what came before the clock started included
--   is_before_evidence: Whether a date was given for evidence before any was recorded
--   is_in_longest_run: Whether it lies within the case's longest run at one stage
--   days: Day of the case's clock, not before 0; null where no day or no clock is known
--   entry_days: Day of the case's clock on which it came under observation
--   days_open: Days from clock_start_date to clock_end_date
--   reason_code: Reason, where one is stated or coded
--   side: Side the reason lies with; of A4, A4b and A4c: who asked for the adjournment
with courses as (
    select
        frame_cases.study, frame_cases.timepoint, frame_cases.case_id, frame_cases.district,
        frame_cases.clock_start_date, frame_cases.entry_days, frame_cases.days_open,
        histories.recorded_number,
        coalesce(histories.is_read, false) as is_read,
        coalesce(histories.is_judged, false) as is_judged,
        coalesce(histories.is_ruled, false) as is_ruled,
        coalesce(histories.is_asked, false) as is_asked,
        runs.run_start, runs.run_end
    from frame_cases
    left join case_histories as histories
        on frame_cases.study = histories.study
        and frame_cases.timepoint = histories.timepoint
        and frame_cases.case_id = histories.case_id
    left join longest_stage_runs as runs
        on frame_cases.study = runs.study
        and frame_cases.timepoint = runs.timepoint
        and frame_cases.case_id = runs.case_id
)
select
    adj.study,
    adj.timepoint,
    adj.case_id,
    courses.district,
    adj.definition_id,
    case
        when adj.definition_id = 'A4e' then courses.is_read
        when adj.definition_id = 'A4' then courses.is_judged
        when adj.definition_id = 'A4b' then courses.is_asked
        when adj.definition_id = 'A4c' then courses.is_ruled
        else true
    end as is_known,
    coalesce(
        courses.entry_days = 0
        or date_diff('day', courses.clock_start_date, coalesce(adj.business_date, adj.next_date))
            >= courses.entry_days,
        false
    )
    and coalesce(
        date_diff('day', courses.clock_start_date, coalesce(adj.business_date, adj.next_date)) <= courses.days_open,
        true
    ) as is_at_risk,
    coalesce(
        adj.purpose_code = 'evidence'
        and (courses.recorded_number is null or adj.hearing_number < courses.recorded_number),
        false
    ) as is_before_evidence,
    coalesce(
        coalesce(adj.business_date, adj.next_date) >= courses.run_start
        and (courses.run_end is null or coalesce(adj.business_date, adj.next_date) < courses.run_end),
        false
    ) as is_in_longest_run,
    greatest(0, date_diff('day', courses.clock_start_date, coalesce(adj.business_date, adj.next_date))) as days,
    courses.entry_days,
    courses.days_open,
    adj.reason_code,
    adj.side
from adjournments_by_definition as adj
inner join courses
    on adj.study = courses.study
    and adj.timepoint = courses.timepoint
    and adj.case_id = courses.case_id
