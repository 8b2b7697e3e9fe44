"""A sample of passages to be coded by hand: stratified, seeded, with known chances of being drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.errors import ValidationError
from analytics.validation.passages import passages_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.runs import Run

_LEAST = 20  # each stratum gets at least one passage in so many of the sample


def sample_passages(run: Run, *, n: int = 120, seed: int = 0) -> pd.DataFrame:
    """Draw ``n`` passages of a run, in random order; the same run and seed give the same sample.

    Returns the columns of `passages_of`, ``stratum``, and ``weight``: how many passages of the run each stands for,
    the inverse of its chance of being drawn. All passages are returned when there are not more than ``n``.
    Raises ValidationError when ``n`` is below 1 or the run has no passage.
    """
    return draw(passages_of(run), n=n, seed=seed)


def draw(passages: pd.DataFrame, *, n: int, seed: int) -> pd.DataFrame:
    """Draw from passages (see `sample_passages`).

    Strata are the sign of the tone (no tone word goes with neutral) by voice (whether words are quoted); each is
    represented in proportion, but by a twentieth of the sample at least, or rare tones would not be seen. Within a
    stratum, passages are ordered by outlet and length and taken at equal steps from a random start, which spreads the
    sample over outlets and lengths however many there are (Cochran, Sampling Techniques, 1977, chapters 5 and 8).
    """
    if n < 1:
        raise ValidationError("sample_size", n=n)
    if passages.empty:
        raise ValidationError("sample_no_passage")
    rng = np.random.default_rng(seed)
    stratified = passages.assign(stratum=strata_of(passages))
    sizes = stratified["stratum"].value_counts().sort_index()
    drawn = []
    for (stratum, size), n_drawn in zip(sizes.items(), _allocate(sizes.to_numpy(), n), strict=True):
        ordered = stratified[stratified["stratum"] == stratum].sort_values(["outlet", "n_words", "passage_id"])
        steps = np.floor((rng.random() + np.arange(n_drawn)) * (size / n_drawn)).astype(int)
        drawn.append(ordered.iloc[np.minimum(steps, size - 1)].assign(weight=size / n_drawn))
    sample = pd.concat(drawn, ignore_index=True)
    return sample.iloc[rng.permutation(len(sample))].reset_index(drop=True)


def strata_of(passages: pd.DataFrame) -> pd.Series:
    """Return the stratum of each passage: sign of its tone and whether it holds quoted words."""
    sign = passages["tone"].replace("none", "neutral")
    voice = np.where(passages["n_quoted"] > 0, "quoted", "newsroom")
    return (sign + " " + voice).astype("str")


def _allocate(sizes: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Passages to draw in each stratum: at least 1 and ``n // _LEAST``, else in proportion, never more than it has."""
    if n >= sizes.sum():
        return sizes
    least = np.minimum(sizes, max(1, n // _LEAST))
    wanted = np.maximum(n * sizes / sizes.sum(), least)
    # The minimum of small strata is taken from the large ones, in proportion to what they have above it.
    excess = wanted - least
    share = excess * max(0.0, n - least.sum()) / max(excess.sum(), 1e-12)
    counts: NDArray[np.int64] = least + np.floor(share).astype(np.int64)
    by_remainder = np.argsort(-(share - np.floor(share)), kind="stable")
    for stratum in by_remainder:
        if counts.sum() < n and counts[stratum] < sizes[stratum]:
            counts[stratum] += 1
    return counts
