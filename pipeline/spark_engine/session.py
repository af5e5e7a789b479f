"""A Spark session for one piece of work: on this machine, or on a cluster given by its URL."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.extras import needed
from pipeline.spark_engine.faults import SparkEngineError, first_line
from pipeline.spark_engine.java import require_java
from pipeline.spark_engine.settings import spark_settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

THIS_MACHINE = "local[*]"
END_SECONDS = 30


@contextmanager
def spark_session(
    scratch_root: Path,
    master: str = THIS_MACHINE,
    *,
    data_bytes: int,
    driver_mebibytes: int | None = None,
) -> Iterator[tuple[SparkSession, Path]]:
    """A session and a folder for what it keeps for a while; both are gone afterwards, Java's process too.

    ``data_bytes`` is the size of the Parquet to be read; ``driver_mebibytes`` the memory of the process here
    (else a quarter of the machine's). On a cluster the executors write to the folder too.
    """
    needed("pyspark", "spark")
    require_java()
    _refuse_two_places(scratch_root)
    scratch_root.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="spark-", dir=scratch_root))
    settings = spark_settings(scratch, master, data_bytes)
    if driver_mebibytes is not None:
        settings["spark.driver.memory"] = f"{driver_mebibytes}m"
    try:
        with _java_process(settings, scratch) as (gateway, conf):
            session = _started(gateway, conf, master)
            try:
                yield session, scratch
            finally:
                session.stop()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _refuse_two_places(path: Path) -> None:
    if met := sorted(set(",{}") & set(str(path.absolute()))):
        raise SparkEngineError(
            f"{path}: for Spark, {' '.join(met)} in a path means more than one place: move the data folder."
        )


@contextmanager
def _java_process(settings: Mapping[str, str], scratch: Path) -> Iterator[tuple[Any, Any]]:
    """Spark's own process, whose chatter goes to a file; it is ended here and not when Python ends."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway

    conf = SparkConf(loadDefaults=False).setAll(list(settings.items()))
    said = scratch / "java.log"
    with said.open("w") as chatter:
        try:
            streams = {"stdout": chatter, "stderr": subprocess.STDOUT}
            gateway: Any = launch_gateway(conf, streams)  # type: ignore[no-untyped-call]
        except Exception as fault:
            last = (said.read_text(errors="replace").strip().splitlines() or [first_line(fault)])[-1]
            raise SparkEngineError(f"Java can't start Spark: {last}") from fault
    try:
        yield gateway, conf
    finally:
        SparkContext._gateway = SparkContext._jvm = None  # else the next session asks a process that is gone
        with suppress(Exception):
            gateway.shutdown()
        gateway.proc.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            gateway.proc.wait(END_SECONDS)
        gateway.proc.kill()


def _started(gateway: Any, conf: Any, master: str) -> SparkSession:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    try:
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    except Exception as fault:
        raise SparkEngineError(
            f"{master}: Spark can't be started there: {first_line(fault)} "
            "Is the address right, and does a Spark master answer there?"
        ) from fault
