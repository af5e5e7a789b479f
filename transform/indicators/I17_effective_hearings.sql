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
with tallied as (
    select
        study, timepoint, district, sittings, sittings_read, effective_sittings, sittings_judged, judged_effective,
        count(*) as cases
    from case_facts
    group by
        study, timepoint, district, sittings, sittings_read, effective_sittings, sittings_judged, judged_effective
),
measured as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        coalesce(sum(case when sittings > 0 then cases end), 0) as cases,
        coalesce(sum(sittings * cases), 0) as sittings,
        coalesce(sum(case when sittings_read > 0 then cases end), 0) as read_cases,
        coalesce(sum(sittings_read * cases), 0) as sittings_read,
        coalesce(sum(effective_sittings * cases), 0) as effective_sittings,
        coalesce(sum(case when sittings_judged > 0 then cases end), 0) as coded_cases,
        coalesce(sum(sittings_judged * cases), 0) as sittings_coded,
        coalesce(sum(judged_effective * cases), 0) as effective_coded,
        array_agg(judged_effective) filter (where sittings_judged > 0) as coded_sample,
        array_agg(sittings_judged) filter (where sittings_judged > 0) as coded_weight,
        array_agg(cases) filter (where sittings_judged > 0) as coded_units,
        array_agg(effective_sittings) filter (where sittings_read > 0) as sample,
        array_agg(sittings_read) filter (where sittings_read > 0) as sample_weight,
        array_agg(cases) filter (where sittings_read > 0) as sample_units
    from tallied
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study, timepoint, 'A4e' as definition_id, place as district, 'all cases' as population,
    cast(effective_sittings as double) / nullif(sittings_read, 0) as value,
    effective_sittings as numerator, sittings_read as denominator, read_cases as n,
    sample, sample_weight, sample_units
from measured
union all
select
    study, timepoint, 'coverage' as definition_id, place as district, 'all cases' as population,
    cast(sittings_read as double) / nullif(sittings, 0) as value,
    sittings_read as numerator, sittings as denominator, cases as n,
    null as sample, null as sample_weight, null as sample_units
from measured
union all
select
    study, timepoint, 'A4' as definition_id, place as district, 'all cases' as population,
    cast(effective_coded as double) / nullif(sittings_coded, 0) as value,
    effective_coded as numerator, sittings_coded as denominator, coded_cases as n,
    coded_sample as sample, coded_weight as sample_weight, coded_units as sample_units
from measured
union all
select
    study, timepoint, 'coverage_A4' as definition_id, place as district, 'all cases' as population,
    cast(sittings_coded as double) / nullif(sittings, 0) as value,
    sittings_coded as numerator, sittings as denominator, cases as n,
    null as sample, null as sample_weight, null as sample_units
from measured
