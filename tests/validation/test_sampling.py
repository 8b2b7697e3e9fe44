from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from analytics.errors import ValidationError
from analytics.validation import sample_passages
from analytics.validation.sampling import _allocate, draw, strata_of


def test_same_run_and_seed_same_sample_other_seed_another(many_run):
    first, again, other = (sample_passages(many_run, n=60, seed=seed) for seed in (4, 4, 5))
    pd.testing.assert_frame_equal(first, again)
    assert set(first["passage_id"]) != set(other["passage_id"])


def test_each_passage_once_as_many_as_asked(many_run):
    for n in (1, 7, 120, 1199):
        sample = sample_passages(many_run, n=n)
        assert len(sample) == max(n, 6)  # every stratum has one at least
        assert sample["passage_id"].is_unique


def test_all_passages_when_fewer_than_asked(many_run, many):
    sample = sample_passages(many_run, n=5000)
    assert sorted(sample["passage_id"]) == sorted(many["passage_id"])
    assert (sample["weight"] == 1).all()


def test_weights_stand_for_the_whole_corpus(many_run, many):
    sample = sample_passages(many_run, n=100, seed=2)
    sizes = strata_of(many).value_counts()
    assert sample.groupby("stratum")["weight"].sum().to_dict() == pytest.approx(sizes.to_dict())


def test_strata_are_represented_in_proportion_and_rare_ones_all_the_same(many):
    rare = pd.concat([many[many["tone"] == "negative"], many[many["tone"] == "positive"].head(9)])
    sample = draw(rare, n=100, seed=0)
    assert (sample["tone"] == "positive").sum() >= 5
    sizes = strata_of(many).value_counts()
    drawn = draw(many, n=200, seed=0)["stratum"].value_counts()
    assert (drawn - 200 * sizes / sizes.sum()).abs().max() <= 1 + (10 - (200 * sizes / sizes.sum()).min())


def test_every_passage_has_the_same_chance_within_its_stratum(many):
    few = many[many["tone"] == "none"].head(50)
    drawn = pd.concat([draw(few, n=20, seed=seed) for seed in range(400)])
    chances = drawn["passage_id"].value_counts().reindex(few["passage_id"], fill_value=0) / 400
    expected = (1 / draw(few, n=20, seed=0).groupby("stratum")["weight"].first()).to_dict()
    strata = strata_of(few)
    for stratum, chance in expected.items():
        seen = chances[few.loc[strata == stratum, "passage_id"]]
        assert seen.mean() == pytest.approx(chance)
        assert seen.between(chance - 0.12, chance + 0.12).all()  # five standard errors


def test_outlets_and_lengths_are_spread(many):
    outlets = many["outlet"].fillna("").value_counts(normalize=True)
    for seed in range(5):
        drawn = draw(many, n=120, seed=seed)["outlet"].fillna("").value_counts(normalize=True)
        assert (drawn - outlets).abs().max() < 0.04


def test_order_does_not_tell_the_tone(many):
    tones = draw(many, n=120, seed=0)["tone"].tolist()
    assert tones != sorted(tones)
    runs = 1 + sum(a != b for a, b in pairwise(tones))
    assert runs > 40


@pytest.mark.parametrize(
    ("sizes", "n", "counts"),
    [
        ([50, 30, 20], 10, [5, 3, 2]),
        ([1, 1, 1], 2, [1, 1, 1]),
        ([980, 20], 100, [95, 5]),
        ([998, 2], 100, [98, 2]),
        ([3, 4], 7, [3, 4]),
        ([3, 4], 70, [3, 4]),
        ([1000], 20, [20]),
    ],
)
def test_allocation(sizes, n, counts):
    assert _allocate(np.array(sizes), n).tolist() == counts


@pytest.mark.parametrize("seed", range(30))
def test_allocation_gives_what_is_asked_and_not_more_than_there_is(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 400, size=rng.integers(1, 7))
    n = int(rng.integers(6, 500))
    counts = _allocate(sizes, n)
    assert counts.sum() == min(n, sizes.sum())
    assert (counts >= 1).all()
    assert (counts <= sizes).all()


def test_no_sample_of_nothing(bare_run, many_run):
    with pytest.raises(ValidationError, match="aucun passage"):
        sample_passages(bare_run, n=10)
    with pytest.raises(ValidationError, match="un au moins"):
        sample_passages(many_run, n=0)
