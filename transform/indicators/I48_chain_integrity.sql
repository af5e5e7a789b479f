-- id:          I48
-- title:       Unbroken chain of hearings
-- unit:        share of history entries (0-1)
-- kind:        ratio
-- grain:       study, timepoint, district
-- numerator:   history entries whose next date is the following entry's day of business
-- denominator: history entries with a next date, a following entry and its day of business; n counts cases
-- definition:  next_is_following = the date given is the date on which the court next sat on the case
-- interval:    none because it describes the register read, not a sample of it
-- needs:       hearings
-- disclosure:  data quality
-- empty:       not available: no case has two dated entries
-- caution:     A broken link can be an advanced or a skipped date in the court as well as a gap on the portal.
with links as (
    select
        study,
        timepoint,
        case_id,
        case when next_date = following_business_date then 1 else 0 end as holds
    from frame_hearings
    where next_date is not null and following_business_date is not null
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(links.holds) as links,
        coalesce(sum(links.holds), 0) as holding_links,
        count(distinct links.case_id) as cases
    from frame_cases
    left join links
        on frame_cases.study = links.study
        and frame_cases.timepoint = links.timepoint
        and frame_cases.case_id = links.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
)
select
    study,
    timepoint,
    'next_is_following' as definition_id,
    place as district,
    'history entries' as population,
    cast(holding_links as double) / nullif(links, 0) as value,
    holding_links as numerator,
    links as denominator,
    cases as n
from counted
