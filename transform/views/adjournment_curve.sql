-- view: adjournment_curve
-- title: Adjournments to be expected by each day of a case's clock, per definition and district and for all
-- uses: adjournment_days, observed_by_definition
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   definition_id: A0, A1, A2, A2x, A3 or A4e
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
        study, timepoint, definition_id, district, entry_days, days_open, cases,
        case when is_disposed then cases else 0 end as disposed
    from observed_by_definition
    where is_known and days_open is not null
),
moves as (
    select
        study, timepoint, definition_id, district, entry_days as days,
        sum(cases) as entered, 0 as ended, 0 as disposed, 0 as adjourned
    from members
    group by study, timepoint, definition_id, district, entry_days
    union all
    select
        study, timepoint, definition_id, district, days_open as days,
        0 as entered, sum(cases) as ended, sum(disposed) as disposed, 0 as adjourned
    from members
    group by study, timepoint, definition_id, district, days_open
    union all
    select
        study, timepoint, definition_id, district, days,
        0 as entered, 0 as ended, 0 as disposed, adjournments as adjourned
    from adjournment_days
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
