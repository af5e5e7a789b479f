"""What is written for Spark, rule by rule, without Spark.

That it means the same is tried on both engines in tests/reference/test_spark_equals_duckdb.py.
"""

from __future__ import annotations

import pytest

pytest.importorskip("sqlglot", reason="sqlglot is not installed (make spark)")

from pipeline.spark_engine.dialect import SparkDialectError, to_spark
from transform.indicators.definitions import load_indicators
from transform.warehouse_views import derived_views

SHIPPED = {file.name: file.sql for file in derived_views()} | {
    indicator.file_name: indicator.sql for indicator in load_indicators().values()
}


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        (
            "select percentile_cont(0.9) within group (order by case when a then x end) from t",
            "SELECT PERCENTILE(CASE WHEN a THEN x END, 0.9D) FROM t",
        ),
        ("select median(x) from t", "SELECT MEDIAN(x) FROM t"),
        ("select x * 0.5, x + 1e-9, x + 7, '0.5' from t", "SELECT x * 0.5D, x + 1e-9, x + 7, '0.5' FROM t"),
        ("select date_diff('day', a, b) from t", "SELECT DATEDIFF(DAY, a, b) FROM t"),
        ("select concat(a, '_', 'b') from t", "SELECT CONCAT(COALESCE(a, ''), '_', 'b') FROM t"),
        (
            "select lag(a) over (partition by b order by c), row_number() over (order by a desc) from t",
            "SELECT LAG(a) OVER (PARTITION BY b ORDER BY c NULLS LAST), "
            "ROW_NUMBER() OVER (ORDER BY a DESC) FROM t",
        ),
        (
            "select array_agg(a) filter (where a > 0) from t",
            "SELECT COLLECT_LIST(a) FILTER(WHERE a > 0) FROM t",
        ),
        ("select m from (values (6), (12)) as listed (m)", "SELECT m FROM VALUES (6), (12) AS listed(m)"),
    ],
)  # fmt: skip
def test_a_query_becomes_sparks(duckdb: str, spark: str) -> None:
    assert to_spark("I99_made.sql", duckdb) == spark


@pytest.mark.parametrize(
    "query",
    [
        "select approx_quantile(x, 0.5) from t",
        "select percentile_disc(0.5) within group (order by x) from t",
        "select any_value(x) from t",
        "select my_own(x) from t",
        "select x // 2 from t",
        "select cast(x as integer) from t",
        "select date_diff('month', a, b) from t",
        "select percentile_cont(0.9) within group (order by x desc) from t",
        "select from where",
    ],
)
def test_what_would_mean_something_else_is_refused(query: str) -> None:
    with pytest.raises(SparkDialectError, match=r"^I99_made\.sql: "):
        to_spark("I99_made.sql", query)


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_nothing_shipped_becomes_an_estimate(name: str) -> None:
    assert "approx" not in to_spark(name, SHIPPED[name]).lower()
