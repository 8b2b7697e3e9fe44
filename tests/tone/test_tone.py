from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.corpus import Article
from analytics.normalization import fold
from analytics.quotations import find_quotations
from analytics.resources import read_rows, resource
from analytics.settings import ToneSettings
from analytics.tone import Tone, find_tone
from analytics.tone.lexicon import Lexicon
from analytics.tone.shifters import load_shifters
from tests.strategies import (
    partition_of,
    partition_of_articles,
    partitions,
    partitions_of_each,
    rows_in_order,
    texts_of,
)

VALENCES = {
    "crise": -0.6, "succès": 0.6, "grave": -0.5, "efficace": 0.5, "guerre": -0.8, "espoir": 0.5, "paix": 0.7,
    "soutenir": 0.4, "échec": -0.6, "excellent": 0.9, "inquiétude": -0.5, "conseil de sécurité": 0.0,
    "sécurité": 0.3, "sans faille": 0.5, "coup d'État": -0.7, "crise politique": -0.7, "cessez-le-feu": 0.6,
}  # fmt: skip
LEXICON = Lexicon([{"lemma": w, "valence": str(v), "facet": "event"} for w, v in VALENCES.items()])
SHIFTER_COLUMNS = ("word", "kind", "factor", "condition", "note")
LISTED = ("negation", "deamplifier", "adversative")  # rules that only words of this list cause
SHIFTERS = read_rows(resource("shifters.tsv"), SHIFTER_COLUMNS)
WORDS = [*VALENCES, *(row["word"] for row in SHIFTERS), *"ne n' ne n’ pas plus jamais rien aucun la un aussi".split()]


def tone_of(partition, *, named=(), **options):
    voices = find_quotations(partition).voices
    in_name = partition.tokens.vocabulary.matching(named)[partition.tokens.ids]
    tone_settings = ToneSettings(**options)
    return find_tone(partition, voices, in_name=in_name, lexicon=LEXICON, settings=tone_settings)


def hits_in(*paragraphs, **options):
    partition = partition_of(*paragraphs)
    texts = texts_of(partition)
    rows = tone_of(partition, **options).hits.to_pylist()
    return [{**row, "text": texts[row["article"], row["paragraph"]]} for row in rows]


def rules_in(*paragraphs, **options):
    """Each hit as (form, [(rule, words that caused it, factor)])."""
    return [
        (h["form"], [(r["name"], h["text"][r["start"] : r["end"]], r["factor"]) for r in h["rules"]])
        for h in hits_in(*paragraphs, **options)
    ]


