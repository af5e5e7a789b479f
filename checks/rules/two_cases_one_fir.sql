-- title: Several cases in frame from one FIR
-- severity: warn
-- grain: study
-- explains: One police report usually leads to one trial. Several in frame may be a committal twin that
--   was not recognised, or accused tried apart.
-- what to do: Read both pages; if they are one case, exclude one of them in the study file with a reason.
with in_frame as (
    select case_id, fir_id, fir_year, filing_date
    from cases
    where is_in_frame or frame_exclusion = 'quarantined'
),
repeated as (
    select fir_id from in_frame where fir_id is not null group by fir_id having count(*) > 1
)
select case_id, fir_id, fir_year, filing_date
from in_frame
where fir_id in (select fir_id from repeated)
order by fir_id, case_id
