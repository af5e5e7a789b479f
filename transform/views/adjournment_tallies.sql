-- view: adjournment_tallies
-- title: Cases in frame by how often they were adjourned, per definition, district and status
-- uses: case_adjournments
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   definition_id: A0, A1, A2, A2x, A3, A4e, A4, A4b or A4c
--   district: District of the cases
--   status: Status of the cases at as_of
--   adjournments: Adjournments of each up to as_of; null where they are not known (see case_adjournments)
--   cases: Cases of which all this holds
select study, timepoint, definition_id, district, status, adjournment_count as adjournments, count(*) as cases
from case_adjournments
group by study, timepoint, definition_id, district, status, adjournment_count
