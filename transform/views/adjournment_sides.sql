-- view: adjournment_sides
-- title: Cases by how many of their adjournments lie with which side, as far as coders or daily statuses say
-- uses: adjournments_placed
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   definition_id: A4 (coded) or A4e (stated in the daily status)
--   district: District of the cases
--   adjournments: Adjournments of the case under the definition
--   prosecution_side: Those that lie with prosecution
--   defence_side: Those that lie with defence
--   both_side: Those that lie with both
--   court_side: Those that lie with court
--   third_party_side: Those that lie with third party
--   not_stated_side: Those that lie with not stated
--   cases: Cases of which all this holds
with by_case as (
    select
        study,
        timepoint,
        definition_id,
        district,
        case_id,
        count(*) as adjournments,
        count(case when side = 'prosecution' then 1 end) as prosecution_side,
        count(case when side = 'defence' then 1 end) as defence_side,
        count(case when side = 'both' then 1 end) as both_side,
        count(case when side = 'court' then 1 end) as court_side,
        count(case when side = 'third_party' then 1 end) as third_party_side,
        count(case when coalesce(side, 'not_stated') = 'not_stated' then 1 end) as not_stated_side
    from adjournments_placed
    where definition_id in ('A4', 'A4e')
    group by study, timepoint, definition_id, district, case_id
)
select
    study, timepoint, definition_id, district, adjournments,
    prosecution_side, defence_side, both_side, court_side, third_party_side,
    not_stated_side, count(*) as cases
from by_case
group by
    study, timepoint, definition_id, district, adjournments,
    prosecution_side, defence_side, both_side, court_side, third_party_side,
    not_stated_side
