from __future__ import annotations

import pytest

from analytics.resources import read_rows, resource
from analytics.text.abbreviations import BOUND_KINDS, FREE_KINDS, load_abbreviations
from tests.strategies import forms_in, sentences_in

ROWS = read_rows(resource("abbreviations.tsv"), ("form", "kind", "note"))


def test_no_entry_is_given_twice():
    forms = [row["form"] for row in ROWS]
    assert len(set(forms)) == len(forms) >= 150
    assert {row["kind"] for row in ROWS} == {*FREE_KINDS, *BOUND_KINDS}


@pytest.mark.parametrize(("form", "kind"), load_abbreviations().items())
def test_a_dot_belongs_to_its_abbreviation_where_the_kind_says(form, kind):
    assert forms_in(f"{form} 3") == [form, "3"]
    assert forms_in(f"{form}, non") == [form, ",", "non"]
    assert (forms_in(f"{form} Paul")[0] == form) == (kind in FREE_KINDS)
    assert form not in forms_in(f"{form}..")


@pytest.mark.parametrize(("form", "kind"), load_abbreviations().items())
def test_an_abbreviation_ends_a_sentence_where_the_kind_says(form, kind):
    assert len(sentences_in(f"la {form} 3 et la {form} de lui")) == 1
    ends = len(sentences_in(f"Voici donc la {form} Elle part")) == 2
    assert ends == (kind != "title")


def test_an_initial_capital_is_allowed_for_entries_in_lower_case_of_several_letters():
    kinds = load_abbreviations()
    assert kinds["art."] == kinds["Art."] == "number"
    assert not {"mgr.", "P."} & set(kinds)
    assert (kinds["Ch."], kinds["ch."]) == ("title", "number")


def test_an_abbreviation_inside_a_word_is_none():
    assert forms_in("Le smart. Départ. Grand-art. 3") == ["Le", "smart", ".", "Départ", ".", "Grand-art", ".", "3"]
