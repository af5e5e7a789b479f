-- view: victims_by_case
-- title: One row per case with victims coded (form victim_review), and per district one without a case and with none
-- uses: frame_victims, frame_cases
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case; null in the row that stands for the other cases of the district
--   district: District of the case
--   is_of_acquitted_case: Whether the case ended in acquittal, by the coder where reviewed, else by the page
--   victims: Victims coded
--   minors: Those of them who were minors
--   minors_known: Victims of whom it is known whether they were
--   witnesses: Victims made witnesses
--   witnesses_known: Victims of whom it is known whether they were; so for each below
--   hostile: Victims who turned hostile
--   hostile_known: As above
--   hostile_witnesses: Victims made witnesses who turned hostile
--   hostile_witnesses_known: As above, of victims made witnesses
--   testified: Victims who testified
--   testified_known: As above
--   testified_or_unknown: Victims who testified, or of whom it is unknown
--   came_forward: Victims who came forward to take part in the trial
--   came_forward_known: As above
--   came_forward_or_unknown: Victims who came forward, or of whom it is unknown
--   withdrew: Victims who withdrew from the case
--   withdrew_known: As above
--   withdrew_or_unknown: Victims who withdrew, or of whom it is unknown
select
    study,
    timepoint,
    case_id,
    district,
    max(case when is_of_acquitted_case then 1 else 0 end) = 1 as is_of_acquitted_case,
    count(*) as victims,
    count(case when minor = 'y' then 1 end) as minors,
    count(case when minor in ('y', 'n') then 1 end) as minors_known,
    count(case when is_witness then 1 end) as witnesses,
    count(is_witness) as witnesses_known,
    count(case when hostile = 'y' then 1 end) as hostile,
    count(case when hostile in ('y', 'n') then 1 end) as hostile_known,
    count(case when is_witness and hostile = 'y' then 1 end) as hostile_witnesses,
    count(case when is_witness and hostile in ('y', 'n') then 1 end) as hostile_witnesses_known,
    count(case when testified = 'y' then 1 end) as testified,
    count(case when testified in ('y', 'n') then 1 end) as testified_known,
    count(case when testified in ('y', 'u') then 1 end) as testified_or_unknown,
    count(case when came_forward = 'y' then 1 end) as came_forward,
    count(case when came_forward in ('y', 'n') then 1 end) as came_forward_known,
    count(case when came_forward in ('y', 'u') then 1 end) as came_forward_or_unknown,
    count(case when withdrew = 'y' then 1 end) as withdrew,
    count(case when withdrew in ('y', 'n') then 1 end) as withdrew_known,
    count(case when withdrew in ('y', 'u') then 1 end) as withdrew_or_unknown
from frame_victims
group by study, timepoint, case_id, district
union all
select distinct
    study, timepoint, cast(null as varchar) as case_id, district, false as is_of_acquitted_case,
    0 as victims, 0 as minors, 0 as minors_known, 0 as witnesses, 0 as witnesses_known, 0 as hostile,
    0 as hostile_known, 0 as hostile_witnesses, 0 as hostile_witnesses_known, 0 as testified,
    0 as testified_known, 0 as testified_or_unknown, 0 as came_forward, 0 as came_forward_known,
    0 as came_forward_or_unknown, 0 as withdrew, 0 as withdrew_known, 0 as withdrew_or_unknown
from frame_cases
