-- view: charged_cases
-- title: Cases in frame charged with an offence, by district
-- uses: acts, frame_cases
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   district: District of the cases
--   offence_code: Offence of the study's field, or any_itpa for every one under the Immoral Traffic Act
--   cases: Cases charged with it, each once
with charged as (
    select distinct acts.study, acts.timepoint, frame_cases.district, acts.case_id, acts.offence_code
    from acts
    inner join frame_cases
        on acts.study = frame_cases.study
        and acts.timepoint = frame_cases.timepoint
        and acts.case_id = frame_cases.case_id
    where acts.offence_code is not null
)
select study, timepoint, district, offence_code, count(*) as cases
from charged
group by study, timepoint, district, offence_code
union all
select study, timepoint, district, 'any_itpa' as offence_code, count(distinct case_id) as cases
from charged
where offence_code like 'itpa%'
group by study, timepoint, district
