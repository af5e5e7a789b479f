-- view: frame_reviews
-- title: One row per case in frame with what a coder found in its papers; null where it was not reviewed
-- uses: case_reviews, frame_cases
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   district: District of the case
--   status: Status of the case at as_of
--   outcome_code: Outcome by the page; null while undecided
--   is_reviewed: Whether a coder reviewed the case (form case_review)
--   reviewed_outcome_code: Outcome by the coder
--   acquittal_reason: Main reason of an acquittal
--   accused_count: Accused whose trial was reviewed
--   convicted_count: Accused convicted
--   acquitted_count: Accused acquitted
--   sentence_months: Longest imprisonment given
--   fine_rupees: Sum of all fines
--   cognizance_date: Day the court took cognizance
--   section_added_later: y, n or u (unknown)
--   in_camera: y, n or u (unknown)
--   remote_testimony: y, n or u (unknown)
--   support_person: y, n or u (unknown)
--   victim_legal_aid: Who gave the victims a lawyer; u is unknown
--   accused_legal_aid: Who gave the accused a lawyer; u is unknown
--   victim_compensation: Compensation for the victims; u is unknown
select
    frame_cases.study,
    frame_cases.timepoint,
    frame_cases.case_id,
    frame_cases.district,
    frame_cases.status,
    frame_cases.outcome_code,
    case_reviews.case_id is not null as is_reviewed,
    case_reviews.outcome_std as reviewed_outcome_code,
    case_reviews.acquittal_reason,
    case_reviews.accused_count,
    case_reviews.convicted_count,
    case_reviews.acquitted_count,
    case_reviews.sentence_months,
    case_reviews.fine_rupees,
    case_reviews.cognizance_date,
    case_reviews.section_added_later,
    case_reviews.in_camera,
    case_reviews.remote_testimony,
    case_reviews.support_person,
    case_reviews.victim_legal_aid,
    case_reviews.accused_legal_aid,
    case_reviews.victim_compensation
from frame_cases
left join case_reviews
    on frame_cases.study = case_reviews.study
    and frame_cases.timepoint = case_reviews.timepoint
    and frame_cases.case_id = case_reviews.case_id
