from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analytics.text import tokenization
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary
from tests.conftest import ROOT, SHARED
from tests.strategies import APOSTROPHES, forms_in, raw_text, rule_text
from tests.text.oracle import PLACES, spans_in

PARAGRAPHS = st.lists(raw_text(max_size=12) | rule_text(), max_size=5)
REAL_KINDS = (".tsv", ".jsonl", ".conllu", ".csv", ".txt")
REAL = [path for path in sorted((SHARED / "data").rglob("*")) if path.suffix in REAL_KINDS]
BUNDLED = sorted(path for folder in ("corpora", "seeds") for path in (ROOT / folder).rglob("*.*"))


def spans_of(paragraphs):
    """Spans of the tokens of each paragraph, read together."""
    tokens = tokenize(paragraphs, vocabulary=Vocabulary())
    spans = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    return [spans[first:last] for first, last in pairwise(tokens.paragraph_ptr.tolist())]


def assert_rules_agree(paragraphs):
    for text, spans in zip(paragraphs, spans_of(paragraphs), strict=True):
        if spans != spans_in(text):  # said as forms, which read better
            assert [text[a:b] for a, b in spans] == [text[a:b] for a, b in spans_in(text)], text


def lines_of(path):
    return sorted(set(path.read_text(encoding="utf-8", errors="replace").splitlines()))


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.name)
def test_arrays_and_expressions_agree_on_the_bundled_articles(path):
    assert_rules_agree(lines_of(path))


@pytest.mark.skipif(not REAL, reason=f"real texts are not here ({SHARED / 'data'})")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_arrays_and_expressions_agree_on_real_texts(path):
    assert_rules_agree(lines_of(path))


@given(rule_text(max_size=24))
@settings(max_examples=1000, deadline=None)
def test_arrays_and_expressions_agree_on_what_rules_look_at(text):
    assert_rules_agree([text])


@given(raw_text())
@settings(max_examples=1000, deadline=None)
def test_arrays_and_expressions_agree_on_any_text(text):
    assume(not set(PLACES) & set(text))
    assert_rules_agree([text])


