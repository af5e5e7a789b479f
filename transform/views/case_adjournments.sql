-- view: case_adjournments
-- title: One row per case in frame and definition of adjournment: how often it was adjourned, 0 included
-- uses: case_facts
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   definition_id: A0, A1, A2, A2x, A3, A4e, A4, A4b or A4c
--   district: District of the case
--   status: Status of the case at as_of
--   entry_days: Day of the case's clock on which it came under observation
--   days_open: Days from clock_start_date to clock_end_date
--   case_years: Years under observation
--   adjournment_count: Adjournments up to as_of; null for A4e unless every day of business of the case had its
--     daily status read, because a page that was not read can not say that there was no adjournment; null for
--     A4, A4b and A4c unless a coder coded every day of business, for A4b also who asked, for the same reason
--   adjournment_count_at_risk: Those of them that fall into the time under observation
--   before_evidence: Those of them on days that gave a date for evidence before any was recorded
--   in_longest_run: Those of them within the case's longest run at one stage
--   evidence_listings: Dates given for evidence before any was recorded; null for none
--   has_run: Whether the history states a stage
with definitions as (
    select definition_id
    from (values ('A0'), ('A1'), ('A2'), ('A2x'), ('A3'), ('A4e'), ('A4'), ('A4b'), ('A4c')) as listed (definition_id)
)
select
    facts.study,
    facts.timepoint,
    facts.case_id,
    definitions.definition_id,
    facts.district,
    facts.status,
    facts.entry_days,
    facts.days_open,
    facts.case_years,
    case definitions.definition_id
        when 'A0' then facts.a0_count
        when 'A1' then facts.a1_count
        when 'A2' then facts.a2_count
        when 'A2x' then facts.a2x_count
        when 'A3' then facts.a3_count
        when 'A4e' then facts.a4e_count
        when 'A4' then facts.a4_count
        when 'A4b' then facts.a4b_count
        when 'A4c' then facts.a4c_count
    end as adjournment_count,
    case definitions.definition_id
        when 'A0' then facts.a0_at_risk
        when 'A1' then facts.a1_at_risk
        when 'A2' then facts.a2_at_risk
        when 'A2x' then facts.a2x_at_risk
        when 'A3' then facts.a3_at_risk
        when 'A4e' then facts.a4e_at_risk
        when 'A4' then facts.a4_at_risk
        when 'A4b' then facts.a4b_at_risk
        when 'A4c' then facts.a4c_at_risk
    end as adjournment_count_at_risk,
    case definitions.definition_id
        when 'A0' then facts.a0_before_evidence
        when 'A1' then facts.a1_before_evidence
        when 'A2' then facts.a2_before_evidence
        when 'A2x' then facts.a2x_before_evidence
        when 'A3' then facts.a3_before_evidence
        when 'A4e' then facts.a4e_before_evidence
        when 'A4' then facts.a4_before_evidence
        when 'A4b' then facts.a4b_before_evidence
        when 'A4c' then facts.a4c_before_evidence
    end as before_evidence,
    case definitions.definition_id
        when 'A0' then facts.a0_in_run
        when 'A1' then facts.a1_in_run
        when 'A2' then facts.a2_in_run
        when 'A2x' then facts.a2x_in_run
        when 'A3' then facts.a3_in_run
        when 'A4e' then facts.a4e_in_run
        when 'A4' then facts.a4_in_run
        when 'A4b' then facts.a4b_in_run
        when 'A4c' then facts.a4c_in_run
    end as in_longest_run,
    facts.evidence_listings,
    facts.has_run
from case_facts as facts
cross join definitions
