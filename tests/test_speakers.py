"""Speakers linked to actors, over whole analyses."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse

HEAD = "Le ministre Luc Morel et la maire, Anne Roux, sont à Lyon."


def speakers(*paragraphs, others=()):
    """Actor and printed words of the speaker of each quotation of the first article."""
    run = analyse(Corpus.of([Article("Nouvelles", paragraphs), *others]))
    article_id = next(row.article_id for row in run.tables["paragraphs"].itertuples() if row.text == paragraphs[0])
    texts = run.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    said = run.tables["quotations"]
    spoken = []
    for row in said[said["article_id"] == article_id].itertuples():
        text, named = texts[row.article_id, row.paragraph], not pd.isna(row.speaker_start)
        spoken.append((
            None if pd.isna(row.speaker_id) else row.speaker_id,
            text[row.speaker_start : row.speaker_end] if named else None,
        ))  # fmt: skip
    return spoken


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["« Non », a dit le ministre Luc Morel."], [("person:luc-morel", "le ministre Luc Morel")]),
        (["Le Kremlin affirme que tout va bien."], [("RUS", "Le Kremlin")]),
        (["Le président russe Ivan Petrov affirme que tout va bien."],
         [("person:ivan-petrov", "Le président russe Ivan Petrov")]),
        (["L'agence nord-coréenne KCNA affirme que tout va bien."], [("kcna", "L'agence nord-coréenne KCNA")]),
        (["Le ministère chinois des Affaires étrangères affirme que tout va bien."],
         [("CHN", "Le ministère chinois des Affaires étrangères")]),
        (["« J'ai tout vu », raconte un témoin."], [(None, "un témoin")]),
        (["« On verra », dit-on."], [(None, None)]),
    ],
)  # fmt: skip
def test_a_phrase_means_the_person_it_mentions_else_the_actor(paragraphs, expected):
    assert speakers(*paragraphs) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("« Non », a-t-elle dit.", ("person:anne-roux", "Anne Roux")),
        ("Il a dit que la crise durait.", ("person:luc-morel", "Luc Morel")),
        ("La crise dure, selon elle.", ("person:anne-roux", "Anne Roux")),
        ("« Non », ont-ils dit.", (None, None)),
    ],
)
def test_a_pronoun_means_the_fitting_person_before_it(sentence, expected):
    assert speakers(f"{HEAD} {sentence}") == [expected]


def test_a_pronoun_may_mean_somebody_of_the_paragraph_before_whose_span_is_elsewhere():
    assert speakers(HEAD, "« Non », a-t-elle dit.") == [("person:anne-roux", None)]
    assert speakers(HEAD, "La gare est fermée.", "« Non », a-t-elle dit.") == [(None, None)]


def test_people_inside_quotations_are_no_antecedents():
    text = "Le ministre Luc Morel est là. « La maire Anne Roux est là », a-t-il dit."
    assert speakers(text) == [("person:luc-morel", "Luc Morel")]


def test_of_unknown_gender_somebody_is_meant_only_if_nobody_else_is_named_since():
    unknown = "Le porte-parole est absent. Camille Roux, porte-parole, est là."
    assert speakers(f"{unknown} « Oui », a-t-elle dit.") == [("person:camille-roux", "Camille Roux")]
    both = "Camille Roux, porte-parole, et le ministre Luc Morel sont là."
    assert speakers(f"{both} « Oui », a-t-elle dit.") == [(None, None)]


def test_a_person_introduced_in_another_article_speaks_in_this_one():
    other = Article("Ailleurs", ("La ministre Anne Roux est à Paris.",))
    assert speakers("« Non », a dit Anne Roux.", others=[other]) == [("person:anne-roux", "Anne Roux")]
    assert speakers("« Non », a dit Anne Roux.") == [(None, "Anne Roux")]


def test_all_parts_of_a_quotation_have_its_speaker():
    parts = speakers("Le ministre Luc Morel a répondu : « Un.", "« Deux. »")
    assert parts == [("person:luc-morel", "Le ministre Luc Morel"), ("person:luc-morel", None)]


def test_an_analysis_without_mentions_has_quotations_without_actors():
    assert speakers("« Non », dit le garde.") == [(None, "le garde")]
