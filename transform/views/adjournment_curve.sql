-- view: adjournment_curve
-- title: Adjournments to be expected by each day of a case's clock, per definition and district and for all
-- uses: adjournments_by_definition, case_adjournments, frame_cases
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   definition_id: A0, A1, A2, A3 or A4e
--   district: District; all for the total
--   days: Day of the cases' clock
--   at_risk: Cases under observation and undecided at the start of that day
--   adjournments: Adjournments of cases at risk on that day
--   disposals: Cases disposed of on that day
--   survival_before: Estimated share of cases undecided before that day (Kaplan-Meier)
--   nelson: Mean number of adjournments by that day had no case ended before it (Nelson estimator)
--   ghosh_lin: Mean number of adjournments by that day, a case that ends having no more of them (Ghosh and Lin)
with members as (
    select
        study, timepoint, definition_id, district, case_id, entry_days, days_open,
        case when status = 'disposed' then 1 else 0 end as disposed
    from case_adjournments
    where adjournment_count is not null and days_open is not null
),
adjourned as (
    select
        members.study,
        members.timepoint,
        members.definition_id,
        members.district,
        greatest(
            0,
            date_diff(
                'day',
                frame_cases.clock_start_date,
                coalesce(adjournments.business_date, adjournments.next_date)
            )
        ) as days,
        members.entry_days,
        members.days_open
    from members
    inner join frame_cases
        on members.study = frame_cases.study
        and members.timepoint = frame_cases.timepoint
        and members.case_id = frame_cases.case_id
    inner join adjournments_by_definition as adjournments
        on members.study = adjournments.study
        and members.timepoint = adjournments.timepoint
        and members.case_id = adjournments.case_id
        and members.definition_id = adjournments.definition_id
    where coalesce(adjournments.business_date, adjournments.next_date) is not null
),
moves as (
    select
        study, timepoint, definition_id, district, entry_days as days,
        1 as entered, 0 as ended, 0 as disposed, 0 as adjourned
    from members
    union all
    select
        study, timepoint, definition_id, district, days_open as days,
        0 as entered, 1 as ended, disposed, 0 as adjourned
    from members
    union all
    select
        study, timepoint, definition_id, district, days,
        0 as entered, 0 as ended, 0 as disposed, 1 as adjourned
    from adjourned
    where days >= entry_days and days <= days_open
),
placed as (
    select study, timepoint, definition_id, district, days, entered, ended, disposed, adjourned from moves
    union all
    select study, timepoint, definition_id, 'all' as district, days, entered, ended, disposed, adjourned
    from moves
),
daily as (
    select
        study,
        timepoint,
        definition_id,
        district,
        days,
        sum(entered) as entered,
        sum(ended) as ended,
        sum(disposed) as disposals,
        sum(adjourned) as adjournments
    from placed
    group by study, timepoint, definition_id, district, days
),
risk as (
    select
        study,
        timepoint,
        definition_id,
        district,
        days,
        disposals,
        adjournments,
        sum(entered) over (
            partition by study, timepoint, definition_id, district order by days
            rows between unbounded preceding and current row
        ) - coalesce(
            sum(ended) over (
                partition by study, timepoint, definition_id, district order by days
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as at_risk
    from daily
),
factors as (
    select
        study, timepoint, definition_id, district, days, at_risk, adjournments, disposals,
        1 - cast(disposals as double) / at_risk as factor
    from risk
),
survived as (
    select
        study, timepoint, definition_id, district, days, at_risk, adjournments, disposals,
        case
            when coalesce(
                min(factor) over (
                    partition by study, timepoint, definition_id, district order by days
                    rows between unbounded preceding and 1 preceding
                ),
                1
            ) <= 0 then 0
            else exp(
                coalesce(
                    sum(ln(case when factor > 0 then factor else 1 end)) over (
                        partition by study, timepoint, definition_id, district order by days
                        rows between unbounded preceding and 1 preceding
                    ),
                    0
                )
            )
        end as survival_before
    from factors
)
select
    study,
    timepoint,
    definition_id,
    district,
    days,
    at_risk,
    adjournments,
    disposals,
    survival_before,
    sum(cast(adjournments as double) / at_risk) over (
        partition by study, timepoint, definition_id, district order by days
        rows between unbounded preceding and current row
    ) as nelson,
    sum(survival_before * adjournments / at_risk) over (
        partition by study, timepoint, definition_id, district order by days
        rows between unbounded preceding and current row
    ) as ghosh_lin
from survived
