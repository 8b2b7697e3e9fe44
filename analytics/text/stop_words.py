"""The stop list of French press: words that name no topic, and whose capital means nothing where a sentence begins."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analytics.resources import read_rows, resource

if TYPE_CHECKING:
    from collections.abc import Iterable


class StopWords(NamedTuple):
    """Words that name no topic: forms stop by themselves, lemmas in all inflections."""

    forms: frozenset[str]
    lemmas: frozenset[str]

    def changed(self, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> StopWords:
        """Return the list with the user's words: those added stop by themselves, those removed may be terms again."""
        removed = frozenset(remove)
        return StopWords((self.forms | frozenset(add)) - removed, self.lemmas - removed)


@lru_cache(maxsize=1)
def load_stop_words() -> StopWords:
    """Read the bundled stop list."""
    rows = read_rows(resource("stop_words.tsv"), ("word", "match", "reason"))
    return StopWords(
        frozenset(row["word"] for row in rows if row["match"] == "form"),
        frozenset(row["word"] for row in rows if row["match"] == "lemma"),
    )
