"""Adversatives: what follows "mais" weighs more, what "bien que" or "malgré" concedes weighs less."""

from __future__ import annotations

import pytest

from tests.tone.reading import hits_of


def weights(sentence):
    """Each hit with the factor of its adversatives, 1 without any."""
    found = []
    for hit in hits_of(sentence):
        factors = [rule["factor"] for rule in hit["rules"] if rule["name"] == "adversative"]
        found.append((hit["form"], *factors))
    return found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Un accord, mais une paix fragile.", [("accord", 0.7), ("paix", 1.3), ("fragile", 1.3)]),
        ("La crise dure, cependant l'espoir renaît.", [("crise", 0.7), ("espoir", 1.3)]),
        ("La crise dure ; toutefois, un accord se dessine.", [("crise", 0.7), ("accord", 1.3)]),
        ("Le texte est un succès ; il reste pourtant fragile.", [("succès", 0.7), ("fragile", 1.3)]),
        ("La crise dure, la paix reste néanmoins possible.", [("crise", 0.7), ("paix", 1.3)]),
        ("La guerre continue, or la paix était signée.", [("guerre", 0.7), ("paix", 1.3)]),
        ("La croissance ralentit. En revanche, le chômage baisse.", [("croissance",), ("chômage",)]),
        ("La croissance ralentit, en revanche le chômage baisse.", [("croissance", 0.7), ("chômage", 1.3)]),
        ("La crise est là, il y a quand même un espoir.", [("crise", 0.7), ("espoir", 1.3)]),
        ("La crise est là et pourtant l'espoir demeure.", [("crise", 0.7), ("espoir", 1.3)]),
        ("La loi est critiquée, au contraire le succès est là.", [("succès", 1.3)]),
        ("La crise, par contre, inquiète.", [("crise", 0.7)]),
        ("L'accord est salué, tout de même la tension monte.", [("accord", 0.7), ("salué", 0.7), ("tension", 1.3)]),
        ("Bien que la crise dure, l'espoir renaît.", [("crise", 0.7), ("espoir",)]),
        ("L'espoir renaît, bien que la crise dure.", [("espoir",), ("crise", 0.7)]),
        ("Quoique fragile, la trêve tient.", [("fragile", 0.7), ("trêve",)]),
        ("Même si la guerre a cessé, la famine demeure.", [("guerre", 0.7), ("famine",)]),
        ("Malgré la crise, le succès est là.", [("crise", 0.7), ("succès",)]),
        ("Le succès est là malgré une longue et pénible crise.", [("succès",), ("crise", 0.7)]),
        ("Malgré la crise le pays salue un succès.", [("crise", 0.7), ("salue",), ("succès",)]),
        ("En dépit des violences, la trêve tient.", [("violences", 0.7), ("trêve",)]),
        ("La paix tient tandis que la famine dure.", [("paix",), ("famine", 0.7)]),
        ("L'espoir renaît alors que la crise dure.", [("espoir",), ("crise", 0.7)]),
        ("Mais c'est une crise.", [("crise",)]),
        ("Pourtant, c'est une crise.", [("crise",)]),
        ("La crise du maïs est un danger.", [("crise",), ("danger",)]),
        ("Une médaille d'or, un succès.", [("succès",)]),
        ("Le gouvernement a cependant salué un succès.", [("salué",), ("succès",)]),
    ],
)  # fmt: skip
def test_direction_and_reach(sentence, found):
    assert weights(sentence) == found
