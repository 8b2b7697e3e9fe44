from __future__ import annotations

import numpy as np
import pytest

from analytics.settings import TopicSettings
from tests.strategies import partition_of, terms_in

SETTINGS = TopicSettings(min_collocation=3, min_df=1)


def terms_of(*texts, settings=SETTINGS):
    found = terms_in(partition_of(*texts), settings=settings)
    return dict(zip(found.surfaces, np.asarray(found.dtm.sum(axis=0)).ravel().tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Les dockers votent la grève.", {"dockers", "votent", "grève"}),
        ("Lundi, selon la source, il a dit que oui.", set()),
        ("L’ONU et le G7 à 14 h 30, 3,5 % de plus.", {"ONU", "G7"}),
        ("Un port, des ports.", {"port"}),
        ("https://exemple.fr @presse #grève", set()),
    ],
)
def test_terms_are_lemmas_of_content_words(text, terms):
    assert set(terms_of(text)) == terms


def test_inflections_count_as_one_term_under_its_usual_form():
    terms = terms_of("Une grève. Des grèves, les grèves.")
    assert terms == {"grèves": 3}


def test_words_that_go_together_are_one_term():
    verbs = "ouvre ferme brûle change grandit vieillit".split()
    terms = terms_of(*(f"Le fichier de police {verb}." for verb in verbs), "Le fichier dort, la police aussi.")
    assert terms["fichier de police"] == 6
    assert (terms["fichier"], terms["police"]) == (1, 1)


def test_words_that_merely_meet_stay_two():
    names = ("port", "train", "musée", "lycée", "marché", "jardin", "stade", "canal")
    verbs = ("ouvre", "ferme", "brûle", "rouvre", "grandit", "vieillit", "change", "dort")
    terms = terms_of(*(f"Le {name} municipal {verb}." for name, verb in zip(names, verbs, strict=True)))
    assert not [term for term in terms if " " in term]


def test_a_word_shared_by_two_collocations_is_taken_out_once():
    together = ["Le Conseil de sécurité de Bruxelles siège."] * 6
    assert terms_of(*together, "La sécurité compte.")["sécurité"] == 1


def test_a_collocation_stays_in_its_sentence():
    terms = terms_of(*["Le port ouvre grand. Marseille dort."] * 5)
    assert not [term for term in terms if "Marseille" in term and "ouvre" in term]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_partitions_add_up(size):
    texts = [f"Le droit de veto bloque le texte numéro {i}." for i in range(6)]
    one = terms_in(partition_of(*texts), settings=SETTINGS)
    many = terms_in(*(partition_of(*texts[i : i + size]) for i in range(0, 6, size)), settings=SETTINGS)
    assert (one.terms, one.surfaces) == (many.terms, many.surfaces)
    assert one.dtm.sum() == many.dtm.sum()
