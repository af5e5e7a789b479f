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
-- caution:     A field that is filled can still be wrong.
with measured as (
    select
        study, timepoint, 'filing_date' as definition_id, 'all cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when filing_date is not null then 1 end) as stated,
        count(*) as due,
        count(*) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        study, timepoint, 'registration_date' as definition_id, 'all cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when registration_date is not null then 1 end) as stated,
        count(*) as due,
        count(*) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        study, timepoint, 'first_hearing_date' as definition_id, 'all cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when first_hearing_date is not null then 1 end) as stated,
        count(*) as due,
        count(*) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        study, timepoint, 'next_hearing_date' as definition_id, 'pending cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'pending' and next_hearing_date is not null then 1 end) as stated,
        count(case when status = 'pending' then 1 end) as due,
        count(case when status = 'pending' then 1 end) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        study, timepoint, 'stage_code' as definition_id, 'pending cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'pending' and stage_code is not null then 1 end) as stated,
        count(case when status = 'pending' then 1 end) as due,
        count(case when status = 'pending' then 1 end) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        study, timepoint, 'decision_date' as definition_id, 'disposed cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'disposed' and decision_date is not null then 1 end) as stated,
        count(case when status = 'disposed' then 1 end) as due,
        count(case when status = 'disposed' then 1 end) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        study, timepoint, 'nature_of_disposal_printed' as definition_id, 'disposed cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'disposed' and nature_of_disposal_printed is not null then 1 end) as stated,
        count(case when status = 'disposed' then 1 end) as due,
        count(case when status = 'disposed' then 1 end) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        study, timepoint, 'case_type_code' as definition_id, 'all cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when case_type_code is not null then 1 end) as stated,
        count(*) as due,
        count(*) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        study, timepoint, 'fir_id' as definition_id, 'all cases' as population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when fir_id is not null then 1 end) as stated,
        count(*) as due,
        count(*) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
    union all
    select
        frame_cases.study, frame_cases.timepoint, 'hearing_business_date' as definition_id,
        'history entries' as population,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when entries.hearing_number is not null then entries.business_date end) as stated,
        count(case when entries.hearing_number is not null then 1 end) as due,
        count(distinct case when entries.hearing_number is not null then entries.case_id end) as cases
    from frame_cases
    left join frame_hearings as entries
        on frame_cases.study = entries.study
        and frame_cases.timepoint = entries.timepoint
        and frame_cases.case_id = entries.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
    union all
    select
        frame_cases.study, frame_cases.timepoint, 'hearing_next_date' as definition_id,
        'history entries' as population,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when not entries.is_terminal then entries.next_date end) as stated,
        count(case when not entries.is_terminal then 1 end) as due,
        count(distinct case when not entries.is_terminal then entries.case_id end) as cases
    from frame_cases
    left join frame_hearings as entries
        on frame_cases.study = entries.study
        and frame_cases.timepoint = entries.timepoint
        and frame_cases.case_id = entries.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
    union all
    select
        frame_cases.study, frame_cases.timepoint, 'hearing_purpose_code' as definition_id,
        'history entries' as population,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when entries.hearing_number is not null then entries.purpose_code end) as stated,
        count(case when entries.hearing_number is not null then 1 end) as due,
        count(distinct case when entries.hearing_number is not null then entries.case_id end) as cases
    from frame_cases
    left join frame_hearings as entries
        on frame_cases.study = entries.study
        and frame_cases.timepoint = entries.timepoint
        and frame_cases.case_id = entries.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
    union all
    select
        frame_cases.study, frame_cases.timepoint, 'hearing_judge_designation' as definition_id,
        'history entries' as population,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when entries.hearing_number is not null then entries.judge_designation end) as stated,
        count(case when entries.hearing_number is not null then 1 end) as due,
        count(distinct case when entries.hearing_number is not null then entries.case_id end) as cases
    from frame_cases
    left join frame_hearings as entries
        on frame_cases.study = entries.study
        and frame_cases.timepoint = entries.timepoint
        and frame_cases.case_id = entries.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
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
