"""The stop list of French press: words that name no topic, and whose capital means nothing where a sentence begins."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analytics.normalization import one_apostrophe
from analytics.resources import read_rows, resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from analytics.resources import Row

MATCHES = ("form", "lemma")
REASONS = (
    "determiner", "pronoun", "preposition", "conjunction", "adverb", "auxiliary or light verb", "press formula", "date",
    "unit or number", "civility", "empty word",
)  # fmt: skip


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
    """Read the bundled stop list. Raises ResourceError naming each faulty line."""
    return read_stop_words(resource("stop_words.tsv"))


def read_stop_words(source: Traversable | Path) -> StopWords:
    """Read a stop list. Raises ResourceError naming each faulty line."""
    rows = read_rows(source, ("word", "match", "reason", "note"), check=_checker())
    return StopWords(
        frozenset(row["word"] for row in rows if row["match"] == "form"),
        frozenset(row["word"] for row in rows if row["match"] == "lemma"),
    )


def _checker() -> Callable[[Row], str | None]:
    seen: set[str] = set()

    def check(row: Row) -> str | None:
        word = row["word"]
        if not word or word != one_apostrophe(word).lower():
            return f"{word!r} is not in lower case with plain apostrophes, so it would stop nothing"
        if row["match"] not in MATCHES:
            return f"match {row['match']!r} is not one of {', '.join(MATCHES)}"
        if row["reason"] not in REASONS:
            return f"reason {row['reason']!r} is not one of {', '.join(REASONS)}"
        if word in seen:
            return f"{word!r} is listed twice"
        seen.add(word)
        return None

    return check
