-- id:          I51
-- title:       Agreement of coders
-- unit:        alpha (1 full agreement, 0 chance)
-- kind:        ratio
-- grain:       study, timepoint, district
-- numerator:   units on which the two coders agree
-- denominator: units that both coded (n)
-- definition:  * = Krippendorff's alpha for codes without an order, of the judgment named, form before column; wanted: 0.8 or more
-- interval:    bootstrap_alpha
-- disclosure:  data quality
-- empty:       not available: no unit coded twice, or both coders used one code throughout, where alpha is not defined
-- caution:     A unit that either coder left empty is not compared. Where nearly all units have one code, alpha is low though
--              the coders agree on most: read the numerator. Units of one case belong together, so the interval draws cases.
with pairs as (
    select
        double_codings.study,
        double_codings.timepoint,
        concat(double_codings.form, '_', double_codings.variable) as definition_id,
        case when first_code is not null and second_code is not null then 1 else 0 end as is_pair,
        double_codings.case_id,
        double_codings.first_code,
        double_codings.second_code
    from double_codings
    inner join frame_cases
        on double_codings.study = frame_cases.study
        and double_codings.timepoint = frame_cases.timepoint
        and double_codings.case_id = frame_cases.case_id
),
used as (
    select study, timepoint, definition_id, case_id, first_code as code from pairs where is_pair = 1
    union all
    select study, timepoint, definition_id, case_id, second_code as code from pairs where is_pair = 1
),
by_code as (
    select
        study,
        timepoint,
        definition_id,
        code,
        count(*) as uses,
        row_number() over (partition by study, timepoint, definition_id order by code) as code_number
    from used
    group by study, timepoint, definition_id, code
),
expected as (
    select
        study,
        timepoint,
        definition_id,
        cast(sum(uses * (uses - 1)) as double) as same_pairs,
        sum(uses) as uses
    from by_code
    group by study, timepoint, definition_id
),
numbered as (
    select
        pairs.study,
        pairs.timepoint,
        pairs.definition_id,
        firsts.code_number as first_number,
        seconds.code_number as second_number,
        dense_rank() over (partition by pairs.study, pairs.timepoint order by pairs.case_id) as case_number
    from pairs
    inner join by_code as firsts
        on pairs.study = firsts.study
        and pairs.timepoint = firsts.timepoint
        and pairs.definition_id = firsts.definition_id
        and pairs.first_code = firsts.code
    inner join by_code as seconds
        on pairs.study = seconds.study
        and pairs.timepoint = seconds.timepoint
        and pairs.definition_id = seconds.definition_id
        and pairs.second_code = seconds.code
    where pairs.is_pair = 1
),
observed as (
    select
        study,
        timepoint,
        definition_id,
        count(*) as units,
        count(case when first_number = second_number then 1 end) as agreed,
        array_agg(first_number) as sample,
        array_agg(second_number) as sample_weight,
        array_agg(case_number) as sample_entry
    from numbered
    group by study, timepoint, definition_id
)
select
    observed.study,
    observed.timepoint,
    observed.definition_id,
    'all' as district,
    'units coded twice' as population,
    1 - (cast(observed.units - observed.agreed as double) / observed.units)
        / nullif(1 - expected.same_pairs / (expected.uses * (expected.uses - 1)), 0) as value,
    observed.agreed as numerator,
    observed.units as denominator,
    observed.units as n,
    observed.sample,
    observed.sample_weight,
    observed.sample_entry
from observed
inner join expected
    on observed.study = expected.study
    and observed.timepoint = expected.timepoint
    and observed.definition_id = expected.definition_id
