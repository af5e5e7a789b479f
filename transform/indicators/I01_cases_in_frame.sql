-- id:          I01
-- title:       Cases in frame
-- unit:        cases
-- kind:        count
-- grain:       study, timepoint, district
-- numerator:   cases in frame with the population's status at as_of
-- denominator: all cases in frame
-- definition:  cases = distinct cases (CNR) in frame, a committal pair counted once
-- interval:    none because it is a full count of the frame, not an estimate
-- disclosure:  cases
-- caution:     Cases that left the court undecided (committed, transferred, clubbed) are neither pending nor
--              disposed. A case the portal does not show is not counted: the frame is what e-courts lists.
with counted as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(*) as cases,
        count(case when status = 'disposed' then 1 end) as disposed_cases,
        count(case when status = 'pending' then 1 end) as pending_cases,
        count(case when status = 'inactive' then 1 end) as inactive_cases,
        count(case when status = 'left_court' then 1 end) as left_court_cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
),
listed as (
    select study, timepoint, place, cases, 'all cases' as population, cases as counted_cases from counted
    union all
    select study, timepoint, place, cases, 'disposed cases' as population, disposed_cases from counted
    union all
    select study, timepoint, place, cases, 'pending cases' as population, pending_cases from counted
    union all
    select study, timepoint, place, cases, 'inactive cases' as population, inactive_cases from counted
    union all
    select study, timepoint, place, cases, 'cases that left the court' as population, left_court_cases
    from counted
)
select
    study,
    timepoint,
    'cases' as definition_id,
    place as district,
    population,
    counted_cases as value,
    counted_cases as numerator,
    cases as denominator,
    cases as n
from listed
