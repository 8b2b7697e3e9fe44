from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.corpus import Article, Origin, Rejected
from analytics.errors import ReadError
from analytics.readers.records import (
    EXCERPT,
    FIELDS,
    MAX_CHARACTERS,
    article_from,
    map_columns,
    reject,
    split_paragraphs,
)

ORIGIN = Origin("revue.csv", 7)


@pytest.mark.parametrize("field", FIELDS)
def test_every_usual_name_is_its_field(field):
    for name in FIELDS[field]:
        names = [name] if field == "text" else [name, "text"]
        assert map_columns(names, {}, source="revue.csv")[field] == name


def test_no_name_stands_for_two_fields():
    names = [name for synonyms in FIELDS.values() for name in synonyms]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("names", "mapped"),
    [
        (["Titre", "TEXTE"], {"title": "Titre", "text": "TEXTE"}),
        ([" Titre ", "\ufefftexte"], {"title": " Titre ", "text": "\ufefftexte"}),
        (["Date de publication", "Contenu"], {"published": "Date de publication", "text": "Contenu"}),
        (["date-de-publication", "full.text"], {"published": "date-de-publication", "text": "full.text"}),
        (["Média", "Catégorie", "texte"], {"outlet": "Média", "section": "Catégorie", "text": "texte"}),
        (["texte intégral", "résumé"], {"text": "texte intégral"}),
        (["journal", "source", "texte"], {"outlet": "source", "text": "texte"}),
        (["article", "contenu", "texte"], {"text": "texte"}),
        (["texte", "Texte"], {"text": "texte"}),
        (["id", "", "texte"], {"text": "texte"}),
    ],
)
def test_columns_are_known_by_their_usual_names(names, mapped):
    assert map_columns(names, {}, source="revue.csv") == mapped


@pytest.mark.parametrize(
    ("chosen", "mapped"),
    [
        ({"text": "prose"}, {"title": "titre", "text": "prose"}),
        ({"title": "texte"}, {"title": "texte", "text": "texte"}),
        ({"author": "prose", "title": "prose"}, {"title": "prose", "text": "texte", "author": "prose"}),
    ],
)
def test_the_choice_of_the_user_counts_before_usual_names(chosen, mapped):
    assert map_columns(["titre", "texte", "prose"], chosen, source="revue.csv") == mapped


@pytest.mark.parametrize(("field", "column"), [("text", "Prose"), ("text", "absent"), ("published", "jour")])
def test_a_choice_that_does_not_exist_is_an_error(field, column):
    with pytest.raises(ReadError) as exc:
        map_columns(["titre", "prose"], {field: column}, source="revue.csv")
    assert exc.value.key == "column_unknown"
    assert exc.value.values == {
        "field": field, "column": column, "source": "revue.csv", "columns": "titre, prose"
    }  # fmt: skip


@pytest.mark.parametrize("field", ["", "prose", "dates"])
def test_a_field_that_does_not_exist_is_an_error_that_names_those_that_do(field):
    with pytest.raises(ReadError) as exc:
        map_columns(["titre", "prose"], {field: "prose"}, source="revue.csv")
    assert exc.value.key == "field_unknown"
    assert "date" in exc.value.values["known"]


@pytest.mark.parametrize(("said", "field"), [("date", "published"), ("texte", "text"), ("Titre", "title")])
def test_a_field_may_be_called_by_its_usual_names(said, field):
    assert map_columns(["prose", "texte"], {said: "prose"}, source="revue.csv")[field] == "prose"


@pytest.mark.parametrize("names", [[], ["titre"], ["titre", "résumé"], ["textes"]])
def test_columns_without_text_are_an_error(names):
    with pytest.raises(ReadError) as exc:
        map_columns(names, {}, source="revue.csv")
    assert exc.value.key == "column_no_text"
    assert exc.value.values == {"source": "revue.csv", "columns": ", ".join(names)}


