from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.text import vocabulary as module
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary, current_vocabulary
from tests.strategies import forms_in, raw_text

COLUMNS = ("is_word", "is_capital", "form_names", "lower_names", "folded_names", "lemma_names")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("États", ("états", "etats", "état", True, True)),
        ("L’", ("l'", "l'", "le", True, True)),
        ("3,5", ("3,5", "3,5", "3,5", True, False)),
        ("5G", ("5g", "5g", "5g", True, False)),
        ("«", ("«", "«", "«", False, False)),
        ("...", ("...", "...", "...", False, False)),
        ("ΑΣ", ("ας", "ασ", "ας", True, True)),
    ],
)
def test_what_a_form_says_by_itself(form, expected):
    assert described([form]) == [expected]


def described(forms):
    vocabulary = Vocabulary()
    vocabulary.add(forms)
    words, capitals = vocabulary.is_word.tolist(), vocabulary.is_capital.tolist()
    return list(zip(vocabulary.lower, vocabulary.folded, vocabulary.lemmas, words, capitals, strict=True))


@given(raw_text())
@settings(max_examples=200, deadline=None)
def test_forms_are_described_together_as_each_alone(text):
    forms = list(dict.fromkeys(forms_in(text)))
    assert described(forms) == [one for form in forms for one in described([form])]


@given(st.lists(raw_text(max_size=12), max_size=4))
@settings(max_examples=200, deadline=None)
def test_columns_grow_with_the_types_and_never_change(texts):
    vocabulary, before = Vocabulary(), {}
    for text in texts:
        tokenize([text], vocabulary=vocabulary)
        columns = {name: getattr(vocabulary, name) for name in COLUMNS}
        columns["matching"] = vocabulary.matching(["le", "président", "«"])
        for name, column in columns.items():
            assert column.shape == (len(vocabulary),)
            assert column[: len(before.get(name, ()))].tolist() == before.get(name, np.array([])).tolist()
        before = columns
    anew = Vocabulary()
    anew.add(vocabulary.forms)
    assert all(getattr(anew, name).tolist() == getattr(vocabulary, name).tolist() for name in COLUMNS)


def test_a_column_is_computed_once_for_each_type():
    met = []

    def describe(forms):
        met.extend(forms)
        return np.array(list(map(len, forms)))

    vocabulary = Vocabulary()
    vocabulary.add(["un", "deux"])
    assert vocabulary.column("length", describe, "forms").tolist() == [2, 4]
    vocabulary.add(["trois"])
    assert vocabulary.column("length", describe, "forms").tolist() == [2, 4, 5]
    assert vocabulary.column("length", describe, "forms").tolist() == [2, 4, 5]
    assert met == ["un", "deux", "trois"]


def test_forms_keep_their_ids():
    vocabulary = Vocabulary()
    assert vocabulary.add(["un", "deux"]).tolist() == [0, 1]
    assert vocabulary.add(["trois", "deux", "Un"]).tolist() == [2, 1, 3]
    assert tokenize(["Un deux quatre"], vocabulary=vocabulary).ids.tolist() == [3, 1, 4]
    assert vocabulary.forms == ["un", "deux", "trois", "Un", "quatre"]


def test_an_empty_vocabulary_has_empty_columns():
    vocabulary = Vocabulary()
    assert vocabulary.add([]).tolist() == []
    assert [getattr(vocabulary, name).shape for name in COLUMNS] == [(0,)] * len(COLUMNS)


def test_a_thread_keeps_its_vocabulary_and_shares_it_with_no_other():
    together = Barrier(3)

    def read(i):
        together.wait()  # one thread for each
        tokens = tokenize([f"mot{i} commun"] * 50)
        again = tokenize([f"commun mot{i}"])
        assert again.vocabulary is tokens.vocabulary is current_vocabulary()
        forms = [[t.vocabulary.forms[i] for i in t.ids[:2]] for t in (tokens, again)]
        together.wait()
        return tokens.vocabulary, forms

    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(read, range(3)))
    assert len({id(vocabulary) for vocabulary, _ in results} | {id(current_vocabulary())}) == 4
    assert [forms for _, forms in results] == [[[f"mot{i}", "commun"], ["commun", f"mot{i}"]] for i in range(3)]


@pytest.mark.parametrize(("limit", "size"), [("_MAX_TYPES", 5), ("_MAX_CHARACTERS", len("undeuxtroisquatrecinq"))])
def test_a_large_vocabulary_is_begun_anew(monkeypatch, limit, size):
    monkeypatch.setattr(module, "_current", module._Current())
    monkeypatch.setattr(module, limit, size)
    first = tokenize(["un deux trois quatre cinq"])
    assert tokenize(["six"]).vocabulary is first.vocabulary
    after = tokenize(["un deux"])
    assert (len(first.vocabulary), len(after.vocabulary)) == (6, 2)
    assert [first.vocabulary.forms[i] for i in first.ids] == ["un", "deux", "trois", "quatre", "cinq"]
