"""The order of work, on one screen. Each step is a function of the run and leaves a store others can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline import building, checking, computing, publishing, pulling
from pipeline.brief import report as brief_report
from pipeline.forms import taking
from pipeline.freshness import fingerprint, is_done, mark_done
from pipeline.registration import ENDLINE, register_estimands
from pipeline.run import Run, StepResult


@dataclass(frozen=True, slots=True)
class Step:
    """``does`` says from what to what; ``inputs`` is all that the result depends on.

    ``inputs`` is ``None`` for a step that knows by itself what is left to do.
    """

    name: str
    does: str
    work: Callable[[Run], StepResult]
    inputs: Callable[[Run], Iterable[str | Path]] | None = None


STEPS = (
    Step("pull", "portal -> raw archive", pulling.pull_pages),
    Step("build", "raw archive -> tables and warehouse", building.build, building.inputs),
    Step("forms", "coders' forms -> tables", taking.take_forms, taking.inputs),
    Step("check", "may these numbers be used", checking.check, checking.inputs),
    Step("indicators", "tables -> indicator values", computing.compute, computing.inputs),
    Step("publish", "indicator values -> CSV files", publishing.publish, publishing.inputs),
    Step("brief", "published figures beside ours", brief_report.write_brief_figures, brief_report.inputs),
)


def run_steps(run: Run, names: Iterable[str] | None = None) -> None:
    """Do the named steps (all if none named) in their order, skipping what is already done."""
    if run.timepoint == ENDLINE:
        register_estimands(run)
    wanted = None if names is None else set(names)
    for step in STEPS:
        if wanted is None or step.name in wanted:
            run.reporter.step(step.name, _do(step, run))


def _do(step: Step, run: Run) -> str:
    if step.inputs is None:
        return step.work(run).said
    stamp = run.places.stamps / f"{step.name}.json"
    inputs = fingerprint(step.inputs(run))
    if is_done(stamp, inputs):
        return "unchanged since the last run"
    with run.reporter.working(f"{step.name}: {step.does}"):
        result = step.work(run)
    mark_done(stamp, inputs, result.outputs)
    return result.said
