"""What Spark is told at its start, by the size of the data; on this machine it listens on loopback only."""

from __future__ import annotations

import os
from pathlib import Path

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


def spark_settings(scratch: Path, master: str, data_bytes: int) -> dict[str, str]:
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
