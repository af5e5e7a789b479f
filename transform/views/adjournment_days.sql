-- view: adjournment_days
-- title: Adjournments by definition, district and day of the case's clock, of cases that were at risk that day
-- uses: adjournments_placed
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   definition_id: A0, A1, A2, A2x, A3, A4e, A4, A4b or A4c
--   district: District of the cases
--   days: Day of the cases' clock
--   adjournments: Adjournments on that day
select study, timepoint, definition_id, district, days, count(*) as adjournments
from adjournments_placed
where is_known and days >= entry_days and days <= days_open
group by study, timepoint, definition_id, district, days
