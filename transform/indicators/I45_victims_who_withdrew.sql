-- id:          I45
-- title:       Victims who withdrew
-- unit:        victims* = victims
--              cases = cases
--              * = share of victims (0-1)
-- kind:        victims*, cases = count
--              * = share
-- grain:       study, timepoint, district
-- numerator:   victims who withdrew from the case; cases: cases with at least one
-- denominator: victims of whom it is known; cases: cases with one of whom it is known (n counts cases)
-- definition:  victims = victims who withdrew from the case
--              victims_upper = those and every victim of whom it is unknown
--              cases = cases with at least one such victim
--              share = of the victims of whom it is known
--              share_naive = the same with the interval that takes victims for independent
-- interval:    share = bootstrap_ratio
--              share_naive = wilson
--              victims_upper = none because it is a bound, not an estimate
--              * = none because it is a count of what was coded
-- disclosure:  cases
-- empty:       not available: no form victim_review, or nothing in it to count
-- caution:     A lower bound where cases were not coded or it is unknown: for coverage see I37. Withdrawing
--              need not be free: read it with I39.
with by_case as (
    select
        study, timepoint, district, 'victims' as definition_id,
        'victims' as population,
        withdrew as numerator,
        withdrew_known as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'cases' as definition_id,
        'cases with victims coded' as population,
        least(withdrew, 1) as numerator,
        least(withdrew_known, 1) as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'share' as definition_id,
        'victims' as population,
        withdrew as numerator,
        withdrew_known as denominator
    from victims_by_case
    union all
    select
        study, timepoint, district, 'victims_upper' as definition_id,
        'victims' as population,
        withdrew_or_unknown as numerator,
        victims as denominator
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
    case
        when definition_id in ('victims', 'victims_upper', 'cases')
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
where definition_id in ('share')
