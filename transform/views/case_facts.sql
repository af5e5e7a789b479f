-- view: case_facts
-- title: One row per case in frame with what its history and its adjournments say; what most indicators count
-- uses: acts, adjournments_placed, case_histories, frame_cases, frame_hearings, longest_stage_runs
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   district: District as named by the study
--   court_level: Level of the court that holds the case
--   case_type_code: Case type coded
--   status: pending, inactive, disposed or left_court, at as_of
--   filing_date: Day the case was filed
--   registration_date: Day the case was registered
--   first_hearing_date: First hearing as stated in the case status
--   next_hearing_date: Next hearing as stated in the case status
--   decision_date: Day of the decision entry: the end, or the day it was laid by; null for none
--   stage_code: Stage of the case coded like a purpose of hearing
--   nature_of_disposal_printed: Nature of disposal as printed
--   fir_id: Keyed pseudonym of the FIR
--   clock_start_date: Start of the case's clock
--   clock_end_date: Decision date, else as_of; as_of for a case stayed or dormant
--   days_open: Days from clock_start_date to clock_end_date; null where the clock has no known start
--   entry_days: Day of the case's clock on which it came under observation
--   case_years: Years under observation: days_open less entry_days, in years of the study's length
--   outcome_code: Outcome; null while undecided
--   outcome_group: Group of the outcome; null while undecided
--   is_merits: Decided on the merits
--   is_conviction_lower: Certainly a conviction
--   is_conviction_upper: Possibly a conviction
--   as_of: Cut-off used
--   year_length_days: Length of a year in days
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
--   pre_trial_number: First entry at the stage; null for none
--   pre_trial_day: First day at the stage; null for none
--   charge_number: First entry at the stage; null for none
--   charge_day: First day at the stage; null for none
--   evidence_number: First entry at the stage; null for none
--   evidence_day: First day at the stage; null for none
--   defence_number: First entry at the stage; null for none
--   defence_day: First day at the stage; null for none
--   arguments_number: First entry at the stage; null for none
--   arguments_day: First day at the stage; null for none
--   judgment_number: First entry at the stage; null for none
--   judgment_day: First day at the stage; null for none
--   evidence_listings: Dates given for evidence before any was recorded; null for none
--   run_days: Days of the longest unbroken run at one stage; null where no stage is stated
--   has_run: Whether the history states a stage
--   is_pocso: Whether it is charged under the POCSO Act
--   a0_count: Adjournments by A0 up to as_of; null where they are not known
--   a0_at_risk: Those of them that fall into the time under observation
--   a0_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a0_in_run: Those within the longest run at one stage
--   a1_count: Adjournments by A1 up to as_of; null where they are not known
--   a1_at_risk: Those of them that fall into the time under observation
--   a1_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a1_in_run: Those within the longest run at one stage
--   a2_count: Adjournments by A2 up to as_of; null where they are not known
--   a2_at_risk: Those of them that fall into the time under observation
--   a2_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a2_in_run: Those within the longest run at one stage
--   a2x_count: Adjournments by A2x up to as_of; null where they are not known
--   a2x_at_risk: Those of them that fall into the time under observation
--   a2x_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a2x_in_run: Those within the longest run at one stage
--   a3_count: Adjournments by A3 up to as_of; null where they are not known
--   a3_at_risk: Those of them that fall into the time under observation
--   a3_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a3_in_run: Those within the longest run at one stage
--   a4e_count: Adjournments by A4e up to as_of; null where they are not known
--   a4e_at_risk: Those of them that fall into the time under observation
--   a4e_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a4e_in_run: Those within the longest run at one stage
--   a4_count: Adjournments by A4 up to as_of; null where they are not known
--   a4_at_risk: Those of them that fall into the time under observation
--   a4_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a4_in_run: Those within the longest run at one stage
--   a4b_count: Adjournments by A4b up to as_of; null where they are not known
--   a4b_at_risk: Those of them that fall into the time under observation
--   a4b_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a4b_in_run: Those within the longest run at one stage
--   a4c_count: Adjournments by A4c up to as_of; null where they are not known
--   a4c_at_risk: Those of them that fall into the time under observation
--   a4c_before_evidence: Those on days that gave a date for evidence before any was recorded
--   a4c_in_run: Those within the longest run at one stage
with pocso as (
    select distinct study, timepoint, case_id
    from acts
    where offence_code = 'pocso'
),
listings as (
    select
        frame_hearings.study,
        frame_hearings.timepoint,
        frame_hearings.case_id,
        count(*) as evidence_listings
    from frame_hearings
    inner join case_histories
        on frame_hearings.study = case_histories.study
        and frame_hearings.timepoint = case_histories.timepoint
        and frame_hearings.case_id = case_histories.case_id
    where frame_hearings.purpose_code = 'evidence'
        and (
            case_histories.recorded_number is null
            or frame_hearings.hearing_number < case_histories.recorded_number
        )
    group by frame_hearings.study, frame_hearings.timepoint, frame_hearings.case_id
),
adjourned as (
    select
        study,
        timepoint,
        case_id,
        count(case when definition_id = 'A0' then 1 end) as a0_count,
        count(case when definition_id = 'A0' and is_at_risk then 1 end) as a0_at_risk,
        count(case when definition_id = 'A0' and is_before_evidence then 1 end) as a0_before_evidence,
        count(case when definition_id = 'A0' and is_in_longest_run then 1 end) as a0_in_run,
        count(case when definition_id = 'A1' then 1 end) as a1_count,
        count(case when definition_id = 'A1' and is_at_risk then 1 end) as a1_at_risk,
        count(case when definition_id = 'A1' and is_before_evidence then 1 end) as a1_before_evidence,
        count(case when definition_id = 'A1' and is_in_longest_run then 1 end) as a1_in_run,
        count(case when definition_id = 'A2' then 1 end) as a2_count,
        count(case when definition_id = 'A2' and is_at_risk then 1 end) as a2_at_risk,
        count(case when definition_id = 'A2' and is_before_evidence then 1 end) as a2_before_evidence,
        count(case when definition_id = 'A2' and is_in_longest_run then 1 end) as a2_in_run,
        count(case when definition_id = 'A2x' then 1 end) as a2x_count,
        count(case when definition_id = 'A2x' and is_at_risk then 1 end) as a2x_at_risk,
        count(case when definition_id = 'A2x' and is_before_evidence then 1 end) as a2x_before_evidence,
        count(case when definition_id = 'A2x' and is_in_longest_run then 1 end) as a2x_in_run,
        count(case when definition_id = 'A3' then 1 end) as a3_count,
        count(case when definition_id = 'A3' and is_at_risk then 1 end) as a3_at_risk,
        count(case when definition_id = 'A3' and is_before_evidence then 1 end) as a3_before_evidence,
        count(case when definition_id = 'A3' and is_in_longest_run then 1 end) as a3_in_run,
        count(case when definition_id = 'A4e' then 1 end) as a4e_count,
        count(case when definition_id = 'A4e' and is_at_risk then 1 end) as a4e_at_risk,
        count(case when definition_id = 'A4e' and is_before_evidence then 1 end) as a4e_before_evidence,
        count(case when definition_id = 'A4e' and is_in_longest_run then 1 end) as a4e_in_run,
        count(case when definition_id = 'A4' then 1 end) as a4_count,
        count(case when definition_id = 'A4' and is_at_risk then 1 end) as a4_at_risk,
        count(case when definition_id = 'A4' and is_before_evidence then 1 end) as a4_before_evidence,
        count(case when definition_id = 'A4' and is_in_longest_run then 1 end) as a4_in_run,
        count(case when definition_id = 'A4b' then 1 end) as a4b_count,
        count(case when definition_id = 'A4b' and is_at_risk then 1 end) as a4b_at_risk,
        count(case when definition_id = 'A4b' and is_before_evidence then 1 end) as a4b_before_evidence,
        count(case when definition_id = 'A4b' and is_in_longest_run then 1 end) as a4b_in_run,
        count(case when definition_id = 'A4c' then 1 end) as a4c_count,
        count(case when definition_id = 'A4c' and is_at_risk then 1 end) as a4c_at_risk,
        count(case when definition_id = 'A4c' and is_before_evidence then 1 end) as a4c_before_evidence,
        count(case when definition_id = 'A4c' and is_in_longest_run then 1 end) as a4c_in_run
    from adjournments_placed
    group by study, timepoint, case_id
)
select
    cases.study,
    cases.timepoint,
    cases.case_id,
    cases.district,
    cases.court_level,
    cases.case_type_code,
    cases.status,
    cases.filing_date,
    cases.registration_date,
    cases.first_hearing_date,
    cases.next_hearing_date,
    cases.decision_date,
    cases.stage_code,
    cases.nature_of_disposal_printed,
    cases.fir_id,
    cases.clock_start_date,
    cases.clock_end_date,
    cases.days_open,
    cases.entry_days,
    cases.case_years,
    cases.outcome_code,
    cases.outcome_group,
    cases.is_merits,
    cases.is_conviction_lower,
    cases.is_conviction_upper,
    cases.as_of,
    cases.year_length_days,
    coalesce(histories.entries, 0) as entries,
    coalesce(histories.dated_entries, 0) as dated_entries,
    coalesce(histories.purposes_read, 0) as purposes_read,
    coalesce(histories.judges_stated, 0) as judges_stated,
    coalesce(histories.designations, 0) as designations,
    coalesce(histories.open_entries, 0) as open_entries,
    coalesce(histories.next_dates_stated, 0) as next_dates_stated,
    coalesce(histories.sittings, 0) as sittings,
    coalesce(histories.sittings_read, 0) as sittings_read,
    coalesce(histories.effective_sittings, 0) as effective_sittings,
    coalesce(histories.sittings_judged, 0) as sittings_judged,
    coalesce(histories.judged_effective, 0) as judged_effective,
    histories.last_business_date,
    histories.last_next_date,
    coalesce(histories.links, 0) as links,
    coalesce(histories.holding_links, 0) as holding_links,
    coalesce(histories.gaps, 0) as gaps,
    coalesce(histories.gaps_over_30_days, 0) as gaps_over_30_days,
    coalesce(histories.gaps_over_60_days, 0) as gaps_over_60_days,
    coalesce(histories.evidence_gaps, 0) as evidence_gaps,
    coalesce(histories.day_to_day_gaps, 0) as day_to_day_gaps,
    histories.recorded_number,
    histories.pre_trial_number,
    histories.pre_trial_day,
    histories.charge_number,
    histories.charge_day,
    histories.evidence_number,
    histories.evidence_day,
    histories.defence_number,
    histories.defence_day,
    histories.arguments_number,
    histories.arguments_day,
    histories.judgment_number,
    histories.judgment_day,
    listings.evidence_listings,
    runs.run_days,
    runs.case_id is not null as has_run,
    pocso.case_id is not null as is_pocso,
    coalesce(adjourned.a0_count, 0) as a0_count,
    coalesce(adjourned.a0_at_risk, 0) as a0_at_risk,
    coalesce(adjourned.a0_before_evidence, 0) as a0_before_evidence,
    coalesce(adjourned.a0_in_run, 0) as a0_in_run,
    coalesce(adjourned.a1_count, 0) as a1_count,
    coalesce(adjourned.a1_at_risk, 0) as a1_at_risk,
    coalesce(adjourned.a1_before_evidence, 0) as a1_before_evidence,
    coalesce(adjourned.a1_in_run, 0) as a1_in_run,
    coalesce(adjourned.a2_count, 0) as a2_count,
    coalesce(adjourned.a2_at_risk, 0) as a2_at_risk,
    coalesce(adjourned.a2_before_evidence, 0) as a2_before_evidence,
    coalesce(adjourned.a2_in_run, 0) as a2_in_run,
    coalesce(adjourned.a2x_count, 0) as a2x_count,
    coalesce(adjourned.a2x_at_risk, 0) as a2x_at_risk,
    coalesce(adjourned.a2x_before_evidence, 0) as a2x_before_evidence,
    coalesce(adjourned.a2x_in_run, 0) as a2x_in_run,
    coalesce(adjourned.a3_count, 0) as a3_count,
    coalesce(adjourned.a3_at_risk, 0) as a3_at_risk,
    coalesce(adjourned.a3_before_evidence, 0) as a3_before_evidence,
    coalesce(adjourned.a3_in_run, 0) as a3_in_run,
    case when histories.is_read then coalesce(adjourned.a4e_count, 0) end as a4e_count,
    case when histories.is_read then coalesce(adjourned.a4e_at_risk, 0) end as a4e_at_risk,
    case when histories.is_read then coalesce(adjourned.a4e_before_evidence, 0) end as a4e_before_evidence,
    case when histories.is_read then coalesce(adjourned.a4e_in_run, 0) end as a4e_in_run,
    case when histories.is_judged then coalesce(adjourned.a4_count, 0) end as a4_count,
    case when histories.is_judged then coalesce(adjourned.a4_at_risk, 0) end as a4_at_risk,
    case when histories.is_judged then coalesce(adjourned.a4_before_evidence, 0) end as a4_before_evidence,
    case when histories.is_judged then coalesce(adjourned.a4_in_run, 0) end as a4_in_run,
    case when histories.is_asked then coalesce(adjourned.a4b_count, 0) end as a4b_count,
    case when histories.is_asked then coalesce(adjourned.a4b_at_risk, 0) end as a4b_at_risk,
    case when histories.is_asked then coalesce(adjourned.a4b_before_evidence, 0) end as a4b_before_evidence,
    case when histories.is_asked then coalesce(adjourned.a4b_in_run, 0) end as a4b_in_run,
    case when histories.is_ruled then coalesce(adjourned.a4c_count, 0) end as a4c_count,
    case when histories.is_ruled then coalesce(adjourned.a4c_at_risk, 0) end as a4c_at_risk,
    case when histories.is_ruled then coalesce(adjourned.a4c_before_evidence, 0) end as a4c_before_evidence,
    case when histories.is_ruled then coalesce(adjourned.a4c_in_run, 0) end as a4c_in_run
from frame_cases as cases
left join case_histories as histories
    on cases.study = histories.study
    and cases.timepoint = histories.timepoint
    and cases.case_id = histories.case_id
left join listings
    on cases.study = listings.study
    and cases.timepoint = listings.timepoint
    and cases.case_id = listings.case_id
left join longest_stage_runs as runs
    on cases.study = runs.study
    and cases.timepoint = runs.timepoint
    and cases.case_id = runs.case_id
left join adjourned
    on cases.study = adjourned.study
    and cases.timepoint = adjourned.timepoint
    and cases.case_id = adjourned.case_id
left join pocso
    on cases.study = pocso.study
    and cases.timepoint = pocso.timepoint
    and cases.case_id = pocso.case_id
