from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.text.sentences import sentence_starts
from analytics.text.tokenization import tokenize
from tests.strategies import quoting_text, raw_text, sentences_in


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("Il part.Elle reste", ["Il part.", "Elle reste"]),
        ("Qui ? Moi ! Non…", ["Qui ?", "Moi !", "Non…"]),
        ("Vraiment ?! Oui !!! Bon.", ["Vraiment ?!", "Oui !!!", "Bon."]),
        ("Attendez... Il part… Fin", ["Attendez...", "Il part…", "Fin"]),
        ("Attendez… il part, attendez... là", ["Attendez… il part, attendez... là"]),
        ("(Il part.) Elle [reste !] Fin.", ["(Il part.)", "Elle [reste !]", "Fin."]),
        ("Il part (enfin !) demain.", ["Il part (enfin !) demain."]),
        ("Il part. 12 restent. 𝕸oi non.", ["Il part.", "12 restent.", "𝕸oi non."]),
        ("Il part. — Elle reste. – Non.", ["Il part.", "— Elle reste.", "– Non."]),
        ("L’État ? Non ; jamais.", ["L’État ?", "Non ; jamais."]),
        ("Selon lui, 3,5 millions. Le 49.3 passe.", ["Selon lui, 3,5 millions.", "Le 49.3 passe."]),
        ("sans point", ["sans point"]),
        ("...", ["..."]),
        ("", []),
    ],
)
def test_a_sentence_ends_at_a_terminator(text, sentences):
    assert sentences_in(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("«Non !», dit-il. Elle part.", ["«Non !», dit-il.", "Elle part."]),
        ("« Non ! » dit-il.", ["« Non ! » dit-il."]),
        ("«Il part.» Elle reste.", ["«Il part.»", "Elle reste."]),
        ("« Il part. » Elle reste.", ["« Il part. »", "Elle reste."]),
        ("« Il part ! Elle reste ? » Fin.", ["« Il part !", "Elle reste ? »", "Fin."]),
        ("Il dit : “Non.” Elle part.", ["Il dit : “Non.”", "Elle part."]),
        ('Il dit: "Non." Elle part.', ['Il dit: "Non."', "Elle part."]),
        ('Il dit non. "Oui", répond-elle.', ["Il dit non.", '"Oui", répond-elle.']),
        ("Il dit non. «Oui», répond-elle.", ["Il dit non.", "«Oui», répond-elle."]),
        ("Il part…» Elle reste (un peu.)", ["Il part…»", "Elle reste (un peu.)"]),
        ("«Il a dit “non.”» Elle part.", ["«Il a dit “non.”»", "Elle part."]),
    ],
)
def test_closing_marks_belong_to_the_sentence_they_close(text, sentences):
    assert sentences_in(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("M. Dupont et Mme Roux. Fin.", ["M. Dupont et Mme Roux.", "Fin."]),
        ("M. Le Pen part.", ["M. Le Pen part."]),
        ("George W. Bush et J.-C. Roux partent.", ["George W. Bush et J.-C. Roux partent."]),
        ("L’O.N.U. Le texte passe.", ["L’O.N.U.", "Le texte passe."]),
        ("L’O.N.U. Paris vote.", ["L’O.N.U. Paris vote."]),
        ("Le riz, etc. Il part.", ["Le riz, etc.", "Il part."]),
        ("Le riz, etc., et le blé.", ["Le riz, etc., et le blé."]),
        ("Le Dr. Roux, art. 5, en janv. 2024.", ["Le Dr. Roux, art. 5, en janv. 2024."]),
        ("Il vit à Washington D.C. La ville dort.", ["Il vit à Washington D.C.", "La ville dort."]),
        ("Voir www.exemple.fr. Le site dort.", ["Voir www.exemple.fr.", "Le site dort."]),
    ],
)
def test_an_abbreviation_ends_a_sentence_only_before_a_usual_beginner(text, sentences):
    assert sentences_in(text) == sentences


@pytest.mark.parametrize("text", ["MM. Le Pen et Roux partent.", "Le Dr. Le Goff part."])
def test_a_title_never_ends_a_sentence(text):
    assert sentences_in(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Il a un plan B. Elle part.", ["Il a un plan B.", "Elle part."]),
        ("C’est la vitamine C. Les fruits en ont.", ["C’est la vitamine C.", "Les fruits en ont."]),
    ],
)
def test_a_single_capital_ends_a_sentence_before_a_usual_beginner(text, sentences):
    assert sentences_in(text) == sentences


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ([], []),
        (["Oui"], [0]),
        (["."], [0]),
        (["Oui", ".", "Non", "."], [0, 2]),
        (["Oui", ".", "non"], [0]),
        (["Oui", ".", ".", "Non"], [0, 3]),
    ],
)
def test_starts_are_token_indices(forms, expected):
    ends = list(itertools.accumulate(len(form) + 1 for form in forms))
    starts = [end - len(form) - 1 for form, end in zip(forms, ends, strict=True)]
    assert sentence_starts(forms, starts, [end - 1 for end in ends]) == expected


@given(st.lists(raw_text(max_size=20) | quoting_text(), max_size=4))
@settings(max_examples=200, deadline=None)
def test_sentences_partition_the_tokens(paragraphs):
    tokens = tokenize(paragraphs)
    bounds = tokens.sentence_ptr.tolist()
    assert (bounds[0], bounds[-1]) == (0, len(tokens))
    assert all(a < b for a, b in itertools.pairwise(bounds))
    assert set(tokens.paragraph_ptr.tolist()) <= set(bounds)


@given(st.lists(raw_text(max_size=12) | quoting_text(max_size=12), max_size=4))
@settings(max_examples=200, deadline=None)
def test_numbers_of_sentences_and_paragraphs_agree(paragraphs):
    tokens = tokenize(paragraphs)
    counts = [0] * len(paragraphs)
    expected = []
    for s, first in enumerate(tokens.sentence_ptr[:-1].tolist()):
        paragraph = int(tokens.paragraphs[first])
        expected.append((s, paragraph, counts[paragraph]))
        counts[paragraph] += 1
    rows = range(tokens.n_sentences)
    found = zip(rows, tokens.sentence_paragraphs.tolist(), tokens.sentence_numbers.tolist(), strict=True)
    assert list(found) == expected
    assert tokens.sentences.tolist() == [s for s in rows for _ in range(*tokens.sentence_ptr[s : s + 2])]


@given(st.lists(st.sampled_from(["Il part", "elle", "M", "«Non", "oui»", "20"]), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_without_a_terminator_there_is_one_sentence(clauses):
    assert len(sentences_in(", ".join(clauses))) == 1


@given(raw_text())
@settings(max_examples=200, deadline=None)
def test_no_sentence_begins_in_lower_case_but_the_first(text):
    assert not any(sentence[0].islower() for sentence in sentences_in(text)[1:])