def test_a_record_becomes_an_article():
    values = {
        "title": " Le port\nferme ", "text": "Un.\nDeux.", "published": "12 mars 2024", "outlet": "Le Phare",
        "author": "", "section": None, "url": "https://a.example",
    }  # fmt: skip
    article = article_from(values, ORIGIN)
    assert article == Article(
        "Le port ferme", ("Un.", "Deux."), datetime(2024, 3, 12), outlet="Le Phare", url="https://a.example"
    )
    assert article.origin == ORIGIN


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u00a0", "\u200b\ufeff", None, [], ["", None], [[]]])
def test_a_record_without_text_is_rejected(text):
    rejected = article_from({"title": "Le port", "text": text}, ORIGIN)
    assert isinstance(rejected, Rejected)
    assert (rejected.origin, rejected.code, rejected.excerpt) == (ORIGIN, "record_no_text", "Le port")


def test_a_record_without_any_field_is_rejected():
    assert article_from({}, ORIGIN).code == "record_no_text"


@pytest.mark.parametrize(("n", "kind"), [(MAX_CHARACTERS, Article), (MAX_CHARACTERS + 1, Rejected)])
def test_the_length_of_an_article_is_limited(n, kind):
    assert isinstance(article_from({"text": "é" * n}, ORIGIN), kind)


def test_a_date_that_cannot_be_read_is_missing():
    assert article_from({"text": "Un.", "published": "avant-hier"}, ORIGIN).published is None


@pytest.mark.parametrize("value", ["NA", "null", "nan", "None", "007", "1e5", "0", "False"])
def test_values_are_kept_letter_for_letter(value):
    fields = ("title", "text", "outlet", "author", "section", "url")
    article = article_from(dict.fromkeys(fields, value), ORIGIN)
    assert [getattr(article, name) for name in fields if name != "text"] == [value] * 5
    assert article.paragraphs == (value,)


def test_an_excerpt_is_the_first_characters_on_one_line():
    rejected = reject(ORIGIN, "record_bad_row", "Le port\n" * 100, reason="x")
    assert rejected.excerpt == ("Le port " * 100)[:EXCERPT].strip()


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Un.", ["Un."]),
        ("Un.\nDeux.", ["Un.", "Deux."]),
        ("Un\nvote.\n\nDeux.", ["Un vote.", "Deux."]),
        ("\n\nUn.\nDeux.\n\n", ["Un.", "Deux."]),
        ("Un.\n \t\nDeux.", ["Un.", "Deux."]),
        ("Un.\n\u00a0\nDeux.", ["Un.", "Deux."]),
        ("Un.\r\n\r\nDeux\r\nvotes.", ["Un.", "Deux votes."]),
        ("Un.\rDeux.", ["Un.", "Deux."]),
        ("Un.\u2029Deux.\x0bTrois.", ["Un.", "Deux.", "Trois."]),
        ("Un.\n\n\nDeux.", ["Un.", "Deux."]),
        ("Un.\n\n\n\nDeux.", ["Un.", "Deux."]),
    ],
)
def test_a_text_is_cut_at_blank_lines_else_at_line_ends(text, paragraphs):
    assert article_from({"text": text}, ORIGIN).paragraphs == tuple(paragraphs)


@given(st.text() | st.text(alphabet="aé .\n\r\t\u2028"))
@settings(max_examples=200, deadline=None)
def test_cutting_into_paragraphs_loses_no_word(text):
    paragraphs = split_paragraphs(text)
    assert " ".join(paragraphs).split() == text.split()
    assert not any(end in paragraph for paragraph in paragraphs for end in "\n\r\u2028\u2029")


@given(st.lists(st.text(alphabet="aé .", min_size=1).filter(str.strip), min_size=2))
@settings(max_examples=100, deadline=None)
def test_paragraphs_joined_by_blank_lines_come_back(paragraphs):
    assert split_paragraphs("\n\n".join(paragraphs)) == paragraphs
