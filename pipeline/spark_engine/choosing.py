"""Which engine a run computes its indicators with, as its options say."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extras import require
from pipeline.run import Run
from pipeline.spark_engine.java import require_java
from pipeline.spark_engine.session import THIS_MACHINE
from pipeline.study import StudyError

ENGINES = ("duckdb", "spark")
MASTER = re.compile(r"local(\[(\*|\d+)\])?|local-cluster\[\d+,\d+,\d+\]|spark://\S+:\d+\S*|yarn|k8s://\S+")


def by_engine(run: Run, engine: str, master: str | None) -> Run:
    """The run with its engine; for Spark the step is forgotten, so that it is done even if nothing changed.

    Raises ``StudyError`` (wrong usage) for an unknown engine or master, ``RunError`` where Spark or Java
    is absent.
    """
    if engine not in ENGINES:
        raise StudyError(f"--engine {engine}: no such engine; use duckdb or spark.")
    if engine == "duckdb":
        if master is not None:
            raise StudyError("--spark-master names a cluster for Spark: add --engine spark.")
        return run
    if master is not None and not MASTER.fullmatch(master):
        raise StudyError(
            f"--spark-master {master}: not the address of a Spark master; use local[*], spark://HOST:PORT, "
            "yarn or k8s://HOST:PORT."
        )
    require("pyspark", "spark")  # not imported yet: Great Expectations comes first (docs/decisions.md 46)
    require("sqlglot", "spark")
    require_java()
    (run.places.stamps / "indicators.json").unlink(missing_ok=True)
    return replace(run, spark_master=master or THIS_MACHINE)
