-- view: adjournments_placed
-- title: One row per adjournment of a case in frame, by definition, with where in the case's course it lies
-- uses: adjournments_by_definition, case_histories, frame_cases, longest_stage_runs
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   district: District of the case
--   definition_id: A0, A1, A2, A3, A4e, A4, A4b or A4c
--   is_known: Whether the case's adjournments are known under the definition (see case_adjournments)
--   is_at_risk: Whether it falls into the time under observation
--   is_before_evidence: Whether a date was given for evidence before any was recorded
--   is_in_longest_run: Whether it lies within the case's longest run at one stage
--   days: Day of the case's clock, not before 0; null where no day or no clock is known
--   entry_days: Day of the case's clock on which it came under observation
--   days_open: Days from clock_start_date to clock_end_date
select
    adj.study,
    adj.timepoint,
    adj.case_id,
    frame_cases.district,
    adj.definition_id,
    case
        when adj.definition_id = 'A4e' then coalesce(histories.is_read, false)
        when adj.definition_id = 'A4' then coalesce(histories.is_judged, false)
        when adj.definition_id in ('A4b', 'A4c') then coalesce(histories.is_ruled, false)
        else true
    end as is_known,
    coalesce(
        frame_cases.entry_days = 0
        or date_diff('day', frame_cases.clock_start_date, coalesce(adj.business_date, adj.next_date))
            >= frame_cases.entry_days,
        false
    ) as is_at_risk,
    coalesce(
        adj.purpose_code = 'evidence'
        and (histories.recorded_number is null or adj.hearing_number < histories.recorded_number),
        false
    ) as is_before_evidence,
    coalesce(
        coalesce(adj.business_date, adj.next_date) >= runs.run_start
        and (runs.run_end is null or coalesce(adj.business_date, adj.next_date) < runs.run_end),
        false
    ) as is_in_longest_run,
    greatest(0, date_diff('day', frame_cases.clock_start_date, coalesce(adj.business_date, adj.next_date)))
        as days,
    frame_cases.entry_days,
    frame_cases.days_open
from adjournments_by_definition as adj
inner join frame_cases
    on adj.study = frame_cases.study
    and adj.timepoint = frame_cases.timepoint
    and adj.case_id = frame_cases.case_id
left join case_histories as histories
    on adj.study = histories.study
    and adj.timepoint = histories.timepoint
    and adj.case_id = histories.case_id
left join longest_stage_runs as runs
    on adj.study = runs.study
    and adj.timepoint = runs.timepoint
    and adj.case_id = runs.case_id
