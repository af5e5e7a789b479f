-- title: No case in the study's frame
-- severity: stop
-- grain: study
-- explains: Nothing that was read belongs to the study: a wrong window, wrong offences or an empty pull.
-- what to do: Compare the study file's window, districts and offences with the cases table's
--   frame_exclusion.
select count(*) as cases_read, count(*) filter (where is_in_frame) as cases_in_frame
from cases
having count(*) filter (where is_in_frame) = 0
