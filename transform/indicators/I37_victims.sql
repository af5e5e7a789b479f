-- id:          I37
-- title:       Victims
-- unit:        minors_share, acquitted_minors_share = share of victims (0-1)
--              coverage = share of cases (0-1)
--              * = victims
-- kind:        *_share, coverage = share
--              * = count
-- grain:       study, timepoint, district
-- numerator:   victims a coder found in the papers; minors: those under 18 at the time; coverage: cases with a victim coded
-- denominator: victims coded; minors: of known age; coverage: cases in frame (n counts the cases they lie in)
-- definition:  victims = all victims coded
--              acquitted_victims = victims of the cases that ended in acquittal
--              minors = under 18 at the time of the offence
--              acquitted_minors = minors among the victims of acquitted cases
--              *_share = minors of the victims of known age
--              coverage = cases with at least one victim coded
-- interval:    *_share = bootstrap_ratio
--              coverage = none because it states how much was coded, not an estimate
--              * = none because it is a count of what was coded
-- disclosure:  cases
-- empty:       coverage = not available: no case in frame
--              * = not available: no form victim_review, or nothing in it to count
-- caution:     A case without rows was not coded, which is not the same as a case without victims: read the coverage.
--              Victims of one case belong together, so intervals draw whole cases.
--              Outcomes are the coder's where coded, else the page's; I27, I28 and I30 go by the page alone.
with by_case as (
    select
        study, timepoint, district, 'victims' as definition_id,
        'victims' as population,
        victims as numerator,
        victims as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'acquitted_victims' as definition_id,
        'victims of acquitted cases' as population,
        case when is_of_acquitted_case then victims else 0 end as numerator,
        case when is_of_acquitted_case then victims else 0 end as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'minors' as definition_id,
        'victims' as population,
        minors as numerator,
        minors_known as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'acquitted_minors' as definition_id,
        'victims of acquitted cases' as population,
        case when is_of_acquitted_case then minors else 0 end as numerator,
        case when is_of_acquitted_case then minors_known else 0 end as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'minors_share' as definition_id,
        'victims' as population,
        minors as numerator,
        minors_known as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'acquitted_minors_share' as definition_id,
        'victims of acquitted cases' as population,
        case when is_of_acquitted_case then minors else 0 end as numerator,
        case when is_of_acquitted_case then minors_known else 0 end as denominator
    from victims_by_case
),
covered as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(*) as cases,
        count(coded.case_id) as coded_cases
    from frame_cases
    left join (select distinct study, timepoint, case_id from frame_victims) as coded
        on frame_cases.study = coded.study
        and frame_cases.timepoint = coded.timepoint
        and frame_cases.case_id = coded.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
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
    case
        when definition_id in ('victims', 'acquitted_victims', 'minors', 'acquitted_minors')
            then case when cases > 0 then cast(numerator as double) end
        else cast(numerator as double) / nullif(denominator, 0)
    end as value,
    numerator,
    denominator,
    cases as n,
    sample,
    sample_weight
from measured
union all
select
    study,
    timepoint,
    'coverage' as definition_id,
    place as district,
    'all cases' as population,
    cast(coded_cases as double) / nullif(cases, 0) as value,
    coded_cases as numerator,
    cases as denominator,
    cases as n,
    null as sample,
    null as sample_weight
from covered
