"""The project's SQL, written for DuckDB, as Spark reads it: one step, whose rules are all here.

sqlglot does most of it: ``date_diff`` becomes ``datediff``, ``concat`` goes on skipping nulls, sorts and
windows keep nulls last. ``RULES`` put right what it would write otherwise than the results need. A function
that nobody has compared in both engines is refused: sqlglot's guess may run and mean something else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extras import needed
from pipeline.run import RunError

if TYPE_CHECKING:
    from sqlglot.expressions import Expression

COMPARED_FUNCTIONS = {
    "And", "ArrayAgg", "Case", "Cast", "Ceil", "Coalesce", "Concat", "Count", "DateDiff", "DenseRank", "Exp",
    "Floor", "Greatest", "Grouping", "If", "Lag", "Lead", "Least", "Ln", "Max", "Median", "Min", "Nullif",
    "Or", "PercentileCont", "RowNumber", "Sum",
}  # fmt: skip
"""By sqlglot's names. ``ArrayAgg`` drops nulls in Spark: filter them out, as samples do in any case."""
COMPARED_CASTS = frozenset({"DOUBLE", "TEXT", "DATE"})
"""A cast of a number to an integer rounds in DuckDB and cuts off in Spark; only integers are cast to text."""


class SparkDialectError(RunError):
    """A query that can't be put to Spark so that it means the same: which, and what is in the way."""


@cache
def to_spark(name: str, sql: str) -> str:
    """The DuckDB query ``sql`` in Spark's dialect; ``name`` is its file, for the error."""
    sqlglot = needed("sqlglot", "spark")
    try:
        query = sqlglot.parse_one(sql, read="duckdb")
        for node in query.walk():
            if reason := _why_not(node):
                raise SparkDialectError(f"{name}: {reason}")
        for rule in RULES:
            query = query.transform(rule)
        written: str = query.sql("spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    except (sqlglot.ParseError, sqlglot.UnsupportedError) as error:
        said = str(error).split("\n", maxsplit=1)[0]
        raise SparkDialectError(f"{name}: can't be written for Spark: {said}") from error
    return written


def exact_percentile(node: Expression) -> Expression:
    """``percentile_cont(p) within group (order by x)`` becomes ``percentile(x, p)``.

    sqlglot would make it ``percentile_approx``, without a word.
    """
    from sqlglot import exp

    if not (isinstance(node, exp.WithinGroup) and isinstance(node.this, exp.PercentileCont)):
        return node
    (ordered,) = node.expression.expressions
    return exp.Anonymous(this="percentile", expressions=[ordered.this.copy(), node.this.this.copy()])


def double_literal(node: Expression) -> Expression:
    """``0.5`` becomes ``0.5D``: Spark would take it for a decimal and round what it is divided by."""
    from sqlglot import exp

    if (
        isinstance(node, exp.Literal)
        and not node.is_string
        and "." in node.this
        and "e" not in node.this.lower()
    ):
        return exp.Var(this=f"{node.this}D")
    return node


RULES: tuple[Callable[[Expression], Expression], ...] = (exact_percentile, double_literal)


def _why_not(node: Expression) -> str | None:
    """What in a node the two engines don't read alike, and what to do; null if nothing."""
    from sqlglot import exp

    if isinstance(node, exp.Func) and type(node).__name__ not in COMPARED_FUNCTIONS:
        return (
            f"{node.sql('duckdb')} uses a function not yet compared in both engines: compare it, then add it "
            "to COMPARED_FUNCTIONS in pipeline/spark_engine/dialect.py"
        )
    if isinstance(node, exp.IntDiv):
        return f"{node.sql('duckdb')}: write a division that keeps its fraction, and floor() around it"
    if isinstance(node, exp.Cast) and node.to.this.name not in COMPARED_CASTS:
        return f"{node.sql('duckdb')}: the engines cast to {node.to.sql('duckdb')} in different ways"
    if isinstance(node, exp.DateDiff) and node.text("unit").upper() != "DAY":
        return f"{node.sql('duckdb')}: DuckDB counts boundaries, Spark whole units; only days are the same"
    if isinstance(node, exp.WithinGroup) and any(
        part.args.get("desc") for part in node.find_all(exp.Ordered)
    ):
        return f"{node.sql('duckdb')}: a percentile is taken in ascending order"
    return None
