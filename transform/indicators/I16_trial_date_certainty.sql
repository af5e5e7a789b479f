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
with tallied_by_definition as (
    select
        study,
        timepoint,
        definition_id,
        district,
        case when evidence_listings is not null then before_evidence end as adjourned_listings,
        count(*) as cases
    from case_adjournments
    where definition_id <> 'A2x' -- which leaves dates for evidence out
    group by
        study, timepoint, definition_id, district,
        case when evidence_listings is not null then before_evidence end
),
measured_by_definition as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        coalesce(sum(case when adjourned_listings is not null then cases end), 0) as cases,
        coalesce(sum(adjourned_listings * cases), 0) as adjourned_listings,
        array_agg(adjourned_listings) filter (where adjourned_listings is not null) as sample,
        array_agg(cases) filter (where adjourned_listings is not null) as sample_units
    from tallied_by_definition
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
),
tallied as (
    select
        study, timepoint, district, evidence_listings as listings, recorded_number is not null as is_recorded,
        count(*) as cases
    from case_facts
    group by study, timepoint, district, evidence_listings, recorded_number is not null
),
measured as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        coalesce(sum(case when listings is not null then cases end), 0) as cases,
        coalesce(sum(listings * cases), 0) as listings,
        coalesce(sum(case when is_recorded and listings is not null then cases end), 0) as recorded_cases,
        coalesce(sum(case when is_recorded then listings * cases end), 0) as recorded_listings,
        coalesce(sum(case when is_recorded and listings <= 2 then cases end), 0) as within_2_listings,
        array_agg(listings) filter (where listings is not null) as sample,
        array_agg(cases) filter (where listings is not null) as sample_units,
        array_agg(listings) filter (where is_recorded and listings is not null) as recorded_sample,
        array_agg(cases) filter (where is_recorded and listings is not null) as recorded_units
    from tallied
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study, timepoint, 'mean_listings' as definition_id, place as district,
    'cases listed for evidence' as population,
    cast(listings as double) / nullif(cases, 0) as value,
    listings as numerator, cases as denominator, cases as n,
    sample, sample_units
from measured
union all
select
    study, timepoint, 'mean_listings_recorded' as definition_id, place as district,
    'cases in which evidence was recorded' as population,
    cast(recorded_listings as double) / nullif(recorded_cases, 0) as value,
    recorded_listings as numerator, recorded_cases as denominator, recorded_cases as n,
    recorded_sample as sample, recorded_units as sample_units
from measured
union all
select
    study, timepoint, 'within_2_listings' as definition_id, place as district,
    'cases in which evidence was recorded' as population,
    cast(within_2_listings as double) / nullif(recorded_cases, 0) as value,
    within_2_listings as numerator, recorded_cases as denominator, recorded_cases as n,
    null as sample, null as sample_units
from measured
union all
select
    study, timepoint, concat(definition_id, '_listings') as definition_id, place as district,
    'cases listed for evidence' as population,
    cast(adjourned_listings as double) / nullif(cases, 0) as value,
    adjourned_listings as numerator, cases as denominator, cases as n,
    sample, sample_units
from measured_by_definition
