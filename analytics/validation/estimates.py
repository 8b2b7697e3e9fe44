"""Figures with their uncertainty: bootstrap and Wilson intervals, and shares corrected by what coders found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_MOST_UNDEFINED = 0.1  # share of resamples without a value above which an interval would be of the others only


class Estimate(NamedTuple):
    """A figure and its 95 % interval; None where it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


def resamples(strata: NDArray[np.object_], *, n: int, rng: np.random.Generator) -> Numbers:
    """Return how often each unit is taken in ``n`` bootstrap samples, drawn within each stratum: (n, n_units)."""
    counts = np.zeros((n, len(strata)))
    for stratum in np.unique(strata):
        rows = np.flatnonzero(strata == stratum)
        counts[:, rows] = rng.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=n)
    return counts


def estimate(value: float, replicates: Numbers) -> Estimate:
    """Return a figure with the percentile interval of its bootstrap replicates."""
    if np.isnan(value):
        return Estimate(None)
    known = replicates[~np.isnan(replicates)]
    if len(known) < len(replicates) * (1 - _MOST_UNDEFINED):
        return Estimate(_rounded(value))
    low, high = np.quantile(known, [0.025, 0.975])
    return Estimate(_rounded(value), _rounded(low), _rounded(high))


def macro_f1(confusion: Numbers) -> Numbers:
    """Return the mean F1 of the classes that occur; confusion : (..., coded, found), square."""
    right = np.einsum("...ii->...i", confusion)
    total = confusion.sum(axis=-1) + confusion.sum(axis=-2)
    f1 = np.divide(2 * right, total, out=np.full(right.shape, np.nan), where=total > 0)
    n_classes = (total > 0).sum(axis=-1)
    mean: Numbers = np.divide(
        np.nansum(f1, axis=-1), n_classes, out=np.full(n_classes.shape, np.nan), where=n_classes > 0
    )
    return mean


def corrected_shares(confusion: Numbers, found_shares: Numbers) -> Numbers:
    """Return the share of each class in the corpus, had coders read all of it: (..., n_classes).

    confusion : (..., coded, found), weights of the coded passages. found_shares : (found,), in the whole corpus.

    Of the passages found in a class, coders tell which share belongs to each class. As the coded passages are drawn
    from the corpus itself, these weights make it the same figure as counts adjusted by the inverted confusion matrix
    (Forman, Data Mining and Knowledge Discovery 17, 2008; Hopkins and King, AJPS 54, 2010), without a matrix that may
    have no inverse. NaN where a class that occurs in the corpus has no coded passage.
    """
    totals = confusion.sum(axis=-2, keepdims=True)
    unseen = (totals[..., 0, :] <= 0) & (found_shares > 0)
    given_found = np.divide(confusion, totals, out=np.zeros_like(confusion), where=totals > 0)
    shares: Numbers = (given_found * found_shares).sum(axis=-1)
    return np.where(unseen.any(axis=-1, keepdims=True), np.nan, shares)


def pearson(x: Numbers, y: Numbers) -> float:
    """Return Pearson's correlation; NaN where one of the two does not vary, or for fewer than three pairs."""
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def spearman(x: Numbers, y: Numbers) -> float:
    """Return Spearman's correlation: that of the ranks, equal values sharing theirs."""
    from scipy.stats import rankdata

    return pearson(rankdata(x), rankdata(y)) if len(x) else float("nan")


def _rounded(value: float) -> float:
    return round(float(value), 6)
