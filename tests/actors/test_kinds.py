from __future__ import annotations

import pytest

from analytics.actors.kind_words import load_kind_lists
from analytics.actors.kinds import KINDS, REASONS
from analytics.normalization import fold
from analytics.resources import read_rows, resource
from tests.actors.test_names import names_of


def kinds_in(text):
    """Each name of a text as (form, kind, reason)."""
    return [(row["form"], row["kind"], row["kind_reason"]) for row in names_of(text) if row["n_words"]]


@pytest.mark.parametrize(
    ("text", "form", "reason"),
    [
        ("Il étudie à l'université de Leeds.", "université de Leeds", "head"),
        ("Il dirige l'Académie royale de danse et de chant.", "Académie royale de danse et de chant", "head"),
        ("On joue en Ligue nationale de hockey junior.", "Ligue nationale de hockey junior", "head"),
        ("Il soigne avec l'Association médicale du Bdol.", "Association médicale du Bdol", "head"),
        ("Un disque de Bdol Records.", "Bdol Records", "word"),
        ("Il dirige Bank of Bdol.", "Bank of Bdol", "word"),
        ("Un club, le KV Bdol.", "KV Bdol", "word"),
        ("Il préside la XQZ.", "XQZ", "acronym"),
        ("Il joue pour les Requins de Lille.", "Requins de Lille", "team"),
        ("Le groupe Bdol vend des vis.", "Bdol", "noun"),
        ("Le groupe canadien Xoq-Bdol vend des vis.", "Xoq-Bdol", "noun"),
        ("Il chante dans le groupe de rock Bdol Xoq.", "Bdol Xoq", "noun"),
        ("Il chante dans un groupe de rock anglais, puis dans le groupe de rock anglais Bdol.", "Bdol", "noun"),
        ("Le Comité lunaire bdolique indique tout.", "Comité lunaire bdolique", "head"),
        ("Il voit les Red Hot Bdols.", "Red Hot Bdols", "plural"),
        ("Il court pour le Bdol Xoq.", "Bdol Xoq", "article"),
    ],
)  # fmt: skip
def test_organisations(text, form, reason):
    assert (form, "organisation", reason) in kinds_in(text)


@pytest.mark.parametrize(
    ("text", "form", "reason"),
    [
        ("Il vit en Toscane.", "Toscane", "list"),
        ("Il voit San Francisco.", "San Francisco", "list"),
        ("Il nage dans le lac Bdol.", "lac Bdol", "head"),
        ("Il voit l'île de Bdol.", "île de Bdol", "head"),
        ("Il suit la Rue de Bdol.", "Rue de Bdol", "head"),
        ("Il voit Bdol Island.", "Bdol Island", "word"),
        ("Il voit Bdolville.", "Bdolville", "shape"),
        ("Il voit Bar-sur-Bdol.", "Bar-sur-Bdol", "shape"),
        ("Il voit Saint-Bdol.", "Saint-Bdol", "shape"),
        ("La ville de Bdol dort.", "Bdol", "noun"),
        ("Il va à Bdol.", "Bdol", "preposition"),
        ("Il va dans le Bdol.", "Bdol", "preposition"),
        ("Le cours du Bdol change.", "Bdol", "article"),
        ("Il voit Toulouse, Bdol et Lille.", "Bdol", "neighbour"),
        ("Il va au Japon, au Bdol.", "Bdol", "preposition"),
    ],
)
def test_places(text, form, reason):
    assert (form, "place", reason) in kinds_in(text)


@pytest.mark.parametrize(
    ("text", "form", "reason"),
    [
        ("Il voit Zoé Bdol.", "Zoé Bdol", "first_name"),
        ("Il voit Jean-Zoq Bdol.", "Jean-Zoq Bdol", "first_name"),
        ("Il suit le maire Xoq Bdol.", "Xoq Bdol", "title"),
        ("Il voit Xoq Bdol, né en 1950.", "Xoq Bdol", "life"),
        ("Il lit Platon.", "Platon", "list"),
        ("Puis Bdol déclare forfait.", "Bdol", "verb"),
        ("Il voit Xoq Bdol.", "Xoq Bdol", "shape"),
        ("Il voit Pline le Jeune.", "Pline le Jeune", "shape"),
    ],
)
def test_persons(text, form, reason):
    assert (form, "person", reason) in kinds_in(text)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Il succède à Bdol.", ["Bdol"]),
        ("Il lit « Zoé Bdol » et « Bdol Records ».", ["Zoé Bdol", "Bdol Records"]),
        ("Il voit Bdol.", ["Bdol"]),
        ("Bdol dort.", ["Bdol"]),
    ],
)
def test_nothing_tells(text, forms):
    assert kinds_in(text) == [(form, "unknown", "none") for form in forms]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Il joue au rugby à XV.", []),
        ("Il vit au XVIe siècle, à Bdol.", ["Bdol"]),
        ("Le test ADN du vol A prouve.", []),
        ("LE MINISTRE DORT AVEC LA XQZ", []),
        ("Il voit BBC Bdol Zoé Roux.", ["BBC Bdol", "Zoé Roux"]),
        ("Il voit le Franco-Suisse Luc Roux.", ["Luc Roux"]),
        ("Reprenant Luc Bdol, il part.", ["Reprenant", "Luc Bdol"]),
        ("Interrogé, Luc Roux part.", ["Luc Roux"]),
        ("Il voit Charles Marie de La Bdol.", ["Charles Marie de La Bdol"]),
        ("Il voit Valéry Giscard d'Estaing.", ["Valéry Giscard d'Estaing"]),
        ("Il voit Pat Bdol de Xoq Media.", ["Pat Bdol", "Xoq Media"]),
        ("Il voit Henri III de Castille.", ["Henri III de Castille"]),
        ("Il voit Luiz Inácio Lula da Silva.", ["Luiz Inácio Lula da Silva"]),
        ("Marine Le Pen part.", ["Marine Le Pen"]),
    ],
)
def test_exact_spans(text, forms):
    assert [form for form, _, _ in kinds_in(text)] == forms


def test_the_lists_are_large_and_say_each_thing_once():
    names = read_rows(resource("first_names.tsv"), ("name", "gender"))
    places = read_rows(resource("places.tsv"), ("form", "kind"))
    assert len(load_kind_lists().first_names) == len(names) >= 1500
    assert {row["gender"] for row in names} == {"m", "f", "mf"}
    assert len({row["form"] for row in places}) == len(places) >= 1500
    assert {row["kind"] for row in places} == {
        "continent", "region", "department", "commune", "city", "river", "sea", "mountain", "island", "former state",
        "lake", "other",
    }  # fmt: skip


def test_what_the_gazetteer_knows_is_no_name_of_its_own():
    assert kinds_in("Il saisit le Conseil de sécurité, l'Union africaine et la Banque mondiale.") == []
    assert kinds_in("Il voit les Jeux de Lille.") == [("Lille", "place", "list")]
    assert kinds_in("Il étudie à l'université de Paris.") == [("université de Paris", "organisation", "head")]


def test_first_names_are_found_whatever_their_accents():
    assert {fold(name) for name in ("Élise", "Elise", "Zoé")} <= set(load_kind_lists().first_names)


def test_kinds_and_reasons_are_those_declared():
    found = kinds_in("Il voit Zoé Roux à Bdol, l'université de Leeds, la XQZ, Xoq Bdol et Bdol Records en Toscane.")
    assert {kind for _, kind, _ in found} <= set(KINDS)
    assert {reason for _, _, reason in found} <= set(REASONS)
