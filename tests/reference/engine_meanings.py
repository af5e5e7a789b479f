"""Small queries, one for each thing that DuckDB and Spark might read in two ways: nulls, order, types."""

from __future__ import annotations

NUMBERS = "('a', 3), ('a', null), ('a', -8), ('b', 10), (null, 5), (null, null), ('ñ', 7)"
SELECTED = {
    "percentile": "percentile_cont(0.9) within group (order by v), median(v), median(v + 1) from numbers",
    "percentile of nothing": "percentile_cont(0.25) within group (order by v), median(v) "
    "from numbers where v > 99",
    "null in a list": "concat(g, '_', cast(v as varchar)), least(v, 4), greatest(0, v) from numbers",
    "sums and counts": "count(*), count(v), count(distinct g), sum(v), min(v), max(g) from numbers",
    "sum of nothing": "sum(v), count(v), min(v) from numbers where v > 99",
    "division": "7 / 2, cast(1 as double) / 3, v * 0.1 / 7, 1 / nullif(v - 3, 0) from numbers",
    "remainder and floor": "v % 7, floor(v / 2.0), floor((v - 1) * 0.9), ceil((v - 1) * 0.9) from numbers",
    "logarithm": "exp(ln(0.3)), 0.5 + 1e-9, ln(2)",
    "days": """date_diff('day', date '2020-02-28', date '2020-03-01'),
        date_diff('day', date '2000-01-03', date '1999-12-31') % 7""",
    "order of nulls": """g, v, row_number() over (order by v, g), row_number() over (order by g desc, v),
        lag(v) over (order by g, v), lead(v) over (order by v, g), dense_rank() over (order by g)
        from numbers""",
    "running sum": """g, v,
        sum(v) over (partition by g order by v rows between unbounded preceding and 1 preceding)
        from numbers""",
    "null among groups": """case when grouping(g) = 1 then 'all' else g end, grouping(g), count(*), sum(v)
        from numbers group by grouping sets ((g), ())""",
    "unknown is not false": """not (v > 3), v in (3, 5), v <> 3 or g is null, coalesce(g, '') = 'a',
        case when v > 3 then 1 end from numbers""",
    "order of text": "g, row_number() over (order by g) from numbers where v > 4 and g is not null",
    "filtered": "count(*) filter (where v > 3), sum(v) filter (where v > 99), "
    "max(case when v > 3 then 1 end) from numbers",
}
MEANINGS = {
    name: f"with numbers as (select g, v from (values {NUMBERS}) as listed (g, v)) select {selected}"
    for name, selected in SELECTED.items()
}
