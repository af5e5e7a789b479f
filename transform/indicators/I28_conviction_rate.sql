-- id:          I28
-- title:       Conviction rate
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases convicted; split verdicts too except in convicted_or_acquitted
-- denominator: by the definition
-- definition:  convicted_or_acquitted = convicted / (convicted + acquitted), as crime statistics count
--              merits = (convicted + split) / decided on the merits
--              merits_abated_discharged = (convicted + split) / (merits + abated + discharged)
--              all_final = (convicted + split) / all disposed: the lower bound, no unknown outcome a conviction
--              all_final_upper = the same if every unknown outcome was a conviction
-- interval:    all_final_upper = none because it is a bound, not an estimate
--              * = wilson
-- disclosure:  cases
-- empty:       not available: no case with such an outcome
-- caution:     Counts cases, not accused. Say which denominator is meant: they can differ several times over. Unknown
--              outcomes are never guessed; where they are many, only the two bounds over all disposed cases hold.
with counted as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when status = 'disposed' then 1 end) as disposed_cases,
        count(case when status = 'disposed' and outcome_code = 'convicted' then 1 end) as convicted,
        count(case when status = 'disposed' and outcome_code = 'acquitted' then 1 end) as acquitted,
        count(case when status = 'disposed' and is_merits then 1 end) as on_merits,
        count(case when status = 'disposed' and outcome_code in ('abated_death', 'discharged') then 1 end)
            as abated_or_discharged,
        count(case when status = 'disposed' and is_conviction_lower then 1 end) as surely_convicted,
        count(case when status = 'disposed' and is_conviction_upper then 1 end) as possibly_convicted
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
),
listed as (
    select study, timepoint, place, 'convicted_or_acquitted' as definition_id,
        'cases convicted or acquitted' as population,
        convicted as numerator, convicted + acquitted as denominator
    from counted
    union all
    select study, timepoint, place, 'merits' as definition_id,
        'cases decided on the merits' as population,
        surely_convicted as numerator, on_merits as denominator
    from counted
    union all
    select study, timepoint, place, 'merits_abated_discharged' as definition_id,
        'cases decided on the merits, abated or discharged' as population,
        surely_convicted as numerator, on_merits + abated_or_discharged as denominator
    from counted
    union all
    select study, timepoint, place, 'all_final' as definition_id, 'disposed cases' as population,
        surely_convicted as numerator, disposed_cases as denominator
    from counted
    union all
    select study, timepoint, place, 'all_final_upper' as definition_id, 'disposed cases' as population,
        possibly_convicted as numerator, disposed_cases as denominator
    from counted
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
    denominator as n
from listed
