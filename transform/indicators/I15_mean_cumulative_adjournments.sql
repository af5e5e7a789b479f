-- id:          I15
-- title:       Adjournments to be expected by the age of a case
-- unit:        adjournments per case
-- kind:        curve
-- grain:       study, timepoint, district
-- numerator:   adjournments of cases at risk up to the horizon
-- denominator: cases observed
-- definition:  *_nelson_* = mean number of adjournments, by the definition named, within so many months of the
--              clock's start if no case ended before (Nelson estimator)
--              *_ghosh_lin_* = the same when a case that is disposed of has no further ones (Ghosh and Lin)
-- interval:    robust_mean
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e_* = not available: daily status not read for every sitting, or follow-up shorter than the horizon
--              A4* = not available: not every sitting coded (form adjournment_rulings), or follow-up too short
--              * = not available: no case was followed for that long
-- caution:     The right figure to compare a baseline with an endline: pending and disposed cases count for as long
--              as they were seen. A case that leaves the court undecided is followed up to that day; a stayed or
--              dormant one is undecided still, up to as_of. Where a frame takes older cases only once they ended, so
--              does this: compare cases filed in the window. A month is a twelfth of the study's year. Sample: each
--              case's influence on the value; it carries the interval.
with horizons as (
    select months from (values (6), (12), (24), (36)) as listed (months)
),
lengths as (
    select study.study, study.timepoint, horizons.months,
        horizons.months * cast(study.year_length_days as double) / 12 as horizon_days
    from study
    cross join horizons
),
bands as (
    select
        study, timepoint, months, horizon_days,
        coalesce(lag(horizon_days) over (partition by study, timepoint order by months), -1) as after_days
    from lengths
),
increments as (
    select
        study, timepoint, definition_id, district, days, at_risk, survival_before, nelson, ghosh_lin,
        adjournments,
        cast(adjournments as double) / at_risk / at_risk as nelson_step,
        survival_before * adjournments / at_risk / at_risk as ghosh_lin_step,
        case
            when at_risk > disposals then cast(disposals as double) / at_risk / (at_risk - disposals)
            else 0
        end as disposal_step,
        case when at_risk > disposals then 1 / cast(at_risk - disposals as double) else 0 end
            as disposal_weight
    from adjournment_curve
),
banded as (
    select
        increments.study, increments.timepoint, increments.definition_id, increments.district, bands.months,
        max(increments.days) as longest_days,
        min(
            case
                when increments.adjournments > 0
                    or increments.disposal_step > 0
                    or increments.disposal_weight = 0
                    then increments.at_risk
            end
        ) as fewest_at_risk,
        max(increments.nelson) as nelson,
        max(increments.ghosh_lin) as ghosh_lin,
        sum(increments.adjournments) as adjournments,
        sum(increments.nelson_step) as nelson_sum,
        sum(increments.ghosh_lin_step) as ghosh_lin_sum,
        sum(increments.disposal_step) as disposal_sum,
        sum(increments.ghosh_lin * increments.disposal_step) as lost_sum
    from increments
    left join bands
        on increments.study = bands.study
        and increments.timepoint = bands.timepoint
        and increments.days > bands.after_days
        and increments.days <= bands.horizon_days
    group by
        increments.study, increments.timepoint, increments.definition_id, increments.district, bands.months
),
reached as (
    select
        banded.study, banded.timepoint, banded.definition_id, banded.district, lengths.months,
        lengths.horizon_days,
        max(banded.longest_days) as longest_days,
        min(case when banded.months <= lengths.months then banded.fewest_at_risk end) as fewest_at_risk,
        coalesce(max(case when banded.months <= lengths.months then banded.nelson end), 0) as nelson,
        coalesce(max(case when banded.months <= lengths.months then banded.ghosh_lin end), 0) as ghosh_lin,
        coalesce(sum(case when banded.months <= lengths.months then banded.adjournments end), 0)
            as adjournments,
        coalesce(sum(case when banded.months <= lengths.months then banded.nelson_sum end), 0) as nelson_sum,
        coalesce(sum(case when banded.months <= lengths.months then banded.ghosh_lin_sum end), 0)
            as ghosh_lin_sum,
        coalesce(sum(case when banded.months <= lengths.months then banded.disposal_sum end), 0)
            as disposal_sum,
        coalesce(sum(case when banded.months <= lengths.months then banded.lost_sum end), 0) as lost_sum
    from banded
    inner join lengths on banded.study = lengths.study and banded.timepoint = lengths.timepoint
    group by
        banded.study, banded.timepoint, banded.definition_id, banded.district, lengths.months,
        lengths.horizon_days
),
known as (
    select
        cases.study, cases.timepoint, cases.definition_id, cases.district, cases.case_id, cases.entry_days,
        cases.days_open, cases.status
    from case_adjournments as cases
    inner join interval_cases as chosen
        on cases.study = chosen.study and cases.timepoint = chosen.timepoint and cases.case_id = chosen.case_id
    where cases.adjournment_count is not null and cases.days_open is not null
),
members as (
    select study, timepoint, definition_id, district, case_id, entry_days, days_open, status from known
    union all
    select study, timepoint, definition_id, 'all' as district, case_id, entry_days, days_open, status
    from known
),
their_increments as (
    select increments.*
    from increments
    inner join (select distinct study, timepoint, definition_id, district from members) as theirs
        on increments.study = theirs.study
        and increments.timepoint = theirs.timepoint
        and increments.definition_id = theirs.definition_id
        and increments.district = theirs.district
),
sums as (
    select
        study, timepoint, definition_id, district, days, at_risk, survival_before, ghosh_lin,
        nelson_step, ghosh_lin_step, disposal_step, disposal_weight,
        ghosh_lin * disposal_step as lost_step,
        sum(nelson_step) over (
            partition by study, timepoint, definition_id, district order by days
            rows between unbounded preceding and current row
        ) as nelson_sum,
        sum(ghosh_lin_step) over (
            partition by study, timepoint, definition_id, district order by days
            rows between unbounded preceding and current row
        ) as ghosh_lin_sum,
        sum(disposal_step) over (
            partition by study, timepoint, definition_id, district order by days
            rows between unbounded preceding and current row
        ) as disposal_sum,
        sum(ghosh_lin * disposal_step) over (
            partition by study, timepoint, definition_id, district order by days
            rows between unbounded preceding and current row
        ) as lost_sum
    from their_increments
),
observed as (
    select
        study, timepoint, definition_id,
        case when grouping(district) = 1 then 'all' else district end as district,
        coalesce(sum(case when is_known and days_open is not null then cases end), 0) as cases
    from observed_by_definition
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
),
adjourned as (
    select
        members.study, members.timepoint, members.definition_id, members.district, members.case_id,
        members.entry_days, members.days_open,
        greatest(
            0,
            date_diff(
                'day',
                frame_cases.clock_start_date,
                coalesce(adjournments.business_date, adjournments.next_date)
            )
        ) as days
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
gained as (
    select
        adjourned.study, adjourned.timepoint, adjourned.definition_id, adjourned.district, adjourned.case_id,
        lengths.months,
        sum(1 / cast(sums.at_risk as double)) as nelson_gain,
        sum(sums.survival_before / sums.at_risk) as ghosh_lin_gain
    from adjourned
    inner join lengths on adjourned.study = lengths.study and adjourned.timepoint = lengths.timepoint
    inner join sums
        on adjourned.study = sums.study
        and adjourned.timepoint = sums.timepoint
        and adjourned.definition_id = sums.definition_id
        and adjourned.district = sums.district
        and adjourned.days = sums.days
    where adjourned.days >= adjourned.entry_days
        and adjourned.days <= adjourned.days_open
        and adjourned.days <= lengths.horizon_days
    group by
        adjourned.study, adjourned.timepoint, adjourned.definition_id, adjourned.district,
        adjourned.case_id, lengths.months
),
exposed as (
    select
        members.study, members.timepoint, members.definition_id, members.district, members.case_id,
        reached.months,
        reached.ghosh_lin as ghosh_lin,
        case
            when members.entry_days > reached.horizon_days then 0
            when members.days_open <= reached.horizon_days then ended.nelson_sum
            else reached.nelson_sum
        end - case
            when members.entry_days > reached.horizon_days then 0
            else entered.nelson_sum - entered.nelson_step
        end as nelson_loss,
        case
            when members.entry_days > reached.horizon_days then 0
            when members.days_open <= reached.horizon_days then ended.ghosh_lin_sum
            else reached.ghosh_lin_sum
        end - case
            when members.entry_days > reached.horizon_days then 0
            else entered.ghosh_lin_sum - entered.ghosh_lin_step
        end as ghosh_lin_loss,
        case
            when members.entry_days > reached.horizon_days then 0
            when members.days_open <= reached.horizon_days then ended.disposal_sum
            else reached.disposal_sum
        end - case
            when members.entry_days > reached.horizon_days then 0
            else entered.disposal_sum - entered.disposal_step
        end as disposal_exposure,
        case
            when members.entry_days > reached.horizon_days then 0
            when members.days_open <= reached.horizon_days then ended.lost_sum
            else reached.lost_sum
        end - case
            when members.entry_days > reached.horizon_days then 0
            else entered.lost_sum - entered.lost_step
        end as lost_exposure,
        case
            when members.status = 'disposed' and members.days_open <= reached.horizon_days
                then (reached.ghosh_lin - ended.ghosh_lin) * ended.disposal_weight
            else 0
        end as cut_off
    from members
    inner join reached
        on members.study = reached.study
        and members.timepoint = reached.timepoint
        and members.definition_id = reached.definition_id
        and members.district = reached.district
    inner join sums as ended
        on members.study = ended.study
        and members.timepoint = ended.timepoint
        and members.definition_id = ended.definition_id
        and members.district = ended.district
        and members.days_open = ended.days
    inner join sums as entered
        on members.study = entered.study
        and members.timepoint = entered.timepoint
        and members.definition_id = entered.definition_id
        and members.district = entered.district
        and members.entry_days = entered.days
),
influence as (
    select
        exposed.study, exposed.timepoint, exposed.definition_id, exposed.district, exposed.months,
        array_agg(coalesce(gained.nelson_gain, 0) - exposed.nelson_loss) as nelson_sample,
        array_agg(
            coalesce(gained.ghosh_lin_gain, 0)
            - exposed.ghosh_lin_loss
            - exposed.cut_off
            + exposed.ghosh_lin * exposed.disposal_exposure
            - exposed.lost_exposure
        ) as ghosh_lin_sample
    from exposed
    left join gained
        on exposed.study = gained.study
        and exposed.timepoint = gained.timepoint
        and exposed.definition_id = gained.definition_id
        and exposed.district = gained.district
        and exposed.case_id = gained.case_id
        and exposed.months = gained.months
    group by
        exposed.study, exposed.timepoint, exposed.definition_id, exposed.district, exposed.months
),
results as (
    select
        observed.study, observed.timepoint, observed.definition_id, lengths.months, observed.district as place,
        case when reached.longest_days >= reached.horizon_days then reached.nelson end as nelson,
        case when reached.longest_days >= reached.horizon_days then reached.ghosh_lin end as ghosh_lin,
        reached.adjournments as numerator,
        observed.cases,
        influence.nelson_sample,
        influence.ghosh_lin_sample,
        reached.fewest_at_risk
    from observed
    inner join lengths on observed.study = lengths.study and observed.timepoint = lengths.timepoint
    left join reached
        on observed.study = reached.study
        and observed.timepoint = reached.timepoint
        and observed.definition_id = reached.definition_id
        and lengths.months = reached.months
        and observed.district = reached.district
    left join influence
        on observed.study = influence.study
        and observed.timepoint = influence.timepoint
        and observed.definition_id = influence.definition_id
        and lengths.months = influence.months
        and observed.district = influence.district
)
select
    study, timepoint, concat(definition_id, '_nelson_', cast(months as varchar), '_months') as definition_id,
    place as district, 'all cases' as population, nelson as value, numerator, cases as denominator,
    cases as n, nelson_sample as sample, fewest_at_risk as at_risk
from results
union all
select
    study, timepoint,
    concat(definition_id, '_ghosh_lin_', cast(months as varchar), '_months') as definition_id,
    place as district, 'all cases' as population, ghosh_lin as value, numerator, cases as denominator,
    cases as n, ghosh_lin_sample as sample, fewest_at_risk as at_risk
from results
