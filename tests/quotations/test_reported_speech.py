"""Who says what, in sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.corpus import Article
from analytics.quotations import find_quotations
from analytics.voices import NEWSROOM, QUOTED, REPORTED
from tests.quotations.gold import GOLD, Said
from tests.strategies import (
    articles,
    partition_of,
    partition_of_articles,
    partitions_of_each,
    rows_in_order,
    texts_of,
)

PIECES_OF_REPORTS = (
    "Le président , Luc Morel Mme Roux KCNA l'agence a déclaré affirme affirmant dit -t-il a-t-il s'est exclamé que"
    " qu' qui « » “ ” \" — - : ; . ? ! … selon d'après pour lui elle il ils on et mais si aurait serait tirerait"
    " vouloir ne pas hier mardi à la presse dans un communiqué [ NDLR ] faire savoir mis en garde de des à ses yeux"
).split()


def said_in(*paragraphs):
    partition = partition_of(*paragraphs)
    texts = texts_of(partition)
    return [_said(row, texts) for row in find_quotations(partition).table.to_pylist()]


def _said(row, texts):
    text = texts[row["article"], row["paragraph"]]
    speaker = ""
    if row["speaker_start"] is not None:
        speaker = texts[row["article"], row["said_in"]][row["speaker_start"] : row["speaker_end"]]
    return Said(row["kind"], row["cue"] or "", speaker, text[row["start"] : row["end"]])


@pytest.mark.parametrize("sentence", GOLD)
def test_who_says_what(sentence):
    assert said_in(sentence) == GOLD[sentence]


def test_there_are_sentences_of_every_kind():
    kinds = [row.kind for rows in GOLD.values() for row in rows]
    assert len(GOLD) >= 80
    assert {kind: kinds.count(kind) >= 4 for kind in ("direct", "indirect", "selon", "distancing")} == dict.fromkeys(
        ("direct", "indirect", "selon", "distancing"), True
    )
    assert sum(not rows for rows in GOLD.values()) >= 15


def voices(*paragraphs):
    """Words of each voice: newsroom, quoted, reported."""
    partition = partition_of(*paragraphs)
    codes = find_quotations(partition).voices.codes
    tokens = partition.tokens
    forms = [tokens.vocabulary.forms[i] for i in tokens.ids]
    return [
        " ".join(form for form, word, here in zip(forms, tokens.is_word, rows, strict=True) if word and here)
        for rows in (codes == NEWSROOM, codes == QUOTED, codes == REPORTED)
    ]


@pytest.mark.parametrize(
    ("paragraph", "newsroom", "quoted", "reported"),
    [
        ("« Je pars, a-t-il dit, demain. »", "a -t-il dit", "Je pars demain", ""),
        ("Le maire dit que « tout va bien ».", "Le maire dit que", "tout va bien", ""),
        ("Le film « Titanic » ressort.", "Le film Titanic ressort", "", ""),
        ("L'« opération spéciale » dure.", "L' dure", "opération spéciale", ""),
        ("Le stade fermera, selon Luc Roy.", "selon Luc Roy", "", "Le stade fermera"),
        ("Luc Roy dit vouloir partir.", "Luc Roy dit", "", "vouloir partir"),
        ("« Non [NDLR : au projet], jamais », dit-il.", "NDLR au projet dit -il", "Non jamais", ""),
    ],
)
def test_each_word_has_one_voice(paragraph, newsroom, quoted, reported):
    assert voices(paragraph) == [newsroom, quoted, reported]


def test_parts_of_one_quotation_share_its_number():
    rows = find_quotations(partition_of("« Un », a dit Luc, « deux ». Puis : « Trois. »")).table.to_pylist()
    assert [row["quotation_id"] for row in rows] == [0, 0, 1]


@pytest.mark.parametrize(
    ("paragraphs", "quoted"),
    [
        (
            ("— Vous partez ?", "— Oui, répondit le garde. Je pars demain.", "Il ferma la porte."),
            "Vous partez Oui Je pars demain",
        ),
        (("– Que faire ? demanda Luc. Il se tut.", "– Rien, je crois."), "Que faire Rien je crois"),
        (("- une hausse des salaires ;", "- une baisse des impôts ;", "- un nouveau calendrier."), ""),
        (("Le texte prévoit :", "– de nouveaux crédits,", "– une réforme de votre retraite."), ""),
        (("Paris – la capitale – dort.",), ""),
        (("Il demanda : — Pourquoi partez-vous ? Elle ferma la porte.",), "Pourquoi partez -vous"),
        (("« Je raconte.", "« La petite grandit. Elle partit.", "« Elle revint. Elle mourut."),
         "Je raconte La petite grandit Elle partit Elle revint Elle mourut"),
        (("« Viens !", "— Demain, soit.", "— À ce soir. » Elle sortit."), "Viens Demain soit À ce soir"),
    ],
)  # fmt: skip
def test_dialogue_and_quotations_over_paragraphs(paragraphs, quoted):
    assert voices(*paragraphs)[1] == quoted


@pytest.mark.parametrize("n_paragraphs", [1, 3])
def test_an_article_is_read_alike_in_any_company(n_paragraphs):
    sentences = list(GOLD)
    articles = [
        Article(f"Titre {i}", tuple(sentences[i : i + n_paragraphs])) for i in range(0, len(sentences), n_paragraphs)
    ]
    together = find_quotations(partition_of_articles(articles)).table.to_pylist()
    alone = [find_quotations(partition).table for partition in partitions_of_each(articles)]
    assert together == rows_in_order(alone)


REPORTS = st.lists(st.sampled_from(PIECES_OF_REPORTS), max_size=12).map(" ".join)  # few end with a full stop


@given(articles() | st.lists(st.builds(Article, REPORTS, st.lists(REPORTS, max_size=2).map(tuple)), max_size=4))
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_articles_read_together_are_read_like_each_alone(written):
    together = find_quotations(partition_of_articles(written))
    alone = [find_quotations(partition) for partition in partitions_of_each(written)]
    assert together.table.to_pylist() == rows_in_order([found.table for found in alone])
    for of in ("codes", "quotations"):
        parts = [getattr(found.voices, of).tolist() for found in alone]
        assert getattr(together.voices, of).tolist() == [i for part in parts for i in part]


@given(st.lists(st.sampled_from(PIECES_OF_REPORTS), max_size=25).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_every_span_is_a_run_of_tokens_of_its_paragraph(text):
    partition = partition_of(text)
    tokens, texts = partition.tokens, texts_of(partition)
    starts = set(zip(tokens.paragraphs.tolist(), tokens.starts.tolist(), strict=True))
    ends = set(zip(tokens.paragraphs.tolist(), tokens.ends.tolist(), strict=True))
    rows = {address: row for row, address in enumerate(texts)}
    for said in find_quotations(partition).table.to_pylist():
        for name in ("", "cue_", "speaker_"):
            if said[f"{name}start"] is not None:
                row = rows[said["article"], said["said_in"] if name == "speaker_" else said["paragraph"]]
                assert (row, said[f"{name}start"]) in starts
                assert (row, said[f"{name}end"]) in ends
                assert said[f"{name}start"] < said[f"{name}end"]
        assert (said["cue"] is None) == (said["stance"] is None)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Le maire dit que le stade fermera.", "neutral"),
        ("Le maire n'a pas dit que le stade fermerait.", "denying"),
        ("Le maire ne croit pas que le stade ferme.", "denying"),
        ("Le maire n'a jamais affirmé que le stade fermerait.", "denying"),
        ("Personne n'a dit que le stade fermerait.", "denying"),
        ("Le maire nie que le stade ferme.", "denying"),
        ("Le maire ne nie pas que le stade fermera.", "neutral"),
        ("Le maire dit que le stade ne fermera pas.", "neutral"),
        ("Le maire n'est pas venu et dit que le stade fermera.", "neutral"),
    ],
)
def test_what_nobody_claims_is_denied(sentence, stance):
    (row,) = find_quotations(partition_of(sentence)).table.to_pylist()
    assert (row["kind"], row["stance"]) == ("indirect", stance)


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("PARIS, 8 février (AFP) – Le bilan dépasse 11 000 morts, selon la police.", "Le bilan dépasse 11 000 morts"),
        ("LYON (Agence) - L'armée aurait tiré.", "L'armée aurait tiré"),
        ("Le bilan (provisoire) dépasse 11 000 morts, selon la police.", "Le bilan (provisoire) dépasse 11 000 morts"),
    ],
)
def test_a_dateline_is_no_part_of_what_is_said(paragraph, said):
    (row,) = find_quotations(partition_of(paragraph)).table.to_pylist()
    assert paragraph[row["start"] : row["end"]] == said
