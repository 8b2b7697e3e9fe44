from __future__ import annotations

import pytest

from tests.evaluation.quotations import FLOOR, NOVELS, read_novels, total


@pytest.fixture(scope="module")
def novels():
    if not NOVELS.is_file():
        pytest.skip(f"no novels in {NOVELS}")
    return read_novels()


def test_direct_speech_is_what_an_annotation_says(novels):
    assert total([words.score for words in novels.values()]).f1 >= FLOOR


def test_little_speech_is_missed_in_any_typography(novels):
    assert {name: words.score.n_both / words.score.n_gold >= 0.94 for name, words in novels.items()} == dict.fromkeys(
        novels, True
    )
