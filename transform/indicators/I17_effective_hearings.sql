-- id:          I17
-- title:       Effective hearings
-- unit:        share of sittings (0-1)
-- kind:        ratio
-- grain:       study, timepoint, district
-- numerator:   A4e: sittings read whose daily status states no reason for adjournment; coverage: sittings read
-- denominator: A4e: sittings whose daily status was read; coverage: all sittings (n counts the cases they lie in)
-- definition:  A4e = no reason for adjournment stated: upper bound of the effective share
--              coverage = sittings whose daily status was read
-- interval:    A4e = bootstrap_ratio
--              coverage = none because it states how much was read, not an estimate
-- disclosure:  cases
-- empty:       A4e = not available: no daily status was read
--              coverage = not available: no sitting
-- caution:     Most courts leave the reason blank, so a sitting without one need not have been effective. The share
--              from coded business text takes the place of this bound once an analyst has coded it.
with by_case as (
    select
        study,
        timepoint,
        case_id,
        count(*) as sittings,
        count(case when has_daily_status then 1 end) as sittings_read,
        count(case when has_daily_status and adjournment_reason_code is null then 1 end) as effective_sittings
    from frame_hearings
    where business_date is not null and not is_terminal
    group by study, timepoint, case_id
),
measured as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(by_case.sittings) as cases,
        coalesce(sum(by_case.sittings), 0) as sittings,
        count(case when by_case.sittings_read > 0 then 1 end) as read_cases,
        coalesce(sum(by_case.sittings_read), 0) as sittings_read,
        coalesce(sum(by_case.effective_sittings), 0) as effective_sittings,
        array_agg(by_case.effective_sittings) filter (where by_case.sittings_read > 0) as sample,
        array_agg(by_case.sittings_read) filter (where by_case.sittings_read > 0) as sample_weight
    from frame_cases
    left join by_case
        on frame_cases.study = by_case.study
        and frame_cases.timepoint = by_case.timepoint
        and frame_cases.case_id = by_case.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
)
select
    study, timepoint, 'A4e' as definition_id, place as district, 'all cases' as population,
    cast(effective_sittings as double) / nullif(sittings_read, 0) as value,
    effective_sittings as numerator, sittings_read as denominator, read_cases as n, sample, sample_weight
from measured
union all
select
    study, timepoint, 'coverage' as definition_id, place as district, 'all cases' as population,
    cast(sittings_read as double) / nullif(sittings, 0) as value,
    sittings_read as numerator, sittings as denominator, cases as n, null as sample, null as sample_weight
from measured
