"""Permutation of timepoints between cases, within a stratum; a case seen at both swaps its two records.

Under the hypothesis of no change the label "baseline" or "endline" of a case says nothing about it, once its
district is known. The labels are therefore dealt anew among the cases of one district. A case that is in both
timepoints has one record with each label, and keeps one of each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.statistics.resampling import CELLS_AT_ONCE, RESAMPLES

Numbers = npt.NDArray[np.float64]
Labels = npt.NDArray[np.bool_]
Pairs = npt.NDArray[np.int64]
TIE = 1e-9
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Tested:
    """A two-sided test. ``statistic`` is what was compared with its distribution under no change."""

    statistic: float
    p_value: float
    method: str


@dataclass(frozen=True, slots=True)
class Records:
    """The records of both timepoints, baseline first: one element per record in every field.

    ``cases`` names the case a record is of; ``strata`` the group within which labels are exchangeable.
    """

    is_endline: Labels
    strata: tuple[Hashable, ...]
    cases: tuple[Hashable, ...]


def records_of(
    baseline_count: int,
    endline_count: int,
    strata: Sequence[Hashable] | None = None,
    cases: Sequence[Hashable] | None = None,
) -> Records:
    """Records of so many cases at each timepoint; no ``strata``: one stratum; no ``cases``: no pairs."""
    total = baseline_count + endline_count
    return Records(
        np.arange(total) >= baseline_count,
        tuple(strata) if strata is not None else (0,) * total,
        tuple(cases) if cases is not None else tuple(range(total)),
    )


def permutation_test(
    statistic: Callable[[Labels], Numbers], records: Records, seed: int, resamples: int = RESAMPLES
) -> Tested:
    """Two-sided permutation test of ``statistic``, which takes labels (draws x records) and gives one each.

    The p-value counts the observed labels among the draws, so that it is never 0 and the test keeps its level
    (Phipson and Smyth 2010).
    """
    observed = float(statistic(records.is_endline[np.newaxis, :])[0])
    as_extreme = sum(
        int((np.abs(statistic(labels)) >= abs(observed) - TIE).sum())
        for labels in shuffled_labels(records, seed, resamples)
    )
    return Tested(observed, (1 + as_extreme) / (1 + resamples), f"permutation_{resamples}")


def shuffled_labels(records: Records, seed: int, resamples: int) -> Iterator[Labels]:
    """Labels (draws x records), in portions that fit into memory, ``resamples`` rows in all."""
    random = np.random.default_rng(seed)
    pairs = positions_of_pairs(records.cases)
    singles = _singles_by_stratum(records, pairs)
    portion = max(1, CELLS_AT_ONCE // max(1, len(records.cases)))
    for start in range(0, resamples, portion):
        draws = min(portion, resamples - start)
        labels = np.tile(records.is_endline, (draws, 1))
        for members in singles:
            order = random.random((draws, len(members))).argsort(axis=1)
            labels[:, members] = records.is_endline[members][order]
        if len(pairs):
            swaps = random.random((draws, len(pairs))) < 0.5
            labels[:, pairs] ^= swaps[:, :, np.newaxis]
        yield labels


def studentised(estimates: Numbers, standard_errors: Numbers) -> Numbers:
    """Estimate over standard error; 0 where the estimate is 0, infinite where only the error is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = estimates / standard_errors
    return np.where(np.abs(estimates) <= TIE, 0.0, ratio)


def left_over(squares: Numbers, taken: Numbers) -> Numbers:
    """``squares - taken``, which can't be negative: 0 where nothing but rounding is left."""
    left = squares - taken
    return np.where(left > ROUNDING * np.abs(squares), left, 0.0)


def squares_by_case(influences: Numbers, pairs: Pairs) -> Numbers:
    """Sum over cases of the squared sum of their records' influences, for each row (draws x records).

    Of a pair, the influence is moved to its first record: ``influences`` is changed.
    """
    first, second = pairs.T
    influences[:, first] += influences[:, second]
    influences[:, second] = 0.0
    return np.asarray(np.einsum("ij,ij->i", influences, influences))


def positions_of_pairs(cases: Sequence[Hashable]) -> Pairs:
    """Positions (pairs x 2) of the two records of each case that has two; ``ValueError`` for a third."""
    positions: dict[Hashable, list[int]] = {}
    for position, case in enumerate(cases):
        positions.setdefault(case, []).append(position)
    if any(len(found) > 2 for found in positions.values()):
        raise ValueError("a case has more than one record at a timepoint")
    found = [found for found in positions.values() if len(found) == 2]
    return np.array(found, dtype=np.int64).reshape(len(found), 2)


def _singles_by_stratum(records: Records, pairs: Pairs) -> list[npt.NDArray[np.int64]]:
    paired = set(pairs.ravel().tolist())
    members: dict[Hashable, list[int]] = {}
    for position, stratum in enumerate(records.strata):
        if position not in paired:
            members.setdefault(stratum, []).append(position)
    return [np.array(found) for found in members.values()]
