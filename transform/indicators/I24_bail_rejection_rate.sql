-- id:          I24
-- title:       Bail rejection rate
-- unit:        share of applications (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   applications rejected; upper: rejected or of unknown outcome; coverage: of known outcome
-- denominator: decided: allowed, partly allowed or rejected; bounds and coverage: those and the unknown ones
-- definition:  decided = rejected / (allowed + rejected), by pages and forms together
--              decided_naive = the same with the interval that takes applications for independent
--              decided_portal = the same by the pages alone
--              decided_coded = the same by the form bail_rulings alone
--              lower = the first if every application of unknown outcome was allowed
--              upper = the first if every application of unknown outcome was rejected
--              coverage = applications of known outcome, of the known and unknown ones
-- interval:    decided_naive = wilson
--              decided* = bootstrap_ratio
--              coverage = none because it states how much is known, not an estimate
--              * = none because it is a bound, not an estimate
-- needs:       decided_portal = applications
-- disclosure:  cases
-- empty:       decided_portal = not available: no bail application with such an outcome was seen on the pages read
--              decided_coded = not available: no form bail_rulings, or no such outcome in it
--              * = not available: no bail application with such an outcome on the pages read or the form bail_rulings
-- caution:     Withdrawn, infructuous, transferred and pending applications are left out, and so are applications to
--              cancel bail. Where most outcomes are unknown, read the bounds and not the rate. n counts cases; those of one
--              case belong together, so intervals draw whole cases.
with outcomes_by_case as (
    select
        study,
        timepoint,
        case_id,
        count(case when outcome_code = 'rejected' then 1 end) as rejected,
        count(case when outcome_code in ('allowed', 'partly_allowed', 'rejected') then 1 end) as decided,
        count(case when page_outcome_code = 'rejected' then 1 end) as portal_rejected,
        count(case when page_outcome_code in ('allowed', 'partly_allowed', 'rejected') then 1 end) as portal_decided,
        count(case when coded_outcome_code = 'rejected' then 1 end) as coded_rejected,
        count(case when coded_outcome_code in ('allowed', 'partly_allowed', 'rejected') then 1 end) as coded_decided,
        count(case when outcome_code in ('disposed_unknown', 'not_stated', 'unmapped') then 1 end) as unknown
    from bail_applications
    where kind <> 'cancellation'
    group by study, timepoint, case_id
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        coalesce(applied.rejected, 0) as rejected,
        coalesce(applied.decided, 0) as decided,
        coalesce(applied.portal_rejected, 0) as portal_rejected,
        coalesce(applied.portal_decided, 0) as portal_decided,
        coalesce(applied.coded_rejected, 0) as coded_rejected,
        coalesce(applied.coded_decided, 0) as coded_decided,
        coalesce(applied.unknown, 0) as unknown
    from frame_cases
    left join outcomes_by_case as applied
        on frame_cases.study = applied.study
        and frame_cases.timepoint = applied.timepoint
        and frame_cases.case_id = applied.case_id
),
tallied as (
    select
        study,
        timepoint,
        district,
        rejected,
        decided,
        portal_rejected,
        portal_decided,
        coded_rejected,
        coded_decided,
        unknown,
        count(*) as cases
    from counted
    group by
        study, timepoint, district, rejected, decided, portal_rejected, portal_decided, coded_rejected,
        coded_decided, unknown
),
compared as (
    select
        study, timepoint, district, cases, 'decided' as definition_id, 'bail applications' as population,
        rejected as numerator, decided as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'decided_portal' as definition_id, 'bail applications on pages' as population,
        portal_rejected as numerator, portal_decided as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'decided_coded' as definition_id, 'bail applications coded' as population,
        coded_rejected as numerator, coded_decided as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'lower' as definition_id, 'bail applications' as population,
        rejected as numerator, decided + unknown as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'upper' as definition_id, 'bail applications' as population,
        rejected + unknown as numerator, decided + unknown as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'coverage' as definition_id, 'bail applications' as population,
        decided as numerator, decided + unknown as denominator
    from tallied
),
measured as (
    select
        study,
        timepoint,
        definition_id,
        population,
        case when grouping(district) = 1 then 'all' else district end as place,
        coalesce(sum(case when denominator > 0 then cases end), 0) as cases,
        coalesce(sum(numerator * cases), 0) as numerator,
        coalesce(sum(denominator * cases), 0) as denominator,
        array_agg(numerator) filter (where denominator > 0) as sample,
        array_agg(denominator) filter (where denominator > 0) as sample_weight,
        array_agg(cases) filter (where denominator > 0) as sample_units
    from compared
    group by grouping sets (
        (study, timepoint, definition_id, population, district),
        (study, timepoint, definition_id, population)
    )
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    population,
    cast(numerator as double) / nullif(denominator, 0) as value,
    numerator,
    denominator,
    cases as n,
    sample,
    sample_weight,
    sample_units
from measured
union all
select
    study,
    timepoint,
    concat(definition_id, '_naive') as definition_id,
    place as district,
    population,
    cast(numerator as double) / nullif(denominator, 0) as value,
    numerator,
    denominator,
    cases as n,
    null as sample,
    null as sample_weight,
    null as sample_units
from measured
where definition_id in ('decided')
