"""The bundled lexicon with the bundled shifters, on sentences as the press writes them."""

from __future__ import annotations

import pytest

from analytics.tone.lexicon import load_lexicon
from tests.tone.reading import read


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
