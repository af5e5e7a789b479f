-- id:          I38
-- title:       Victims made witnesses
-- unit:        share of victims (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   victims cited as witnesses and summoned
-- denominator: victims of whom both is known, or one of the two denied (n counts the cases they lie in)
-- definition:  made_witness = cited and summoned, of all victims coded
--              acquitted_made_witness = the same, of the victims of acquitted cases
--              *_naive = the same with the interval that takes victims for independent
-- interval:    *_naive = wilson
--              * = bootstrap_ratio
-- disclosure:  cases
-- empty:       not available: no form victim_review, or nothing in it to count
-- caution:     Victims of one case are cited or left out together: the interval draws whole cases, and the naive one is
--              too narrow. For coverage see I37.
--              Outcomes are the coder's where coded, else the page's; I27, I28 and I30 go by the page alone.
with by_case as (
    select
        study, timepoint, district, 'made_witness' as definition_id,
        'victims' as population,
        witnesses as numerator,
        witnesses_known as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'acquitted_made_witness' as definition_id,
        'victims of acquitted cases' as population,
        case when is_of_acquitted_case then witnesses else 0 end as numerator,
        case when is_of_acquitted_case then witnesses_known else 0 end as denominator
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
where definition_id in ('made_witness')