@pytest.mark.parametrize("size", [1, 2, 40, 1000])
def test_where_blocks_end_does_not_matter(demonstration, monkeypatch, size):
    paragraphs = ["", *(text for article in demonstration for text in (article.title, *article.paragraphs, ""))][:400]
    expected = tokenize(paragraphs, vocabulary=Vocabulary())
    monkeypatch.setattr(tokenization, "BLOCK", size)
    found = tokenize(paragraphs, vocabulary=Vocabulary())
    assert found.vocabulary.forms == expected.vocabulary.forms
    for name in ("ids", "starts", "ends", "sentence_ptr", "paragraph_ptr"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist(), name


@given(PARAGRAPHS, st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_where_blocks_end_does_not_matter_for_any_text(paragraphs, size):
    expected = spans_of(paragraphs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokenization, "BLOCK", size)
        assert spans_of(paragraphs) == expected


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
        ("donnez-m’en, allez-vous-en, va-t-en", "donnez-m’en|,|allez|-vous|-en|,|va-t|-en"),
        ("Rendez-vous, prenez rendez-vous, rendez-vous-en", "Rendez-vous|,|prenez|rendez-vous|,|rendez-vous|-en"),
        ("Villeneuve-d’Ascq, la Côte-d’Or", "Villeneuve-d’Ascq|,|la|Côte-d’Or"),
        ("Saint-Jean-d’Angély, vis-à-vis, là-dessus", "Saint-Jean-d’Angély|,|vis-à-vis|,|là-dessus"),
        ("est-ce-que, peut-on-dire, il-y-a", "est-ce-que|,|peut-on-dire|,|il-y-a"),
        ("s’y-t-il, l’a-t-elle dit", "s’|y|-t-il|,|l’|a|-t-elle|dit"),
        ("Jong-il-même, ng-il, PYONGYANG-IL", "Jong-il-même|,|ng-il|,|PYONGYANG-IL"),
        ("Dit-IL, A-T-ON, EST-CE", "Dit|-IL|,|A|-T-ON|,|EST|-CE"),
        ("a--il, -il, a- t-il", "a|-|-|il|,|-|il|,|a|-|t|-il"),
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
        ("d’https://exemple.fr", "d’|https://exemple.fr"),
        ("l’@elysee, d’#Ukraine", "l’|@elysee|,|d’|#Ukraine"),
        ("qu’j.roux@exemple.fr", "qu’|j.roux@exemple.fr"),
        ("l’(ami), l’ ami, l’", "l|’|(|ami|)|,|l|’|ami|,|l|’"),
        ("ami’«oui»", "ami|’|«|oui|»"),
    ],
)
def test_elisions_before_a_quotation_mark_or_an_address_are_cut(text, forms):
    assert forms_in(text) == forms.split("|")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("C’est-à-dire, C’EST-À-DIRE", "C’est-à-dire|,|C’EST-À-DIRE"),
        ("c’est à dire, c’est-à elle", "c’|est|à|dire|,|c’|est-à|elle"),
        ("c’est-à-direct", "c’|est-à-direct"),
        ("qu’c’est-à-dire", "qu’|c’est-à-dire"),
    ],
)
def test_c_est_a_dire_is_one_word(text, forms):
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
        ("Covid-19, covid‑19, G-7", "Covid-19|,|covid‑19|,|G-7"),
        ("2-3, 2‑3, 2‐3", "2|-|3|,|2|‑|3|,|2|‐|3"),
        ("1 000-2 000", "1 000|-|2 000"),
        ("12 345, 1234 567, 1 2345", "12 345|,|1234|567|,|1|2345"),
        ("1 000 2a, 1 000m", "1 000|2a|,|1|000m"),
        ("1.234,5 et 1,5 000", "1.234,5|et|1,5|000"),
        ("12:30:45, 1/2/2024, 1,,2", "12:30:45|,|1/2/2024|,|1|,|,|2"),
        ("3,5a, 2a,5, 3x4", "3,5a|,|2a|,|5|,|3x4"),
        ("d’1-2, l’1", "d’|1|-|2|,|l’|1"),
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
        ("O.N.U., U.R.S.S. et S.N.C.F", "O.N.U.|,|U.R.S.S.|et|S.N.C.|F"),
        ("A.-M. Roux, J.K. Roux, M.. Roux", "A.|-|M.|Roux|,|J.K.|Roux|,|M|..|Roux"),
        ("d’art. 5, grand-art. 5", "d’|art.|5|,|grand-art|.|5"),
        ("art.\u00a05, art.   5, art.    5", "art.|5|,|art.|5|,|art|.|5"),
        ("un salon d’art. www.exemple.fr", "un|salon|d’|art|.|www.exemple.fr"),
    ],
)
def test_abbreviations(text, forms):
    assert forms_in(text) == forms.split("|")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("https://a.fr/b?c=d, (www.e.fr).", "https://a.fr/b?c=d|,|(|www.e.fr|)|."),
        ("«https://exemple.fr» www.exemple.fr…", "«|https://exemple.fr|»|www.exemple.fr|…"),
        ("http://exemple.fr/!?", "http://exemple.fr/|!|?"),
        ("xhttp://a, http://", "xhttp|:|/|/|a|,|http|:|/|/"),
        ("j.roux@exemple.fr.", "j.roux@exemple.fr|."),
        ("j.roux+presse@mail.exemple.fr, a@b", "j.roux+presse@mail.exemple.fr|,|a|@|b"),
        ("#MeToo @presse # @", "#MeToo|@presse|#|@"),
        ("@la_presse, #Grève2024, a#b, R&@D", "@la_presse|,|#Grève2024|,|a|#|b|,|R|&|@|D"),
    ],
)
def test_addresses_and_tags(text, forms):
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
    assert tokens.vocabulary.forms == ["Un", ".", "Deux", "trois", "?"]
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
    forms = [tokens.vocabulary.forms[i] for i in tokens.ids]
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
    assert not any(form[0].isspace() or form[-1].isspace() for form in tokens.vocabulary.forms)


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
    forms = tokens.vocabulary.forms
    assert len(set(forms)) == len(forms) == len(tokens.vocabulary)
    assert set(tokens.ids.tolist()) == set(range(len(forms)))
