from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.normalization import fold, fold_all
from analytics.text.lemmas import lemmatize
from analytics.text.phrases import Matches, PhraseMatcher, longest
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary
from tests.strategies import WORDS, forms_in, partition_of, raw_text

PHRASES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=6)
WORD_TEXTS = st.lists(st.sampled_from([*WORDS, "."]), max_size=25).map(" ".join) | raw_text(max_size=15)


def found(phrases, *paragraphs, key="folded"):
    partition = partition_of(*paragraphs)
    matches = PhraseMatcher(phrases, key=key).find(partition.tokens)
    forms = partition.forms(matches.positions, matches.lengths)
    return [(form, phrases[entry]) for form, entry in zip(forms.to_pylist(), matches.entries, strict=True)]


def occurrences(phrases, tokens, *, key):
    """Every occurrence of every phrase, by comparing keys one by one."""
    keys = keys_of([tokens.vocabulary.forms[i] for i in tokens.ids], key)
    capitals = tokens.vocabulary.is_capital[tokens.ids]
    first = {}
    for row, phrase in enumerate(phrases):
        wanted = keys_of(forms_in(phrase), key)
        for position in range(len(keys) - len(wanted) + 1):
            run = slice(position, position + len(wanted))
            capital = not phrase[0].isupper() or capitals[position]
            one_sentence = len(set(tokens.sentences[run].tolist())) == 1
            if keys[run] == wanted and capital and one_sentence:
                first.setdefault((position, len(wanted)), row)
    return [(position, length, row) for (position, length), row in first.items()]


def keys_of(forms, key):
    return {"form": list, "folded": fold_all, "lemma": lemmatize}[key](forms)


@pytest.mark.parametrize(
    ("phrases", "text", "matches"),
    [
        (["Nations unies"], "Les NATIONS UNIES, les Nations Unies", ["NATIONS UNIES", "Nations Unies"]),
        (["États-Unis"], "Etats-Unis, ETATS-UNIS, États‑Unis", ["Etats-Unis", "ETATS-UNIS", "États‑Unis"]),
        (["Côte d'Ivoire"], "la Côte d’Ivoire, la cote d'Ivoire", ["Côte d’Ivoire"]),
        (["œuvre"], "Une oeuvre, deux Œuvres", ["oeuvre"]),
        (["Burkina Faso"], "au Burkina\u00a0Faso", ["Burkina\u00a0Faso"]),
        (["Berne"], "À Berne, en berne, BERNE", ["Berne", "BERNE"]),
        (["à peine"], "À peine, a peine, à grand-peine", ["À peine", "a peine"]),
        (["Chine"], "la machine, l’Indochine, la Chine-Afrique", []),
        (["Nations unies"], "Des Nations. Unies enfin.", []),
        (["O.N.U."], "l’O.N.U. et l’ONU", ["O.N.U."]),
        ([], "Rien à voir", []),
        (["un mot"], "un", []),
        (["un"], "", []),
    ],
)
def test_folded_phrases(phrases, text, matches):
    assert [form for form, _ in found(phrases, text)] == matches


@pytest.mark.parametrize(
    ("phrases", "text", "matches"),
    [
        (["coup d'État"], "des coups d’État, un coup d'état", ["coups d’État", "coup d'état"]),
        (["perdre espoir"], "Il perd espoir, ils perdaient espoir", ["perd espoir", "perdaient espoir"]),
        (["perdre espoir"], "perdre l’espoir", []),
        (["Conseil de sécurité"], "le Conseil de sécurité, un conseil de sécurité", ["Conseil de sécurité"]),
    ],
)
def test_lemma_phrases_match_inflections(phrases, text, matches):
    assert [form for form, _ in found(phrases, text, key="lemma")] == matches


@pytest.mark.parametrize(
    ("phrases", "text", "matches"),
    [
        (
            ["Guinée", "Guinée équatoriale"],
            "La Guinée équatoriale et la Guinée",
            [("Guinée équatoriale", "Guinée équatoriale"), ("Guinée", "Guinée")],
        ),
        (["a b", "b c d"], "a b c d", [("b c d", "b c d")]),
        (["a b", "b c"], "a b c", [("a b", "a b")]),
        (["a a"], "a a a", [("a a", "a a")]),
        (["a a"], "a a a a", [("a a", "a a"), ("a a", "a a")]),
        (["a b c", "b"], "a b b c", [("b", "b"), ("b", "b")]),
    ],
)
def test_the_longest_match_wins_then_the_leftmost(phrases, text, matches):
    assert found(phrases, text) == matches


