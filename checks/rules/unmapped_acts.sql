-- title: Act not in our map
-- severity: warn
-- grain: case
-- explains: What the case charges under this act is not known, so the case may be wrongly out of frame.
-- what to do: Decide on the wordings that `ecourts-indicators vocab list` lists, with `vocab decide`, and
--   run again.
select case_id, charge_number, act_printed, section_printed
from acts
where act_code = 'unmapped'
order by case_id, charge_number
