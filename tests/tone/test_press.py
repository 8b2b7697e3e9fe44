"""The bundled lexicon with the bundled shifters, on sentences as the press writes them."""

from __future__ import annotations

import pytest

from analytics.tone.lexicon import load_lexicon
from tests.tone.reading import hits_of, read


def read_bundled(sentence):
    """Write the hits of a sentence in one line, by the lexicon of the product."""
    return read(sentence, lexicon=load_lexicon())


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Les élus d'extrême droite saluent cette victoire.", "saluent+ | victoire+"),
        ("La victoire de l'extrême gauche", "victoire+"),
        ("La victoire est d'une extrême importance.", "victoire+"),
        ("Une extrême inquiétude", "inquiétude- amplifier extrême"),
        ("Un sol pollué aux métaux lourds", "pollué-"),
        ("Un accident de poids lourd", "accident-"),
        ("Un lourd échec", "échec- amplifier lourd"),
        ("Les grandes écoles excellent.", "excellent+"),
        ("En dépit de la défaite, le club est heureux.", "défaite- adversative En dépit de | heureux+"),
    ],
)
def test_a_shifter_inside_a_fixed_term_changes_nothing(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Les Lyonnais l'emportent de justesse.", ""),
        ("La justesse de son analyse", "justesse+"),
        ("La mairie a convoqué les riverains de toute urgence.", ""),
        ("Elle vivait, bon an mal an, de son jardin.", ""),
        ("Les héritiers de la guerre froide", ""),
        ("Le préfet soutient que la route passe par là.", ""),
        ("Le préfet soutient la réforme.", "soutient+"),
        ("Un pot de gelée de pommes", ""),
        ("Le bouchon de la bouteille", ""),
        ("Des bouchons à l'entrée de Lille", "bouchons-"),
        ("Une larme de lait", ""),
        ("Une larme de joie", "larme de joie+"),
        ("Le trésorier est impliqué dans la fraude.", "impliqué dans- | fraude-"),
        ("Des élèves très impliqués", ""),
        ("La pilote a été contrôlée positive à Monza.", "contrôlée positive-"),
        ("Un bilan positif", "positif+"),
        ("Un partenaire de la ville", ""),
    ],
)
def test_fixed_phrases_and_words_of_two_senses(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Un succès frauduleux", "succès0 deamplifier frauduleux | frauduleux-"),
        ("Des bénéfices fictifs", "bénéfices0 deamplifier fictifs | fictifs-"),
        ("Une crise fictive", "crise- | fictive-"),
        ("Un vote frauduleux, un succès", "frauduleux- | succès+"),
    ],
)
def test_an_adjective_that_spoils_a_good_noun_counts_alone(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La grève a été tuée dans l'œuf.", "grève+ inversion œuf | tuée0 inversion œuf"),
        ("Le parti veut tuer dans l'œuf cette rébellion.", "tuer0 inversion œuf | rébellion+ inversion œuf"),
        ("Un renard a tué la poule ; l'œuf est intact.", "tué- | intact+"),
    ],
)
def test_what_is_killed_in_the_egg_does_not_happen(sentence, hits):
    assert read_bundled(sentence) == hits


def test_participles_that_look_like_nouns_are_of_their_verb():
    entries = {
        sentence: [hit["entry"] for hit in hits_of(sentence, lexicon=load_lexicon())]
        for sentence in (
            "Le club s'est félicité du tirage.",
            "Il a félicité les joueurs.",
            "La félicité des anciens",
            "Un geste salué à Rome",
            "Rome salue ce geste.",
        )
    }
    assert list(entries.values()) == [["féliciter"], ["féliciter"], ["félicité"], ["saluer"], ["saluer"]]
