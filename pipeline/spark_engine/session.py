"""A Spark session for one piece of work: on this machine, or on a cluster given by its URL."""

from __future__ import annotations

import os
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

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

THIS_MACHINE = "local[*]"
SMALL_BYTES = 16 << 20
"""Up to so much Parquet, what Spark prepares takes longer than the work: see ``SMALL``."""
PART_BYTES = 4 << 20
"""Parquet that one part of a shuffle holds on this machine; a cluster keeps Spark's own 200 parts."""
SMALL = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.files.openCostInBytes": "0",
}
"""For tables that any machine reads at once: no compiling, no planning anew, one part for everything."""
QUIET = """rootLogger.level = off
rootLogger.appenderRef.none.ref = none
appender.none.type = Null
appender.none.name = none
"""
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
    if met := sorted(set(",{}") & set(str(scratch_root.absolute()))):
        raise SparkEngineError(
            f"{scratch_root}: Spark reads {' '.join(met)} in a path as more than one place: move the data folder."
        )
    scratch_root.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="spark-", dir=scratch_root))
    settings = _settings(scratch, master, data_bytes)
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


def _settings(scratch: Path, master: str, data_bytes: int) -> dict[str, str]:
    is_small = data_bytes <= SMALL_BYTES
    settings = {
        "spark.master": master,
        "spark.app.name": "ecourts-indicators",
        "spark.driver.memory": f"{_driver_mebibytes(is_small=is_small)}m",
        "spark.driver.extraJavaOptions": _java_options(scratch, is_small=is_small),
        "spark.local.dir": str(scratch),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(min(200, 4 + data_bytes // PART_BYTES)),
        }
    return settings | (SMALL if is_small else {})


def _java_options(scratch: Path, *, is_small: bool) -> str:
    quiet = scratch / "log4j2.properties"
    quiet.write_text(QUIET, encoding="ascii")
    options = [
        f'"-Dlog4j2.configurationFile={quiet.as_uri()}"',
        f'"-Djava.io.tmpdir={scratch}"',
        "-XX:-UsePerfData",
    ]
    quick_start = ["-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m", "-XX:+UseSerialGC"]
    return " ".join(options + (quick_start if is_small else []))


def _driver_mebibytes(*, is_small: bool) -> int:
    """A quarter of the machine's memory, at least a gibibyte; one gibibyte does for small tables."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    return 1024 if is_small else max(1024, machine // 4)
