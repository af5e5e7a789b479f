-- view: frame_victims
-- title: One row per victim of a case in frame, as a coder found (form victim_review); cases without rows are absent
-- uses: victim_reviews, frame_reviews
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   district: District of the case
--   status: Status of the case at as_of
--   victim_seq: Number of the victim within the case
--   is_of_acquitted_case: Whether the case ended in acquittal, by the coder where reviewed, else by the page
--   minor: y, n or u (unknown)
--   is_witness: Made a witness: cited and summoned; null where one is unknown and the other not denied
--   testified: y, n or u (unknown)
--   hostile: y, n or u (unknown)
--   came_forward: y, n or u (unknown)
--   supported_by_programme: y, n or u (unknown)
--   withdrew: y, n or u (unknown)
--   days_to_testimony: Days from cognizance to the first testimony; null where one is not known
select
    victims.study,
    victims.timepoint,
    victims.case_id,
    frame_reviews.district,
    frame_reviews.status,
    victims.victim_seq,
    coalesce(frame_reviews.reviewed_outcome_code, frame_reviews.outcome_code, '') = 'acquitted'
        as is_of_acquitted_case,
    victims.minor,
    case
        when victims.cited_witness = 'y' and victims.summoned = 'y' then true
        when victims.cited_witness = 'n' or victims.summoned = 'n' then false
    end as is_witness,
    victims.testified,
    victims.hostile,
    victims.came_forward,
    victims.supported_by_programme,
    victims.withdrew,
    date_diff('day', frame_reviews.cognizance_date, victims.first_testimony_date) as days_to_testimony
from victim_reviews as victims
inner join frame_reviews
    on victims.study = frame_reviews.study
    and victims.timepoint = frame_reviews.timepoint
    and victims.case_id = frame_reviews.case_id
