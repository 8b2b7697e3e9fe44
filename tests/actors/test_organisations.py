from __future__ import annotations

from collections import Counter

import pytest

from analytics.actors.gazetteer import load_gazetteer
from tests.actors.test_gazetteer import mentions_in
from tests.strategies import partition_of


def found_in(text):
    gazetteer = load_gazetteer()
    matches = gazetteer.find(partition_of(text))
    return [gazetteer.aliases[entry].actor_id for entry in matches.entries]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Les Vingt-Sept votent, vingt-sept dockers non.", ["ue"]),
        ("L’O.N.U., les Nations unies et le Conseil de sécurité de l’ONU.", ["onu", "onu", "onu"]),
        ("Le PAM distribue, Pam regarde.", ["pam"]),
        ("Le Hamas et les houthistes.", ["hamas", "houthistes"]),
        ("La Cedeao, la CEDEAO, la Cédéao.", ["cedeao"] * 3),
        ("L’Alliance atlantique et l’Otan.", ["otan", "otan"]),
        ("Médecins sans frontières soigne, sans frontières.", ["msf"]),
        ("une agence onusienne", ["onu"]),
        ("Le parti et l’alliance n’ont pas de nom.", []),
    ],
)
def test_organisations_are_found_by_all_their_names(text, actors):
    assert found_in(text) == actors


LEAST = {
    "organisation": 140, "alliance": 55, "armed_group": 120, "central_bank": 35, "company": 340, "press_agency": 38,
    "sport_body": 35, "institution": 190, "party": 190, "ngo": 90,
}  # fmt: skip


def test_there_are_so_many_actors_of_each_kind():
    kinds = Counter(actor.kind for actor in load_gazetteer().actors.values())
    assert kinds.pop("state") == 206
    assert set(kinds) == set(LEAST)
    assert {kind: n for kind, n in LEAST.items() if kinds[kind] < n} == {}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Le ministère des Armées confirme.", "min-armees"),
        ("L'Occident s'inquiète.", "occident"),
        ("Les Occidentaux s'inquiètent.", "occident"),
        ("Les Brics s'élargissent.", "brics"),
        ("Le G7 condamne.", "g7"),
        ("Le Sud global proteste.", "sud-global"),
        ("Les pays baltes alertent.", "pays-baltes"),
        ("La Cour des comptes alerte, en France.", "cour-des-comptes"),
        ("La BCE relève ses taux.", "bce"),
        ("L'agence Chine nouvelle précise.", "xinhua"),
        ("Le Washington Post révèle.", "washington-post"),
        ("France Inter révèle.", "france-inter"),
    ],
)
def test_actors_of_every_kind_are_found(text, actor):
    assert actor in [m["actor_id"] for m in mentions_in(text)]


def test_every_actor_has_both_names_and_a_form():
    gazetteer = load_gazetteer()
    assert all(actor.name_fr and actor.name_en for actor in gazetteer.actors.values())
    assert {alias.actor_id for alias in gazetteer.aliases} == set(gazetteer.actors)
