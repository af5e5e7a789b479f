"""Simulated studies: what the statistics do where the truth is known."""

from __future__ import annotations

from typing import Annotated

import typer

simulate = typer.Typer(
    help="Simulated studies: what the statistics do where the truth is known.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    simulate.command()(coverage)
    app.add_typer(simulate, name="simulate")


def coverage(
    studies: Annotated[int, typer.Option("--studies", min=20, help="Studies per design and effect.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", help="Seed of everything drawn.")] = 1,
    resamples: Annotated[int, typer.Option("--resamples", min=99, help="Permutations per test.")] = 499,
    truth_studies: Annotated[
        int, typer.Option("--truth-studies", min=40, help="Studies the true values are counted over.")
    ] = 4000,
    design: Annotated[
        list[str] | None, typer.Option("--design", help="Only this design (may be repeated).")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to use.")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    write_docs: Annotated[
        bool, typer.Option("--write-docs", help="Write docs/coverage_study.json and .md.")
    ] = False,
) -> None:
    """Simulate studies with a known effect: do intervals cover it, do tests keep their level?"""
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
