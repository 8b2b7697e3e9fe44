"""Who says what, in sentences of our own."""

from __future__ import annotations

import pytest

from analytics.quotations import find_quotations
from tests.quotations_gold import GOLD, Said
from tests.strategies import partition_of, texts_of


def said_in(*paragraphs):
    partition = partition_of(*paragraphs)
    texts = texts_of(partition)
    return [_said(row, texts) for row in find_quotations(partition).table.to_pylist()]


def _said(row, texts):
    text = texts[row["article"], row["paragraph"]]
    speaker = ""
    if row["speaker_start"] is not None:
        speaker = texts[row["article"], row["said_in"]][row["speaker_start"] : row["speaker_end"]]
    return Said(row["kind"], row["cue"] or "", speaker, text[row["start"] : row["end"]])


@pytest.mark.parametrize("sentence", GOLD)
def test_who_says_what(sentence):
    assert said_in(sentence) == GOLD[sentence]


def test_there_are_sentences_of_every_kind():
    kinds = [row.kind for rows in GOLD.values() for row in rows]
    assert len(GOLD) >= 80
    assert {kind: kinds.count(kind) >= 4 for kind in ("direct", "indirect", "selon", "distancing")} == dict.fromkeys(
        ("direct", "indirect", "selon", "distancing"), True
    )
    assert sum(not rows for rows in GOLD.values()) >= 15