def test_matches_stay_in_their_paragraph():
    assert found(["un mot"], "dit un", "mot", "un mot") == [("un mot", "un mot")]


@pytest.mark.parametrize(
    ("phrases", "doubles"),
    [
        (["Congo", "congo", "Chine", "CONGO"], [(0, 1), (0, 3)]),
        (["États-Unis", "Etats‑Unis"], [(0, 1)]),
        (["a b", "a", "b"], []),
        (["", " ", ""], []),
    ],
)
def test_doubles_are_named(phrases, doubles):
    assert PhraseMatcher(phrases, key="folded").doubles == doubles


@pytest.mark.parametrize("phrases", [["Suisse", "suisse"], ["Îles Marshall", "îles Marshall"]])
def test_an_entry_without_capital_matches_whatever_entry_stands_before_it(phrases):
    assert len(found(phrases, f"On dit {phrases[1]}.")) == 1


def test_inflections_of_one_lemma_are_doubles():
    assert PhraseMatcher(["crise", "crises", "guerre"], key="lemma").doubles == [(0, 1)]


@given(PHRASES, st.lists(WORD_TEXTS, max_size=3), st.sampled_from(["folded", "lemma"]))
@settings(max_examples=200, deadline=None)
def test_matches_are_the_longest_of_all_occurrences(phrases, paragraphs, key):
    tokens = tokenize(paragraphs, vocabulary=Vocabulary())  # a matcher looks at all types there are
    expected, taken = [], set()
    for position, length, row in sorted(occurrences(phrases, tokens, key=key), key=lambda o: (-o[1], o[0])):
        run = set(range(position, position + length))
        if not run & taken:
            taken |= run
            expected.append((position, length, row))
    matches = PhraseMatcher(phrases, key=key).find(tokens)
    assert list(zip(*(c.tolist() for c in matches), strict=True)) == sorted(expected)


@given(raw_text(max_size=8))
@settings(max_examples=200, deadline=None)
def test_any_sequence_of_words_is_found_where_it_stands(text):
    phrase = " ".join(form for form in forms_in(text) if form.isalpha() and fold(form))
    n = len(forms_in(phrase))
    tokens = tokenize(["Voici", f"Voici donc {phrase}"], vocabulary=Vocabulary())
    matches = PhraseMatcher([phrase], key="folded").find(tokens)
    assert [c.tolist() for c in matches] == ([[3], [n], [0]] if n else [[], [], []])


@given(
    st.lists(st.tuples(st.integers(0, 15), st.integers(1, 5)), max_size=12, unique=True),
)
@settings(max_examples=200, deadline=None)
def test_longest_keeps_runs_apart_and_drops_only_what_overlaps(runs):
    positions, lengths = np.array(runs, dtype=np.int64).reshape(-1, 2).T
    kept = longest(Matches(positions, lengths, np.arange(len(runs))), n_tokens=20)
    spans = [set(range(p, p + n)) for p, n in zip(kept.positions, kept.lengths, strict=True)]
    assert kept.positions.tolist() == sorted(kept.positions.tolist())
    assert len(set().union(*spans)) == sum(map(len, spans))
    for row in set(range(len(runs))) - set(kept.entries.tolist()):
        position, length = runs[row]
        rivals = [s for s in spans if s & set(range(position, position + length))]
        assert any((len(s), -min(s)) > (length, -position) for s in rivals)


@pytest.mark.parametrize(
    ("positions", "lengths", "covered"),
    [
        ([], [], [0, 0, 0, 0, 0]),
        ([0], [1], [1, 0, 0, 0, 0]),
        ([1, 4], [2, 1], [0, 1, 1, 0, 1]),
        ([0, 1], [3, 1], [1, 1, 1, 0, 0]),
        ([0], [5], [1, 1, 1, 1, 1]),
    ],
)
def test_covered_tokens(positions, lengths, covered):
    columns = [np.array(values, dtype=np.int64) for values in (positions, lengths, [0] * len(lengths))]
    assert Matches(*columns).covered(5).tolist() == list(map(bool, covered))


def test_picking_keeps_columns_together():
    matches = Matches(np.array([3, 5, 9]), np.array([1, 2, 3]), np.array([7, 8, 9]))
    picked = matches.pick(np.array([True, False, True]))
    assert [c.tolist() for c in picked] == [[3, 9], [1, 3], [7, 9]]
    assert [len(c) for c in Matches.none()] == [0, 0, 0]
