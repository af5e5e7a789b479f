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
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        standards.definition_id,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when frame_cases.status = 'pending' then frame_cases.days_open end) as pending_cases,
        count(
            case
                when frame_cases.status = 'pending'
                    and frame_cases.days_open > standards.years * frame_cases.year_length_days then 1
            end
        ) as old_cases
    from frame_cases
    cross join standards
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, standards.definition_id, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint, standards.definition_id)
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
