-- id:          I16
-- title:       Trial-date certainty
-- unit:        within_2_listings = share of cases (0-1)
--              * = listings per case
-- kind:        within_2_listings = share
--              * = mean
-- grain:       study, timepoint, district
-- numerator:   dates given for evidence before any was recorded; within_2_listings: cases that needed two or fewer
-- denominator: cases with at least one date given for evidence; the last two: those in which some was recorded
-- definition:  mean_listings = dates given for evidence per case, up to the first recorded or to as_of
--              mean_listings_recorded = the same in cases in which evidence was recorded
--              within_2_listings = cases in which the first or second date brought evidence (CourTools 5: 0.9)
-- interval:    within_2_listings = wilson
--              * = bootstrap_mean
-- disclosure:  cases
-- empty:       not available: no case with a date given for evidence, or none in which evidence was recorded
-- caution:     Evidence counts as recorded when the printed purpose turns to part heard or to a later stage of the
--              trial. Courts that keep the purpose at "Evidence" while hearing witnesses look worse than they are.
--              mean_listings includes cases still waiting, so it understates what they will need.
with recorded as (
    select study, timepoint, case_id, min(hearing_number) as recorded_number
    from frame_hearings
    where purpose_code = 'evidence_part_heard' or stage_group in ('defence', 'arguments', 'judgment')
    group by study, timepoint, case_id
),
listings as (
    select
        frame_hearings.study,
        frame_hearings.timepoint,
        frame_hearings.case_id,
        count(*) as listings,
        max(recorded.recorded_number) as recorded_number
    from frame_hearings
    left join recorded
        on frame_hearings.study = recorded.study
        and frame_hearings.timepoint = recorded.timepoint
        and frame_hearings.case_id = recorded.case_id
    where frame_hearings.purpose_code = 'evidence'
        and (recorded.recorded_number is null or frame_hearings.hearing_number < recorded.recorded_number)
    group by frame_hearings.study, frame_hearings.timepoint, frame_hearings.case_id
),
measured as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(listings.listings) as cases,
        coalesce(sum(listings.listings), 0) as listings,
        count(listings.recorded_number) as recorded_cases,
        coalesce(sum(case when listings.recorded_number is not null then listings.listings end), 0)
            as recorded_listings,
        count(case when listings.recorded_number is not null and listings.listings <= 2 then 1 end)
            as within_2_listings,
        array_agg(listings.listings) filter (where listings.listings is not null) as sample,
        array_agg(listings.listings) filter (where listings.recorded_number is not null) as recorded_sample
    from frame_cases
    left join listings
        on frame_cases.study = listings.study
        and frame_cases.timepoint = listings.timepoint
        and frame_cases.case_id = listings.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
)
select
    study, timepoint, 'mean_listings' as definition_id, place as district,
    'cases listed for evidence' as population,
    cast(listings as double) / nullif(cases, 0) as value,
    listings as numerator, cases as denominator, cases as n, sample
from measured
union all
select
    study, timepoint, 'mean_listings_recorded' as definition_id, place as district,
    'cases in which evidence was recorded' as population,
    cast(recorded_listings as double) / nullif(recorded_cases, 0) as value,
    recorded_listings as numerator, recorded_cases as denominator, recorded_cases as n,
    recorded_sample as sample
from measured
union all
select
    study, timepoint, 'within_2_listings' as definition_id, place as district,
    'cases in which evidence was recorded' as population,
    cast(within_2_listings as double) / nullif(recorded_cases, 0) as value,
    within_2_listings as numerator, recorded_cases as denominator, recorded_cases as n, null as sample
from measured
