from __future__ import annotations

import pytest

from tests.evaluation import names
from tests.evaluation.names import FLOORS, TYPES, Gold, any_kind, capitals, ours, score, states


@pytest.fixture(scope="module")
def wikineural():
    if not names.WIKINEURAL.is_file():
        pytest.skip(f"no sentences in {names.WIKINEURAL}")
    return names.read_wikineural()


@pytest.fixture(scope="module")
def frsemcor():
    if not names.FRSEMCOR.is_file():
        pytest.skip(f"no sentences in {names.FRSEMCOR}")
    return names.read_frsemcor()


def test_persons_places_and_organisations_are_what_an_annotation_says(wikineural):
    found = ours(wikineural)
    figures = {kind: score(wikineural.names, found, kind).f1 for kind in TYPES}
    assert {kind: f1 for kind, f1 in figures.items() if f1 < FLOORS[kind]} == {}


def test_each_type_is_found_better_than_by_capitals(wikineural):
    found, plain = ours(wikineural), capitals(wikineural)
    scores = {kind: [score(wikineural.names, some, kind).f1 for some in (found, plain)] for kind in TYPES}
    assert {kind: ours > baseline for kind, (ours, baseline) in scores.items()} == dict.fromkeys(TYPES, True)


def test_states_are_found_by_their_names(wikineural):
    assert states(wikineural).recall >= FLOORS["States"]


def test_persons_and_names_of_news_and_parliament(frsemcor):
    assert score(frsemcor.names, ours(frsemcor), "Person", "PER").f1 >= FLOORS["Person"]
    assert any_kind(frsemcor).recall >= FLOORS["names"]


def test_measures_by_hand():
    text = "Hier, Zoé Roux et le Japon ont vu la Xoq."
    gold = Gold([text], {(0, 6, 14): "PER", (0, 21, 26): "LOC", (0, 37, 40): "ORG"})
    found = ours(gold)
    assert found[0, 6, 14] == "PER"
    assert found[0, 21, 26] == "LOC"
    assert [score(gold.names, found, kind) for kind in TYPES] == [(1, 1, 1), (1, 1, 1), (1, 0, 0)]
    assert (score(gold.names, found, "PER").f1, score(gold.names, found, "ORG").f1) == (1, 0)
    assert capitals(gold) == {(0, 6, 14): "PER", (0, 21, 26): "LOC", (0, 37, 40): "LOC"}
    assert states(gold)[::2] == (1, 1)
