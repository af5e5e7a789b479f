-- view: cases_over_time
-- title: One row per case and pair of successive timepoints of a study: what it was at each, what became of it
-- spans: timepoints
-- uses: cases, outcomes, hearings, adjournments, study_parameters
-- columns:
--   study: Name of the study file
--   timepoint: The later of two timepoints that follow each other by their cut-off
--   earlier_timepoint: The earlier one; the two were built with one pseudonym key, or there is no row
--   case_id: Keyed pseudonym of the case, the same at every timepoint
--   case_kind: What the case is, by the later timepoint that has it
--   district: District as named by the study, by the later timepoint that has it
--   change: appeared (filed since the earlier cut-off), found_late (filed before it, not seen then), vanished,
--     decided, left_court, reopened, heard (undecided, with new entries), without_news (undecided, with none),
--     ended_before (decided or gone already at the earlier timepoint)
--   earlier_is_in_frame: Whether it was in frame; null if it was not there
--   later_is_in_frame: Whether it is in frame; null if it is not there any more
--   earlier_status: Status at the earlier cut-off; null if it was not there
--   later_status: Status at the later cut-off; null if it is not there any more
--   earlier_outcome_code: Outcome at the earlier cut-off; null while undecided
--   later_outcome_code: Outcome at the later cut-off; null while undecided
--   earlier_entry_count: Entries of its history up to the earlier cut-off
--   later_entry_count: Entries of its history up to the later cut-off
--   earlier_adjournment_count: Adjournments up to the earlier cut-off (A1)
--   later_adjournment_count: Adjournments up to the later cut-off (A1)
with timepoints as (
    select
        study,
        timepoint,
        as_of,
        key_fingerprint,
        lag(timepoint) over (partition by study order by as_of, timepoint) as earlier_timepoint,
        lag(as_of) over (partition by study order by as_of, timepoint) as earlier_as_of,
        lag(key_fingerprint) over (partition by study order by as_of, timepoint) as earlier_key_fingerprint
    from study_parameters
),
pairs as (
    select study, timepoint, earlier_timepoint, earlier_as_of
    from timepoints
    where earlier_timepoint is not null and key_fingerprint = earlier_key_fingerprint
),
entries as (
    select study, timepoint, case_id, count(*) as entry_count
    from hearings
    where is_within_as_of
    group by study, timepoint, case_id
),
adjourned as (
    select study, timepoint, case_id, count(*) as adjournment_count
    from adjournments
    where definition_id = 'A1'
    group by study, timepoint, case_id
),
known as (
    select
        cases.study,
        cases.timepoint,
        cases.case_id,
        cases.case_kind,
        cases.district,
        cases.is_in_frame,
        cases.status,
        outcomes.outcome_code,
        coalesce(cases.filing_date, cases.registration_date) as filed_date,
        coalesce(entries.entry_count, 0) as entry_count,
        coalesce(adjourned.adjournment_count, 0) as adjournment_count
    from cases
    inner join study_parameters as parameters
        on cases.study = parameters.study and cases.timepoint = parameters.timepoint
    left join outcomes
        on cases.study = outcomes.study
        and cases.timepoint = outcomes.timepoint
        and cases.case_id = outcomes.case_id
    left join entries
        on cases.study = entries.study
        and cases.timepoint = entries.timepoint
        and cases.case_id = entries.case_id
    left join adjourned
        on cases.study = adjourned.study
        and cases.timepoint = adjourned.timepoint
        and cases.case_id = adjourned.case_id
    where coalesce(cases.filing_date, cases.registration_date) is null
        or coalesce(cases.filing_date, cases.registration_date) <= parameters.as_of
),
followed as (
    select distinct
        pairs.study,
        pairs.timepoint,
        pairs.earlier_timepoint,
        pairs.earlier_as_of,
        known.case_id
    from pairs
    inner join known
        on pairs.study = known.study
        and (pairs.timepoint = known.timepoint or pairs.earlier_timepoint = known.timepoint)
)
select
    followed.study,
    followed.timepoint,
    followed.earlier_timepoint,
    followed.case_id,
    coalesce(later.case_kind, earlier.case_kind) as case_kind,
    coalesce(later.district, earlier.district) as district,
    case
        when later.case_id is null then 'vanished'
        when earlier.case_id is null and later.filed_date <= followed.earlier_as_of then 'found_late'
        when earlier.case_id is null then 'appeared'
        when earlier.status in ('disposed', 'left_court') and later.status in ('disposed', 'left_court')
            then 'ended_before'
        when earlier.status in ('disposed', 'left_court') then 'reopened'
        when later.status = 'disposed' then 'decided'
        when later.status = 'left_court' then 'left_court'
        when later.entry_count > earlier.entry_count then 'heard'
        else 'without_news'
    end as change,
    earlier.is_in_frame as earlier_is_in_frame,
    later.is_in_frame as later_is_in_frame,
    earlier.status as earlier_status,
    later.status as later_status,
    earlier.outcome_code as earlier_outcome_code,
    later.outcome_code as later_outcome_code,
    earlier.entry_count as earlier_entry_count,
    later.entry_count as later_entry_count,
    earlier.adjournment_count as earlier_adjournment_count,
    later.adjournment_count as later_adjournment_count
from followed
left join known as earlier
    on followed.study = earlier.study
    and followed.earlier_timepoint = earlier.timepoint
    and followed.case_id = earlier.case_id
left join known as later
    on followed.study = later.study
    and followed.timepoint = later.timepoint
    and followed.case_id = later.case_id
