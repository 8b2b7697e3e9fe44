from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary
from tests.strategies import APOSTROPHES, forms_in, raw_text

PARAGRAPHS = st.lists(raw_text(max_size=12), max_size=5)


@pytest.mark.parametrize(
    "text",
    [
        "L’|État|n’|a|pas|suivi",
        "jusqu’|à|lorsqu’|il|puisqu’|on|quoiqu’|elle",
        "QU’|IL|T’|AS|J’|Y|C’|EST",
        "d’|1|million",
        "aujourd’hui|prud’hommes|presqu’îles|quelqu’un|quelques-uns|c’est-à-dire",
        "entr’ouvert|grand’rue|Sana’a|Nuku’alofa",
        "N’|Djamena|Côte|d’|Ivoire|Jeanne|d’|Arc",
        "main-d’œuvre|rendez-vous|garde-à-vous|peut-être|après-guerre",
    ],
)
@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_elisions_are_cut_and_words_with_an_apostrophe_are_not(text, apostrophe):
    forms = text.replace("’", apostrophe).split("|")
    written = "".join(form if form[-1] in APOSTROPHES else f"{form} " for form in forms)
    assert forms_in(written) == forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("a-t-il dit", "a|-t-il|dit"),
        ("parle-t-on, parlent-ils ?", "parle|-t-on|,|parlent|-ils|?"),
        ("Est-ce vrai, dit-elle", "Est|-ce|vrai|,|dit|-elle"),
        ("vas-y, va-t’en", "vas|-y|,|va|-t’en"),
        ("lui-même, celui-ci, dit-elle-même", "lui-même|,|celui-ci|,|dit-elle-même"),
        ("Kim Jong-il et Kim Yong-il", "Kim|Jong-il|et|Kim|Yong-il"),
        ("Ile-de-France, Noisy-le-Grand, va-et-vient", "Ile-de-France|,|Noisy-le-Grand|,|va-et-vient"),
        ("États‑Unis", "États‑Unis"),
        ("Paris-Londres – 3-1", "Paris-Londres|–|3|-|1"),
        ("un cessez-le-feu", "un|cessez-le-feu"),
        ("dis-le-lui, rends-la-moi", "dis|-le|-lui|,|rends|-la|-moi"),
    ],
)
def test_inverted_pronouns_are_cut_and_compounds_are_not(text, forms):
    assert forms_in(text) == forms.split("|")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("d’«ami»", "d’|«|ami|»"),
        ('qu\'"il"', 'qu\'|"|il|"'),
        ("l’“élite”", "l’|“|élite|”"),
        ("n’« existe » pas", "n’|«|existe|»|pas"),
    ],
)
def test_elisions_before_a_quotation_mark_are_cut(text, forms):
    assert forms_in(text) == forms.split("|")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("2 000, 2\u00a0000 et 2\u202f000 €", "2 000|,|2\u00a0000|et|2\u202f000|€"),
        ("1 200 000,50 euros", "1 200 000,50|euros"),
        ("12 34, 01 02 03", "12|34|,|01|02|03"),
        ("3,5 %, 49.3, 1/2", "3,5|%|,|49.3|,|1/2"),
        ("14h30, 20 h, 1er, XXe, 5G, G7", "14h30|,|20|h|,|1er|,|XXe|,|5G|,|G7"),
        ("en 2024.", "en|2024|."),
        ("le 10-12 mars", "le|10|-|12|mars"),
        ("٣٤ et १२,५", "٣٤|et|१२,५"),
        ("50€, +3, -5 °C", "50|€|,|+|3|,|-|5|°|C"),
    ],
)
def test_numbers(text, forms):
    assert forms_in(text) == forms.split("|")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("M. Dupont, MM. Xi et Roux", "M.|Dupont|,|MM.|Xi|et|Roux"),
        ("l’O.N.U. vote", "l’|O.N.U.|vote"),
        ("George W. Bush, J.-C. Roux", "George|W.|Bush|,|J.|-|C.|Roux"),
        ("le riz, etc., en janv. 2024", "le|riz|,|etc.|,|en|janv.|2024"),
        ("av. J.-C. à Rome", "av.|J.|-|C|.|à|Rome"),
        ("cf. p. 3, art. 5", "cf.|p.|3|,|art.|5"),
        ("300 hab. au km2, 9 hab. Il part.", "300|hab.|au|km2|,|9|hab|.|Il|part|."),
        ("de l’art. Un art.", "de|l’|art|.|Un|art|."),
        ("Le 7 sept. 2024, ils sont sept. Fin", "Le|7|sept.|2024|,|ils|sont|sept|.|Fin"),
        ("M.Dupont, Art. 5, max. 3, Max. Il", "M.|Dupont|,|Art.|5|,|max.|3|,|Max|.|Il"),
        ("etc... etc.) Cie. ETC.", "etc|...|etc.|)|Cie.|ETC|."),
        ("https://a.fr/b?c=d, (www.e.fr).", "https://a.fr/b?c=d|,|(|www.e.fr|)|."),
        ("j.roux@exemple.fr.", "j.roux@exemple.fr|."),
        ("#MeToo @presse # @", "#MeToo|@presse|#|@"),
    ],
)
def test_abbreviations_addresses_and_tags(text, forms):
    assert forms_in(text) == forms.split("|")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Quoi ?! Non…", "Quoi|?|!|Non|…"),
        ("attendez... là", "attendez|...|là"),
        ("« Oui », “non”", "«|Oui|»|,|“|non|”"),
        ("« «oui» »", "«|«|oui|»|»"),
        ("et/ou (R&D)", "et|/|ou|(|R|&|D|)"),
        ("E\u0301tat de\u0301chu", "E\u0301tat|de\u0301chu"),
        ("d’𝕸acron à 𠮷野", "d’|𝕸acron|à|𠮷野"),
        ("👍🏽 ok", "👍|🏽|ok"),
        ("Москва العربية 中国", "Москва|العربية|中国"),
        ("x_y, __init__", "x_y|,|__init__"),
    ],
)
def test_signs_and_other_scripts(text, forms):
    assert forms_in(text) == forms.split("|")


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u202f", "\n"])
def test_white_space_has_neither_tokens_nor_sentences(text):
    tokens = tokenize([text])
    assert (len(tokens), tokens.n_sentences, tokens.n_paragraphs) == (0, 0, 1)


