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
with counted as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        sum(links) as links,
        sum(holding_links) as holding_links,
        count(case when links > 0 then 1 end) as cases
    from case_facts
    group by grouping sets ((study, timepoint, district), (study, timepoint))
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
