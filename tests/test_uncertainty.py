from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import uncertainty
from analytics.uncertainty import ratio_intervals


def intervals(numerators, denominators, groups, n_groups):
    low, high = ratio_intervals(
        np.array(numerators, dtype=float), np.array(denominators, dtype=float), np.array(groups), n_groups=n_groups
    )
    return list(zip(low.tolist(), high.tolist(), strict=True))


def test_one_row_or_none_has_no_interval():
    assert np.isnan(intervals([0.5], [1], [1], 3)).all()


def test_rows_that_agree_leave_nothing_open():
    assert intervals([1, 2, 1], [2, 4, 2], [0, 0, 0], 1) == [(0.5, 0.5)]


@pytest.mark.parametrize("many", [10_000, 50])  # resampled, and by the linearised variance
def test_an_interval_holds_the_truth_as_often_as_it_says(monkeypatch, many):
    monkeypatch.setattr(uncertainty, "_MANY", many)
    chance = np.random.default_rng(1)
    n_hits = chance.integers(1, 5, size=(400, 120))
    sums = n_hits * 0.2 + chance.normal(0, 0.4, size=n_hits.shape) * np.sqrt(n_hits)
    groups = np.repeat(np.arange(400), 120)
    low, high = ratio_intervals(sums.ravel(), n_hits.ravel().astype(float), groups, n_groups=400)
    assert 0.92 <= ((low <= 0.2) & (high >= 0.2)).mean() <= 0.98


def test_both_ways_agree_on_many_rows(monkeypatch):
    chance = np.random.default_rng(2)
    n_hits = chance.integers(1, 6, size=3000)
    sums = n_hits * chance.normal(-0.1, 0.3, size=3000)
    limit = intervals(sums, n_hits, np.zeros(3000, dtype=int), 1)
    monkeypatch.setattr(uncertainty, "_MANY", 5000)
    assert np.allclose(limit, intervals(sums, n_hits, np.zeros(3000, dtype=int), 1), atol=0.003)


@given(st.lists(st.tuples(st.floats(-1, 1), st.integers(1, 4), st.integers(0, 2)), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_a_group_has_the_same_interval_whichever_others_are_there(rows):
    numerators, denominators, groups = zip(*rows, strict=True)
    together = intervals(numerators, denominators, groups, 3)
    for group in range(3):
        own = [(a, b, 0) for a, b, g in rows if g == group]
        if own:
            assert np.array_equal(intervals(*zip(*own, strict=True), 1), together[group : group + 1], equal_nan=True)
