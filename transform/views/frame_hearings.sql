-- view: frame_hearings
-- title: One row per history entry, up to as_of, of a case in frame, with what the day before it had been set for
-- uses: hearings, frame_cases
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   district: District of the case
--   status: Status of the case at as_of
--   hearing_number: Order of the entry by date, from 1
--   business_date: Day the court sat
--   next_date: Next date given that day
--   purpose_code: Purpose of the next date
--   stage_group: Stage that purpose belongs to
--   heard_stage_group: Stage the sitting itself had been set for: the entry before says so; null for the first
--   following_business_date: Day of business of the next entry
--   judge_designation: Designation of the judge
--   is_terminal: The closing entry of a disposed case
--   has_daily_status: Whether the day's status page was read
--   adjournment_reason_code: Reason for adjournment stated in the daily status
select
    hearings.study,
    hearings.timepoint,
    hearings.case_id,
    frame_cases.district,
    frame_cases.status,
    hearings.hearing_number,
    hearings.business_date,
    hearings.next_date,
    hearings.purpose_code,
    hearings.stage_group,
    lag(hearings.stage_group) over (
        partition by hearings.study, hearings.timepoint, hearings.case_id order by hearings.hearing_number
    ) as heard_stage_group,
    lead(hearings.business_date) over (
        partition by hearings.study, hearings.timepoint, hearings.case_id order by hearings.hearing_number
    ) as following_business_date,
    hearings.judge_designation,
    hearings.is_terminal,
    hearings.has_daily_status,
    hearings.adjournment_reason_code
from hearings
inner join frame_cases
    on hearings.study = frame_cases.study
    and hearings.timepoint = frame_cases.timepoint
    and hearings.case_id = frame_cases.case_id
where hearings.is_within_as_of
