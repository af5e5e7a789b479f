-- id:          I43
-- title:       Protection of victims at trial
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases with the measure named; coverage: cases of which it is known
-- denominator: cases reviewed of which it is known; coverage: cases in frame
-- definition:  in_camera = any testimony heard in camera
--              remote_testimony = any victim testified by video or from another room
--              support_person = a support person stood by a victim
--              interim_compensation = compensation ordered while the case was running
--              coverage_* = cases in frame of which a coder knew
-- interval:    coverage_* = none because it states how much was coded, not an estimate
--              * = wilson
-- disclosure:  cases
-- empty:       coverage_* = not available: no case in frame
--              * = not available: no form case_review, or nothing in it to count
-- caution:     Of cases without testimony so far no measure can be expected: a low share early in the trials is no failure.
with tallied as (
    select
        study,
        timepoint,
        district,
        in_camera,
        remote_testimony,
        support_person,
        victim_compensation,
        count(*) as cases
    from frame_reviews
    group by study, timepoint, district, in_camera, remote_testimony, support_person, victim_compensation
),
compared as (
    select
        study, timepoint, district, cases,
        'in_camera' as definition_id, 'cases reviewed' as population,
        case when in_camera = 'y' then 1 else 0 end as numerator,
        case when in_camera in ('y', 'n') then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'remote_testimony' as definition_id, 'cases reviewed' as population,
        case when remote_testimony = 'y' then 1 else 0 end as numerator,
        case when remote_testimony in ('y', 'n') then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'support_person' as definition_id, 'cases reviewed' as population,
        case when support_person = 'y' then 1 else 0 end as numerator,
        case when support_person in ('y', 'n') then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'interim_compensation' as definition_id, 'cases reviewed' as population,
        case when victim_compensation in ('interim', 'both') then 1 else 0 end as numerator,
        case when victim_compensation <> 'u' then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage_in_camera' as definition_id, 'all cases' as population,
        case when in_camera in ('y', 'n') then 1 else 0 end as numerator,
        1 as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage_remote_testimony' as definition_id, 'all cases' as population,
        case when remote_testimony in ('y', 'n') then 1 else 0 end as numerator,
        1 as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage_support_person' as definition_id, 'all cases' as population,
        case when support_person in ('y', 'n') then 1 else 0 end as numerator,
        1 as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage_interim_compensation' as definition_id, 'all cases' as population,
        case when victim_compensation <> 'u' then 1 else 0 end as numerator,
        1 as denominator
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
