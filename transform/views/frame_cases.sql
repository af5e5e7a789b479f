-- view: frame_cases
-- title: One row per case in the study's frame, with its clock, its outcome and the study's parameters
-- uses: cases, outcomes, study
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
--   days_open: Days from clock_start_date to clock_end_date; null, like entry_days and case_years, for a case
--     whose clock has no known start by as_of: it is in no rate and no duration
--   entry_days: Day of the case's clock on which it came under observation; above 0 only where the frame takes
--     in cases because they were alive when the window opened (active_in_window): the time before is not at risk
--   case_years: Years under observation: days_open less entry_days, in years of the study's length
--   outcome_code: Outcome; null while undecided
--   outcome_group: Group of the outcome; null while undecided
--   is_merits: Decided on the merits
--   is_conviction_lower: Certainly a conviction
--   is_conviction_upper: Possibly a conviction
--   as_of: Cut-off used
--   year_length_days: Length of a year in days
with clocked as (
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
        date_diff('day', cases.clock_start_date, cases.clock_end_date) as days_open,
        case
            when cases.clock_start_date is null then null
            when parameters.frame_rule = 'active_in_window' and cases.clock_start_date < parameters.window_start
                then date_diff('day', cases.clock_start_date, parameters.window_start)
            else 0
        end as entry_days,
        parameters.as_of,
        parameters.year_length_days
    from cases
    inner join study as parameters
        on cases.study = parameters.study and cases.timepoint = parameters.timepoint
    where cases.is_in_frame
)
select
    clocked.study,
    clocked.timepoint,
    clocked.case_id,
    clocked.district,
    clocked.court_level,
    clocked.case_type_code,
    clocked.status,
    clocked.filing_date,
    clocked.registration_date,
    clocked.first_hearing_date,
    clocked.next_hearing_date,
    clocked.decision_date,
    clocked.stage_code,
    clocked.nature_of_disposal_printed,
    clocked.fir_id,
    clocked.clock_start_date,
    clocked.clock_end_date,
    clocked.days_open,
    clocked.entry_days,
    cast(clocked.days_open - clocked.entry_days as double) / clocked.year_length_days as case_years,
    outcomes.outcome_code,
    outcomes.outcome_group,
    outcomes.is_merits,
    outcomes.is_conviction_lower,
    outcomes.is_conviction_upper,
    clocked.as_of,
    clocked.year_length_days
from clocked
left join outcomes
    on clocked.study = outcomes.study
    and clocked.timepoint = outcomes.timepoint
    and clocked.case_id = outcomes.case_id
