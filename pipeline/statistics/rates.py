"""Rate models: adjournments per case-year as a Poisson or negative binomial regression (statsmodels).

With the timepoint alone the Poisson ratio is the plain ratio of the two rates; what the model adds is the
error robust to cases of one court being alike, the overdispersion, and adjustment for the mix of cases.
"""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.extras import needed
from pipeline.statistics.interval import CONFIDENCE

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CountedCases:
    """Cases of both timepoints, one element each: adjournments, years at risk, 1 at endline else 0, cluster.

    ``adjusted_for`` holds further columns of the model, by name (e.g. 1 for cases under POCSO).
    """

    counts: Numbers
    years: Numbers
    is_endline: Numbers
    clusters: tuple[Hashable, ...]
    adjusted_for: Mapping[str, Numbers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Endline over baseline, with its 95 % interval and p-value.

    ``overdispersion`` is Pearson's chi-square over its degrees of freedom: 1 where counts vary as Poisson's
    law says. ``alpha`` is the negative binomial's (variance = mean + alpha x mean squared), else null.
    """

    ratio: float
    low: float
    high: float
    p_value: float
    overdispersion: float
    alpha: float | None
    clusters: int
    method: str


class RateModelError(ValueError):
    """The counts do not determine a rate ratio: says why."""


def poisson_rate_ratio(cases: CountedCases) -> RateRatio:
    """Poisson regression with offset log(years); errors robust by cluster, with Student's quantile.

    Cases with no time at risk carry no information on a rate and are left out. Raises ``RateModelError``.
    """
    used = _used(cases)
    model = _families().Poisson()
    fitted = _fit(used, model)
    return _read(used, fitted, float(fitted.pearson_chi2 / fitted.df_resid), None, "poisson")


def negative_binomial_rate_ratio(cases: CountedCases) -> RateRatio:
    """The same for counts that vary more than Poisson's law: the spread ``alpha`` is estimated from them.

    Where they do not vary more, the likelihood is highest at ``alpha`` = 0, and ``RateModelError`` says so.
    """
    used = _used(cases)
    poisson = _fit(used, _families().Poisson())
    overdispersion = float(poisson.pearson_chi2 / poisson.df_resid)
    if overdispersion <= 1:
        raise RateModelError(f"overdispersion is {overdispersion:.2f}, not above 1: Poisson's law is enough")
    alpha = _alpha(used)
    fitted = _fit(used, _families().NegativeBinomial(alpha=alpha))
    dispersion = float(fitted.pearson_chi2 / fitted.df_resid)
    return _read(used, fitted, dispersion, alpha, "negative_binomial")


def _used(cases: CountedCases) -> CountedCases:
    kept = cases.years > 0
    used = CountedCases(
        cases.counts[kept],
        cases.years[kept],
        cases.is_endline[kept],
        tuple(cluster for cluster, keep in zip(cases.clusters, kept, strict=True) if keep),
        {name: column[kept] for name, column in cases.adjusted_for.items()},
    )
    for when, name in ((0, "baseline"), (1, "endline")):
        if used.counts[used.is_endline == when].sum() == 0:
            raise RateModelError(f"no adjournment of a case under observation at the {name}")
    if len(set(used.clusters)) < 2:
        raise RateModelError("fewer than two clusters")
    return used


def _families() -> Any:
    return needed("statsmodels.genmod.families", "compare")


def _design(cases: CountedCases) -> Numbers:
    columns = (np.ones(len(cases.counts)), cases.is_endline, *cases.adjusted_for.values())
    design = np.column_stack(columns).astype(np.float64)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise RateModelError("an adjuster is the same for all cases, or follows from the others")
    return design


def _fit(cases: CountedCases, family: Any) -> Any:
    models = needed("statsmodels.genmod.generalized_linear_model", "compare")
    numbers = _cluster_numbers(cases.clusters)
    return models.GLM(cases.counts, _design(cases), family=family, offset=np.log(cases.years)).fit(
        cov_type="cluster", cov_kwds={"groups": numbers}, use_t=False
    )


def _read(
    cases: CountedCases, fitted: Any, overdispersion: float, alpha: float | None, name: str
) -> RateRatio:
    from scipy.stats import t

    clusters = len(set(cases.clusters))
    logarithm, error = float(fitted.params[1]), float(fitted.bse[1])
    quantile = float(t.ppf(0.5 + CONFIDENCE / 2, clusters - 1))
    p_value = 2 * float(t.sf(abs(logarithm / error), clusters - 1)) if error else float(logarithm == 0)
    low, high = (exp(logarithm + sign * quantile * error) for sign in (-1, 1))
    return RateRatio(
        exp(logarithm), low, high, p_value, overdispersion, alpha, clusters, f"{name}_cluster_robust_95"
    )


def _alpha(cases: CountedCases) -> float:
    """Maximum likelihood estimate of the spread, by statsmodels' own discrete model.

    On its way it may try a spread of 0, at which the likelihood is no number, and warn of it: what counts is
    whether it arrived.
    """
    models = needed("statsmodels.discrete.discrete_model", "compare")
    model = models.NegativeBinomial(
        cases.counts, _design(cases), loglike_method="nb2", offset=np.log(cases.years)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = model.fit(disp=False, maxiter=200)
    alpha = float(fitted.params[-1])
    if not (fitted.mle_retvals["converged"] and np.isfinite(alpha) and alpha > 0):
        raise RateModelError("the negative binomial's spread can't be estimated from these cases")
    return alpha


def _cluster_numbers(clusters: Sequence[Hashable]) -> npt.NDArray[np.int64]:
    positions = {cluster: position for position, cluster in enumerate(dict.fromkeys(clusters))}
    return np.array([positions[cluster] for cluster in clusters], dtype=np.int64)
