"""The order of work, on one screen. Each step is a function of the run and leaves a store others can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.freshness import fingerprint, is_done, mark_done
from pipeline.registration import ENDLINE, register_estimands
from pipeline.run import Run, StepResult


@dataclass(frozen=True, slots=True)
class Step:
    """``does`` says from what to what; ``work`` is the function that does it, ``module:function``.

    The module's ``inputs`` says all that the result depends on, unless the step ``knows_what_is_left``. It is
    imported when the step is done: what publishes takes a second to load, and building need not wait for it.
    ``keeps`` is looked after although nothing is to be done: it returns what it renewed, or nothing.
    """

    name: str
    does: str
    work: str
    knows_what_is_left: bool = False
    keeps: str = ""

    def do(self, run: Run) -> StepResult:
        work: Callable[[Run], StepResult] = _function(self.work)
        return work(run)

    def unchanged(self, run: Run) -> str:
        """What is said of a step that is done already, once what it keeps is in order."""
        keep: Callable[[Run], str] | None = _function(self.keeps) if self.keeps else None
        renewed = keep(run) if keep else ""
        return "; ".join(filter(None, ("unchanged since the last run", renewed)))

    def inputs(self, run: Run) -> Iterable[str | Path]:
        inputs: Callable[[Run], Iterable[str | Path]] = import_module(self.work.split(":")[0]).inputs
        return inputs(run)


STEPS = (
    Step("pull", "portal -> raw archive", "pipeline.pulling.pages:pull_pages", knows_what_is_left=True),
    Step(
        "build",
        "raw archive -> tables and warehouse",
        "pipeline.building.tables:build",
        keeps="pipeline.building.tables:keep_warehouse",
    ),
    Step("forms", "coders' forms -> tables", "pipeline.forms.taking:take_forms"),
    Step("check", "may these numbers be used", "pipeline.checking:check"),
    Step("indicators", "tables -> indicator values", "pipeline.computing:compute"),
    Step("publish", "indicator values -> CSV files", "pipeline.publishing.indicators:publish"),
    Step("brief", "published figures beside ours", "pipeline.brief.report:write_brief_figures"),
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
    if step.knows_what_is_left:
        return step.do(run).said
    stamp = run.places.stamps / f"{step.name}.json"
    inputs = fingerprint(step.inputs(run))
    if is_done(stamp, inputs):
        return step.unchanged(run)
    with run.reporter.working(f"{step.name}: {step.does}"):
        result = step.do(run)
    mark_done(stamp, inputs, result.outputs)
    return result.said


def _function(named: str) -> Callable[..., Any]:
    module, function = named.split(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
