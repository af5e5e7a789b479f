-- title: Committal twin counted beside its sessions case
-- severity: stop
-- grain: study
-- explains: A magistrate's case merged into the sessions case it was committed to is the same case;
--   counted beside it, it counts twice. A twin must be out of frame and its sessions case must exist.
-- what to do: Build the tables again; if it stays, report the fault with the case pseudonyms listed.
with twins as (
    select * from cases where merged_into_case_id is not null
),
sessions as (
    select case_id from cases where case_id in (select merged_into_case_id from twins)
)
select case_id, merged_into_case_id, is_in_frame
from twins
where frame_exclusion is distinct from 'merged_committal_twin'
   or merged_into_case_id not in (select case_id from sessions)
order by case_id
