-- title: Page that could not be read
-- severity: stop
-- grain: study
-- explains: A page was not what its parser knows, or a value on it could not be interpreted. What it says
--   is missing from every figure.
-- what to do: Compare what was expected and found; if the portal changed its pages the parser must follow,
--   if the page is damaged fetch it again.
select case_id, quarantine_number, page_id, stage, reason, expected, found
from quarantine
where stage in ('parse', 'interpret')
order by quarantine_number
