from __future__ import annotations

import pytest

from analytics.actors.gazetteer import load_gazetteer
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


def test_there_are_at_least_sixty_organisations_and_armed_groups():
    kinds = [actor.kind for actor in load_gazetteer().actors.values()]
    assert sum(kind in ("organisation", "armed_group") for kind in kinds) >= 60
    assert kinds.count("state") == 203


def test_every_actor_has_both_names_and_a_form():
    gazetteer = load_gazetteer()
    assert all(actor.name_fr and actor.name_en for actor in gazetteer.actors.values())
    assert {alias.actor_id for alias in gazetteer.aliases} == set(gazetteer.actors)
