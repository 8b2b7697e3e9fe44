from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from analytics.errors import ValidationError
from analytics.validation import Validation, passages_of, sample_passages, score
from analytics.validation.passages import CLASSES
from analytics.validation.sampling import strata_of
from analytics.validation.scoring import class_of
from tests.validation.conftest import coded

CODE = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
# Chance of each class (negative, neutral, positive) given what was found: finding errs, and towards the negative.
TRUTH = {
    "negative": [0.7, 0.2, 0.1],
    "neutral": [0.1, 0.8, 0.1],
    "positive": [0.05, 0.15, 0.8],
    "none": [0.1, 0.8, 0.1],
}


def true_codes(passages, *, seed):
    rng = np.random.default_rng(seed)
    return pd.Series([rng.choice([-1, 0, 1], p=TRUTH[tone]) for tone in passages["tone"]], index=passages["passage_id"])


def test_corrected_shares_recover_the_truth(many_run, many):
    """A coder who read everything would count these shares; the sample finds them again, the lexicon does not."""
    missed = np.zeros(3)
    for seed in range(20):
        truth = true_codes(many, seed=seed)
        shares = [(truth == code).mean() for code in (-1, 0, 1)]
        sample = sample_passages(many_run, n=240, seed=seed)["passage_id"]
        result = score(many_run, coded(sample, truth[sample]), n_resamples=300)
        for i, (share, true) in enumerate(zip(result.shares, shares, strict=True)):
            assert share.corrected.value == pytest.approx(true, abs=0.12)
            missed[i] += not share.corrected.low <= true <= share.corrected.high
        assert sum(share.corrected.value for share in result.shares) == pytest.approx(1, abs=2e-6)
        assert abs(result.shares[0].found - shares[0]) > 0.07
    assert missed.max() <= 4  # of 20 intervals of 95 %: more has a chance below one in a hundred


def test_weights_make_up_for_strata_that_are_read_more(many_run, many):
    """Of the passages found negative, ten times more are read: unweighted, everything would look negative."""
    truth = true_codes(many, seed=1)
    taken = pd.concat([many[many["tone"] == "negative"].head(500), many[many["tone"] != "negative"].iloc[::7]])
    ids = taken["passage_id"]
    result = score(many_run, coded(ids, truth[ids]))
    assert result.shares[0].corrected.value == pytest.approx((truth == -1).mean(), abs=0.05)
    assert (truth[ids] == -1).mean() > (truth == -1).mean() + 0.1


def test_codes_that_are_what_was_found_give_full_marks(many_run, many):
    taken = many.iloc[::5]
    codes = taken["tone"].map({**CODE, "none": 0.0})
    result = score(many_run, pd.concat([coded(taken["passage_id"], codes, c) for c in ("anne", "karim")]))
    assert result.accuracy.value == result.macro_f1.value == 1
    assert [result.alpha[level].value for level in ("nominal", "ordinal", "interval")] == [1, 1, 1]
    assert result.disagreements == ()
    assert all(share.found == pytest.approx(share.corrected.value, abs=1e-6) for share in result.shares)
    assert result.spearman.value > 0.95


def test_figures_by_hand(many_run, many):
    """Ten found negative, coded 6, 3, 1; five without tone words, coded neutral but for one."""
    negative = many.loc[many["tone"] == "negative", "passage_id"].head(10)
    none = many.loc[many["tone"] == "none", "passage_id"].head(5)
    codes = [-2, -1, -1, -2, -1, -1, 0, 0, 0, 1, 0, 0, 0, 0, 2]
    result = score(many_run, coded([*negative, *none], codes))
    cells = {(c.coded, c.found): c.n for c in result.confusion if c.n}
    assert cells == {("negative", "negative"): 6, ("neutral", "negative"): 3, ("positive", "negative"): 1,
                     ("neutral", "none"): 4, ("positive", "none"): 1}  # fmt: skip
    # Each passage stands for as many as its stratum says: sign of the tone, and whether words are quoted.
    strata, chosen = strata_of(many), many["passage_id"].isin([*negative, *none])
    weight = strata.value_counts() / strata[chosen].value_counts()
    weights = strata[chosen].map(weight).set_axis(many["passage_id"][chosen])[[*negative, *none]].to_numpy()
    right = np.array([1] * 6 + [0] * 4 + [1] * 4 + [0])
    assert result.accuracy.value == pytest.approx((weights * right).sum() / weights.sum(), abs=1e-6)
    by_class = {c.tone: c for c in result.classes}
    assert by_class["negative"][1:] == pytest.approx((0.6, 1, 0.75, 6, 10))
    assert by_class["neutral"][1:] == pytest.approx((0.8, 4 / 7, 2 / 3, 7, 5), abs=1e-6)
    assert by_class["positive"][1:] == (None, 0, 0, 2, 0)
    coded_as = np.array([0] * 6 + [1] * 3 + [2] + [1] * 4 + [2])
    found_as = np.array([0] * 10 + [1] * 5)
    f1 = [2 * (weights * (coded_as == c) * (found_as == c)).sum()
          / (weights * ((coded_as == c) + 0.0 + (found_as == c))).sum() for c in range(3)]  # fmt: skip
    assert result.macro_f1.value == pytest.approx(np.mean(f1), abs=1e-6)
    assert (result.n_passages, result.n_without_hits, result.n_correlated, result.n_corpus) == (15, 5, 10, len(many))
    assert result.shares_missing == "shares_few"
    assert all(share.corrected.value is None for share in result.shares)
    assert result.alpha["interval"].value is None


