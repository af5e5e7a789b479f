"""Great Expectations judges a table by what was counted of it, and words the result as it always does.

An expectation asks for metrics. Great Expectations would compute them over a frame that holds all rows; here
they come from ``checks.counting``, and the expectation decides on them through its ``metrics_validate``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from checks.counting import CountedTable
from checks.suites import import_great_expectations
from checks.unexpected import Unexpected

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
    from great_expectations.validator.metric_configuration import MetricConfiguration

NULLABLE_TYPES: dict[pa.DataType, Any] = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
STATISTICS = (
    "evaluated_expectations", "successful_expectations", "unsuccessful_expectations", "success_percent",
)  # fmt: skip


def judge(
    suite: ExpectationSuite, schema: pa.Schema, counted: CountedTable, shown: int
) -> ExpectationSuiteValidationResult:
    """Hold every expectation of ``suite`` against the columns of ``schema`` and what was counted of them.

    ``shown`` rows at most stand in a result; all are counted.
    """
    import_great_expectations()
    from great_expectations.core import ExpectationSuiteValidationResult
    from great_expectations.validator.validation_statistics import calc_validation_statistics

    judging = _Judging(_engine_of_columns(schema), schema.names, counted, shown)
    with _configurations_kept():
        results = [judging.result(expectation) for expectation in suite.expectations]
    statistics = calc_validation_statistics(results)
    return ExpectationSuiteValidationResult(
        success=statistics.success,
        results=results,
        suite_name=suite.name,
        meta={"batch_kwargs": {"data_asset_name": f"{suite.name}.parquet"}},
        statistics={name: getattr(statistics, name) for name in STATISTICS},
    )


def _engine_of_columns(schema: pa.Schema) -> PandasExecutionEngine:
    """An engine over a frame of no rows: it tells names and types of columns, and nothing else."""
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine

    engine = PandasExecutionEngine()
    frame = schema.empty_table().to_pandas(
        types_mapper=NULLABLE_TYPES.get, date_as_object=True, timestamp_as_object=True
    )
    engine.load_batch_data("columns", frame)
    return engine


@contextmanager
def _configurations_kept() -> Iterator[None]:
    """Each expectation's configuration is worked out once.

    Great Expectations does so whenever it looks at a part of it: 120 times a result, which was most of what
    judging took. Nothing changes an expectation while it is judged. What is kept holds on to the expectation
    too, or its place in memory, by which it is found, would go to another one.
    """
    from great_expectations.expectations.expectation import Expectation

    worked_out = vars(Expectation)["configuration"]
    kept: dict[int, tuple[Expectation, Any]] = {}

    def configuration(expectation: Expectation) -> Any:
        if id(expectation) not in kept:
            kept[id(expectation)] = expectation, worked_out.fget(expectation)
        return kept[id(expectation)][1]

    Expectation.configuration = property(configuration)  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Expectation.configuration = worked_out  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class _Judging:
    engine: PandasExecutionEngine
    columns: list[str]
    counted: CountedTable
    shown: int

    def result(self, expectation: Any) -> ExpectationValidationResult:
        """What one expectation says of the metrics it asks for."""
        asked = {
            "result_format": {
                "result_format": "SUMMARY",
                "partial_unexpected_count": self.shown,
                "unexpected_index_column_names": list(self.counted.naming),
            }
        }
        needed = expectation.get_validation_dependencies(self.engine, dict(asked)).get_metric_configurations()
        result = expectation.metrics_validate(
            {one.id: self._metric(one) for one in needed}, dict(asked), self.engine
        )
        if "partial_unexpected_counts" in result.result:
            commonest = self._unexpected(expectation.map_metric, expectation.configuration.kwargs).commonest
            result.result["partial_unexpected_counts"] = [
                {"value": value, "count": count} for value, count in commonest
            ]
        judged: ExpectationValidationResult = result
        return judged

    def _metric(self, asked: MetricConfiguration) -> Any:
        name = asked.metric_name
        if name == "table.row_count":
            return self.counted.row_count
        if name == "table.columns":
            return self.columns
        if name == "table.column_types":
            return self.engine.resolve_metrics([asked])[asked.id]
        condition, _, wanted = name.rpartition(".")
        unexpected = self._unexpected(condition, asked.metric_domain_kwargs)
        match wanted:
            case "unexpected_count":
                return unexpected.count
            case "unexpected_values":
                return unexpected.values()
            case "unexpected_index_list":
                return list(unexpected.rows)
            case "unexpected_index_query":
                return None
            case "filtered_row_count":
                return self.counted.keyed_row_count
        raise NotImplementedError(f"Great Expectations asks for {name}, which is not counted.")

    def _unexpected(self, condition: str, domain: Mapping[str, Any]) -> Unexpected:
        found = self.counted
        by_column = {
            "column_values.nonnull": found.empty,
            "column_values.in_set": found.unlisted,
            "column_values.in_type_list": found.mistyped,
        }
        if condition == "compound_columns.unique":
            assert found.repeated is not None
            return found.repeated
        return by_column[condition][domain["column"]]
