from __future__ import annotations

import string
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.messages import LANGUAGES, catalogue, default_language, localised, message

VARIABLES = ("VIGIE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
KEYS = sorted(catalogue("fr").keys() & catalogue("en").keys())
PLURAL_KEYS = sorted(key for key in KEYS if any(isinstance(catalogue(lang)[key], dict) for lang in LANGUAGES))


def forms(key, lang):
    value = catalogue(lang)[key]
    return value if isinstance(value, dict) else {"other": value}


def placeholders(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def values_of(key, lang, **values):
    counted = {"n": "X"} if len(forms(key, lang)) > 1 else {}  # a number chooses the form, named or not
    return counted | {name: "X" for form in forms(key, lang).values() for name in placeholders(form)} | values


def test_both_catalogues_have_the_same_keys():
    assert set(catalogue("fr")) == set(catalogue("en"))


@pytest.mark.parametrize("key", KEYS)
def test_both_sentences_name_the_same_values(key):
    named = [set().union(*map(placeholders, forms(key, lang).values())) for lang in LANGUAGES]
    assert named[0] == named[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_values_are_plain_names(lang):
    for key in catalogue(lang):
        for form in forms(key, lang).values():
            assert all(name.isidentifier() for name in placeholders(form)), key


@pytest.mark.parametrize("key", PLURAL_KEYS)
def test_plural_sentences_have_both_forms_in_both_languages(key):
    assert [set(forms(key, lang)) for lang in LANGUAGES] == [{"one", "other"}] * 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_empty(lang):
    assert all(form.strip() for key in catalogue(lang) for form in forms(key, lang).values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_filled_in_has_no_brace_left(lang):
    for key in KEYS:
        assert not set("{}") & set(message(key, lang, **values_of(key, lang))), key


@pytest.mark.parametrize(
    ("lang", "n", "form"),
    [
        ("fr", 0, "one"), ("fr", 1, "one"), ("fr", 1.5, "one"), ("fr", -1, "one"), ("fr", 2, "other"),
        ("fr", 21, "other"), ("fr", 1_000_000, "other"),
        ("en", 0, "other"), ("en", 1, "one"), ("en", 1.5, "other"), ("en", 2, "other"), ("en", 21, "other"),
        ("en", 1_000_000, "other"), ("fr", "mille", "other"),
    ],
)  # fmt: skip
def test_number_chooses_the_form(lang, n, form):
    for key in PLURAL_KEYS:
        expected = forms(key, lang)[form].format(**values_of(key, lang, n=localised(n, lang)))
        assert message(key, lang, **values_of(key, lang, n=n)) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_of_numpy_are_numbers(lang):
    assert localised(np.int64(1234), lang) == localised(1234, lang)
    for key in PLURAL_KEYS:
        expected = message(key, lang, **values_of(key, lang, n=1))
        assert message(key, lang, **values_of(key, lang, n=np.int64(1))) == expected


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234, "1\u202f234", "1,234"),
        (1234567, "1\u202f234\u202f567", "1,234,567"),
        (-1234, "-1\u202f234", "-1,234"),
        (0.5, "0,5", "0.5"),
        (2.0, "2", "2"),
        (-0.25, "-0,25", "-0.25"),
        (1234.567, "1\u202f234,57", "1,234.57"),
        (np.float64(0.5), "0,5", "0.5"),
        (True, "True", "True"),
        ("1234", "1234", "1234"),
        (Path("a/b.csv"), "a/b.csv", "a/b.csv"),
        (None, "None", "None"),
    ],
)
def test_values_are_written_as_the_language_writes_them(value, french, english):
    assert (localised(value, "fr"), localised(value, "en")) == (french, english)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_zero_has_no_sign(lang):
    assert [localised(value, lang) for value in (-0.0, -0.001, 0.001)] == ["0", "0", "0"]


@given(st.integers(-(10**15), 10**15))
def test_every_digit_of_a_whole_number_is_written(n):
    assert localised(n, "fr").replace("\u202f", "") == localised(n, "en").replace(",", "") == str(n)


@given(st.floats(-1e9, 1e9))
def test_decimals_are_rounded_to_the_second(value):
    written = localised(value, "en").replace(",", "")
    assert abs(Decimal(written) - Decimal(value)) <= Decimal("0.00501")
    assert localised(value, "fr") == localised(value, "en").translate({ord(","): "\u202f", ord("."): ","})


@pytest.mark.parametrize("value", ["{n}", "{", "}}", "{0}", "{path!r:>9}"])
def test_braces_in_a_value_stay_as_they_are(value):
    assert value in message("error.file_empty", "fr", path=value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_missing_sentence_or_value_is_a_key_error(lang):
    with pytest.raises(KeyError):
        message("error.no_such_sentence", lang)
    with pytest.raises(KeyError):
        message("error.file_empty", lang)
    with pytest.raises(KeyError):
        message(PLURAL_KEYS[0], lang)


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "EN"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "POSIX"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": ""}, "fr"),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "fr"),
        ({"VIGIE_LANG": "en", "LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"VIGIE_LANG": "fr", "LANG": "en_US.UTF-8"}, "fr"),
        ({"VIGIE_LANG": "", "LANG": "en_US.UTF-8"}, "en"),
        ({"VIGIE_LANG": "tlh", "LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(monkeypatch, environment, lang):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert default_language() == lang
    assert message("error.file_empty", path="a.csv") == message("error.file_empty", lang, path="a.csv")
