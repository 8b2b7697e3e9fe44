from __future__ import annotations

import pytest

from tests.evaluation.sentences import FLOORS, TREEBANKS, ours, punkt, read_sentences, score


@pytest.fixture(scope="module", autouse=True)
def treebanks():
    if not TREEBANKS.is_dir():
        pytest.skip(f"no treebanks in {TREEBANKS}")


@pytest.mark.parametrize("treebank", FLOORS)
def test_sentences_end_where_a_treebank_says(treebank):
    assert score(read_sentences(treebank), ours).f1 >= FLOORS[treebank]


@pytest.mark.parametrize("treebank", FLOORS)
def test_rules_for_french_do_better_than_a_splitter_without_any(treebank):
    sentences = read_sentences(treebank)
    assert score(sentences, ours).f1 > score(sentences, punkt).f1
