-- id:          I50
-- title:       Frame recall
-- unit:        *_total = cases
--              * = share of listed cases (0-1)
-- kind:        *_total = count
--              * = share
-- grain:       study, timepoint, district
-- numerator:   listed cases that are among the cases in frame; _known: entries of which it is known whether they belong
-- denominator: listed cases that belong to the study; _known: entries of the list
-- definition:  *_total = cases there would be in all, by Chapman: (cases in frame + 1) x (listed cases + 1) / (found in both + 1) - 1
--              *_known = entries of which it is known whether they belong to the study
--              * = share of the cases on the list of the keeper named that the portal's search found
-- interval:    *_total = none because it rests on the two lists being independent, which no interval covers
--              *_known = none because it states how much was coded, not an estimate
--              * = wilson
-- disclosure:  cases
-- empty:       not available: no form case_lists of that keeper, or no entry that belongs to the study
-- caution:     A list of police or of an organisation is itself incomplete, and what is easy to find for one is easy to find for
--              the other: then recall is too high and the total too low. Entries of which it is unknown whether they belong
--              to the study are left out. A district is that of the list; districts outside the study count in the total only.
with keepers as (
    select keeper
    from (
        values ('police'), ('ngo'), ('prosecution'), ('welfare_committee')
    ) as listed (keeper)
),
in_frame as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(*) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
),
entries as (
    select
        case_lists.study,
        case_lists.timepoint,
        case_lists.keeper,
        case_lists.district,
        case when case_lists.belongs = 'y' then 1 else 0 end as is_listed,
        case when case_lists.belongs = 'y' and frame_cases.case_id is not null then 1 else 0 end as is_found,
        case when case_lists.belongs <> 'u' then 1 else 0 end as is_known
    from case_lists
    left join frame_cases
        on case_lists.study = frame_cases.study
        and case_lists.timepoint = frame_cases.timepoint
        and case_lists.case_id = frame_cases.case_id
),
counted as (
    select
        in_frame.study,
        in_frame.timepoint,
        in_frame.place,
        keepers.keeper,
        max(in_frame.cases) as cases_in_frame,
        count(entries.keeper) as entries,
        coalesce(sum(entries.is_known), 0) as known,
        coalesce(sum(entries.is_listed), 0) as listed,
        coalesce(sum(entries.is_found), 0) as found
    from in_frame
    cross join keepers
    left join entries
        on in_frame.study = entries.study
        and in_frame.timepoint = entries.timepoint
        and keepers.keeper = entries.keeper
        and (in_frame.place = entries.district or in_frame.place = 'all')
    group by in_frame.study, in_frame.timepoint, in_frame.place, keepers.keeper
)
select
    study,
    timepoint,
    keeper as definition_id,
    place as district,
    'cases on a list' as population,
    cast(found as double) / nullif(listed, 0) as value,
    found as numerator,
    listed as denominator,
    listed as n
from counted
union all
select
    study,
    timepoint,
    concat(keeper, '_total') as definition_id,
    place as district,
    'cases on a list' as population,
    case
        when listed > 0
            then cast(cases_in_frame + 1 as double) * (listed + 1) / (found + 1) - 1
    end as value,
    found as numerator,
    listed as denominator,
    listed as n
from counted
union all
select
    study,
    timepoint,
    concat(keeper, '_known') as definition_id,
    place as district,
    'entries of a list' as population,
    cast(known as double) / nullif(entries, 0) as value,
    known as numerator,
    entries as denominator,
    entries as n
from counted
