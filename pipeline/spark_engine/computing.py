"""Every indicator computed by Spark; the values are the same as DuckDB's, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.spark_engine.dialect import to_spark
from pipeline.spark_engine.faults import explained
from pipeline.spark_engine.session import THIS_MACHINE, spark_session
from pipeline.spark_engine.tables import data_bytes, register_views
from transform.indicators.definitions import Indicator, load_indicators
from transform.indicators.returned_rows import SOURCES, lacking_in_source, values_of
from transform.indicators.values import IndicatorValue

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def compute_with_spark(
    folders: Sequence[Path], scratch_root: Path, master: str = THIS_MACHINE
) -> list[IndicatorValue]:
    """Every indicator over the tables in ``folders`` (``TABLES/STUDY/TIMEPOINT``), ordered as by ``compute``.

    On a cluster the executors read the folders and write below ``scratch_root``: both must lie where driver
    and executors find them under the same path.
    """
    with spark_session(scratch_root, master, data_bytes=data_bytes(folders)) as (session, scratch):
        register_views(session, folders, scratch)
        indicators = load_indicators().values()
        return [value for indicator in indicators for value in values_with_spark(session, indicator)]


def values_with_spark(session: SparkSession, indicator: Indicator) -> list[IndicatorValue]:
    """Rows of one indicator over the views that the session has."""
    with explained(session, indicator.file_name):
        frame = session.sql(to_spark(indicator.file_name, indicator.sql))
        names, rows = frame.columns, frame.collect()
    lacking = lacking_in_source(session.sql(SOURCES).collect())
    return values_of(indicator, names, rows, lacking)
