-- id:          I23
-- title:       Cases with a bail rejection
-- unit:        cases = cases
--              share_of_cases = share of cases (0-1)
-- kind:        cases = count
--              share_of_cases = share
-- grain:       study, timepoint, district
-- numerator:   cases in frame in which at least one bail application was rejected
-- denominator: cases in frame with at least one bail application seen
-- definition:  cases = distinct prosecutions with one or more rejections, however many applications
--              share_of_cases = those, of the cases with an application
-- interval:    cases = none because it is a full count of what the pages show
--              share_of_cases = wilson
-- disclosure:  cases
-- empty:       not available: no bail application was seen on the pages read
-- caution:     A rejected application to cancel bail is not a rejection of bail. Where outcomes are unknown the count
--              is a lower bound. Applications decided by another court or not linked are missing.
with by_case as (
    select
        study,
        timepoint,
        main_case_id,
        max(case when outcome_code = 'rejected' then 1 else 0 end) as has_rejection
    from bail
    where kind <> 'cancellation' and main_case_id is not null
    group by study, timepoint, main_case_id
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(by_case.main_case_id) as cases,
        coalesce(sum(by_case.has_rejection), 0) as rejected_cases
    from frame_cases
    left join by_case
        on frame_cases.study = by_case.study
        and frame_cases.timepoint = by_case.timepoint
        and frame_cases.case_id = by_case.main_case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
)
select
    study, timepoint, 'cases' as definition_id, place as district,
    'cases with a bail application' as population,
    cast(case when cases > 0 then rejected_cases end as double) as value,
    rejected_cases as numerator, cases as denominator, cases as n
from counted
union all
select
    study, timepoint, 'share_of_cases' as definition_id, place as district,
    'cases with a bail application' as population,
    cast(rejected_cases as double) / nullif(cases, 0) as value,
    rejected_cases as numerator, cases as denominator, cases as n
from counted
