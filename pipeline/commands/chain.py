"""The chain from tables to publication, whole or up to one of its steps."""

from __future__ import annotations

import typer

from pipeline.commands.options import (
    DataOption,
    HeadlessOption,
    MemoryOption,
    PortalOption,
    StudyOption,
    ThreadsOption,
    ThroughOption,
    TimepointOption,
    do_steps,
    limited,
    prepared,
)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``, in the order of work."""
    for command in (run, build, check, indicators, publish):
        app.command()(command)


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
    """Do the whole chain: pull, build, forms, check, compute, publish; print the headline table."""
    from pipeline.brief.report import print_brief_figures
    from pipeline.headline import print_headline

    job = prepared(study, timepoint, data, portal_url, through=through, is_headless=headless)
    job = limited(job, memory_limit, threads)
    do_steps(job)
    print_headline(job)
    print_brief_figures(job, job.timepoint)


def build(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Read the archived pages and the coders' forms into tables and build the warehouse."""
    do_steps(prepared(study, timepoint, data), "build", "forms")


def check(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Check the tables: structure, rules, coverage. Exit code 1 if they may not be used."""
    do_steps(prepared(study, timepoint, data), "build", "forms", "check")


def indicators(
    study: StudyOption,
    timepoint: TimepointOption,
    data: DataOption = None,
    memory_limit: MemoryOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Compute every indicator, with its interval, from the checked tables."""
    job = limited(prepared(study, timepoint, data), memory_limit, threads)
    do_steps(job, "build", "forms", "check", "indicators")


def publish(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Write the indicator CSVs under disclosure control."""
    do_steps(prepared(study, timepoint, data), "build", "forms", "check", "indicators", "publish", "brief")
