"""Krippendorff's alpha for two coders and codes without an order, with an interval that keeps cases whole.

Alpha is 1 for full agreement and 0 for what chance alone would give; where both coders used one code
throughout it is not defined, because chance would agree too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.statistics.interval import Interval, no_interval
from pipeline.statistics.resampling import RESAMPLES

Numbers = npt.NDArray[np.float64]
WANTED_ALPHA = 0.8


@dataclass(frozen=True, slots=True)
class Agreement:
    """``alpha`` is null where it is not defined; ``units`` were coded by both, ``agreed`` in the same way."""

    alpha: float | None
    interval: Interval
    units: int
    agreed: int


def agreement(
    first: Sequence[str | None], second: Sequence[str | None], cases: Sequence[str], seed: int
) -> Agreement:
    """Agreement over units; one that either coder left empty (``None``) is no unit coded by both."""
    kept = [at for at, pair in enumerate(zip(first, second, strict=True)) if None not in pair]
    names = sorted({code for at in kept for code in (first[at], second[at]) if code is not None})
    number = {code: float(at) for at, code in enumerate(names)}
    ones, others = (np.array([number[str(codes[at])] for at in kept]) for codes in (first, second))
    _, groups = np.unique([cases[at] for at in kept], return_inverse=True)
    if not kept:
        return Agreement(None, no_interval("no unit was coded by both"), 0, 0)
    alpha = nominal_alpha(ones, others)
    found = no_interval("both coders used one code throughout")
    if alpha is not None:
        found = alpha_interval(ones, others, groups.astype(float), seed)
    return Agreement(alpha, found, len(kept), int((ones == others).sum()))


def nominal_alpha(first: Numbers, second: Numbers) -> float | None:
    """Alpha of two codings of the same units (Krippendorff 2011), codes as numbers; null if not defined."""
    parts = _parts(first, second, np.arange(len(first), dtype=float))
    alpha = float(_alpha(*(part.sum(axis=0, keepdims=True) for part in parts))[0])
    return None if np.isnan(alpha) else alpha


def alpha_interval(first: Numbers, second: Numbers, cases: Numbers, seed: int) -> Interval:
    """Percentile interval from 9,999 draws of whole cases, of those draws in which alpha is defined."""
    disagreed, units, codes = _parts(first, second, cases)
    size = len(units)
    if size < 2:
        return no_interval("all units lie in one case")
    if not disagreed.any():
        return no_interval("no variation: the coders agree on every unit")
    draws = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), RESAMPLES)
    found = _alpha(draws @ disagreed, draws @ units, draws @ codes)
    low, high = np.nanquantile(found, (0.025, 0.975))
    return Interval(float(low), float(high), f"percentile_95_{RESAMPLES}")


def _parts(first: Numbers, second: Numbers, groups: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Per group: units disagreed on, units, and how often each code was used."""
    names, at = np.unique(groups, return_inverse=True)
    members = (at[None, :] == np.arange(len(names))[:, None]).astype(float)
    codes = np.unique(np.concatenate([first, second]))
    used = (first[:, None] == codes).astype(float) + (second[:, None] == codes)
    return members @ (first != second).astype(float), members.sum(axis=1), members @ used


def _alpha(disagreed: Numbers, units: Numbers, codes: Numbers) -> Numbers:
    """One alpha a row: 1 - observed over expected disagreement; not a number where none is expected."""
    total = 2 * units
    expected = 1 - (codes * (codes - 1)).sum(axis=1) / (total * (total - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha: Numbers = np.where(expected > 1e-12, 1 - (disagreed / units) / expected, np.nan)
    return alpha
