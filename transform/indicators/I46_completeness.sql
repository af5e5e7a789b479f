-- id:          I46
-- title:       Completeness of the records
-- unit:        hearing_* = share of history entries (0-1)
--              * = share of cases (0-1)
-- kind:        hearing_* = ratio
--              * = share
-- grain:       study, timepoint, district
-- numerator:   cases (or history entries) that state the field
-- denominator: cases (or history entries) that should; n counts cases
-- definition:  filing_date, registration_date, first_hearing_date, case_type_code, fir_id = of all cases
--              next_hearing_date, stage_code = of pending cases
--              decision_date, nature_of_disposal_printed = of disposed cases
--              hearing_business_date, hearing_next_date, hearing_purpose_code, hearing_judge_designation = of the
--              history entries up to as_of; the closing entry has no next date and is left out of it
-- interval:    none because it describes the register read, not a sample of it
-- needs:       hearing_*, next_hearing_date, stage_code = hearings
--              registration_date = registration_date
--              fir_id = fir
-- disclosure:  data quality
-- caution:     A field that is filled can still be wrong. A code is missing where the page states nothing, a wording
--              outside the vocabulary, or one that says nothing.
with counted as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(*) as cases,
        count(case when status = 'pending' then 1 end) as pending_cases,
        count(case when status = 'disposed' then 1 end) as disposed_cases,
        count(filing_date) as filing_date_stated,
        count(registration_date) as registration_date_stated,
        count(first_hearing_date) as first_hearing_date_stated,
        count(case when status = 'pending' then next_hearing_date end) as next_hearing_date_stated,
        count(case when status = 'pending' and stage_code not in ('unknown', 'unmapped') then 1 end)
            as stage_code_stated,
        count(case when status = 'disposed' then decision_date end) as decision_date_stated,
        count(case when status = 'disposed' then nature_of_disposal_printed end) as nature_of_disposal_printed_stated,
        count(case when case_type_code <> 'unmapped' then 1 end) as case_type_code_stated,
        count(fir_id) as fir_id_stated,
        sum(dated_entries) as dated_entries,
        sum(next_dates_stated) as next_dates_stated,
        sum(purposes_read) as purposes_read,
        sum(judges_stated) as judges_stated,
        sum(entries) as entries,
        sum(open_entries) as open_entries,
        count(case when entries > 0 then 1 end) as cases_heard,
        count(case when open_entries > 0 then 1 end) as cases_open
    from case_facts
    group by grouping sets ((study, timepoint, district), (study, timepoint))
),
measured as (
    select
        study, timepoint, place, 'filing_date' as definition_id, 'all cases' as population,
        filing_date_stated as stated, cases as due, cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'registration_date' as definition_id, 'all cases' as population,
        registration_date_stated as stated, cases as due, cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'first_hearing_date' as definition_id, 'all cases' as population,
        first_hearing_date_stated as stated, cases as due, cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'next_hearing_date' as definition_id, 'pending cases' as population,
        next_hearing_date_stated as stated, pending_cases as due, pending_cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'stage_code' as definition_id, 'pending cases' as population,
        stage_code_stated as stated, pending_cases as due, pending_cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'decision_date' as definition_id, 'disposed cases' as population,
        decision_date_stated as stated, disposed_cases as due, disposed_cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'nature_of_disposal_printed' as definition_id, 'disposed cases' as population,
        nature_of_disposal_printed_stated as stated, disposed_cases as due, disposed_cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'case_type_code' as definition_id, 'all cases' as population,
        case_type_code_stated as stated, cases as due, cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'fir_id' as definition_id, 'all cases' as population,
        fir_id_stated as stated, cases as due, cases as cases
    from counted
    union all
    select
        study, timepoint, place, 'hearing_business_date' as definition_id, 'history entries' as population,
        dated_entries as stated, entries as due, cases_heard as cases
    from counted
    union all
    select
        study, timepoint, place, 'hearing_next_date' as definition_id, 'history entries' as population,
        next_dates_stated as stated, open_entries as due, cases_open as cases
    from counted
    union all
    select
        study, timepoint, place, 'hearing_purpose_code' as definition_id, 'history entries' as population,
        purposes_read as stated, entries as due, cases_heard as cases
    from counted
    union all
    select
        study, timepoint, place, 'hearing_judge_designation' as definition_id, 'history entries' as population,
        judges_stated as stated, entries as due, cases_heard as cases
    from counted
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    population,
    cast(stated as double) / nullif(due, 0) as value,
    stated as numerator,
    due as denominator,
    cases as n
from measured
