-- id:          I39
-- title:       Victims who turned hostile
-- unit:        share of victims (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   victims who did not support the prosecution as witnesses
-- denominator: of_witnesses: victims made witnesses; of_victims: all victims; of whom it is known (n counts cases)
-- definition:  of_witnesses = of the victims cited and summoned
--              of_victims = of all victims coded
--              acquitted_of_witnesses = the first, in acquitted cases
--              acquitted_of_victims = the second, in acquitted cases
--              *_naive = the same with the interval that takes victims for independent
-- interval:    *_naive = wilson
--              * = bootstrap_ratio
-- disclosure:  cases
-- empty:       not available: no form victim_review, or nothing in it to count
-- caution:     "Hostile" is the court's word for a witness who does not support the side that called her, whatever the
--              reason: threats, shame, years of waiting. The interval draws whole cases; the naive one is too narrow.
--              Outcomes are the coder's where coded, else the page's; I27, I28 and I30 go by the page alone.
with by_case as (
    select
        study, timepoint, district, 'of_witnesses' as definition_id,
        'victims made witnesses' as population,
        hostile_witnesses as numerator,
        hostile_witnesses_known as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'of_victims' as definition_id,
        'victims' as population,
        hostile as numerator,
        hostile_known as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'acquitted_of_witnesses' as definition_id,
        'victims made witnesses in acquitted cases' as population,
        case when is_of_acquitted_case then hostile_witnesses else 0 end as numerator,
        case when is_of_acquitted_case then hostile_witnesses_known else 0 end as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'acquitted_of_victims' as definition_id,
        'victims of acquitted cases' as population,
        case when is_of_acquitted_case then hostile else 0 end as numerator,
        case when is_of_acquitted_case then hostile_known else 0 end as denominator
    from victims_by_case
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
union all
select
    study,
    timepoint,
    concat(definition_id, '_naive') as definition_id,
    place as district,
    population,
    cast(numerator as double) / nullif(denominator, 0) as value,
    numerator,
    denominator,
    cases as n,
    null as sample,
    null as sample_weight
from measured
where definition_id in ('of_witnesses', 'of_victims')
