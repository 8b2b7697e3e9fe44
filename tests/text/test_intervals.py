from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.text.intervals import members


@pytest.mark.parametrize(
    ("intervals", "owned"),
    [
        ([], []),
        ([(3, 5)], [(0, 3), (0, 4)]),
        ([(3, 3), (5, 4)], []),
        ([(4, 6), (9, 9), (0, 1)], [(0, 4), (0, 5), (2, 0)]),
        ([(0, 2), (1, 3)], [(0, 0), (0, 1), (1, 1), (1, 2)]),
    ],
)
def test_members_of_intervals(intervals, owned):
    starts, ends = np.array(intervals, dtype=np.int64).reshape(-1, 2).T
    owners, inside = members(starts, ends)
    assert list(zip(owners.tolist(), inside.tolist(), strict=True)) == owned


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=10))
def test_members_come_interval_by_interval(intervals):
    starts, ends = np.array(intervals, dtype=np.int64).reshape(-1, 2).T
    owners, inside = members(starts, ends)
    expected = [(row, i) for row, (start, end) in enumerate(intervals) for i in range(start, end)]
    assert list(zip(owners.tolist(), inside.tolist(), strict=True)) == expected