def test_no_paragraph_at_all_is_legal():
    tokens = tokenize([])
    assert (len(tokens), tokens.n_sentences, tokens.n_paragraphs) == (0, 0, 0)
    assert tokens.paragraphs.tolist() == tokens.sentences.tolist() == tokens.sentence_numbers.tolist() == []


def test_tokens_of_several_paragraphs():
    tokens = tokenize(["Un. Deux trois.", "", "Un ?"], vocabulary=Vocabulary())
    assert [t.form for t in tokens.vocabulary.types] == ["Un", ".", "Deux", "trois", "?"]
    assert tokens.ids.tolist() == [0, 1, 2, 3, 1, 0, 4]
    assert tokens.starts.tolist() == [0, 2, 4, 9, 14, 0, 3]
    assert tokens.ends.tolist() == [2, 3, 8, 14, 15, 2, 4]
    assert tokens.paragraph_ptr.tolist() == [0, 5, 5, 7]
    assert tokens.sentence_ptr.tolist() == [0, 2, 5, 7]
    assert tokens.paragraphs.tolist() == [0, 0, 0, 0, 0, 2, 2]
    assert tokens.sentences.tolist() == [0, 0, 1, 1, 1, 2, 2]
    assert tokens.sentence_paragraphs.tolist() == [0, 0, 2]
    assert tokens.sentence_numbers.tolist() == [0, 1, 0]
    assert tokens.is_word.tolist() == [True, False, True, True, False, True, False]


@given(PARAGRAPHS)
@settings(max_examples=200, deadline=None)
def test_spans_point_back_into_the_text(paragraphs):
    tokens = tokenize(paragraphs)
    spans = zip(tokens.paragraphs, tokens.starts, tokens.ends, strict=True)
    forms = [tokens.vocabulary.types[i].form for i in tokens.ids]
    assert [paragraphs[p][a:b] for p, a, b in spans] == forms


@given(PARAGRAPHS)
@settings(max_examples=200, deadline=None)
def test_only_white_space_lies_outside_tokens(paragraphs):
    tokens = tokenize(paragraphs)
    for p, text in enumerate(paragraphs):
        rest = list(text)
        for i in range(tokens.paragraph_ptr[p], tokens.paragraph_ptr[p + 1]):
            rest[tokens.starts[i] : tokens.ends[i]] = " " * (tokens.ends[i] - tokens.starts[i])
        assert not "".join(rest).strip()


@given(PARAGRAPHS)
@settings(max_examples=200, deadline=None)
def test_tokens_come_in_order_and_hold_text(paragraphs):
    tokens = tokenize(paragraphs)
    same = np.diff(tokens.paragraphs) == 0
    assert (tokens.starts < tokens.ends).all()
    assert (tokens.ends[:-1][same] <= tokens.starts[1:][same]).all()
    assert not any(t.form[0].isspace() or t.form[-1].isspace() for t in tokens.vocabulary.types)


@given(PARAGRAPHS)
@settings(max_examples=200, deadline=None)
def test_a_paragraph_is_read_alike_in_any_company(paragraphs):
    together = tokenize(paragraphs)
    alone = [tokenize([text]) for text in paragraphs]
    assert len(together) == sum(map(len, alone))
    assert together.n_sentences == sum(t.n_sentences for t in alone)
    for name in ("starts", "ends", "is_word"):
        parts = [getattr(t, name) for t in alone]
        assert getattr(together, name).tolist() == [value for part in parts for value in part.tolist()]


@given(PARAGRAPHS)
@settings(max_examples=200, deadline=None)
def test_the_vocabulary_has_one_row_per_form(paragraphs):
    tokens = tokenize(paragraphs, vocabulary=Vocabulary())
    forms = [t.form for t in tokens.vocabulary.types]
    assert len(set(forms)) == len(forms) == len(tokens.vocabulary)
    assert set(tokens.ids.tolist()) == set(range(len(forms)))
