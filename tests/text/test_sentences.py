from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.text.sentences import find_sentences
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary
from tests.strategies import enders, quoting_text, raw_text, sentences_in


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
        ("Il part. • La suite. 👏 Merci. Москва. 中国", ["Il part.", "• La suite.", "👏 Merci.", "Москва.", "中国"]),
        ("Il part . Elle reste .", ["Il part .", "Elle reste ."]),
        ("– Non ! – dit-il. Il part.- Elle.", ["– Non ! – dit-il.", "Il part.", "- Elle."]),
        ("il… hésite, …et part. …Elle reste", ["il… hésite, …et part.", "…Elle reste"]),
        ("Au bout de... 12 ans, il part.", ["Au bout de... 12 ans, il part."]),
        ("Il part. (...) Elle reste. […] Fin.", ["Il part.", "(...) Elle reste.", "[…] Fin."]),
        (
            "Il part (...) Paris dort (!) Londres (?!) aussi (...). Fin.",
            ["Il part (...) Paris dort (!) Londres (?!) aussi (...).", "Fin."],
        ),
        (
            "Il part. (AFP) Elle reste ! (rires) Fin.[1] Oui.",
            ["Il part. (AFP)", "Elle reste ! (rires)", "Fin.[1]", "Oui."],
        ),
        ("Il part (sic). Elle (AFP) reste.", ["Il part (sic).", "Elle (AFP) reste."]),
        (
            "Yahoo! a changé. Yahoo! Finance monte. Il aime Yahoo! Elle non.",
            ["Yahoo! a changé.", "Yahoo! Finance monte.", "Il aime Yahoo!", "Elle non."],
        ),
        ("Gare 10.JPG, écrire à a@exemple.fr. Elle part.", ["Gare 10.JPG, écrire à a@exemple.fr.", "Elle part."]),
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
        ("« Il part. Elle reste. » Puis il dit.", ["« Il part.", "Elle reste. »", "Puis il dit."]),
        ("« Où va-t-on ? » demande-t-elle. Il part.", ["« Où va-t-on ? » demande-t-elle.", "Il part."]),
        ('" Non ! " Il part. " Oui ". Elle.', ['" Non ! "', "Il part.", '" Oui ".', "Elle."]),
        ('Il dit : "Oui, l\'"élite"." "Non." Fin.', ['Il dit : "Oui, l\'"élite"."', '"Non."', "Fin."]),
        ("''Il part.'' Elle reste. '' Non. '' Fin.", ["''Il part.''", "Elle reste.", "'' Non. ''", "Fin."]),
        ("Il dit: \"'Non.'\" Elle part.", ["Il dit: \"'Non.'\"", "Elle part."]),
        ("Il dit: 'Non.' Elle part. 'Oui', dit-il.", ["Il dit: 'Non.'", "Elle part.", "'Oui', dit-il."]),
    ],
)
def test_closing_marks_belong_to_the_sentence_they_close(text, sentences):
    assert sentences_in(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Il vient lundi prochain. on s’y retrouve. à ce jour, rien.",
            ["Il vient lundi prochain.", "on s’y retrouve.", "à ce jour, rien."],
        ),
        (
            "À Grand-Charmont. à l’époque (en mai). il part en 1992. à vingt ans.",
            ["À Grand-Charmont.", "à l’époque (en mai).", "il part en 1992.", "à vingt ans."],
        ),
        ("« Il part ». à demain.", ["« Il part ».", "à demain."]),
        ("Trois mesures. - la première", ["Trois mesures.", "- la première"]),
        ("Où va-t-on ? à Paris ! oui… non", ["Où va-t-on ? à Paris ! oui… non"]),
        ("« Il part. » a dit M. Roux.", ["« Il part. » a dit M. Roux."]),
        ("Il part (lire p. 2.) et reste", ["Il part (lire p. 2.) et reste"]),
        ("Cela dit univ. de Paris, c.-à-d. que oui", ["Cela dit univ. de Paris, c.-à-d. que oui"]),
        ("Il part. (cité par Le Monde du 25/01/06). Fin.", ["Il part. (cité par Le Monde du 25/01/06).", "Fin."]),
    ],
)
def test_lower_case_begins_a_sentence_only_behind_a_full_stop_and_a_whole_word(text, sentences):
    assert sentences_in(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("1. Le gel. 2. La hausse.", ["1. Le gel.", "2. La hausse."]),
        ("Voici. 1. Le gel. B. Le projet. II. Le plan.", ["Voici.", "1. Le gel.", "B. Le projet.", "II. Le plan."]),
        ("Combien ? 12. Elle part.", ["Combien ?", "12.", "Elle part."]),
        ("Il gagne 3-1. Le public rit.", ["Il gagne 3-1.", "Le public rit."]),
        ("Le 1er. Le XXe. Louis XIV. Le roi.", ["Le 1er.", "Le XXe.", "Louis XIV.", "Le roi."]),
        ("Art. II, art. L. 121-3, articles R. 12. Elle.", ["Art. II, art. L. 121-3, articles R. 12.", "Elle."]),
        ("Il en a 12. Elle en a 2,5. 13 restent.", ["Il en a 12.", "Elle en a 2,5.", "13 restent."]),
    ],
)
def test_numbers_and_their_full_stops(text, sentences):
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
        ("Le riz, etc. Paris vote. Le blé, etc... Fin.", ["Le riz, etc.", "Paris vote.", "Le blé, etc...", "Fin."]),
        ("Ils sont sept. Puis dix. Le 7 sept. 2024.", ["Ils sont sept.", "Puis dix.", "Le 7 sept. 2024."]),
        (
            "Boul. Saint-Michel, éd. Gallimard, cf. Le Pen. Fin.",
            ["Boul. Saint-Michel, éd. Gallimard, cf. Le Pen.", "Fin."],
        ),
        ("Ford Inc. Il vend. Davis Jr. chante.", ["Ford Inc.", "Il vend.", "Davis Jr. chante."]),
        ("Voir op. cit., p. 12, et ibid. Le mot.", ["Voir op. cit., p. 12, et ibid.", "Le mot."]),
        ("En 52 av. J.-C. Les Gaulois. L’U.S. Army.", ["En 52 av. J.-C.", "Les Gaulois.", "L’U.S. Army."]),
        ("J. K. Rowling, J. Le Goff, Daniel W. M. Roux.", ["J. K. Rowling, J. Le Goff, Daniel W. M. Roux."]),
        ("St.John Moon et M.Dupont. R.I.Ma. Fin.", ["St.John Moon et M.Dupont.", "R.I.Ma.", "Fin."]),
        ("Le Dr. Roux, art. 5, en janv. 2024.", ["Le Dr. Roux, art. 5, en janv. 2024."]),
        ("Il vit à Washington D.C. La ville dort.", ["Il vit à Washington D.C.", "La ville dort."]),
        ("Voir www.exemple.fr. Le site dort.", ["Voir www.exemple.fr.", "Le site dort."]),
    ],
)
def test_an_abbreviation_ends_a_sentence_only_before_a_usual_beginner(text, sentences):
    assert sentences_in(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "MM. Le Pen et Roux partent.",
        "Le Dr. Le Goff part.",
        "Mr. Angel, Me Dupond, St. Louis, Gén. Le Ray, note M. Le Pen.",
    ],
)
def test_a_title_never_ends_a_sentence(text):
    assert sentences_in(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Il a un plan B. Elle part.", ["Il a un plan B.", "Elle part."]),
        ("C’est la vitamine C. Les fruits en ont.", ["C’est la vitamine C.", "Les fruits en ont."]),
        ("Au Groupe B. Le Camerounais marque.", ["Au Groupe B.", "Le Camerounais marque."]),
        ("Il fait 25 °C. Paris dort.", ["Il fait 25 °C.", "Paris dort."]),
    ],
)
def test_a_single_capital_ends_a_sentence_before_a_usual_beginner_or_behind_its_noun(text, sentences):
    assert sentences_in(text) == sentences


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ([], [0]),
        (["Oui"], [0, 1]),
        (["."], [0, 1]),
        (["Oui", ".", "Non", "."], [0, 2, 4]),
        (["Oui", "?", "non"], [0, 3]),
        (["Oui", ".", ".", "Non"], [0, 3, 4]),
    ],
)
def test_sentence_ptr_holds_token_indices(forms, expected):
    ends = np.cumsum([len(form) + 1 for form in forms], dtype=np.int32) - 1
    starts = ends - np.array([len(form) for form in forms], dtype=np.int32)
    vocabulary = Vocabulary()
    ids = vocabulary.add(forms)
    paragraph_ptr = np.array([0, 0, len(forms), len(forms)], dtype=np.int64)
    found = find_sentences(ids, starts, ends, paragraph_ptr, vocabulary)
    assert (found.tolist(), found.dtype) == (expected, np.int64)


