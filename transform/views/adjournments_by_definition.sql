-- view: adjournments_by_definition
-- title: One row per history entry and definition of adjournment it meets: what pages show, and what coders found
-- uses: adjournments, adjournment_rulings, hearings
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   hearing_number: Order of the entry by date, from 1
--   definition_id: A0, A1, A2, A2x, A3, A4e (pages); A4, A4b, A4c (form adjournment_rulings)
--   business_date: Day the court sat
--   next_date: Next date given that day
--   purpose_code: Purpose of the next date
--   reason_code: Reason, where one is stated or coded
--   side: Side the reason lies with; of A4, A4b and A4c: who asked for the adjournment
with ruled as (
    select
        hearings.study,
        hearings.timepoint,
        hearings.case_id,
        hearings.hearing_number,
        hearings.business_date,
        hearings.next_date,
        hearings.purpose_code,
        rulings.reason_code,
        rulings.ruling,
        rulings.effective,
        case rulings.requested_by
            when 'pros' then 'prosecution'
            when 'def' then 'defence'
            when 'both' then 'both'
            when 'court' then 'court'
            when 'other' then 'third_party'
            else 'not_stated'
        end as side,
        row_number() over (
            partition by hearings.study, hearings.timepoint, hearings.case_id, hearings.business_date
            order by hearings.hearing_number
        ) as entry_of_day
    from hearings
    inner join adjournment_rulings as rulings
        on hearings.study = rulings.study
        and hearings.timepoint = rulings.timepoint
        and hearings.case_id = rulings.case_id
        and hearings.business_date = rulings.business_date
    where hearings.is_within_as_of
),
coded as (
    select study, timepoint, case_id, hearing_number, 'A4' as definition_id, business_date, next_date,
        purpose_code, reason_code, side
    from ruled
    where entry_of_day = 1 and effective = 'n'
    union all
    select study, timepoint, case_id, hearing_number, 'A4b' as definition_id, business_date, next_date,
        purpose_code, reason_code, side
    from ruled
    where entry_of_day = 1 and ruling = 'allowed' and side in ('prosecution', 'defence', 'both')
    union all
    select study, timepoint, case_id, hearing_number, 'A4c' as definition_id, business_date, next_date,
        purpose_code, reason_code, side
    from ruled
    where entry_of_day = 1 and ruling = 'disallowed'
)
select
    study, timepoint, case_id, hearing_number, definition_id, business_date, next_date, purpose_code,
    reason_code, side
from adjournments
union all
select
    study, timepoint, case_id, hearing_number, definition_id, business_date, next_date, purpose_code,
    reason_code, side
from coded
