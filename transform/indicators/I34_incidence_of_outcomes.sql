-- id:          I34
-- title:       Cases ended by conviction, by acquittal and otherwise, by the age of a case
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases that ended so by that age, while under observation
-- denominator: cases seen at that age or before it
-- definition:  convicted_by_* = convicted within so many years of the clock's start, split verdicts included
--              acquitted_by_* = every accused acquitted within so many years
--              other_by_* = ended otherwise within so many years: discharged, quashed, abated, withdrawn, ...
--              unknown_by_* = ended within so many years, the page does not say how
-- interval:    aalen_johansen
-- disclosure:  cases
-- empty:       not available: the longest follow-up is shorter than the age
-- caution:     Not numerator / denominator: cases still pending count for as long as they were seen (Aalen and
--              Johansen), and time before a case came under observation is not at risk (none where a
--              frame takes older cases once they ended: compare cases filed in the window). The four ways of ending rule
--              each other out; with the share still undecided they add up to 1. Unknown ends may be convictions. A
--              case that leaves the court undecided is followed up to that day; a stayed or dormant one is undecided
--              still, up to as_of. A year has the study's length.
with horizons as (
    select years from (values (1), (2), (3)) as listed (years)
),
lengths as (
    select
        study.study, study.timepoint, horizons.years, horizons.years * study.year_length_days as horizon_days
    from study
    cross join horizons
),
causes as (
    select cause from (values ('convicted'), ('acquitted'), ('other'), ('unknown')) as listed (cause)
),
ended as (
    select
        study,
        timepoint,
        district,
        entry_days,
        days_open,
        case
            when status <> 'disposed' then 'open'
            when outcome_code in ('convicted', 'split') then 'convicted'
            when outcome_code = 'acquitted' then 'acquitted'
            when outcome_code is null or outcome_group = 'unknown' then 'unknown'
            else 'other'
        end as cause
    from frame_cases
    where days_open is not null
),
tallied as (
    select study, timepoint, district, entry_days, days_open, cause, count(*) as cases
    from ended
    group by study, timepoint, district, entry_days, days_open, cause
),
placed as (
    select study, timepoint, district, entry_days, days_open, cause, cases from tallied
    union all
    select study, timepoint, 'all' as district, entry_days, days_open, cause, sum(cases) as cases
    from tallied
    group by study, timepoint, entry_days, days_open, cause
),
steps as (
    select
        study,
        timepoint,
        district,
        days,
        at_risk,
        coalesce(lag(survival) over (partition by study, timepoint, district order by days), 1)
            as survival_before
    from disposal_survival
),
daily as (
    select study, timepoint, district, cause, days_open as days, sum(cases) as ends
    from placed
    where cause <> 'open'
    group by study, timepoint, district, cause, days_open
),
increments as (
    select
        daily.study, daily.timepoint, daily.district, daily.cause, daily.days, daily.ends,
        steps.survival_before * daily.ends / steps.at_risk as increase
    from daily
    inner join steps
        on daily.study = steps.study
        and daily.timepoint = steps.timepoint
        and daily.district = steps.district
        and daily.days = steps.days
),
reached as (
    select
        increments.study, increments.timepoint, increments.district, increments.cause, lengths.years,
        sum(case when increments.days <= lengths.horizon_days then increments.increase else 0 end)
            as incidence,
        sum(case when increments.days <= lengths.horizon_days then increments.ends else 0 end) as ends
    from increments
    inner join lengths on increments.study = lengths.study and increments.timepoint = lengths.timepoint
    group by increments.study, increments.timepoint, increments.district, increments.cause, lengths.years
),
seen as (
    select
        placed.study,
        placed.timepoint,
        placed.district,
        causes.cause,
        lengths.years,
        lengths.horizon_days,
        max(placed.days_open) as longest_days,
        coalesce(sum(case when placed.entry_days <= lengths.horizon_days then placed.cases end), 0) as cases,
        array_agg(least(placed.days_open, lengths.horizon_days))
            filter (where placed.entry_days <= lengths.horizon_days) as sample,
        array_agg(
            case
                when placed.days_open > lengths.horizon_days or placed.cause = 'open' then 0
                when placed.cause = causes.cause then 1
                else 2
            end
        ) filter (where placed.entry_days <= lengths.horizon_days) as sample_weight,
        array_agg(placed.entry_days) filter (where placed.entry_days <= lengths.horizon_days) as sample_entry,
        array_agg(placed.cases) filter (where placed.entry_days <= lengths.horizon_days) as sample_units
    from placed
    inner join lengths on placed.study = lengths.study and placed.timepoint = lengths.timepoint
    cross join causes
    group by
        placed.study, placed.timepoint, placed.district, causes.cause, lengths.years, lengths.horizon_days
)
select
    seen.study,
    seen.timepoint,
    concat(
        seen.cause, '_by_', cast(seen.years as varchar), case when seen.years = 1 then '_year' else '_years' end
    ) as definition_id,
    seen.district,
    'all cases' as population,
    case when seen.longest_days >= seen.horizon_days then coalesce(reached.incidence, 0) end as value,
    coalesce(reached.ends, 0) as numerator,
    seen.cases as denominator,
    seen.cases as n,
    seen.sample,
    seen.sample_weight,
    seen.sample_entry,
    seen.sample_units
from seen
left join reached
    on seen.study = reached.study
    and seen.timepoint = reached.timepoint
    and seen.district = reached.district
    and seen.cause = reached.cause
    and seen.years = reached.years
