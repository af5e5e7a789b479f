-- id:          I36
-- title:       Section added later
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases in which a section was added after the first charge-sheet; coverage: cases of which it is known
-- denominator: cases reviewed of which it is known; coverage: cases in frame
-- definition:  coded = a coder saw it in the papers (form case_review)
--              coverage = cases in frame of which a coder knew
-- interval:    coverage = none because it states how much was coded, not an estimate
--              coded = wilson
-- disclosure:  cases
-- empty:       coverage = not available: no case in frame
--              coded = not available: no form case_review, or nothing in it to count
-- caution:     A page shows the sections of today and not when each came in, so pages of one day can not say it. Two
--              snapshots can show that a section came in between them: compare the table acts of both timepoints by case_id.
with tallied as (
    select
        study,
        timepoint,
        district,
        section_added_later,
        count(*) as cases
    from frame_reviews
    group by study, timepoint, district, section_added_later
),
compared as (
    select
        study, timepoint, district, cases,
        'coded' as definition_id, 'cases reviewed' as population,
        case when section_added_later = 'y' then 1 else 0 end as numerator,
        case when section_added_later in ('y', 'n') then 1 else 0 end as denominator
    from tallied
    union all
    select
        study, timepoint, district, cases,
        'coverage' as definition_id, 'all cases' as population,
        case when section_added_later in ('y', 'n') then 1 else 0 end as numerator,
        1 as denominator
    from tallied
),
measured as (
    select
        study,
        timepoint,
        definition_id,
        population,
        case when grouping(district) = 1 then 'all' else district end as place,
        coalesce(sum(case when denominator > 0 then cases end), 0) as cases,
        coalesce(sum(numerator * cases), 0) as numerator,
        coalesce(sum(denominator * cases), 0) as denominator,
        array_agg(numerator) filter (where denominator > 0) as sample,
        array_agg(denominator) filter (where denominator > 0) as sample_weight,
        array_agg(cases) filter (where denominator > 0) as sample_units
    from compared
    group by grouping sets (
        (study, timepoint, definition_id, population, district),
        (study, timepoint, definition_id, population)
    )
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    population,
    cast(numerator as double) / nullif(denominator, 0) as value,
    numerator,
    denominator,
    cases as n,
    sample,
    sample_weight,
    sample_units
from measured
