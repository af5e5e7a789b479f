-- id:          I08
-- title:       Backlog
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   pending cases older than the standard
-- denominator: pending cases
-- definition:  over_1_year = pending longer than one year (the POCSO Act's aim)
--              over_2_years = longer than two years
--              over_3_years = longer than three years
--              over_5_years = longer than five years
-- interval:    wilson
-- disclosure:  cases
-- caution:     No court has adopted one of these standards; they are benchmarks. A year has the study's length.
with standards as (
    select years, definition_id
    from (
        values (1, 'over_1_year'), (2, 'over_2_years'), (3, 'over_3_years'), (5, 'over_5_years')
    ) as listed (years, definition_id)
),
tallied as (
    select
        study, timepoint, district, year_length_days,
        case when status = 'pending' then days_open end as days_open,
        count(*) as cases
    from frame_cases
    group by study, timepoint, district, year_length_days, case when status = 'pending' then days_open end
),
counted as (
    select
        tallied.study,
        tallied.timepoint,
        standards.definition_id,
        case when grouping(tallied.district) = 1 then 'all' else tallied.district end as place,
        coalesce(sum(case when tallied.days_open is not null then tallied.cases end), 0) as pending_cases,
        coalesce(
            sum(case when tallied.days_open > standards.years * tallied.year_length_days then tallied.cases end),
            0
        ) as old_cases
    from tallied
    cross join standards
    group by grouping sets (
        (tallied.study, tallied.timepoint, standards.definition_id, tallied.district),
        (tallied.study, tallied.timepoint, standards.definition_id)
    )
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    'pending cases' as population,
    cast(old_cases as double) / nullif(pending_cases, 0) as value,
    old_cases as numerator,
    pending_cases as denominator,
    pending_cases as n
from counted
