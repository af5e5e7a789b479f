-- id:          I21
-- title:       Longest time at one stage
-- unit:        over_12_months = share of cases (0-1)
--              A*_in_run = adjournments per case
--              * = months
-- kind:        over_12_months = share
--              A*_in_run = mean
--              * = percentile
-- grain:       study, timepoint, district
-- numerator:   over_12_months: cases that stood at one stage for more than twelve months; *_in_run: adjournments
--              on the days from the start of that run to before its end; none for the median
-- denominator: cases whose history states a stage, and whose adjournments are known under the definition
-- definition:  median = median over cases of the longest unbroken run at one stage
--              over_12_months = cases whose longest run exceeds twelve months
--              A*_in_run = mean number of adjournments within the longest run, by the definition; of runs of
--              equal length the first
-- interval:    over_12_months = wilson
--              A*_in_run = bootstrap_mean
--              * = bootstrap_median
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e_in_run = not available: no such case had the daily status of every sitting read
--              A4* = not available: no such case had every sitting coded (form adjournment_rulings)
--              * = not available: no case whose history states a stage
-- caution:     A run goes from the day a stage was set to the day another one was, or to the end of the clock; days
--              whose purpose says nothing about the stage do not break it. Evidence may rightly take long. A month is
--              a twelfth of the study's year.
with staged as (
    select
        study,
        timepoint,
        case_id,
        hearing_number,
        stage_group,
        coalesce(business_date, next_date) as set_day,
        lag(stage_group) over (partition by study, timepoint, case_id order by hearing_number)
            as previous_stage_group
    from frame_hearings
    where stage_group is not null and stage_group <> 'outside_ladder'
),
turns as (
    select
        study,
        timepoint,
        case_id,
        stage_group,
        set_day,
        lead(set_day) over (partition by study, timepoint, case_id order by hearing_number) as next_turn_day
    from staged
    where previous_stage_group is null or previous_stage_group <> stage_group
),
runs as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        turns.set_day,
        turns.next_turn_day,
        row_number() over (
            partition by frame_cases.study, frame_cases.timepoint, frame_cases.case_id
            order by
                date_diff('day', turns.set_day, coalesce(turns.next_turn_day, frame_cases.clock_end_date)) desc,
                turns.set_day
        ) as place
    from frame_cases
    inner join turns
        on frame_cases.study = turns.study
        and frame_cases.timepoint = turns.timepoint
        and frame_cases.case_id = turns.case_id
        and turns.stage_group <> 'disposed'
),
by_definition as (
    select
        case_adjournments.study,
        case_adjournments.timepoint,
        case_adjournments.definition_id,
        case_adjournments.case_id,
        case_adjournments.district,
        case when max(case_adjournments.adjournment_count) is not null then count(adj.case_id) end as in_run
    from case_adjournments
    inner join runs
        on case_adjournments.study = runs.study
        and case_adjournments.timepoint = runs.timepoint
        and case_adjournments.case_id = runs.case_id
        and runs.place = 1
    left join adjournments_by_definition as adj
        on case_adjournments.study = adj.study
        and case_adjournments.timepoint = adj.timepoint
        and case_adjournments.case_id = adj.case_id
        and case_adjournments.definition_id = adj.definition_id
        and coalesce(adj.business_date, adj.next_date) >= runs.set_day
        and (runs.next_turn_day is null or coalesce(adj.business_date, adj.next_date) < runs.next_turn_day)
    group by
        case_adjournments.study, case_adjournments.timepoint, case_adjournments.definition_id,
        case_adjournments.case_id, case_adjournments.district
),
measured_by_definition as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(in_run) as cases,
        coalesce(sum(in_run), 0) as adjournments,
        array_agg(in_run) filter (where in_run is not null) as sample
    from by_definition
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
),
longest as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        max(
            date_diff('day', turns.set_day, coalesce(turns.next_turn_day, frame_cases.clock_end_date))
        ) / (cast(max(frame_cases.year_length_days) as double) / 12) as months
    from frame_cases
    left join turns
        on frame_cases.study = turns.study
        and frame_cases.timepoint = turns.timepoint
        and frame_cases.case_id = turns.case_id
        and turns.stage_group <> 'disposed'
    group by frame_cases.study, frame_cases.timepoint, frame_cases.case_id, frame_cases.district
),
measured as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(months) as cases,
        median(months) as middle,
        count(case when months > 12 then 1 end) as over_12_months,
        array_agg(months) filter (where months is not null) as sample
    from longest
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study, timepoint, 'median' as definition_id, place as district, 'all cases' as population,
    middle as value, cast(null as double) as numerator, cases as denominator, cases as n, sample
from measured
union all
select
    study, timepoint, 'over_12_months' as definition_id, place as district, 'all cases' as population,
    cast(over_12_months as double) / nullif(cases, 0) as value,
    over_12_months as numerator, cases as denominator, cases as n, null as sample
from measured
union all
select
    study, timepoint, concat(definition_id, '_in_run') as definition_id, place as district,
    'all cases' as population,
    cast(adjournments as double) / nullif(cases, 0) as value,
    adjournments as numerator, cases as denominator, cases as n, sample
from measured_by_definition
