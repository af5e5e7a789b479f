"""The coverage study: many simulated studies with a known effect, and without one.

For each design and effect: the true values, then study after study analysed as a real one would be, and how
often the 95 % interval holds the true value and the test rejects at 5 %.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import sqrt

import numpy as np

from extract.standin.simulation.model import Effect
from pipeline.simulating.designs import DESIGNS, KNOWN_EFFECT, NULL_EFFECT, Design
from pipeline.simulating.performance import Performance, performance
from pipeline.simulating.studies import draw_study
from pipeline.simulating.truth import ESTIMANDS, HORIZON_DAYS, Sums, add, sums_of, values_of
from pipeline.statistics.estimands import (
    Effect as Estimate,
)
from pipeline.statistics.estimands import (
    adjournment_rate_ratio,
    conviction_share_difference,
    mean_adjournments_difference,
)

EFFECTS: Mapping[str, Effect] = {"known_effect": KNOWN_EFFECT, "no_effect": NULL_EFFECT}
BATCHES = 20
STUDIES_AT_ONCE = 10

OnDone = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """How much to simulate. ``truth_studies`` are those the true values are counted over."""

    studies: int
    seed: int
    resamples: int
    truth_studies: int
    designs: tuple[str, ...] = tuple(design.name for design in DESIGNS)
    workers: int = 1


@dataclass(frozen=True, slots=True)
class DesignResult:
    """One design under one effect; ``sizes`` are the mean cases and judgments at baseline and endline."""

    design: Design
    effect: str
    sizes: tuple[float, float, float, float]
    performances: tuple[Performance, ...]


@dataclass(frozen=True, slots=True)
class Analysed:
    """One study: cases and judgments at baseline and endline, and the three estimates."""

    sizes: tuple[int, int, int, int]
    estimates: tuple[Estimate, ...]


def run_coverage_study(request: Request, on_done: OnDone = lambda words: None) -> list[DesignResult]:
    """Every design named, under the known effect and under none; the same for any number of workers."""
    results = []
    with ProcessPoolExecutor(max_workers=request.workers) as executor:
        for design in DESIGNS:
            if design.name not in request.designs:
                continue
            for effect in EFFECTS:
                results.append(_run(request, design, effect, executor))
                on_done(f"{design.name}, {effect.replace('_', ' ')}")
    return results


def true_values(
    design: Design, effect: str, seed: int, studies: int, executor: Executor
) -> tuple[dict[str, float], dict[str, float]]:
    """The three true values and their Monte-Carlo errors (from the spread between batches of studies).

    ``studies`` are of 100 cases at a timepoint; of larger ones fewer are drawn.
    """
    size = max(1, studies * 100 // design.cases // BATCHES)
    batches = [
        [f"{seed}|{design.name}|{effect}|truth|{batch}|{number}" for number in range(size)]
        for batch in range(BATCHES)
    ]
    found = list(executor.map(partial(sums_of, design, EFFECTS[effect]), batches))
    total: tuple[Sums, Sums] = found[0]
    for baseline, endline in found[1:]:
        total = add(total[0], baseline), add(total[1], endline)
    single = [values_of(*sums) for sums in found]
    errors = {
        name: float(np.std([one[name] for one in single], ddof=1) / sqrt(BATCHES)) for name in ESTIMANDS
    }
    return values_of(*total), errors


def _run(request: Request, design: Design, effect: str, executor: Executor) -> DesignResult:
    truths, errors = true_values(design, effect, request.seed, request.truth_studies, executor)
    analyse_one = partial(analyse, design, effect, request.seed, request.resamples)
    analysed = list(executor.map(analyse_one, range(request.studies), chunksize=STUDIES_AT_ONCE))
    sizes = np.mean([one.sizes for one in analysed], axis=0)
    return DesignResult(
        design,
        effect,
        (float(sizes[0]), float(sizes[1]), float(sizes[2]), float(sizes[3])),
        tuple(
            performance(name, truths[name], errors[name], [one.estimates[position] for one in analysed])
            for position, name in enumerate(ESTIMANDS)
        ),
    )


def analyse(design: Design, effect: str, seed: int, resamples: int, number: int) -> Analysed:
    """Study ``number``, with the functions that the comparison of a real study uses."""
    baseline, endline = draw_study(design, EFFECTS[effect], f"{seed}|{design.name}|{effect}|{number}")
    parts = baseline.followed, endline.followed
    return Analysed(
        (len(baseline.followed), len(endline.followed), baseline.merits, endline.merits),
        (
            adjournment_rate_ratio(*parts, HORIZON_DAYS, number, resamples),
            mean_adjournments_difference(*parts, HORIZON_DAYS, number, resamples),
            conviction_share_difference(
                baseline.convicted, baseline.merits, endline.convicted, endline.merits
            ),
        ),
    )
