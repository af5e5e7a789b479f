"""Run the indicators over a warehouse: all, some or one; what their queries share is computed once."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from transform.indicators.definitions import Indicator, load_indicators
from transform.indicators.returned_rows import AT_RISK, SOURCES, IndicatorError, lacking_in_source, values_of
from transform.indicators.sharing import is_shared, share_views
from transform.indicators.values import IndicatorValue


def compute(connection: duckdb.DuckDBPyConnection) -> list[IndicatorValue]:
    """Every indicator over the views of ``connection``, by id, definition and district, the total first.

    What rests on something that the source of the cases lacks has no value, whatever its query makes of empty
    tables: not stated is not zero.

    The connection may be narrowed to one study and timepoint (``connect``) or see them all: every query
    groups by study and timepoint, which its rows name. What the queries share is computed once, into
    temporary tables of the connection.
    """
    return compute_each(connection, load_indicators().values())


def compute_each(
    connection: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator], columns: tuple[str, ...] = ()
) -> list[IndicatorValue]:
    """Rows of the indicators; with ``columns`` these and the number at risk alone: no units are listed."""
    return [row for indicator in indicators for row in compute_one(connection, indicator, columns)]


def compute_one(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, columns: tuple[str, ...] = ()
) -> list[IndicatorValue]:
    """Rows of one indicator; of ``columns`` and the number at risk alone if given."""
    if not is_shared(connection):
        share_views(connection)
    try:
        cursor = connection.execute(_chosen(connection, indicator, columns))
        names = tuple(column[0] for column in cursor.description or ())
        rows = cursor.fetchall()
    except duckdb.Error as error:
        first_line = str(error).split("\n", maxsplit=1)[0]
        raise IndicatorError(f"{indicator.file_name}: {first_line}") from error
    return values_of(indicator, names, rows, lacking_in_source(connection.execute(SOURCES).fetchall()))


def _chosen(connection: duckdb.DuckDBPyConnection, indicator: Indicator, columns: tuple[str, ...]) -> str:
    """The indicator's query; with ``columns`` of these alone, and the number at risk where it states one."""
    if not columns:
        return indicator.sql
    stated = {column[0] for column in connection.execute(f"describe {indicator.sql}").fetchall()}
    wanted = (*columns, *(name for name in (AT_RISK,) if name in stated))
    return f"select {', '.join(wanted)} from ({indicator.sql})"
