"""The stop list of French press: words that name no topic, and whose capital means nothing where a sentence begins."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from analytics.resources import read_rows, resource


class StopWords(NamedTuple):
    """Words that name no topic: forms stop by themselves, lemmas in all inflections."""

    forms: frozenset[str]
    lemmas: frozenset[str]


@lru_cache(maxsize=1)
def load_stop_words() -> StopWords:
    """Read the bundled stop list."""
    rows = read_rows(resource("stop_words.tsv"), ("word", "match", "reason"))
    return StopWords(
        frozenset(row["word"] for row in rows if row["match"] == "form"),
        frozenset(row["word"] for row in rows if row["match"] == "lemma"),
    )
