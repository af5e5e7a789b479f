-- id:          I07
-- title:       On-time rate of child protection (POCSO) cases
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   POCSO cases disposed of within 365 days of the start date
-- denominator: POCSO cases whose start date lies 365 days or more before as_of
-- definition:  from_registration = the year runs from registration (the nearest date on the page to cognizance)
--              from_filing = the year runs from filing, the earliest date on the page: lower bound
--              from_first_hearing = the year runs from the first hearing: upper bound
--              from_cognizance = the year runs from the day a coder found (form case_review), of the cases coded
-- interval:    wilson
-- needs:       from_registration = registration_date
-- disclosure:  cases
-- empty:       from_cognizance = not available: cognizance coded for no POCSO case that could be followed for 365 days
--              * = not available: no POCSO case in frame could be followed for 365 days
-- caution:     The law's year (POCSO s.35(2)) runs from cognizance, which the page does not give, and is set "as far
--              as possible": a late case is not a breach. Cases that left the court within the 365 days are left
--              out, those that left later count as late.
with tallied as (
    select
        study, timepoint, district, case when is_pocso then status end as status, as_of,
        case when is_pocso then decision_date end as decision_date, is_pocso,
        case when is_pocso then registration_date end as registration_date,
        case when is_pocso then filing_date end as filing_date,
        case when is_pocso then first_hearing_date end as first_hearing_date,
        count(*) as cases
    from case_facts
    group by
        study, timepoint, district, case when is_pocso then status end, as_of,
        case when is_pocso then decision_date end, is_pocso,
        case when is_pocso then registration_date end,
        case when is_pocso then filing_date end,
        case when is_pocso then first_hearing_date end
),
reviewed as (
    select
        facts.study, facts.timepoint, facts.district, facts.status, facts.as_of, facts.decision_date,
        facts.is_pocso, frame_reviews.cognizance_date, count(*) as cases
    from case_facts as facts
    inner join frame_reviews
        on facts.study = frame_reviews.study
        and facts.timepoint = frame_reviews.timepoint
        and facts.case_id = frame_reviews.case_id
    where facts.is_pocso and frame_reviews.cognizance_date is not null
    group by
        facts.study, facts.timepoint, facts.district, facts.status, facts.as_of, facts.decision_date,
        facts.is_pocso, frame_reviews.cognizance_date
),
started as (
    select
        study, timepoint, district, status, as_of, decision_date, is_pocso, 'from_registration' as definition_id,
        registration_date as start_date, cases
    from tallied
    union all
    select
        study, timepoint, district, status, as_of, decision_date, is_pocso, 'from_filing' as definition_id,
        filing_date as start_date, cases
    from tallied
    union all
    select
        study, timepoint, district, status, as_of, decision_date, is_pocso, 'from_first_hearing' as definition_id,
        first_hearing_date as start_date, cases
    from tallied
    union all
    select
        study, timepoint, district, status, as_of, decision_date, is_pocso, 'from_cognizance' as definition_id,
        cognizance_date as start_date, cases
    from reviewed
    union all -- a place where none was coded has a row too
    select
        study, timepoint, district, status, as_of, decision_date, is_pocso, 'from_cognizance' as definition_id,
        null as start_date, cases
    from tallied
),
followed as (
    select
        study,
        timepoint,
        district,
        definition_id,
        cases,
        case
            when not is_pocso then 0
            when date_diff('day', start_date, as_of) < 365 then 0
            when status = 'left_court' and date_diff('day', start_date, decision_date) <= 365 then 0
            when start_date is null then 0
            else 1
        end as is_followed,
        case when status = 'disposed' and date_diff('day', start_date, decision_date) <= 365 then 1 else 0 end
            as is_on_time
    from started
),
counted as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        sum(is_followed * cases) as cases,
        sum(is_followed * is_on_time * cases) as on_time_cases
    from followed
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    'POCSO cases followed for 365 days' as population,
    cast(on_time_cases as double) / nullif(cases, 0) as value,
    on_time_cases as numerator,
    cases as denominator,
    cases as n
from counted
