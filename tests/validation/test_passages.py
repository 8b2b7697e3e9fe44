from __future__ import annotations

import numpy as np
import pytest

from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.validation import passages_of
from analytics.validation.passages import LONG, MIN_WORDS, passage_id, tone_of

SENTENCE = "Le numéro {n} de la revue paraît ce jeudi dans les kiosques de la ville."  # 14 words


def run_of(*paragraphs, **metadata):
    return analyse(Corpus.of([Article("Un titre", paragraphs, **metadata)]))


def sentences(first, n):
    return " ".join(SENTENCE.format(n=number) for number in range(first, first + n))


def test_a_passage_is_a_paragraph_and_the_title_is_none():
    texts = [sentences(0, 1), sentences(1, 3)]
    passages = passages_of(run_of(*texts, outlet="Le Jour"))
    assert passages["text"].tolist() == texts
    assert passages["paragraph"].tolist() == [1, 2]
    assert passages["outlet"].tolist() == ["Le Jour", "Le Jour"]


def test_spans_point_back_into_the_text(run):
    texts = run.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    passages = passages_of(run)
    assert len(passages) > 300
    for p in passages.itertuples():
        assert texts[p.article_id, p.paragraph][p.start : p.end] == p.text


def test_a_long_paragraph_is_cut_where_sentences_end():
    text = sentences(0, 40)
    passages = passages_of(run_of(text))
    assert " ".join(passages["text"]) == text
    assert passages["n_words"].between(40, 90).all()
    assert all(piece.startswith("Le numéro") and piece.endswith("ville.") for piece in passages["text"])


@pytest.mark.parametrize(("n_sentences", "n_passages"), [(8, 1), (9, 2), (14, 3)])
def test_only_paragraphs_above_the_limit_are_cut(n_sentences, n_passages):
    passages = passages_of(run_of(sentences(0, n_sentences)))
    assert (passages["n_words"].sum() > LONG) == (n_passages > 1)
    assert len(passages) == n_passages


def test_a_sentence_longer_than_a_piece_stays_whole():
    endless = "Il cite " + ", ".join(f"le village {n}" for n in range(90)) + "."
    passages = passages_of(run_of(f"{sentences(0, 3)} {endless} {sentences(3, 3)}"))
    assert endless in passages["text"].tolist() or any(endless in text for text in passages["text"])
    assert " ".join(passages["text"]) == f"{sentences(0, 3)} {endless} {sentences(3, 3)}"


def test_short_paragraphs_and_boilerplate_are_no_passages():
    passages = passages_of(run_of("Un sous-titre.", sentences(0, 1), "Abonnez-vous pour lire la suite de cet article."))
    assert passages["text"].tolist() == [sentences(0, 1)]
    assert (passages["n_words"] >= MIN_WORDS).all()


def test_the_part_of_a_paragraph_that_is_boilerplate_is_left_out(press_run):
    assert not passages_of(press_run)["text"].str.contains("Avec Reuters").any()


def test_a_text_printed_twice_is_one_passage():
    text = sentences(0, 2)
    run = analyse(Corpus.of([Article("A", (text,)), Article("B", (text, sentences(2, 2)))]))
    assert passages_of(run)["passage_id"].is_unique
    assert len(passages_of(run)) == 2


def test_sums_are_those_of_the_table_of_tones(run):
    passages, tones = passages_of(run), run.tables["tones"]
    whole = passages[passages["n_words"] > 60].iloc[0]
    rows = tones[(tones["article_id"] == whole["article_id"]) & (tones["paragraph"] == whole["paragraph"])]
    assert whole["n_hits"] == rows["n_hits"].sum()
    assert whole["polarity"] == pytest.approx(rows["sum_valence"].sum() / rows["n_hits"].sum())
    assert whole["n_quoted"] == rows.loc[rows["voice"] == "quoted", "n_tokens"].sum()


def test_without_tone_words_there_is_no_polarity(bare_run):
    assert passages_of(bare_run).empty
    passages = passages_of(run_of("La table de la cuisine se trouve entre la porte et la fenêtre."))
    assert passages["tone"].tolist() == ["none"]
    assert passages["polarity"].isna().all()


@pytest.mark.parametrize(
    ("polarity", "tone"),
    [(-1, "negative"), (-0.051, "negative"), (-0.05, "neutral"), (0, "neutral"), (0.05, "neutral"),
     (0.06, "positive"), (np.nan, "none")],
)  # fmt: skip
def test_class_of_a_polarity(polarity, tone):
    assert tone_of(np.array([polarity])).tolist() == [tone]


def test_the_name_of_a_passage_is_no_number():
    names = [passage_id(str(n)) for n in range(3000)]
    assert len(set(names)) == len(names)
    assert all(name.startswith("p") for name in names)
    assert any(name[1:].replace("e", "").isdigit() for name in names)  # what a spreadsheet would have made 1,2E+34
