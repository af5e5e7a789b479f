-- id:          I20
-- title:       Cases with an adjournment disallowed
-- unit:        cases, all_cases = cases
--              refused_requests = share of requests (0-1)
--              * = share of cases (0-1)
-- kind:        cases, all_cases = count
--              * = share
-- grain:       study, timepoint, district
-- numerator:   cases in which the judge refused at least one adjournment a side asked for; refused_requests: requests refused
-- denominator: cases with at least one request of a side decided; refused_requests: requests decided; coverage: cases
-- definition:  cases = ongoing (pending) cases with at least one refusal, however many
--              all_cases = the same over all cases in frame, decided ones included
--              share_of_cases = ongoing cases with a refusal, of the ongoing cases with a request decided
--              refused_requests = refused, of the requests allowed or refused, in all cases
--              coverage = ongoing cases with at least one day in court coded
-- interval:    share_of_cases = wilson
--              refused_requests = bootstrap_ratio
--              coverage = none because it states how much was coded, not an estimate
--              * = none because it is a count of what was coded
-- disclosure:  cases
-- empty:       coverage = not available: no pending case
--              * = not available: no form adjournment_rulings, or nothing in it to count
-- caution:     Counts cases, not refusals. A lower bound where days were not coded. Where only refusals were looked for and
--              coded, the two shares are 1 and say nothing.
with requests as (
    select
        study,
        timepoint,
        case_id,
        count(*) as days_coded,
        count(case when is_party_request and ruling in ('allowed', 'disallowed') then 1 end) as decided,
        count(case when is_party_request and ruling = 'disallowed' then 1 end) as refused
    from frame_rulings
    group by study, timepoint, case_id
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        frame_cases.status = 'pending' as is_ongoing,
        coalesce(requests.days_coded, 0) as days_coded,
        coalesce(requests.decided, 0) as decided,
        coalesce(requests.refused, 0) as refused
    from frame_cases
    left join requests
        on frame_cases.study = requests.study
        and frame_cases.timepoint = requests.timepoint
        and frame_cases.case_id = requests.case_id
),
tallied as (
    select
        study,
        timepoint,
        district,
        is_ongoing,
        days_coded,
        decided,
        refused,
        count(*) as cases
    from counted
    group by study, timepoint, district, is_ongoing, days_coded, decided, refused
),
compared as (
    select
        study, timepoint, district, cases, 'cases' as definition_id, 'pending cases' as population,
        case when is_ongoing and refused > 0 then 1 else 0 end as numerator,
        case when is_ongoing and decided > 0 then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'all_cases' as definition_id, 'all cases' as population,
        case when refused > 0 then 1 else 0 end as numerator,
        case when decided > 0 then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'share_of_cases' as definition_id, 'pending cases' as population,
        case when is_ongoing and refused > 0 then 1 else 0 end as numerator,
        case when is_ongoing and decided > 0 then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'refused_requests' as definition_id, 'requests decided' as population,
        refused as numerator,
        decided as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'coverage' as definition_id, 'pending cases' as population,
        case when is_ongoing and days_coded > 0 then 1 else 0 end as numerator,
        case when is_ongoing then 1 else 0 end as denominator
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
    case
        when definition_id in ('cases', 'all_cases')
            then case when cases > 0 then cast(numerator as double) end
        else cast(numerator as double) / nullif(denominator, 0)
    end as value,
    numerator,
    denominator,
    cases as n,
    sample,
    sample_weight,
    sample_units
from measured
