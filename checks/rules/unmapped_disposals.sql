-- title: Nature of disposal not in our map
-- severity: warn
-- grain: case
-- explains: The case ended, but how is not known to the vocabulary; it counts as unknown in every outcome
--   share.
-- what to do: Decide on the wordings that `ecourts-indicators vocab list` lists, with `vocab decide`, and
--   run again.
select case_id, nature_of_disposal_printed
from checked_cases
join outcomes using (study, timepoint, case_id)
where outcome_code = 'unmapped'
order by case_id