def test_disagreements_come_widest_first(many_run, many):
    ids = many.loc[many["tone"] == "negative", "passage_id"].head(4).tolist()
    result = score(many_run, coded(ids, [2, -2, 0, 1]))
    assert [d.passage_id for d in result.disagreements] == [ids[0], ids[3], ids[2]]
    assert [d.code for d in result.disagreements] == [2, 1, 0]
    texts = many_run.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    first = result.disagreements[0]
    printed = texts[first.article_id, first.paragraph][first.start : first.end]
    assert printed == many.set_index("passage_id").loc[ids[0], "text"]


@pytest.mark.parametrize(
    ("codes", "tone"),
    [
        ([-1, -2], "negative"), ([0, -1], "negative"), ([0, 0, -1], "neutral"), ([1, -1], "neutral"),
        ([2, np.nan], "positive"), ([2, -1, 0], "neutral"), ([1, 1, -2], "positive"),
    ],
)  # fmt: skip
def test_class_of_several_codes(codes, tone):
    assert CLASSES[class_of(np.array([codes]))[0]] == tone


def test_what_is_left_out_is_counted(many_run, many):
    ids = many["passage_id"].head(6).tolist()
    codings = pd.concat([
        coded([*ids, "p-autre"], [1, 0, -1, np.nan, np.nan, 2, 1], mixed=[True, *[False] * 6]),
        coded(ids[:4], [1, 1, 1, 0], "karim"),
    ])  # fmt: skip
    result = score(many_run, codings)
    assert (result.n_passages, result.n_unclear, result.n_unknown, result.n_mixed) == (5, 1, 1, 1)
    assert result.n_shared == 3
    assert result.coders == ("anne", "karim")


def test_codings_of_another_run_are_refused(many_run):
    with pytest.raises(ValidationError, match=r"parmi ceux qui ont été lus \(2\)"):
        score(many_run, coded(["p1", "p2"], [0, 1]))


def test_too_little_coverage_leaves_shares_missing(many_run, many):
    ids = many.loc[many["tone"] == "negative", "passage_id"].head(60)
    result = score(many_run, coded(ids, [-1] * 60))
    assert result.shares_missing == "shares_uncovered"
    assert [share.corrected.value for share in result.shares] == [None] * 3
    assert result.shares[0].found == pytest.approx((many["tone"] == "negative").mean(), abs=1e-6)


def test_same_codes_same_figures_and_their_order_is_nothing(many_run):
    sample = sample_passages(many_run, n=60)["passage_id"]
    codings = coded(sample, np.arange(60) % 5 - 2)
    assert score(many_run, codings) == score(many_run, codings.iloc[::-1])


def test_a_result_comes_back_from_json(many_run):
    sample = sample_passages(many_run, n=60)["passage_id"]
    result = score(many_run, coded(sample, np.arange(60) % 5 - 2))
    assert Validation.of(json.loads(json.dumps(result.as_dict()))) == result
    assert len(result.disagreements) == 20


def test_intervals_hold_the_figure(run):
    sample = sample_passages(run, n=120)
    rng = np.random.default_rng(0)
    noisy = np.clip(np.round(sample["polarity"].fillna(0) * 3 + rng.normal(0, 0.7, 120)), -2, 2)
    other = np.clip(np.round(noisy + rng.normal(0, 0.7, 120)), -2, 2)
    codings = pd.concat([coded(sample["passage_id"], noisy), coded(sample["passage_id"], other, "karim")])
    result = score(run, codings)
    figures = [*result.alpha.values(), result.pearson, result.spearman, result.accuracy, result.macro_f1]
    for figure in [*figures, *(share.corrected for share in result.shares)]:
        assert figure.low < figure.value < figure.high
        assert figure.high - figure.low < 0.4
    assert len(passages_of(run)) == result.n_corpus
