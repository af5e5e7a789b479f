-- title: Too many purposes of hearing unknown
-- severity: stop
-- grain: study
-- explains: More than 5 % of the frame's entries have a purpose that is blank, unreadable or not in our
--   map. Stages and the adjournment definitions A2 and A3 would rest on guesses.
-- what to do: Decide on the wordings that `ecourts-indicators vocab list` lists, with `vocab decide`, and
--   run again.
with totals as (
    select
        sum(entries) as all_entries,
        sum(entries) filter (where is_unknown) as unknown_entries
    from frame_purposes
)
select wording, cast(sum(entries) as bigint) as entries, round(any_value(unknown_entries / all_entries), 4) as unknown_share
from frame_purposes
cross join totals
where is_unknown
  and unknown_entries > 0.05 * all_entries
group by wording
order by entries desc, wording
