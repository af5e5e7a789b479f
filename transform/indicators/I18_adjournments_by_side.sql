-- id:          I18
-- title:       Adjournments by side and reason
-- unit:        share of adjournments (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   adjournments that lie with the side named, or have the reason named
-- denominator: adjournments under the definition: A4 coded as not effective, A4e with a stated reason (n counts cases)
-- definition:  A4_side_* = by who asked for the adjournment (form adjournment_rulings)
--              A4e_side_* = by the side of the reason that the daily status states
--              *_reason_* = the three most frequent reasons
-- interval:    bootstrap_ratio
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e_* = not available: no daily status read states a reason
--              A4_* = not available: no form adjournment_rulings, or nothing in it to count
-- caution:     The side that asks need not be the cause. Most courts leave the reason blank, so A4e speaks of few days. Days of
--              one case belong together: intervals draw whole cases.
with sources as (
    select source from (values ('A4'), ('A4e')) as listed (source)
),
places as (
    select distinct frame_cases.study, frame_cases.timepoint, frame_cases.district, sources.source
    from frame_cases
    cross join sources
),
ranked as (
    select
        study,
        timepoint,
        definition_id as source,
        reason_code,
        row_number() over (
            partition by study, timepoint, definition_id order by sum(with_reason * cases) desc, reason_code
        ) as place
    from adjournment_reasons
    group by study, timepoint, definition_id, reason_code
),
wanted as (
    select study, timepoint, source, reason_code from ranked where place <= 3
),
totals as (
    select study, timepoint, definition_id as source, district, adjournments, sum(cases) as cases
    from adjournment_sides
    group by study, timepoint, definition_id, district, adjournments
),
with_reason as (
    select
        study, timepoint, definition_id as source, district, reason_code, adjournments, sum(cases) as cases
    from adjournment_reasons
    group by study, timepoint, definition_id, district, reason_code, adjournments
),
counted as (
    select
        study, timepoint, district, concat(definition_id, '_side_prosecution') as definition_id,
        prosecution_side as numerator, adjournments as denominator, cases
    from adjournment_sides
    union all
    select study, timepoint, district, concat(source, '_side_prosecution') as definition_id, 0, 0, 1
    from places
    union all
    select
        study, timepoint, district, concat(definition_id, '_side_defence') as definition_id,
        defence_side as numerator, adjournments as denominator, cases
    from adjournment_sides
    union all
    select study, timepoint, district, concat(source, '_side_defence') as definition_id, 0, 0, 1
    from places
    union all
    select
        study, timepoint, district, concat(definition_id, '_side_both') as definition_id,
        both_side as numerator, adjournments as denominator, cases
    from adjournment_sides
    union all
    select study, timepoint, district, concat(source, '_side_both') as definition_id, 0, 0, 1
    from places
    union all
    select
        study, timepoint, district, concat(definition_id, '_side_court') as definition_id,
        court_side as numerator, adjournments as denominator, cases
    from adjournment_sides
    union all
    select study, timepoint, district, concat(source, '_side_court') as definition_id, 0, 0, 1
    from places
    union all
    select
        study, timepoint, district, concat(definition_id, '_side_third_party') as definition_id,
        third_party_side as numerator, adjournments as denominator, cases
    from adjournment_sides
    union all
    select study, timepoint, district, concat(source, '_side_third_party') as definition_id, 0, 0, 1
    from places
    union all
    select
        study, timepoint, district, concat(definition_id, '_side_not_stated') as definition_id,
        not_stated_side as numerator, adjournments as denominator, cases
    from adjournment_sides
    union all
    select study, timepoint, district, concat(source, '_side_not_stated') as definition_id, 0, 0, 1
    from places
    union all
    select
        reasons.study, reasons.timepoint, reasons.district,
        concat(reasons.definition_id, '_reason_', reasons.reason_code) as definition_id,
        reasons.with_reason as numerator, reasons.adjournments as denominator, reasons.cases
    from adjournment_reasons as reasons
    inner join wanted
        on reasons.study = wanted.study
        and reasons.timepoint = wanted.timepoint
        and reasons.definition_id = wanted.source
        and reasons.reason_code = wanted.reason_code
    union all
    select
        totals.study, totals.timepoint, totals.district,
        concat(totals.source, '_reason_', wanted.reason_code) as definition_id,
        0 as numerator, totals.adjournments as denominator,
        totals.cases - coalesce(with_reason.cases, 0) as cases
    from totals
    inner join wanted
        on totals.study = wanted.study
        and totals.timepoint = wanted.timepoint
        and totals.source = wanted.source
    left join with_reason
        on totals.study = with_reason.study
        and totals.timepoint = with_reason.timepoint
        and totals.source = with_reason.source
        and totals.district = with_reason.district
        and totals.adjournments = with_reason.adjournments
        and wanted.reason_code = with_reason.reason_code
    union all
    select
        places.study, places.timepoint, places.district,
        concat(places.source, '_reason_', wanted.reason_code) as definition_id,
        0 as numerator, 0 as denominator, 1 as cases
    from places
    inner join wanted
        on places.study = wanted.study
        and places.timepoint = wanted.timepoint
        and places.source = wanted.source
),
compared as (
    select
        study, timepoint, district, definition_id, 'adjournments' as population, numerator, denominator, cases
    from counted
    where cases > 0
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
