"""Intervals of tokens or rows, all looked at together: what is inside each of them, without a loop over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def members(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all integers of intervals ``[start, end)``, one interval after the other, each with its owner.

    starts, ends : (n_intervals,); an interval that ends before it starts is empty.
    Returns owners, rows of the intervals, and members, both (n_members,).

    >>> members(np.array([4, 9, 0]), np.array([6, 9, 1]))
    (array([0, 0, 2]), array([4, 5, 0]))
    """
    counts = np.maximum(ends - starts, 0)
    owners = np.repeat(np.arange(len(counts)), counts)
    return owners, np.arange(len(owners)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
