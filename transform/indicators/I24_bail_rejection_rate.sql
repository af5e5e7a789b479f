-- id:          I24
-- title:       Bail rejection rate
-- unit:        share of applications (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   applications rejected; upper: rejected or of unknown outcome
-- denominator: decided: applications allowed, partly allowed or rejected; bounds: those and the unknown ones
-- definition:  decided = rejected / (allowed + rejected)
--              lower = the same if every application of unknown outcome was allowed
--              upper = the same if every application of unknown outcome was rejected
-- interval:    decided = wilson
--              * = none because it is a bound, not an estimate
-- disclosure:  cases
-- empty:       not available: no bail application with such an outcome was seen on the pages read
-- caution:     Withdrawn, infructuous, transferred and pending applications are left out, and so are applications to
--              cancel bail. Where most outcomes are unknown, read the bounds and not the rate.
with counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when bail.outcome_code in ('allowed', 'partly_allowed') then 1 end) as allowed,
        count(case when bail.outcome_code = 'rejected' then 1 end) as rejected,
        count(case when bail.outcome_code in ('disposed_unknown', 'not_stated', 'unmapped') then 1 end)
            as unknown
    from frame_cases
    left join bail
        on frame_cases.study = bail.study
        and frame_cases.timepoint = bail.timepoint
        and frame_cases.case_id = bail.main_case_id
        and bail.kind <> 'cancellation'
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
),
listed as (
    select study, timepoint, place, 'decided' as definition_id, rejected as numerator,
        allowed + rejected as denominator
    from counted
    union all
    select study, timepoint, place, 'lower' as definition_id, rejected as numerator,
        allowed + rejected + unknown as denominator
    from counted
    union all
    select study, timepoint, place, 'upper' as definition_id, rejected + unknown as numerator,
        allowed + rejected + unknown as denominator
    from counted
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    'bail applications' as population,
    cast(numerator as double) / nullif(denominator, 0) as value,
    numerator,
    denominator,
    denominator as n
from listed
