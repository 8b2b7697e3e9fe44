from __future__ import annotations

import numpy as np
import pytest

from analytics import analyse
from analytics.corpus import Article, Corpus
from analytics.speakers import tone_by_speaker

TEXTS = (
    "Le président français Emmanuel Macron a salué un accord. « C'est une victoire magnifique », a déclaré Emmanuel"
    " Macron.",
    "« Cette guerre est une catastrophe », a dénoncé le président russe Vladimir Poutine. Selon Vladimir Poutine, la"
    " crise est terrible.",
    "Une défaite horrible pour tous.",
)


@pytest.fixture(scope="module")
def spoken():
    run = analyse(Corpus.of([Article("Deux présidents", TEXTS)]))
    return tone_by_speaker(run).set_index("name_fr")


def test_each_speaker_has_the_tone_of_what_they_say(spoken):
    assert spoken.loc["Emmanuel Macron", "polarity"] > 0.3
    assert spoken.loc["Vladimir Poutine", "polarity"] < -0.3
    assert spoken.loc["Vladimir Poutine", ["n_positive", "n_quotations"]].tolist() == [0, 2]


def test_reported_words_are_told_apart(spoken):
    assert spoken.loc["Emmanuel Macron", "n_reported"] == 0
    assert 0 < spoken.loc["Vladimir Poutine", "n_reported"] < spoken.loc["Vladimir Poutine", "n_tokens"]


def test_what_somebody_denies_is_not_what_they_say():
    text = "Le président russe Vladimir Poutine a démenti que cette guerre soit une catastrophe."
    assert tone_by_speaker(analyse(Corpus.of([Article("", (text,))]))).empty


def test_words_quoted_inside_reported_ones_count_once():
    text = "Le président russe Vladimir Poutine a déclaré que cette « guerre » est une catastrophe."
    row = tone_by_speaker(analyse(Corpus.of([Article("", (text,))]))).iloc[0]
    assert (row["n_hits"], row["n_tokens"]) == (2, 5)


def test_speakers_of_the_bundled_corpus(run):
    spoken = tone_by_speaker(run)
    assert spoken["n_tokens"].is_monotonic_decreasing
    assert (spoken["n_hits"] == spoken["n_positive"] + spoken["n_negative"]).all()
    assert (spoken["low"].isna() | (spoken["low"] <= spoken["polarity"] + 1e-9)).all()
    quotations = run.tables["quotations"]
    assert set(spoken["actor_id"]) <= set(quotations["speaker_id"].dropna())
    assert len(tone_by_speaker(run, n_speakers=3)) == 3


def test_where_nobody_speaks_there_is_no_row(bare_run):
    spoken = tone_by_speaker(bare_run)
    assert spoken.empty
    assert spoken["polarity"].dtype == np.float64
