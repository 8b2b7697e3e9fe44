from __future__ import annotations

import pytest

from analytics.text.lemmas import lemmatize
from tests.evaluation.lemmas import FLOORS, accuracy, ceiling, read_treebanks


@pytest.fixture(scope="module")
def gold():
    return read_treebanks()


@pytest.mark.parametrize("treebank", FLOORS)
def test_lemmas_are_those_of_a_treebank(gold, treebank):
    if treebank not in gold:
        pytest.skip(f"the treebank ({treebank}, UD French) is not here: it is no part of the project")
    measured, floors = accuracy(gold[treebank], lemmatize), FLOORS[treebank]
    assert {pos: measured[pos] for pos in floors if measured[pos] < floors[pos]} == {}
    bound = ceiling(gold[treebank])
    assert all(measured[pos] <= bound[pos] for pos in floors)
