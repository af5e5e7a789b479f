"""Simulated studies: what the statistics do where the truth is known."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.json_output import json_option

COVERAGE_KEYS = (
    "what", "seed", "studies", "resamples", "truth_studies", "level", "versions", "effects", "first_studies",
    "results",
)  # fmt: skip

simulate = typer.Typer(
    help="Simulated studies, where the truth is known.", no_args_is_help=True, rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    add(
        simulate, coverage,
        "simulate coverage --studies 100 --design study_size",
        "simulate coverage --studies 40 --truth-studies 100 --resamples 99 --json",
    )  # fmt: skip
    app.add_typer(simulate, name="simulate")


def coverage(
    studies: Annotated[
        int, typer.Option("--studies", metavar="N", min=20, help="Studies per design and effect.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Seed of everything drawn.")] = 1,
    resamples: Annotated[
        int, typer.Option("--resamples", metavar="N", min=99, help="Permutations per test.")
    ] = 499,
    truth_studies: Annotated[
        int,
        typer.Option(
            "--truth-studies", metavar="N", min=40, help="Studies the true values are counted over."
        ),
    ] = 4000,
    design: Annotated[
        list[str] | None,
        typer.Option("--design", metavar="DESIGN", help="Only this design (may be repeated)."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="Processes to use.")] = 2,
    as_json: Annotated[bool, json_option(*COVERAGE_KEYS)] = False,
    write_docs: Annotated[
        bool, typer.Option("--write-docs", help="Write docs/coverage_study.json and .md.")
    ] = False,
) -> None:
    """See whether intervals cover and tests keep their level.

    Studies are simulated, so that the truth is known. All designs at 1,000 studies each take long: try one
    design and a few studies first.
    """
    from pipeline.simulating.command import run_command

    run_command(
        studies=studies,
        seed=seed,
        resamples=resamples,
        truth_studies=truth_studies,
        designs=design,
        workers=workers,
        as_json=as_json,
        write_docs=write_docs,
    )
