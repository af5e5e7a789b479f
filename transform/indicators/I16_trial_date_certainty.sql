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
--              A*_listings = of these dates, those that count as adjournments by the definition, per case
--              within_2_listings = cases in which the first or second date brought evidence (CourTools 5: 0.9)
-- interval:    within_2_listings = wilson
--              * = bootstrap_mean
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e_listings = not available: no such case had the daily status of every sitting read
--              A4* = not available: no such case had every sitting coded (form adjournment_rulings)
--              * = not available: no case with a date given for evidence, or none in which evidence was recorded
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
counted as (
    select
        adj.study,
        adj.timepoint,
        adj.case_id,
        adj.definition_id,
        count(*) as adjourned_listings
    from adjournments_by_definition as adj
    inner join frame_hearings
        on adj.study = frame_hearings.study
        and adj.timepoint = frame_hearings.timepoint
        and adj.case_id = frame_hearings.case_id
        and adj.hearing_number = frame_hearings.hearing_number
    left join recorded
        on adj.study = recorded.study
        and adj.timepoint = recorded.timepoint
        and adj.case_id = recorded.case_id
    where frame_hearings.purpose_code = 'evidence'
        and (recorded.recorded_number is null or frame_hearings.hearing_number < recorded.recorded_number)
    group by adj.study, adj.timepoint, adj.case_id, adj.definition_id
),
by_definition as (
    select
        case_adjournments.study,
        case_adjournments.timepoint,
        case_adjournments.definition_id,
        case_adjournments.district,
        case
            when listings.listings is not null and case_adjournments.adjournment_count is not null
                then coalesce(counted.adjourned_listings, 0)
        end as adjourned_listings
    from case_adjournments
    left join listings
        on case_adjournments.study = listings.study
        and case_adjournments.timepoint = listings.timepoint
        and case_adjournments.case_id = listings.case_id
    left join counted
        on case_adjournments.study = counted.study
        and case_adjournments.timepoint = counted.timepoint
        and case_adjournments.case_id = counted.case_id
        and case_adjournments.definition_id = counted.definition_id
),
measured_by_definition as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(adjourned_listings) as cases,
        coalesce(sum(adjourned_listings), 0) as adjourned_listings,
        array_agg(adjourned_listings) filter (where adjourned_listings is not null) as sample
    from by_definition
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
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
union all
select
    study, timepoint, concat(definition_id, '_listings') as definition_id, place as district,
    'cases listed for evidence' as population,
    cast(adjourned_listings as double) / nullif(cases, 0) as value,
    adjourned_listings as numerator, cases as denominator, cases as n, sample
from measured_by_definition
