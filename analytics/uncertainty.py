"""Intervals of ratios of sums: how far a mean valence would move with other articles, or sentences, of the kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL = 0.95
_RESAMPLES = 1000
_MANY = 2000  # rows of a group beyond which the bootstrap and its large-sample limit print the same figures
_Z = 1.959963984540054  # quantile of the normal distribution that leaves 2.5 % above
_SEED = 0


def ratio_intervals(
    numerators: NDArray[np.float64], denominators: NDArray[np.float64], groups: NDArray[np.int64], *, n_groups: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the ends of the interval of sum(numerators) / sum(denominators) of each group, (n_groups,) each.

    numerators, denominators, groups : (n_rows,), group numbers from 0. denominators : above 0.

    A percentile bootstrap over the rows (Efron and Tibshirani, 1993, chapter 13), 1,000 resamples at a level of 95 %;
    for large groups the linearised variance of a ratio estimator (Cochran, 1977, chapter 6), which is its limit. Each
    group is drawn with the same seed, so that its interval does not hang on which others are shown. Missing for a group
    of fewer than two rows: one does not tell how much they differ. Rows must be independent: sentences of one article
    are not, so that over several articles a row is an article.
    """
    order = np.argsort(groups, kind="stable")
    bounds = np.searchsorted(groups[order], np.arange(n_groups + 1))
    low, high = np.full(n_groups, np.nan), np.full(n_groups, np.nan)
    for group in np.flatnonzero(np.diff(bounds) > 1).tolist():
        rows = order[bounds[group] : bounds[group + 1]]
        interval = _linearised if len(rows) > _MANY else _resampled
        low[group], high[group] = interval(numerators[rows], denominators[rows])
    return low, high


def _resampled(numerators: NDArray[np.float64], denominators: NDArray[np.float64]) -> tuple[float, float]:
    drawn = np.random.default_rng(_SEED).integers(0, len(numerators), size=(_RESAMPLES, len(numerators)))
    ratios = numerators[drawn].sum(axis=1) / denominators[drawn].sum(axis=1)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(ratios, [tail, 1 - tail])
    return float(low), float(high)


def _linearised(numerators: NDArray[np.float64], denominators: NDArray[np.float64]) -> tuple[float, float]:
    n, total = len(numerators), denominators.sum()
    ratio = numerators.sum() / total
    residuals = numerators - ratio * denominators
    error = np.sqrt((residuals**2).sum() * n / (n - 1)) / total
    return float(ratio - _Z * error), float(ratio + _Z * error)
