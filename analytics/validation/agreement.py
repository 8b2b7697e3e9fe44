"""Krippendorff's alpha: how far coders agree beyond chance, whatever their number and whatever they left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Level = Literal["nominal", "ordinal", "interval"]
    Numbers = NDArray[np.float64]

LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")


def krippendorff_alpha(codes: Numbers, *, level: Level, counts: Numbers | None = None) -> Numbers:
    """Return alpha for each resample of the units (Krippendorff, Content Analysis, 2004, chapter 11).

    codes : (n_units, n_coders), NaN where a coder gave none. counts : (n_resamples, n_units), how often each unit is
    taken; by default each once. Returns (n_resamples,), NaN where alpha is not defined: no unit with two codes, or no
    variation. Units with fewer than two codes say nothing of agreement and are left out.
    """
    values = np.unique(codes[~np.isnan(codes)])
    tallies = (codes[:, :, None] == values).sum(axis=1)
    n_codes = tallies.sum(axis=1)
    paired = n_codes >= 2
    counts = np.ones((1, len(codes))) if counts is None else counts
    tallies, n_codes, counts = tallies[paired], n_codes[paired], counts[:, paired]
    pairs = tallies[:, :, None] * (tallies[:, None, :] - np.eye(len(values)))
    coincidences = np.tensordot(counts, pairs / (n_codes[:, None, None] - 1), axes=1)
    margins = coincidences.sum(axis=2)
    n_pairable = margins.sum(axis=1)
    distances = _squared_distances(values, margins, level)
    observed = (coincidences * distances).sum(axis=(1, 2)) * (n_pairable - 1)
    expected = (margins[:, :, None] * margins[:, None, :] * distances).sum(axis=(1, 2))
    alpha: Numbers = 1 - np.divide(observed, expected, out=np.full(len(counts), np.nan), where=expected > 0)
    return alpha


def _squared_distances(values: Numbers, margins: Numbers, level: Level) -> Numbers:
    """Squared differences of values, (n_resamples or 1, n_values, n_values); ordinal ones depend on the margins."""
    if level == "nominal":
        return np.array([values[:, None] != values], dtype=float)
    # Of ordered values, the distance is the number of codes between them, half of their own included.
    places = values[None] if level == "interval" else np.cumsum(margins, axis=1) - margins / 2
    distances: Numbers = (places[:, :, None] - places[:, None, :]) ** 2
    return distances
