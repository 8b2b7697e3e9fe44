"""The table of hits tells alone what a rule or a cause has done, and each rule can be switched off."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from analytics.quotations import find_quotations
from analytics.resources import read_rows, resource
from analytics.settings import TONE_RULES, ToneSettings
from analytics.tone import find_tone
from tests.strategies import partition_of
from tests.tone.reading import LEXICON, VALENCES, hits_of, read

SENTENCES = {
    "negation": "Ce n'est pas un succès.",
    "inversion": "La lutte contre la corruption",
    "amplifier": "Une crise très grave",
    "deamplifier": "Un argument peu convaincant",
    "adversative": "Un succès, mais une crise.",
    "conditional": "La guerre pourrait éclater.",
    "question": "Est-ce un succès ?",
}
COLUMNS = ("word", "kind", "factor", "condition", "note")
WORDS = [
    *(word for words in VALENCES.values() for word in words.split()),
    *(row["word"] for row in read_rows(resource("shifters.tsv"), COLUMNS) if row["kind"] != "none"),
    *"ne n' pas plus jamais rien aucun la un de contre le . , ? si évitée a été fin lutte éviter pourrait « »".split(),
    *["mettre fin à", "fin de", "lutte contre", "a été évitée", "faire reculer", "Le", "qui", "et"],
]


def tone_without(text, *off):
    partition = partition_of(text)
    in_name = np.zeros(len(partition.tokens), dtype=bool)
    voices = find_quotations(partition).voices
    return find_tone(partition, voices, in_name=in_name, lexicon=LEXICON, settings=ToneSettings(rules_off=off))


def recomputed(hit, off):
    """Valence of a hit without some rules, from its own row."""
    factors = [rule["factor"] for rule in hit["rules"] if rule["name"] not in off]
    return np.clip(hit["prior_valence"] * math.prod(factors), -1, 1)


def test_every_rule_has_a_sentence():
    assert tuple(SENTENCES) == TONE_RULES


@pytest.mark.parametrize(("rule", "sentence"), SENTENCES.items())
def test_a_rule_that_is_off_changes_nothing(rule, sentence):
    assert rule in read(sentence)
    for hit in hits_of(sentence, rules_off=(rule,)):
        assert hit["rules"] == []
        assert hit["valence"] == hit["prior_valence"]


@pytest.mark.parametrize("rule", TONE_RULES)
def test_the_other_rules_stay_as_they_are(rule):
    text = " ".join(SENTENCES.values())
    for whole, without in zip(hits_of(text), hits_of(text, rules_off=(rule,)), strict=True):
        assert without["rules"] == [r for r in whole["rules"] if r["name"] != rule]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.sets(st.sampled_from(TONE_RULES)).map(sorted))
@hypothesis_settings(max_examples=200, deadline=None)
def test_what_if_needs_the_table_of_hits_alone(text, off):
    whole, without = tone_without(text).hits.to_pylist(), tone_without(text, *off).hits.to_pylist()
    assert len(whole) == len(without)
    for before, after in zip(whole, without, strict=True):
        assert after["valence"] == pytest.approx(recomputed(before, off))


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@hypothesis_settings(max_examples=150, deadline=None)
def test_what_silences_a_word_also_acts_on_another(text):
    hits = tone_without(text).hits.to_pylist()
    silencing = {(r["name"], r["start"], r["end"]) for h in hits for r in h["rules"] if r["factor"] == 0}
    acting = {(r["name"], r["start"], r["end"]) for h in hits for r in h["rules"] if r["factor"] != 0}
    assert silencing <= acting


def test_silenced_words_are_not_counted():
    tones = tone_without("La lutte contre la corruption").tones.to_pylist()
    assert [(t["n_hits"], t["n_positive"], t["n_negative"]) for t in tones] == [(1, 1, 0)]
    assert [t["polarity"] for t in tones] == [pytest.approx(0.3)]
    tones = tone_without("La lutte contre la corruption", "inversion").tones.to_pylist()
    assert [(t["n_hits"], t["n_negative"]) for t in tones] == [(2, 2)]


@pytest.mark.parametrize(
    "piece",
    ["crise serait ", "crise mais ", "malgré crise ", "même si crise ", "peut-être crise ", "en cas de crise ",
     "sans crise ", "ne crise pas ", "éviter crise ", "crise évitée ", "faire reculer crise ", "fin de crise ",
     "crise ? ", "et crise serait ", "qui crise évitée ", "crise très ", "se demande si la crise ", "aucun crise ne "],
)  # fmt: skip
def test_rules_grow_no_faster_than_the_text(piece):
    once, twice = (sum(len(hit["rules"]) for hit in hits_of(piece * n)) for n in (200, 400))
    assert once > 0
    assert twice <= 2 * once + 20


UNSIGNED = st.lists(
    st.lists(
        st.sampled_from(
            "plus d' espoir si la guerre éclate fin à paix mettre a perdu un se réduit crise n' est pas grave et le que"
            " qui évite très mais ce bloqués craint sans que nie doute progresse gagne terrain victimes moins bon tout"
            " sauf".split()
        ),
        min_size=1,
        max_size=8,
    ).map(" ".join),
    min_size=2,
    max_size=5,
)


@given(UNSIGNED)
@hypothesis_settings(max_examples=300, deadline=None)
def test_paragraphs_without_final_signs_are_read_together_like_each_alone(paragraphs):
    together = [(row["paragraph"], row["form"], row["valence"]) for row in hits_of(*paragraphs)]
    alone = [
        (number, row["form"], row["valence"])
        for number, paragraph in enumerate(paragraphs, start=1)
        for row in hits_of(paragraph)
    ]
    assert together == alone