def shifting_articles():
    """Articles thick with lexicon words and what changes them."""
    signs = st.sampled_from([",", ".", ";", "mais", "«", "»", "table", "Paris"])
    text = st.lists(st.sampled_from(WORDS) | signs, max_size=25).map(" ".join)
    return st.lists(st.builds(Article, text, st.lists(text, max_size=3).map(tuple)), max_size=3)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Une crise, des CRISES", [("crise", "crise"), ("CRISES", "crise")]),
        ("Ils soutenaient Paris", [("soutenaient", "soutenir")]),
        ("Une crise politique grave", [("crise politique", "crise politique"), ("grave", "grave")]),
        ("Des coups d’État", [("coups d’État", "coup d'État")]),
        ("Le Conseil de sécurité, la sécurité", [("sécurité", "sécurité")]),
        ("Un cessez-le-feu", [("cessez-le-feu", "cessez-le-feu")]),
        ("Un soutien sans faille", [("sans faille", "sans faille")]),
        ("Les écrises, une crisette", []),
        ("", []),
    ],
)
def test_lexicon_words(text, hits):
    assert [(h["form"], h["entry"]) for h in hits_in(text)] == hits


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Ce n’est pas une crise.", [("crise", "pas")]),
        ("Ce n'est plus grave.", [("grave", "plus")]),
        ("Il nʼest jamais efficace.", [("efficace", "jamais")]),
        ("Rien n’est grave.", [("grave", "Rien")]),
        ("Il n'a rien d’un succès.", [("succès", "rien")]),
        ("Personne ne soutient ce plan.", [("soutient", "Personne")]),
        ("Il ne soutient personne.", [("soutient", "personne")]),
        ("Aucun succès n’est possible.", [("succès", "Aucun")]),
        ("Il n’a aucune inquiétude.", [("inquiétude", "aucune")]),
        ("Il part sans espoir.", [("espoir", "sans")]),
        ("Il n’est guère efficace.", [("efficace", "guère")]),
        ("Ni la guerre, ni la paix", [("guerre", "Ni"), ("paix", "ni")]),
        ("Loin d'être un succès", [("succès", "Loin d'être")]),
        ("Le pas de Paris n’est pas grave.", [("grave", "pas")]),
        ("NE SOUTIENT PAS LA GUERRE", [("SOUTIENT", "PAS"), ("GUERRE", "PAS")]),
        ("Ne soutient-il pas la paix ?", [("soutient", "pas"), ("paix", "pas")]),
        ("Il n’est pas «efficace».", [("efficace", "pas")]),
        ("Il faut ne pas soutenir la guerre.", [("soutenir", "pas"), ("guerre", "pas")]),
        ("Ce n’est pas plus grave.", [("grave", "pas")]),
        ("Il n’a pas de succès ni d’alliés.", [("succès", "pas")]),
        ("Il n’y a plus de succès.", [("succès", "plus")]),
        ("Il n’y a plus d’espoir.", [("espoir", "plus")]),
        ("Il n’a jamais soutenu Luc. Si Luc part", [("soutenu", "jamais")]),
    ],
)
def test_negation_names_its_cause(text, negated):
    rules = [(form, cause) for form, rs in rules_in(text) for name, cause, _ in rs if name == "negation"]
    assert rules == negated


@pytest.mark.parametrize(
    "text",
    [
        "Ce n’est qu’un échec.",
        "Il ne reste que l'espoir.",
        "Un pas vers la paix.",
        "Une personne soutient la paix.",
        "Il n’est pas là, c’est grave.",
        "Il ne vient pas : la crise dure.",
        "Il ne vient pas. La crise dure.",
        "La paix n’est pas là.",
        "Sans doute un succès.",
        "Non seulement un succès",
        "Il n’est pas moins efficace.",
        "Ce n’est pas la première fois que la crise dure.",
        "C’est plus grave qu'on ne le dit.",
        "Cette personne ne voit que la crise.",
        "Elle ne soutient qu’une paix sans fin.",
        "Ce n’est pas qu’un échec.",
    ],
)
def test_no_negation(text):
    assert hits_in(text)
    assert [rule for h in hits_in(text) for rule in h["rules"] if rule["name"] == "negation"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Il n’est pas sans espoir.",
        "Il ne peut pas ne pas soutenir la paix.",
    ],
)
def test_two_negators_affirm(text):
    assert all(h["valence"] > 0 for h in hits_in(text))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Très grave", [("amplifier", "Très", 1.3)]),
        ("C’est plus grave.", [("amplifier", "plus", 1.2)]),
        ("C’est beaucoup plus grave.", [("amplifier", "beaucoup plus", 1.3)]),
        ("Une inquiétude profonde", [("amplifier", "profonde", 1.3)]),
        ("Une profonde inquiétude", [("amplifier", "profonde", 1.3)]),
        ("Une crise sans précédent", [("amplifier", "sans précédent", 1.4)]),
        ("Un peu grave", [("deamplifier", "Un peu", 0.6)]),
        ("Peu efficace", [("deamplifier", "Peu", 0.3)]),
        ("À peine efficace", [("deamplifier", "À peine", 0.4)]),
        ("Moins grave", [("deamplifier", "Moins", 0.5)]),
        ("Il n’est pas très efficace.", [("negation", "pas", -0.6), ("amplifier", "très", 1.3)]),
        ("Très, la crise", []),
        ("Très loin, là-bas, grave", []),
        ("Si la crise dure, il part.", [("conditional", "Si", 0.5)]),
        ("C’est si grave.", [("amplifier", "si", 1.2)]),
    ],
)
def test_intensity(text, rules):
    assert [found for _, found in rules_in(text)] == [rules]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Un succès, mais une crise.", [("succès", "mais", 0.7), ("crise", "mais", 1.3)]),
        ("Un succès ; pourtant, c’est grave.", [("succès", "pourtant", 0.7), ("grave", "pourtant", 1.3)]),
        ("Un succès, or la crise dure.", [("succès", "or", 0.7), ("crise", "or", 1.3)]),
        ("Paix mais vide mais crise", [("Paix", "mais", 0.7), ("crise", "mais", 1.3)]),
        ("Mais c’est une crise.", []),
        ("Une médaille d’or, un succès.", []),
        ("Un succès. Mais une crise.", []),
    ],
)  # fmt: skip
def test_what_follows_an_adversative_weighs_more(text, rules):
    found = [(form, *rule) for form, found in rules_in(text) for rule in found]
    assert found == [(form, "adversative", cause, factor) for form, cause, factor in rules]


