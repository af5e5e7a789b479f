"""What Spark raises, in one line: what, where, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.run import RunError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class SparkEngineError(RunError):
    """Spark can't be started, or can't do what was asked: what, where, what to do."""


@contextmanager
def explained(session: SparkSession, doing: str) -> Iterator[None]:
    """Turns what Spark raises while ``doing`` (a view's or query's file) into a ``SparkEngineError``."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as fault:
        raise SparkEngineError(f"{doing}: Spark says: {first_line(fault)}{_of_cluster(session)}") from fault


def first_line(fault: Exception) -> str:
    """What a fault says first, without the Java stack below it, as a sentence."""
    lines = (line.strip() for line in str(fault).splitlines())
    said = next((line for line in lines if line and "An error occurred while calling" not in line), "")
    said = said.removeprefix(": ") or type(fault).__name__
    return said if said.endswith(".") else f"{said}."


def _of_cluster(session: SparkSession) -> str:
    master = session.sparkContext.master or ""
    if master.startswith("local"):
        return ""
    return (
        f" The executors of {master} must find the data folder under the same path as here: "
        "put it on a file system that all share."
    )
