-- id:          I04
-- title:       Calculated disposition time
-- unit:        days
-- kind:        ratio
-- grain:       study, timepoint, district
-- numerator:   cases pending at the end of the window
-- denominator: cases disposed of within the window, a day (n: cases disposed of)
-- definition:  stock_ratio = pending at the end / disposed per day (CEPEJ; a window of a year gives its x 365)
-- interval:    none because a stock and a flow are compared, not a sample
-- disclosure:  cases
-- empty:       not available: no case was disposed of within the window
-- caution:     A stock ratio: the days the stock would take at the window's pace, not a duration of any case.
--              The window runs to its end or to as_of, whichever is first. Stayed and dormant cases are not stock.
--              Counts every prosecution of the study's offences, in frame or kept out only by the window.
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
        max(date_diff('day', window_start, period_end) + 1) as window_days,
        count(
            case
                when clock_start_date <= period_end
                    and (status = 'pending' or (status in ('disposed', 'left_court') and decision_date > period_end))
                    then 1
            end
        ) as pending_cases,
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
    'stock_ratio' as definition_id,
    place as district,
    'cases of the offences' as population,
    cast(pending_cases * window_days as double) / nullif(disposed_cases, 0) as value,
    pending_cases as numerator,
    cast(disposed_cases as double) / window_days as denominator,
    disposed_cases as n
from counted