@pytest.mark.parametrize(
    ("text", "options", "valences"),
    [
        ("Une crise", {}, [-0.6]),
        ("Ce n’est pas une crise.", {}, [0.36]),
        ("Ce n’est pas une crise.", {"negation_factor": -1.0}, [0.6]),
        ("Ce n’est pas une crise.", {"negation_window": 1}, [-0.6]),
        ("Très vite grave", {}, [-0.65]),
        ("Très vite grave", {"intensity_window": 0}, [-0.5]),
        ("Très vite grave", {"intensity_window": 1}, [-0.65]),
        ("Un succès, mais grave", {"before_adversative": 0.0, "after_adversative": 2.0}, [0.0, -1.0]),
        ("Absolument très excellent", {}, [1.0]),
    ],
)
def test_settings_change_valences(text, options, valences):
    assert [round(h["valence"], 6) for h in hits_in(text, **options)] == valences


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ce n’est pas", "Une crise grave"),
        ("C’est très", "Grave crise"),
        ("La paix mais", "La crise grave"),
        ("Une crise", "Énorme foule à Lyon"),
    ],
)
def test_shifters_never_reach_another_paragraph(first, second):
    assert rules_in(first, second) == rules_in(first) + rules_in(second)


def test_names_say_nothing_of_tone():
    assert hits_in("Amis sans Crise", named=["amis", "sans", "crise"]) == []
    assert rules_in("Pays sans la crise") == [("crise", [("negation", "sans", -0.6)])]
    assert rules_in("Pays sans la crise", named=["pays", "sans"]) == [("crise", [])]


@pytest.mark.parametrize("row", SHIFTERS, ids=lambda row: f"{row['kind']} {row['word']}")
def test_every_shifter_is_found(row):
    partition = partition_of(f"Voici {row['word']}{'' if row['word'].endswith(chr(39)) else ' '}ici")
    shifters = load_shifters()
    matches = shifters.matcher.find(partition.tokens)
    assert [shifters.kinds[entry][row["kind"]]["word"] for entry in matches.entries] == [row["word"]]


@pytest.mark.parametrize(
    ("paragraph", "tones"),
    [
        ("La table.", [("newsroom", 2, 0, 0, 0, None)]),
        ("La paix. La table.", [("newsroom", 2, 1, 1, 0, 0.7), ("newsroom", 2, 0, 0, 0, None)]),
        ("«La crise», dit-il.", [("newsroom", 2, 0, 0, 0, None), ("quoted", 2, 1, 0, 1, -0.6)]),
        ("Un espoir, une crise grave.", [("newsroom", 5, 3, 1, 2, -0.2)]),
        ("Un succès, un échec.", [("newsroom", 4, 2, 1, 1, 0.0)]),
        ("«Paix», dit-il dans «la crise».", [("newsroom", 3, 0, 0, 0, None), ("quoted", 3, 2, 1, 1, 0.05)]),
        (
            "Luc dit que la crise dure.",
            [("newsroom", 3, 0, 0, 0, None), ("reported", 3, 1, 0, 1, -0.6)],
        ),
        ("!", []),
        ("", []),
    ],
)
def test_tones_by_sentence_and_voice(paragraph, tones):
    columns = ["voice", "n_tokens", "n_hits", "n_positive", "n_negative", "polarity"]
    rows = tone_of(partition_of(paragraph)).tones.select(columns).to_pylist()
    assert [tuple(row.values()) for row in rows] == [(*t[:5], t[5] and pytest.approx(t[5])) for t in tones]


