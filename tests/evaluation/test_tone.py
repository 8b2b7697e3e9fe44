from __future__ import annotations

import numpy as np
import pytest

from analytics.validation.passages import CLASSES, NEUTRAL_BAND
from tests.evaluation import tone
from tests.evaluation.tone import FLOORS, Labelled, choose_band, labelled, measure, ours, read_labels, read_passages


def test_the_labels_are_whole_and_hold_no_text():
    labels = read_labels()
    assert labels.columns.tolist() == [
        "passage_id", "file", "record", "start", "end", "code_a", "mixed_a", "code_b", "mixed_b", "half",
    ]  # fmt: skip
    assert len(labels) == labels["passage_id"].nunique() == 150
    assert labels[["code_a", "code_b"]].isin([-2, -1, 0, 1, 2]).all(axis=None)
    odd = labels["passage_id"].map(lambda name: int(name.removeprefix("p"), 16) % 2 == 1)
    assert (labels["half"] == np.where(odd, "report", "tune")).all()


def test_tone_follows_the_codes_of_passages():
    if not tone.PRESS.is_dir():
        pytest.skip(f"no texts in {tone.PRESS}: they are no part of the project")
    gold = labelled(read_passages())
    figures = measure(gold, ours(gold.texts), NEUTRAL_BAND)
    assert {name: getattr(figures, name) for name in FLOORS if getattr(figures, name) < FLOORS[name]} == {}
    assert figures.coverage > 0.85


def test_polarity_comes_back_in_the_order_of_the_texts():
    texts = ["Une catastrophe terrible.", "La table est là.", "Un succès magnifique.", "Une catastrophe terrible."]
    assert np.sign(ours(texts)).tolist() == pytest.approx([-1, np.nan, 1, -1], nan_ok=True)


def test_measures_by_hand():
    gold = Labelled(["a", "b", "c", "d"], np.array([0, 1, 2, 2]), np.array([-1.0, 0, 1, 2]))
    perfect = measure(gold, np.array([-0.5, np.nan, 0.5, 0.9]), 0.05)
    assert (perfect.coverage, perfect.macro_f1, perfect.spearman) == pytest.approx((0.75, 1, 1))
    assert measure(gold, np.full(4, -0.5), 0.05).macro_f1 == pytest.approx((0.4 + 0 + 0) / 3)
    assert choose_band(gold, np.array([-0.5, 0.22, 0.5, 0.9])) == pytest.approx(0.25)
    assert CLASSES == ("negative", "neutral", "positive")
