-- id:          I26
-- title:       Warrant or proclamation after bail
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases with a warrant or proclamation set as purpose after the day bail was allowed; coverage: day known
-- denominator: cases with bail allowed on a known day; coverage: all cases with bail allowed
-- definition:  warrant = a warrant against the accused or a surety, or a proclamation, after the first bail
--              proclamation = a proclamation alone
--              coverage = cases with bail allowed whose day is known
-- interval:    coverage = none because it states how much was coded, not an estimate
--              * = wilson
-- needs:       warrant, proclamation = hearings
-- disclosure:  cases
-- empty:       coverage = not available: no case with bail allowed, on pages or forms
--              * = not available: no case with bail allowed on a known day
-- caution:     A warrant is issued for missing one day in court too: an upper bound of absconding. Bail granted by another
--              court and not coded is missing.
with counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        case when bailed.case_id is not null then 1 else 0 end as is_bailed,
        case when bailed.bail_date is not null then 1 else 0 end as is_dated,
        coalesce(bailed.warrant, 0) as warrant,
        coalesce(bailed.proclamation, 0) as proclamation
    from frame_cases
    left join bailed_cases as bailed
        on frame_cases.study = bailed.study
        and frame_cases.timepoint = bailed.timepoint
        and frame_cases.case_id = bailed.case_id
),
tallied as (
    select
        study,
        timepoint,
        district,
        is_bailed,
        is_dated,
        warrant,
        proclamation,
        count(*) as cases
    from counted
    group by study, timepoint, district, is_bailed, is_dated, warrant, proclamation
),
compared as (
    select
        study, timepoint, district, cases, 'warrant' as definition_id,
        'cases with bail allowed' as population, warrant as numerator, is_dated as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'proclamation' as definition_id,
        'cases with bail allowed' as population, proclamation as numerator, is_dated as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'coverage' as definition_id,
        'cases with bail allowed' as population, is_dated as numerator, is_bailed as denominator
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
