-- id:          I23
-- title:       Cases with a bail rejection
-- unit:        cases, cases_* = cases
--              * = share of cases (0-1)
-- kind:        cases, cases_* = count
--              * = share
-- grain:       study, timepoint, district
-- numerator:   cases in frame in which at least one bail application was rejected; coverage: cases a coder looked at
-- denominator: cases with at least one application, seen on a page or coded; coverage: all cases in frame
-- definition:  cases = distinct prosecutions with one or more rejections, by pages and forms together
--              cases_portal = the same by the pages alone
--              cases_coded = the same by the form bail_rulings alone
--              cases_upper = with every case that has an application of unknown outcome
--              share_of_cases = the first, of the cases with an application
--              coverage = cases in frame with a row on the form bail_rulings or case_review
-- interval:    share_of_cases = wilson
--              coverage = none because it states how much was coded, not an estimate
--              cases_upper = none because it is a bound, not an estimate
--              * = none because it is a full count of what pages and forms show
-- needs:       cases_portal = applications
-- disclosure:  cases
-- empty:       cases_portal = not available: no bail application was seen on the pages read
--              cases_coded = not available: no form bail_rulings, or no application in it
--              coverage = not available: no case in frame
--              * = not available: no bail application on the pages read, and no form bail_rulings
-- caution:     A case with five rejections counts once. A rejected application to cancel bail is not a rejection of bail.
--              Where outcomes are unknown the count is a lower bound. Applications decided by another court, not linked
--              and not coded are missing.
with rejections as (
    select
        study,
        timepoint,
        case_id,
        max(case when outcome_code = 'rejected' then 1 else 0 end) as rejected,
        max(case when outcome_code in ('rejected', 'disposed_unknown', 'not_stated', 'unmapped') then 1 else 0 end)
            as rejected_upper,
        max(case when is_on_page then 1 else 0 end) as is_on_page,
        max(case when page_outcome_code = 'rejected' then 1 else 0 end) as rejected_portal,
        max(case when is_coded then 1 else 0 end) as is_coded,
        max(case when coded_outcome_code = 'rejected' then 1 else 0 end) as rejected_coded
    from bail_applications
    where kind <> 'cancellation'
    group by study, timepoint, case_id
),
looked_at as (
    select study, timepoint, case_id from frame_reviews where is_reviewed
    union
    select study, timepoint, case_id from bail_applications where is_coded
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        case when rejections.case_id is not null then 1 else 0 end as has_application,
        coalesce(rejections.rejected, 0) as rejected,
        coalesce(rejections.rejected_upper, 0) as rejected_upper,
        coalesce(rejections.is_on_page, 0) as is_on_page,
        coalesce(rejections.rejected_portal, 0) as rejected_portal,
        coalesce(rejections.is_coded, 0) as is_coded,
        coalesce(rejections.rejected_coded, 0) as rejected_coded,
        case when looked_at.case_id is not null then 1 else 0 end as is_looked_at
    from frame_cases
    left join rejections
        on frame_cases.study = rejections.study
        and frame_cases.timepoint = rejections.timepoint
        and frame_cases.case_id = rejections.case_id
    left join looked_at
        on frame_cases.study = looked_at.study
        and frame_cases.timepoint = looked_at.timepoint
        and frame_cases.case_id = looked_at.case_id
),
tallied as (
    select
        study,
        timepoint,
        district,
        has_application,
        rejected,
        rejected_upper,
        is_on_page,
        rejected_portal,
        is_coded,
        rejected_coded,
        is_looked_at,
        count(*) as cases
    from counted
    group by
        study, timepoint, district, has_application, rejected, rejected_upper, is_on_page, rejected_portal,
        is_coded, rejected_coded, is_looked_at
),
compared as (
    select
        study, timepoint, district, cases, 'cases' as definition_id, 'cases with a bail application' as population,
        rejected as numerator, has_application as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'cases_portal' as definition_id, 'cases with a bail application' as population,
        rejected_portal as numerator, is_on_page as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'cases_coded' as definition_id, 'cases with a bail application' as population,
        rejected_coded as numerator, is_coded as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'cases_upper' as definition_id, 'cases with a bail application' as population,
        rejected_upper as numerator, has_application as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'share_of_cases' as definition_id, 'cases with a bail application' as population,
        rejected as numerator, has_application as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases, 'coverage' as definition_id, 'all cases' as population,
        is_looked_at as numerator, 1 as denominator
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
        when definition_id in ('cases', 'cases_portal', 'cases_coded', 'cases_upper')
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
