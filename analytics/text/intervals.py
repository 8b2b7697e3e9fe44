"""Intervals of tokens or rows, all looked at together: what is inside each of them, without a loop over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Intervals = tuple[NDArray[np.int64], NDArray[np.int64]]


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


def overlapping(some: Intervals, others: Intervals) -> NDArray[np.bool_]:
    """Tell which intervals [start, end) share a place with one of some others; both are starts and ends."""
    first, last = (np.sort(edge) for edge in others)
    starts, ends = some
    found: NDArray[np.bool_] = np.searchsorted(first, ends, side="left") > np.searchsorted(last, starts, side="right")
    return found


class Line:
    """Places on one line of code points for the paragraphs of some tables, with room between two.

    Spans in paragraphs become intervals on it, in the order of articles, paragraphs and code points.
    """

    def __init__(self, paragraphs: Iterable[NDArray[np.int64]], ends: Iterable[NDArray[np.int64]]) -> None:
        self._n_paragraphs = 2 + max((int(some.max(initial=0)) for some in paragraphs), default=0)
        self.room = 2 + max((int(some.max(initial=0)) for some in ends), default=0)

    def paragraph(self, articles: NDArray[np.int64], paragraphs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Number of a paragraph over the corpus; articles are apart by more than one."""
        return articles * self._n_paragraphs + paragraphs

    def place(
        self, articles: NDArray[np.int64], paragraphs: NDArray[np.int64], code_points: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Place of a code point."""
        return self.paragraph(articles, paragraphs) * self.room + code_points
