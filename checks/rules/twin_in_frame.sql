-- title: Committal twin counted beside its sessions case
-- severity: stop
-- explains: A magistrate's case merged into the sessions case it was committed to is the same case;
--   counted beside it, it counts twice. A twin must be out of frame and its sessions case must exist.
-- what to do: Build the tables again; if it stays, report the fault with the case pseudonyms listed.
select twins.case_id, twins.merged_into_case_id, twins.is_in_frame
from cases as twins
left join cases as sessions
    on sessions.study = twins.study
    and sessions.timepoint = twins.timepoint
    and sessions.case_id = twins.merged_into_case_id
where twins.merged_into_case_id is not null
  and (twins.frame_exclusion is distinct from 'merged_committal_twin' or sessions.case_id is null)
order by 1
