-- title: Case type not in our map
-- severity: warn
-- grain: case
-- explains: Whether the case is a prosecution, a bail application or something else is not known, so it
--   may be wrongly out of frame.
-- what to do: Decide on the wordings that `ecourts-indicators vocab list` lists, with `vocab decide`, and
--   run again.
select case_id, case_type_printed
from cases
where case_type_code = 'unmapped'
order by case_id
