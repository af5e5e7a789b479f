-- id:          I03
-- title:       Clearance rate and disposal rate of the window
-- unit:        clearance_rate = disposals per case filed (1 = as many out as in)
--              disposal_rate = share of the cases handled (0-1)
-- kind:        clearance_rate = ratio
--              disposal_rate = share
-- grain:       study, timepoint, district
-- numerator:   cases disposed of within the window, whenever they were filed
-- denominator: clearance_rate: cases filed within the window; disposal_rate: those and the cases brought forward
-- definition:  clearance_rate = disposed / filed (CEPEJ, CourTools 2)
--              disposal_rate = disposed / (filed + brought forward)
-- interval:    clearance_rate = none because disposals and filings are two flows, not a sample and its hits
--              disposal_rate = wilson
-- disclosure:  cases
-- caution:     The window runs to its end or to as_of, whichever is first. Counts every prosecution of the study's
--              offences on the portal, inside the frame or kept out only by its window; committals and transfers
--              are not disposals. Filed means that the study's clock started. Tiny denominators swing widely.
with handled as (
    select
        cases.study,
        cases.timepoint,
        cases.district,
        cases.status,
        cases.clock_start_date,
        cases.decision_date,
        parameters.window_start,
        case when parameters.as_of < parameters.window_end then parameters.as_of else parameters.window_end end
            as period_end
    from cases
    inner join study as parameters
        on cases.study = parameters.study and cases.timepoint = parameters.timepoint
    where cases.is_in_frame or cases.frame_exclusion = 'out_of_window'
),
counted as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when clock_start_date >= window_start and clock_start_date <= period_end then 1 end)
            as filed,
        count(
            case
                when clock_start_date < window_start
                    and (decision_date >= window_start or status in ('pending', 'inactive'))
                    then 1
            end
        ) as brought_forward,
        count(
            case
                when status = 'disposed' and decision_date >= window_start and decision_date <= period_end then 1
            end
        ) as disposed_cases
    from handled
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study,
    timepoint,
    'clearance_rate' as definition_id,
    place as district,
    'cases filed in the window' as population,
    cast(disposed_cases as double) / nullif(filed, 0) as value,
    disposed_cases as numerator,
    filed as denominator,
    filed as n
from counted
union all
select
    study,
    timepoint,
    'disposal_rate' as definition_id,
    place as district,
    'cases filed in the window or brought forward' as population,
    cast(disposed_cases as double) / nullif(filed + brought_forward, 0) as value,
    disposed_cases as numerator,
    filed + brought_forward as denominator,
    filed + brought_forward as n
from counted
