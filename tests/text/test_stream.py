from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from analytics.text.expressions import load_expressions
from analytics.text.phrases import Matches
from analytics.text.stream import stream_of
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary
from tests.strategies import partition_of, partitions


def stream_in(*paragraphs):
    tokens = partition_of(*paragraphs).tokens
    return stream_of(tokens, load_expressions().find(tokens))


def printed(stream):
    return stream.forms.take(stream.types).to_pylist()


@given(partitions())
@settings(max_examples=150, deadline=None)
def test_forms_and_types_give_the_tokens_back(partition):
    tokens = partition.tokens
    stream = stream_of(tokens, Matches.none())
    spans = zip(tokens.paragraphs.tolist(), tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    assert printed(stream) == [partition.texts[p][a:b] for p, a, b in spans]
    assert np.cumsum([0, *stream.sentences]).tolist() == tokens.sentence_ptr.tolist()
    assert np.cumsum([0, *stream.paragraphs]).tolist() == tokens.paragraph_ptr.tolist()


@given(partitions())
@settings(max_examples=100, deadline=None)
def test_each_form_is_there_once_and_met(partition):
    stream = stream_of(partition.tokens, Matches.none())
    assert sorted(set(stream.types.tolist())) == list(range(len(stream.forms)))
    assert len(set(stream.forms.to_pylist())) == len(stream.forms)


def test_what_was_read_before_is_no_part_of_it():
    vocabulary = Vocabulary()
    tokenize(["Un port ouvre."], vocabulary=vocabulary)
    stream = stream_of(tokenize(["Le port dort."], vocabulary=vocabulary), Matches.none())
    assert sorted(stream.forms.to_pylist()) == [".", "Le", "dort", "port"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il est en garde à vue.", [("garde à vue", "garde à vue")]),
        ("Deux gardes à vue ce matin.", [("gardes à vue", "garde à vue")]),
        ("Au cours du procès, il se tait.", [("Au cours du", "au cours de")]),
        ("La Cour siège.", []),
    ],
)
def test_expressions_stand_where_they_are_printed(text, found):
    stream = stream_in("Une phrase avant.", text)
    forms, listed = printed(stream), load_expressions().expressions
    assert stream.expressions.shape == (len(found), 3)
    assert [(" ".join(forms[a : a + n]), listed[entry]) for a, n, entry in stream.expressions.tolist()] == found


def test_an_empty_partition_has_an_empty_stream():
    stream = stream_of(tokenize([]), Matches.none())
    assert [len(part) for part in stream] == [0] * 9
    assert stream.expressions.shape == (0, 3)
