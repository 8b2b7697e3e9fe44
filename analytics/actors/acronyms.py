"""Acronyms that an article explains: «le Front populaire ivoirien (FPI)», «l'OMS (Organisation mondiale de la santé)».

What the explanation names is what the acronym means throughout the article. An explanation that the gazetteer does not
know makes the acronym nobody's there, unless it is but another wording of the name that the gazetteer has.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from analytics.normalization import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.actors.gazetteer import Alias
    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches

    Ints = NDArray[np.int64]

_ROOM = 12  # tokens before a parenthesis in which a long form is looked for
_TOOLS = frozenset("de d' du des la le l' les et pour en a au aux sur contre dans".split())
_STEM = 5  # letters that tell a word from another: socialiste, socialistes


class Explanations:
    """Finds what acronyms of a gazetteer are short for."""

    def __init__(self, aliases: Sequence[Alias]) -> None:
        self._aliases = aliases
        self._keys = [fold(alias.form) for alias in aliases]
        self._stems: dict[str, set[str]] = defaultdict(set)  # of the words that name each actor
        for alias, key in zip(aliases, self._keys, strict=True):
            self._stems[alias.actor_id].update(word[:_STEM] for word in _content([key]))

    def find(self, partition: Partition, matches: Matches, acronyms: Ints) -> dict[int, str | None]:
        """Return, by row of the match of an acronym that goes by its explanation, whom it means; None: nobody known.

        acronyms : rows of the matches that are acronyms.
        """
        tokens = partition.tokens
        opening, closing = (tokens.vocabulary.matching((sign,)) for sign in "()")
        before = np.maximum(matches.positions[acronyms] - 1, 0)
        behind = np.minimum(matches.positions[acronyms] + matches.lengths[acronyms], len(tokens) - 1)
        enclosed = opening[tokens.ids[before]] & closing[tokens.ids[behind]]
        opened = opening[tokens.ids[behind]]
        articles = partition.articles[tokens.paragraphs[matches.positions[acronyms]]]
        meant: dict[tuple[int, str], str | None] = {}
        for i in np.flatnonzero(enclosed | opened).tolist():
            row = int(acronyms[i])
            key = (int(articles[i]), self._keys[matches.entries[row]])
            if opened[i]:
                other = row + 1 if self._begins(matches, row + 1, int(behind[i]) + 1, closing, tokens.ids) else -1
            else:
                other = row - 1 if row and self._ends(matches, row - 1) == before[i] else -1
            if other >= 0:
                self._bind(meant, key, int(matches.entries[other]))
            elif enclosed[i]:
                self._doubt(meant, key, _long_form(partition, int(before[i]), key[1]), int(matches.entries[row]))
        if not meant:
            return {}
        keys = zip(articles.tolist(), (self._keys[e] for e in matches.entries[acronyms].tolist()), strict=True)
        own = (self._aliases[e].actor_id for e in matches.entries[acronyms].tolist())
        found = zip(acronyms.tolist(), keys, own, strict=True)
        return {row: meant[key] for row, key, actor_id in found if meant.get(key, actor_id) != actor_id}

    @staticmethod
    def _ends(matches: Matches, row: int) -> int:
        return int(matches.positions[row] + matches.lengths[row])

    def _begins(
        self, matches: Matches, row: int, position: int, closing: NDArray[np.bool_], ids: NDArray[np.int32]
    ) -> bool:
        """Whether a match begins at a position and a parenthesis closes behind it."""
        if row == len(matches.positions) or matches.positions[row] != position:
            return False
        end = self._ends(matches, row)
        return end < len(ids) and bool(closing[ids[end]])

    def _bind(self, meant: dict[tuple[int, str], str | None], key: tuple[int, str], entry: int) -> None:
        """Let an acronym mean the actor of a long form whose initials it is."""
        if [word[0] for word in _content([self._keys[entry]])] == _letters(key[1]):
            meant.setdefault(key, self._aliases[entry].actor_id)

    def _doubt(
        self, meant: dict[tuple[int, str], str | None], key: tuple[int, str], words: Sequence[str], entry: int
    ) -> None:
        """Let an acronym mean nobody where its long form shares less than half of its words with the actor's names."""
        known = self._stems[self._aliases[entry].actor_id]
        if len(known) > 1 and words and 2 * sum(word[:_STEM] in known for word in words) < len(words):
            meant.setdefault(key, None)


def _letters(acronym: str) -> list[str]:
    return [letter for letter in acronym if letter.isalpha()]


def _content(words: Sequence[str]) -> list[str]:
    """Words that give acronyms their letters."""
    pieces = [piece for word in words for piece in word.replace("'", "' ").replace("-", " ").split()]
    return [piece for piece in pieces if piece not in _TOOLS]


def _long_form(partition: Partition, parenthesis: int, acronym: str) -> list[str]:
    """Return the words before a parenthesis whose initials spell an acronym, folded; none if they do not."""
    tokens = partition.tokens
    first = max(int(tokens.sentence_ptr[tokens.sentences[parenthesis]]), parenthesis - _ROOM)
    words = [tokens.vocabulary.folded[i] for i in tokens.ids[first:parenthesis].tolist()]
    letters = _letters(acronym)
    content = _content(words)
    spelling = content[len(content) - len(letters) :]
    return spelling if len(letters) > 1 and [word[0] for word in spelling] == letters else []
