-- view: interval_cases
-- title: One row per case whose influence on a curve carries its interval: every case in frame
-- uses: frame_cases
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
select study, timepoint, case_id
from frame_cases
