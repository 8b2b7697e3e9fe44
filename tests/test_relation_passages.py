"""The text behind the cells of the matrices."""

from __future__ import annotations

import pytest

from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.relation_figures import co_mentions, said_of
from analytics.relation_passages import excerpt, excerpts, passages_said, passages_together

TEXTS = (
    "Le Mali et le Niger ont parlé. Le Niger attend.",
    "Le Niger attend. Le Mali aussi.",
    "« Le Mali est une catastrophe », a déclaré le président français Emmanuel Macron. Il pense au Niger.",
)


@pytest.fixture(scope="module")
def small():
    return analyse(Corpus.of([Article(f"Titre {i}", (text,)) for i, text in enumerate(TEXTS)]))


def shown(run, passages):
    return [[(e.text[a:b], kind) for a, b, kind in e.marks] for e in excerpts(run, passages)]


@pytest.mark.parametrize("by", ["sentence", "paragraph", "article"])
def test_as_many_passages_as_the_matrix_counts(run, by):
    pairs = co_mentions(run, by=by)
    for pair in pairs.head(5).itertuples():
        passages = passages_together(run, pair.first_id, pair.second_id, by=by)
        units = {"article": passages["article_id"].nunique(), "paragraph": len(passages), "sentence": len(passages)}
        assert units[by] == pair.n


def test_sentences_that_name_both(small):
    found = shown(small, passages_together(small, "MLI", "NER"))
    assert found == [[("Mali", "first"), ("Niger", "second")]]
    wider = shown(small, passages_together(small, "MLI", "NER", by="paragraph"))
    assert sorted(len(marks) for marks in wider) == [2, 2, 3]
    assert passages_together(small, "MLI", "RUS").empty


def test_words_of_a_speaker_with_whom_they_name(small):
    (said,) = shown(small, passages_said(small, "person:emmanuel-macron", "MLI"))
    assert said == [("« Le Mali est une catastrophe »", "said"), ("Mali", "second")]
    assert passages_said(small, "person:emmanuel-macron", "RUS").empty


def test_as_many_quotations_as_the_matrix_counts(run):
    for pair in said_of(run).head(10).itertuples():
        passages = passages_said(run, pair.speaker_id, pair.target_id)
        assert len(passages) >= pair.n_quotations
        assert sum(kind == "second" for marks in passages["marks"] for *_, kind in marks) == pair.n_mentions


def test_excerpts_fall_between_words():
    text = "un mot " * 100
    cut = excerpt(text, [(350, 356, "first")])
    assert text[cut.start :].startswith(cut.text)
    assert set(cut.text.split()) == {"un", "mot"}
    assert cut.is_cut == (True, True)
    ((first, last, kind),) = cut.marks
    assert (cut.text[first:last], kind) == (text[350:356], "first")
