-- id:          I17
-- title:       Effective hearings
-- unit:        share of sittings (0-1)
-- kind:        ratio
-- grain:       study, timepoint, district
-- numerator:   A4: sittings coded as effective; A4e: sittings read whose daily status states no reason for
--              adjournment; coverage: sittings coded or read
-- denominator: A4: sittings coded as effective or not; A4e: sittings whose daily status was read; coverage: all
--              sittings (n counts the cases they lie in)
-- definition:  A4 = a coder found that the day moved the case on (form adjournment_rulings)
--              A4e = no reason for adjournment stated: upper bound of the effective share
--              coverage = sittings whose daily status was read
--              coverage_A4 = sittings coded as effective or not
-- interval:    coverage* = none because it states how much was read, not an estimate
--              * = bootstrap_ratio
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4 = not available: no sitting was coded as effective or not (form adjournment_rulings)
--              A4e = not available: no daily status was read
--              coverage* = not available: no sitting
-- caution:     Most courts leave the reason blank, so a sitting without one need not have been effective: A4e is a
--              bound. A4 takes its place where enough days were coded; days chosen for coding need not be typical.
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
coded as (
    select
        study,
        timepoint,
        case_id,
        count(case when effective <> 'u' then 1 end) as sittings_coded,
        count(case when effective = 'y' then 1 end) as effective_coded
    from frame_rulings
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
        count(case when coded.sittings_coded > 0 then 1 end) as coded_cases,
        coalesce(sum(coded.sittings_coded), 0) as sittings_coded,
        coalesce(sum(coded.effective_coded), 0) as effective_coded,
        array_agg(coded.effective_coded) filter (where coded.sittings_coded > 0) as coded_sample,
        array_agg(coded.sittings_coded) filter (where coded.sittings_coded > 0) as coded_weight,
        array_agg(by_case.effective_sittings) filter (where by_case.sittings_read > 0) as sample,
        array_agg(by_case.sittings_read) filter (where by_case.sittings_read > 0) as sample_weight
    from frame_cases
    left join by_case
        on frame_cases.study = by_case.study
        and frame_cases.timepoint = by_case.timepoint
        and frame_cases.case_id = by_case.case_id
    left join coded
        on frame_cases.study = coded.study
        and frame_cases.timepoint = coded.timepoint
        and frame_cases.case_id = coded.case_id
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
union all
select
    study, timepoint, 'A4' as definition_id, place as district, 'all cases' as population,
    cast(effective_coded as double) / nullif(sittings_coded, 0) as value,
    effective_coded as numerator, sittings_coded as denominator, coded_cases as n,
    coded_sample as sample, coded_weight as sample_weight
from measured
union all
select
    study, timepoint, 'coverage_A4' as definition_id, place as district, 'all cases' as population,
    cast(sittings_coded as double) / nullif(sittings, 0) as value,
    sittings_coded as numerator, sittings as denominator, cases as n, null as sample, null as sample_weight
from measured