@given(st.lists(raw_text(max_size=15) | quoting_text() | enders(), max_size=5))
@settings(max_examples=300, deadline=None)
def test_a_paragraph_is_read_alike_in_any_company(paragraphs):
    tokens = tokenize(paragraphs)
    counts = np.bincount(tokens.sentence_paragraphs, minlength=len(paragraphs)).tolist()
    alone = [tokenize([paragraph]) for paragraph in paragraphs]
    assert counts == [read.n_sentences for read in alone]
    assert np.diff(tokens.sentence_ptr).tolist() == [n for read in alone for n in np.diff(read.sentence_ptr).tolist()]


@given(st.integers(min_value=1, max_value=3000), st.sampled_from(["! ", '" ', "» ", "1. ", "M. ", "(...) ", "« . "]))
@settings(max_examples=30, deadline=None)
def test_a_long_run_of_signs_is_legal(n, signs):
    tokens = tokenize([signs * n])
    assert (tokens.sentence_ptr[0], tokens.sentence_ptr[-1]) == (0, len(tokens))


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


@given(raw_text() | enders())
@settings(max_examples=200, deadline=None)
def test_a_sentence_begins_in_lower_case_only_behind_a_full_stop(text):
    for before, sentence in itertools.pairwise(sentences_in(text)):
        assert not sentence[0].islower() or before[-1] == "."
