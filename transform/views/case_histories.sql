-- view: case_histories
-- title: One row per case in frame whose history has an entry up to as_of: what its entries say, counted
-- uses: frame_hearings, frame_rulings
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   entries: Entries of the history
--   dated_entries: Entries that state their day of business
--   purposes_read: Entries with a purpose that says something and is in the vocabulary
--   judges_stated: Entries that state a judge's designation
--   designations: Distinct designations of judges
--   open_entries: Entries that are not the closing one
--   next_dates_stated: Entries, the closing one excepted, that state a next date
--   sittings: Entries with a day of business, the closing one excepted
--   sittings_read: Those of them whose daily status was read
--   effective_sittings: Those of them whose daily status states no reason for an adjournment
--   sittings_judged: Days of sittings that a coder found effective or not
--   judged_effective: Those of them found effective
--   last_business_date: Last day of business
--   last_next_date: Last next date
--   links: Entries with a next date that another day of business follows
--   holding_links: Those of them whose next date is that day
--   gaps: Next dates given, the closing entry excepted
--   gaps_over_30_days: Those of them more than 30 days away
--   gaps_over_60_days: Those of them more than 60 days away
--   evidence_gaps: Next dates given for evidence on a day set for evidence
--   day_to_day_gaps: Those of them on the next working day or before
--   recorded_number: First entry by which evidence is recorded; null for none
--   pre_trial_number: First entry at the stage; null for none; so for each stage
--   pre_trial_day: Its day; so for each stage
--   charge_number: As above
--   charge_day: As above
--   evidence_number: As above
--   evidence_day: As above
--   defence_number: As above
--   defence_day: As above
--   arguments_number: As above
--   arguments_day: As above
--   judgment_number: As above
--   judgment_day: As above
--   is_read: Whether the daily status of every sitting was read (A4e is known)
--   is_judged: Whether a coder judged every day of business (A4 is known)
--   is_ruled: Whether a coder coded the ruling of every day of business (A4c is known)
--   is_asked: Whether a coder found besides who had asked, for each that was allowed (A4b is known)
with entries as (
    select
        study,
        timepoint,
        case_id,
        hearing_number,
        business_date,
        next_date,
        purpose_code,
        stage_group,
        following_business_date,
        judge_designation,
        is_terminal,
        business_date is not null and not is_terminal as is_sitting,
        has_daily_status,
        adjournment_reason_code,
        coalesce(business_date, next_date) as day,
        case
            when next_date > business_date and not is_terminal then date_diff('day', business_date, next_date)
        end as gap_days,
        case
            when date_diff('day', date '2000-01-03', business_date) % 7 = 4 then 3
            when date_diff('day', date '2000-01-03', business_date) % 7 = 5 then 2
            else 1
        end as next_working_day_days,
        coalesce(stage_group = 'evidence' and heard_stage_group = 'evidence', false) as is_evidence
    from frame_hearings
),
counted as (
    select
        study,
        timepoint,
        case_id,
        count(*) as entries,
        count(business_date) as dated_entries,
        count(case when purpose_code not in ('unknown', 'unmapped') then 1 end) as purposes_read,
        count(judge_designation) as judges_stated,
        count(distinct judge_designation) as designations,
        count(case when not is_terminal then 1 end) as open_entries,
        count(case when not is_terminal then next_date end) as next_dates_stated,
        count(case when is_sitting then 1 end) as sittings,
        count(case when is_sitting and has_daily_status then 1 end) as sittings_read,
        count(
            case
                when is_sitting and has_daily_status and coalesce(adjournment_reason_code, 'none_stated') = 'none_stated'
                    then 1
            end
        ) as effective_sittings,
        max(business_date) as last_business_date,
        max(next_date) as last_next_date,
        count(case when next_date is not null and following_business_date is not null then 1 end) as links,
        count(case when next_date = following_business_date then 1 end) as holding_links,
        count(gap_days) as gaps,
        count(case when gap_days > 30 then 1 end) as gaps_over_30_days,
        count(case when gap_days > 60 then 1 end) as gaps_over_60_days,
        count(case when is_evidence then gap_days end) as evidence_gaps,
        count(case when is_evidence and gap_days <= next_working_day_days then 1 end) as day_to_day_gaps,
        min(
            case
                when purpose_code = 'evidence_part_heard' or stage_group in ('defence', 'arguments', 'judgment')
                    then hearing_number
            end
        ) as recorded_number,
        min(case when stage_group = 'pre_trial' then hearing_number end) as pre_trial_number,
        min(case when stage_group = 'pre_trial' then day end) as pre_trial_day,
        min(case when stage_group = 'charge' then hearing_number end) as charge_number,
        min(case when stage_group = 'charge' then day end) as charge_day,
        min(case when stage_group = 'evidence' then hearing_number end) as evidence_number,
        min(case when stage_group = 'evidence' then day end) as evidence_day,
        min(case when stage_group = 'defence' then hearing_number end) as defence_number,
        min(case when stage_group = 'defence' then day end) as defence_day,
        min(case when stage_group = 'arguments' then hearing_number end) as arguments_number,
        min(case when stage_group = 'arguments' then day end) as arguments_day,
        min(case when stage_group = 'judgment' then hearing_number end) as judgment_number,
        min(case when stage_group = 'judgment' then day end) as judgment_day
    from entries
    group by study, timepoint, case_id
),
ruled as (
    select
        study,
        timepoint,
        case_id,
        business_date,
        count(case when effective <> 'u' then 1 end) as judged,
        count(case when effective = 'y' then 1 end) as effective,
        count(case when ruling <> 'u' then 1 end) as ruled,
        count(case when ruling <> 'u' and not (ruling = 'allowed' and requested_by = 'u') then 1 end) as asked
    from frame_rulings
    group by study, timepoint, case_id, business_date
),
coded_cases as (
    select distinct study, timepoint, case_id from frame_rulings
),
coded_days as (
    select distinct entries.study, entries.timepoint, entries.case_id, entries.business_date
    from entries
    inner join coded_cases
        on entries.study = coded_cases.study
        and entries.timepoint = coded_cases.timepoint
        and entries.case_id = coded_cases.case_id
    where entries.is_sitting
),
coded as (
    select
        days.study,
        days.timepoint,
        days.case_id,
        count(*) as days,
        coalesce(sum(ruled.judged), 0) as days_judged,
        coalesce(sum(ruled.effective), 0) as days_effective,
        coalesce(sum(ruled.ruled), 0) as days_ruled,
        coalesce(sum(ruled.asked), 0) as days_asked
    from coded_days as days
    left join ruled
        on days.study = ruled.study
        and days.timepoint = ruled.timepoint
        and days.case_id = ruled.case_id
        and days.business_date = ruled.business_date
    group by days.study, days.timepoint, days.case_id
)
select
    counted.study,
    counted.timepoint,
    counted.case_id,
    counted.entries,
    counted.dated_entries,
    counted.purposes_read,
    counted.judges_stated,
    counted.designations,
    counted.open_entries,
    counted.next_dates_stated,
    counted.sittings,
    counted.sittings_read,
    counted.effective_sittings,
    coalesce(coded.days_judged, 0) as sittings_judged,
    coalesce(coded.days_effective, 0) as judged_effective,
    counted.last_business_date,
    counted.last_next_date,
    counted.links,
    counted.holding_links,
    counted.gaps,
    counted.gaps_over_30_days,
    counted.gaps_over_60_days,
    counted.evidence_gaps,
    counted.day_to_day_gaps,
    counted.recorded_number,
    counted.pre_trial_number,
    counted.pre_trial_day,
    counted.charge_number,
    counted.charge_day,
    counted.evidence_number,
    counted.evidence_day,
    counted.defence_number,
    counted.defence_day,
    counted.arguments_number,
    counted.arguments_day,
    counted.judgment_number,
    counted.judgment_day,
    counted.sittings > 0 and counted.sittings = counted.sittings_read as is_read,
    coalesce(coded.days = coded.days_judged, false) as is_judged,
    coalesce(coded.days = coded.days_ruled, false) as is_ruled,
    coalesce(coded.days = coded.days_asked, false) as is_asked
from counted
left join coded
    on counted.study = coded.study
    and counted.timepoint = coded.timepoint
    and counted.case_id = coded.case_id
