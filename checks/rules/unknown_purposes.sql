-- title: Too many purposes of hearing unknown
-- severity: stop
-- explains: More than 5 % of the frame's entries have a purpose that is blank, unreadable or not in our
--   map. Stages and the adjournment definitions A2 and A3 would rest on guesses.
-- what to do: Add the wordings listed to transform/vocab/map_purposes.csv and run again.
with purposes as (
    select
        coalesce(purpose_printed, '(not stated)') as wording,
        purpose_code is null or purpose_code in ('unmapped', 'unknown') as is_unknown
    from hearings
    join cases using (study, timepoint, case_id)
    where is_in_frame and is_within_as_of and not is_terminal
),
shares as (
    select wording, count(*) as entries, sum(count(*)) over () as unknown_entries,
        (select count(*) from purposes) as all_entries
    from purposes
    where is_unknown
    group by wording
)
select wording, entries, round(unknown_entries / all_entries, 4) as unknown_share
from shares
where unknown_entries > 0.05 * all_entries
order by entries desc, wording
