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
with bailed as (
    select study, timepoint, case_id, min(decision_date) as bail_date
    from bail_applications
    where outcome_code in ('allowed', 'partly_allowed') and kind <> 'cancellation'
    group by study, timepoint, case_id
),
followed as (
    select
        bailed.study,
        bailed.timepoint,
        bailed.case_id,
        max(case when frame_hearings.purpose_code in ('warrant', 'proclamation') then 1 else 0 end) as warrant,
        max(case when frame_hearings.purpose_code = 'proclamation' then 1 else 0 end) as proclamation
    from bailed
    inner join frame_hearings
        on bailed.study = frame_hearings.study
        and bailed.timepoint = frame_hearings.timepoint
        and bailed.case_id = frame_hearings.case_id
        and frame_hearings.business_date > bailed.bail_date
    group by bailed.study, bailed.timepoint, bailed.case_id
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        case when bailed.case_id is not null then 1 else 0 end as is_bailed,
        case when bailed.bail_date is not null then 1 else 0 end as is_dated,
        coalesce(followed.warrant, 0) as warrant,
        coalesce(followed.proclamation, 0) as proclamation
    from frame_cases
    left join bailed
        on frame_cases.study = bailed.study
        and frame_cases.timepoint = bailed.timepoint
        and frame_cases.case_id = bailed.case_id
    left join followed
        on frame_cases.study = followed.study
        and frame_cases.timepoint = followed.timepoint
        and frame_cases.case_id = followed.case_id
),
by_case as (
    select
        study, timepoint, case_id, district, 'warrant' as definition_id,
        'cases with bail allowed' as population, warrant as numerator, is_dated as denominator
    from counted
    union all
    select
        study, timepoint, case_id, district, 'proclamation' as definition_id,
        'cases with bail allowed' as population, proclamation as numerator, is_dated as denominator
    from counted
    union all
    select
        study, timepoint, case_id, district, 'coverage' as definition_id,
        'cases with bail allowed' as population, is_dated as numerator, is_bailed as denominator
    from counted
),
measured as (
    select
        study,
        timepoint,
        definition_id,
        population,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when denominator > 0 then 1 end) as cases,
        coalesce(sum(numerator), 0) as numerator,
        coalesce(sum(denominator), 0) as denominator,
        array_agg(numerator) filter (where denominator > 0) as sample,
        array_agg(denominator) filter (where denominator > 0) as sample_weight
    from by_case
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
    sample_weight
from measured
