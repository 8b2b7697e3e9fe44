from __future__ import annotations

import numpy as np
import pytest

from analytics.validation.estimates import (
    Estimate,
    corrected_shares,
    estimate,
    macro_f1,
    pearson,
    resamples,
    spearman,
)


def test_resamples_keep_the_size_of_each_stratum():
    strata = np.array(list("aaabbbbbc"), dtype=object)
    counts = resamples(strata, n=200, rng=np.random.default_rng(0))
    for stratum, size in {"a": 3, "b": 5, "c": 1}.items():
        assert (counts[:, strata == stratum].sum(axis=1) == size).all()
    assert counts[:, :8].std() > 0.5


def test_macro_f1_is_that_of_scikit_learn():
    from sklearn.metrics import confusion_matrix, f1_score

    rng = np.random.default_rng(0)
    coded, found = rng.integers(0, 3, 80), rng.integers(0, 3, 80)
    expected = f1_score(coded, found, average="macro")
    assert macro_f1(confusion_matrix(coded, found).astype(float)) == pytest.approx(expected)


def test_a_class_that_never_occurs_has_no_part_in_macro_f1():
    assert macro_f1(np.array([[5.0, 0, 0], [0, 0, 0], [0, 0, 5]])) == 1
    assert macro_f1(np.array([[5.0, 0, 0], [0, 0, 0], [5, 0, 0]])) == pytest.approx((2 / 3 + 0) / 2)


def test_corrected_shares_are_those_of_the_inverted_matrix():
    rng = np.random.default_rng(3)
    found_shares = np.array([0.5, 0.2, 0.3])
    cells = rng.uniform(0.1, 1, (3, 3)) + 2 * np.eye(3)
    cells = cells / cells.sum(axis=0) * found_shares  # weights: columns have the mass they have in the corpus
    given_coded = (cells / cells.sum(axis=1, keepdims=True)).T  # chance of each found class, coded class by column
    assert corrected_shares(cells, found_shares) == pytest.approx(np.linalg.solve(given_coded, found_shares))


def test_corrected_shares_need_no_inverse():
    same_everywhere = np.outer([0.6, 0.3, 0.1], [0.5, 0.2, 0.3])  # finding says nothing of the class
    assert corrected_shares(same_everywhere, np.array([0.5, 0.2, 0.3])) == pytest.approx([0.6, 0.3, 0.1])


def test_a_class_found_but_never_coded_leaves_shares_missing():
    cells = np.array([[5.0, 0, 0], [1, 0, 0], [0, 0, 4]])
    assert np.isnan(corrected_shares(cells, np.array([0.5, 0.2, 0.3]))).all()
    assert corrected_shares(cells, np.array([0.6, 0, 0.4])) == pytest.approx([0.5, 0.1, 0.4])


def test_correlations():
    x, y = np.array([1.0, 2, 3, 4]), np.array([1.0, 4, 9, 100])
    assert spearman(x, y) == pytest.approx(1)
    assert pearson(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert spearman(np.array([1.0, 1, 2]), np.array([3.0, 1, 5])) == pytest.approx(0.866, abs=1e-3)
    assert np.isnan(pearson(x, np.ones(4)))
    assert np.isnan(spearman(x[:2], y[:2]))
    assert np.isnan(spearman(x[:0], y[:0]))


def test_an_estimate_of_resamples_that_are_mostly_undefined_has_no_interval():
    assert estimate(0.5, np.array([0.4, np.nan])) == Estimate(0.5)
    assert estimate(np.nan, np.array([0.4, 0.5])) == Estimate(None)
    assert estimate(0.5, np.linspace(0, 1, 1001)) == pytest.approx((0.5, 0.025, 0.975))
