"""Shapes told from code points are those that Python tells of each form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.text.shapes import CAPITAL, CAPITAL_WORD, LOWER_WORD, SHOUTED, WORD, shapes_of

FORMS = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("maire", WORD | LOWER_WORD),
        ("Évian", WORD | CAPITAL | CAPITAL_WORD),
        ("O.N.U.", WORD | CAPITAL | SHOUTED),
        ("à", WORD),
        ("Covid-19", WORD | CAPITAL),
        ("Москва", WORD | CAPITAL),
        ("«", 0),
    ],
)
def test_shapes(form, shape):
    assert shapes_of([form]).tolist() == [shape]


@given(st.lists(FORMS))
def test_shapes_are_what_python_says(forms):
    for form, shape in zip(forms, shapes_of(forms).tolist(), strict=True):
        assert bool(shape & WORD) == any(map(str.isalnum, form))
        assert bool(shape & CAPITAL) == form[0].isupper()
        assert bool(shape & SHOUTED) == form.isupper()
        if shape & LOWER_WORD:
            assert form.isalpha()
            assert form.islower()
        if shape & CAPITAL_WORD:
            assert form.isalpha()
            assert form == form[0].upper() + form[1:].lower()
