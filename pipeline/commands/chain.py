"""The chain from tables to publication, whole or up to one of its steps."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.json_output import json_option, print_json
from pipeline.commands.options import (
    DataOption,
    EngineOption,
    HeadlessOption,
    MemoryOption,
    PortalOption,
    SparkMasterOption,
    StudyOption,
    ThreadsOption,
    ThroughOption,
    TimepointOption,
    do_steps,
    limited,
    prepared,
)

CHECK_KEYS = ("study", "timepoint", "is_passed", "structure", "rules", "coverage", "files")
INDICATORS_KEYS = ("study", "timepoint", "is_for_publication", "warehouse", "values")
PUBLISH_KEYS = ("study", "timepoint", "folder", "files", "rows", "rows_withheld")


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``, in the order of work."""
    add(app, run, "run", "run --study cse_maharashtra --timepoint baseline")
    add(app, build, "build --study reference --timepoint baseline")
    by_spark = "indicators --study reference --timepoint baseline --engine spark"
    for command, more in ((check, ()), (indicators, (by_spark,)), (publish, ())):
        name = command.__name__
        add(
            app, command,
            f"{name} --study reference --timepoint baseline",
            f"{name} --study reference --timepoint baseline --json",
            *more,
        )  # fmt: skip


def run(
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    data: DataOption = None,
    portal_url: PortalOption = None,
    through: ThroughOption = None,
    headless: HeadlessOption = False,
    memory_limit: MemoryOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Do the whole chain, from pull to publication.

    Pull, build, forms, check, indicators, publish, brief; then the headline table and where every file lies.
    What is done already is not done again. A real study that holds imported pages alone is not pulled (`pull`
    does that), and without sign-off its headline is shown and nothing published.
    """
    from pipeline.brief.report import print_brief_figures
    from pipeline.headline import print_headline, print_headline_unless_signed
    from pipeline.pulling.imported import said_of_imported

    job = prepared(study, timepoint, data, portal_url, through=through, is_headless=headless)
    job = limited(job, memory_limit, threads)
    if said := said_of_imported(job):
        job.reporter.step("pull", said)
    do_steps(job, *(() if said else ("pull",)), "build", "forms", "check", "indicators")
    print_headline_unless_signed(job)
    do_steps(job, "publish", "brief")
    print_headline(job)
    print_brief_figures(job, job.timepoint)


def build(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Read pages and forms into tables; build the warehouse."""
    do_steps(prepared(study, timepoint, data), "build", "forms")


def check(
    study: StudyOption,
    timepoint: TimepointOption,
    data: DataOption = None,
    memory_limit: MemoryOption = None,
    threads: ThreadsOption = None,
    as_json: Annotated[bool, json_option(*CHECK_KEYS)] = False,
) -> None:
    """Check the tables: structure, rules, coverage.

    Builds them first where needed. Exit code 1 if they may not be used.
    """
    from pipeline.checking import ChecksFailedError, found_by_checks

    job = limited(prepared(study, timepoint, data, as_json=as_json), memory_limit, threads)
    try:
        do_steps(job, "build", "forms", "check")
    except ChecksFailedError:
        if as_json:
            print_json(found_by_checks(job))
        raise
    if as_json:
        print_json(found_by_checks(job))


def indicators(
    study: StudyOption,
    timepoint: TimepointOption,
    data: DataOption = None,
    engine: EngineOption = "duckdb",
    spark_master: SparkMasterOption = None,
    memory_limit: MemoryOption = None,
    threads: ThreadsOption = None,
    as_json: Annotated[bool, json_option(*INDICATORS_KEYS)] = False,
) -> None:
    """Compute every indicator, with its interval.

    Builds and checks the tables first where needed. The values are full ones; what may be
    passed on, `publish` writes. Both engines give the same values; --engine spark computes them
    anew even where they are there.
    """
    from pipeline.computing import values_for_program
    from pipeline.spark_engine.choosing import by_engine

    job = by_engine(prepared(study, timepoint, data, as_json=as_json), engine, spark_master)
    job = limited(job, memory_limit, threads)
    do_steps(job, "build", "forms", "check", "indicators")
    if as_json:
        print_json(values_for_program(job))


def publish(
    study: StudyOption,
    timepoint: TimepointOption,
    data: DataOption = None,
    as_json: Annotated[bool, json_option(*PUBLISH_KEYS)] = False,
) -> None:
    """Write the indicator CSVs under disclosure control.

    Builds, checks and computes first where needed.
    """
    from pipeline.publishing.indicators import published_files

    job = prepared(study, timepoint, data, as_json=as_json)
    do_steps(job, "build", "forms", "check", "indicators", "publish", "brief")
    if as_json:
        print_json(published_files(job))
