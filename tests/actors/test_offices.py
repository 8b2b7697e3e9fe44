from __future__ import annotations

import pytest

from analytics.actors.gazetteer import load_gazetteer
from analytics.actors.offices import offices
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse


@pytest.mark.parametrize(
    ("role", "actor_id"),
    [
        ("président russe", "RUS"), ("ministre chinoise des Affaires étrangères", "CHN"), ("maire", None),
        ("secrétaire général de l'ONU", "onu"), ("ministre des Affaires étrangères", None),
        ("président de la France", "FRA"),
    ],
)  # fmt: skip
def test_the_actor_whose_office_a_title_tells(role, actor_id):
    assert offices([role, None, "", "roi"], gazetteer=load_gazetteer()).get(role) == actor_id


def test_no_title_tells_no_office():
    assert offices([None, ""], gazetteer=load_gazetteer()) == {}


def test_actors_of_a_run_have_their_office():
    text = "Le président russe Ivan Roux voit Anne Morel, secrétaire générale de l'ONU, et le maire Luc Bdol en Chine."
    actors = analyse(Corpus.of([Article("Titre", (text,))])).tables["actors"].set_index("actor_id")["office_of"]
    found = actors[actors.index.str.startswith("person:")].to_dict()
    assert {key: office for key, office in found.items() if isinstance(office, str)} == {
        "person:ivan-roux": "RUS", "person:anne-morel": "onu",
    }  # fmt: skip
    assert "person:luc-bdol" in found
    assert actors.drop(list(found)).isna().all()
