from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.normalization import fold, fold_all, lower_all, lower_of, normalise, one_apostrophe
from tests.strategies import APOSTROPHES, french_text, raw_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gou\u00advernement", "gouvernement"),
        ("minis\u200btre", "ministre"),
        ("\ufeffParis", "Paris"),
        ("\u202aParis\u202c", "Paris"),
        ("l\u2060’État", "l’État"),
        ("bip\x07 bip", "bip bip"),
        ("avant\ud800après", "avantaprès"),
        ("e\u0301lu", "élu"),
        ("e\u00ad\u0301lu", "élu"),
        ("franc\u0327ais", "français"),
        ("Le\tport\r\nferme", "Le port ferme"),
        ("deux\u2003mots \u2009ici", "deux mots ici"),
        ("une   ligne", "une ligne"),
        (" \u00a0\n Paris \u202f", "Paris"),
        ("« mot\u00a0»", "« mot\u00a0»"),
        ("2\u202f000 euros", "2\u202f000 euros"),
        ("👩\u200d🚀 décolle", "👩\u200d🚀 décolle"),
        ("𝕸acron, 𠮷野", "𝕸acron, 𠮷野"),
        ("cœur, Æthiops, ﬁn, ½, n°", "cœur, Æthiops, ﬁn, ½, n°"),
        ("l'un, l’autre, lʼune", "l'un, l’autre, lʼune"),
        (" \u200b\u00ad ", ""),
        ("", ""),
    ],
)
def test_text_is_settled(text, expected):
    assert normalise(text) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\t", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_a_line_end_keeps_words_apart(line_end):
    assert normalise(f"Le port{line_end}ferme") == "Le port ferme"


@pytest.mark.parametrize(
    "sign",
    ["\u200f", "\u061c", "\u2066", "\ufeff", "\ufdd0", "\uffff", "\U0001ffff", "\U0010fffe", "\udc80"],
)
def test_signs_that_carry_no_text_are_removed(sign):
    assert normalise(f"pré{sign}fet") == "préfet"


def test_all_signs_are_folded_together_as_each_alone():
    signs = [chr(code) for code in range(0x110000) if chr(code) != "\n"]
    expected = list(map(fold, signs))
    assert fold_all(signs) == expected
    for first in range(0, len(signs), 400):
        assert fold_all(signs[first : first + 400]) == expected[first : first + 400]
    assert lower_all(signs) == list(map(lower_of, signs))


@given(raw_text())
@settings(max_examples=200, deadline=None)
def test_settled_text_is_one_line_in_nfc_without_odd_signs(text):
    settled = normalise(text)
    assert unicodedata.is_normalized("NFC", settled)
    assert settled == settled.strip()
    assert not re.search(r"  |[\t\r\n\x00\x1b\u00ad\u200b\u2003\ufeff\ud800-\udfff]", settled)


@given(raw_text())
@settings(max_examples=200, deadline=None)
def test_settling_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(raw_text())
@settings(max_examples=200, deadline=None)
def test_settling_keeps_letters_and_digits(text):
    def letters(s):
        return [c for c in unicodedata.normalize("NFC", s) if c.isalnum()]

    without_breaks = re.sub("[\u00ad\u200b\u2060\ufeff\u202a\x07\ud800\ufffe]", "", text)
    assert letters(normalise(without_breaks)) == letters(without_breaks)


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Élysée", "elysee"),
        ("E\u0301lyse\u0301e", "elysee"),
        ("ÇA", "ca"),
        ("Œuvre", "oeuvre"),
        ("Ægypte", "aegypte"),
        ("ﬁn", "fin"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
        ("Erdoğan", "erdogan"),
        ("L’ÉTAT", "l'etat"),
        ("lʼétat", "l'etat"),
        ("États‑Unis", "etats-unis"),
        ("Guinée‐Bissau", "guinee-bissau"),
        ("2\u202f000", "2\u202f000"),
        ("", ""),
    ],
)
def test_comparison_keys(form, key):
    assert fold(form) == key


@given(st.text("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæ '’-", max_size=20))
@settings(max_examples=200, deadline=None)
def test_keys_ignore_case_accents_and_composition(text):
    assert fold(text.upper()) == fold(text) == fold(unicodedata.normalize("NFD", text))
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz '-")


@given(french_text())
@settings(max_examples=200, deadline=None)
def test_a_key_is_its_own_key(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("apostrophe", [*APOSTROPHES, "‘", "′"])
def test_there_is_one_apostrophe(apostrophe):
    assert one_apostrophe(f"L{apostrophe}Été d{apostrophe}Œdipe") == "L'Été d'Œdipe"


@pytest.mark.parametrize("hyphen", "-‐‑")
def test_there_is_one_hyphen(hyphen):
    assert one_apostrophe(f"États{hyphen}Unis – fin") == "États-Unis – fin"


@given(raw_text())
@settings(max_examples=100, deadline=None)
def test_one_apostrophe_moves_no_position(text):
    changed = [(a, b) for a, b in zip(text, one_apostrophe(text), strict=True) if a != b]
    assert all((a in "’ʼ‘′" and b == "'") or (a in "‐‑" and b == "-") for a, b in changed)
