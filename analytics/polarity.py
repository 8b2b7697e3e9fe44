"""The one definition of polarity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def polarity_of(sum_valence: ArrayLike, n_hits: ArrayLike) -> NDArray[np.float64]:
    """Return the mean valence of the lexicon words that count, in [-1, 1], NaN where there is none.

    >>> polarity_of([-1.2, 0.0, 0.0], [2, 4, 0])
    array([-0.6,  0. ,  nan])
    """
    sums, counts = np.asarray(sum_valence, dtype=np.float64), np.asarray(n_hits, dtype=np.float64)
    mean = np.divide(sums, counts, out=np.full(len(sums), np.nan), where=counts > 0)
    polarity: NDArray[np.float64] = np.clip(mean, -1, 1)  # sums of floats may leave it by a hair
    return polarity