def test_hits_have_the_voice_of_their_quotation():
    hits = hits_in("«La crise “grave”», dit-il dans la paix, «succès».")
    assert [(h["voice"], h["quotation_id"]) for h in hits] == [
        ("quoted", 0), ("quoted", 0), ("newsroom", None), ("quoted", 0)
    ]  # fmt: skip
    hits = hits_in("La paix dure. Luc dit que la crise est « grave ».")
    assert [(h["voice"], h["quotation_id"]) for h in hits] == [("newsroom", None), ("reported", 0), ("quoted", 1)]


@given(shifting_articles())
@settings(max_examples=200, deadline=None)
def test_articles_read_together_are_read_like_each_alone(written):
    together = tone_of(partition_of_articles(written))
    alone = [tone_of(partition) for partition in partitions_of_each(written)]
    for name in Tone._fields:
        assert getattr(together, name).to_pylist() == rows_in_order([getattr(tone, name) for tone in alone])


@given(partitions() | shifting_articles().map(partition_of_articles))
@settings(max_examples=150, deadline=None)
def test_hits_and_causes_point_back_into_the_text(partition):
    texts = texts_of(partition)
    words = {fold(row["word"]) for row in SHIFTERS}
    for h in tone_of(partition).hits.to_pylist():
        text = texts[h["article"], h["paragraph"]]
        assert text[h["start"] : h["end"]] == h["form"]
        causes = [text[r["start"] : r["end"]] for r in h["rules"] if r["name"] in LISTED]
        assert {" ".join(fold(cause).split()) for cause in causes} <= words
        product = h["prior_valence"] * math.prod(r["factor"] for r in h["rules"])
        assert h["valence"] == pytest.approx(np.clip(product, -1, 1))


@given(partitions())
@settings(max_examples=150, deadline=None)
def test_tones_are_the_sums_of_hits_and_polarity_is_missing_without_them(partition):
    tone, tokens = tone_of(partition), partition.tokens
    by_unit = {}
    for h in tone.hits.to_pylist():
        if h["valence"]:
            by_unit.setdefault((h["article"], h["paragraph"], h["sentence"], h["voice"]), []).append(h["valence"])
    rows = tone.tones.to_pylist()
    assert sum(row["n_tokens"] for row in rows) == tokens.is_word.sum()
    for row in rows:
        valences = by_unit.pop((row["article"], row["paragraph"], row["sentence"], row["voice"]), [])
        assert row["n_hits"] == len(valences)
        assert row["n_positive"] == sum(v > 0 for v in valences)
        assert row["n_negative"] == sum(v < 0 for v in valences)
        assert row["sum_valence"] == pytest.approx(sum(valences))
        assert row["polarity"] == (pytest.approx(sum(valences) / len(valences)) if valences else None)
    assert by_unit == {}


def test_coverage_counts_content_words_and_those_the_lexicon_knows():
    tones = tone_of(partition_of("La crise divise 3 000 habitants de Lyon.")).tones.to_pandas()
    assert tones[["n_content", "n_known", "n_hits"]].values.tolist() == [[4, 1, 1]]


def test_an_expression_is_known_with_all_its_content_words():
    tones = tone_of(partition_of("La crise politique inquiète.")).tones.to_pandas()
    assert tones[["n_content", "n_known", "n_hits"]].values.tolist() == [[3, 2, 1]]
