-- view: disposal_survival
-- title: Kaplan-Meier curve of the time to disposal, per district and for all: one row per day on which it can step
-- uses: frame_cases
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   district: District; all for the total
--   days: Day of the cases' clock
--   at_risk: Cases under observation and undecided at the start of that day
--   disposals: Cases disposed of on that day; leaving the court undecided is not one
--   survival: Estimated share of cases still undecided after that day
with tallied as (
    select study, timepoint, district, entry_days, days_open, status = 'disposed' as is_disposed, count(*) as cases
    from frame_cases
    where days_open is not null
    group by study, timepoint, district, entry_days, days_open, status = 'disposed'
),
placed as (
    select study, timepoint, district, entry_days, days_open, is_disposed, cases from tallied
    union all
    select study, timepoint, 'all' as district, entry_days, days_open, is_disposed, cases from tallied
),
moves as (
    select study, timepoint, district, entry_days as days, cases as entered, 0 as ended, 0 as disposed
    from placed
    union all
    select
        study,
        timepoint,
        district,
        days_open as days,
        0 as entered,
        cases as ended,
        case when is_disposed then cases else 0 end as disposed
    from placed
),
daily as (
    select
        study,
        timepoint,
        district,
        days,
        sum(entered) as entered,
        sum(ended) as ended,
        sum(disposed) as disposals
    from moves
    group by study, timepoint, district, days
),
risk as (
    select
        study,
        timepoint,
        district,
        days,
        disposals,
        sum(entered) over (
            partition by study, timepoint, district order by days
            rows between unbounded preceding and current row
        ) - coalesce(
            sum(ended) over (
                partition by study, timepoint, district order by days
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as at_risk
    from daily
),
factors as (
    select
        study,
        timepoint,
        district,
        days,
        at_risk,
        disposals,
        1 - cast(disposals as double) / at_risk as factor
    from risk
)
select
    study,
    timepoint,
    district,
    days,
    at_risk,
    disposals,
    case
        when min(factor) over (
            partition by study, timepoint, district order by days
            rows between unbounded preceding and current row
        ) <= 0 then 0
        else exp(
            sum(ln(case when factor > 0 then factor else 1 end)) over (
                partition by study, timepoint, district order by days
                rows between unbounded preceding and current row
            )
        )
    end as survival
from factors
