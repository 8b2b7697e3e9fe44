from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from analytics.corpus import Article, Corpus
from analytics.text.partition import Partition
from tests.strategies import articles, partition_of, partition_of_articles, partitions, texts_of

PORT = Article("Le port ferme", ("Les dockers votent. La grève dure.", "Le calme revient."))
RAIL = Article("", ("Le train repart.",))
BRIEF = Article("Une brève", ())


def sentence_runs(tokens):
    lengths = np.diff(tokens.sentence_ptr)
    return tokens.sentence_ptr[:-1], lengths


def test_paragraphs_come_in_reading_order_with_the_title_as_paragraph_0():
    partition = partition_of_articles([PORT, RAIL, BRIEF])
    assert partition.article_ids.to_pylist() == [RAIL.article_id, PORT.article_id, BRIEF.article_id]
    assert partition.texts == ["", *RAIL.paragraphs, PORT.title, *PORT.paragraphs, BRIEF.title]
    assert partition.articles.tolist() == [0, 0, 1, 1, 1, 2]
    assert partition.numbers.tolist() == [0, 1, 0, 1, 2, 0]


def test_a_corpus_without_articles_gives_an_empty_partition():
    partition = Partition.of(Corpus.of([]).articles)
    assert (partition.texts, len(partition.tokens), len(partition.article_ids)) == ([], 0, 0)


def test_rows_are_addressed_by_article_and_number():
    address = partition_of_articles([PORT, BRIEF]).address(np.array([3, 0, 2]))
    assert address["article"].tolist() == [1, 0, 0]
    assert address["paragraph"].tolist() == [0, 0, 2]


def test_a_run_of_tokens_has_a_span_and_a_form():
    partition = partition_of_articles([PORT])
    positions, lengths = np.array([0, 5, 7]), np.array([3, 2, 4])
    spans = partition.spans(positions, lengths)
    assert partition.forms(positions, lengths).to_pylist() == ["Le port ferme", "votent.", "La grève dure."]
    assert spans["paragraph"].tolist() == [0, 1, 1]
    assert spans["start"].tolist() == [0, 12, 20]
    assert spans["end"].tolist() == [13, 19, 34]
    assert spans["sentence"].tolist() == [0, 0, 1]


def test_forms_keep_the_spaces_they_are_printed_with():
    partition = partition_of("Un coup d’État, un coup\u00a0d’État", "Coup d’État")
    positions, lengths = np.array([1, 5, 1, 9, 6]), np.array([1, 1, 3, 1, 3])
    forms = partition.forms(positions, lengths).to_pylist()
    assert forms == ["coup", "un", "coup d’État", "Coup", "coup\u00a0d’État"]


def test_no_run_has_no_span():
    none = np.empty(0, dtype=np.int64)
    spans = partition_of("Le port ferme.").spans(none, none)
    assert {name: len(column) for name, column in spans.items()} == dict.fromkeys(
        ["article", "paragraph", "start", "end", "sentence"], 0
    )


@pytest.mark.parametrize("size", [1, 2, 3])
def test_slices_of_a_corpus_are_read_like_the_whole(size):
    corpus = Corpus.of([PORT, RAIL, BRIEF])
    parts = [Partition.of(slice_) for slice_ in corpus.partitions(size)]
    whole = Partition.of(corpus.articles)
    assert [t for p in parts for t in p.texts] == whole.texts
    assert [n for p in parts for n in p.numbers.tolist()] == whole.numbers.tolist()
    assert [i for p in parts for i in p.article_ids.to_pylist()] == whole.article_ids.to_pylist()


@given(articles())
@settings(max_examples=100, deadline=None)
def test_texts_are_those_of_the_articles(written):
    partition = partition_of_articles(written)
    read = {
        partition.article_ids[a].as_py(): tuple(
            text for text, row in zip(partition.texts, partition.articles, strict=True) if row == a
        )
        for a in range(len(partition.article_ids))
    }
    assert read == {article.article_id: (article.title, *article.paragraphs) for article in written}


@given(partitions())
@settings(max_examples=100, deadline=None)
def test_spans_and_forms_of_sentences_point_to_the_same_text(partition):
    positions, lengths = sentence_runs(partition.tokens)
    spans = partition.spans(positions, lengths)
    texts = texts_of(partition)
    addresses = zip(spans["article"].tolist(), spans["paragraph"].tolist(), strict=True)
    cut = zip(addresses, spans["start"], spans["end"], strict=True)
    assert [texts[address][a:b] for address, a, b in cut] == partition.forms(positions, lengths).to_pylist()
    assert spans["sentence"].tolist() == partition.tokens.sentence_numbers.tolist()
