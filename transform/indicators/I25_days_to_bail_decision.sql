-- id:          I25
-- title:       Days to the bail decision
-- unit:        days
-- kind:        percentile
-- grain:       study, timepoint, district
-- numerator:   none: a median
-- denominator: applications allowed, partly allowed or rejected whose two dates are known
-- definition:  median = median days from filing to decision
-- interval:    bootstrap_median
-- disclosure:  cases
-- empty:       not available: no decided bail application with both dates on the pages read or the form bail_rulings
-- caution:     Decided applications only; applications of one case are not independent, so the interval is optimistic.
--              Applications to cancel bail are left out.
with decided as (
    select study, timepoint, case_id, date_diff('day', filing_date, decision_date) as days
    from bail_applications
    where outcome_code in ('allowed', 'partly_allowed', 'rejected')
        and kind <> 'cancellation'
        and filing_date is not null
        and decision_date is not null
),
measured as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(decided.days) as applications,
        median(decided.days) as middle,
        array_agg(decided.days) filter (where decided.days is not null) as sample
    from frame_cases
    left join decided
        on frame_cases.study = decided.study
        and frame_cases.timepoint = decided.timepoint
        and frame_cases.case_id = decided.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
)
select
    study,
    timepoint,
    'median' as definition_id,
    place as district,
    'decided bail applications' as population,
    cast(middle as double) as value,
    cast(null as double) as numerator,
    applications as denominator,
    applications as n,
    sample
from measured
