"""Acronyms that an article explains: «le Front populaire ivoirien (FPI)», «l'OMS (Organisation mondiale de la santé)».

What the explanation names is what the acronym means throughout the article. An explanation that the gazetteer does not
know makes the acronym nobody's there, unless it is but another wording of the name that the gazetteer has.
"""

from __future__ import annotations

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


def explained(
    partition: Partition, matches: Matches, acronyms: Ints, *, aliases: Sequence[Alias]
) -> dict[int, str | None]:
    """Return, by row of the match of an acronym that goes by its explanation, the actor meant; None for nobody known.

    acronyms : rows of the matches that are acronyms.
    """
    tokens = partition.tokens
    opening, closing = (tokens.vocabulary.matching((sign,)) for sign in "()")
    before = np.maximum(matches.positions[acronyms] - 1, 0)
    behind = np.minimum(matches.positions[acronyms] + matches.lengths[acronyms], len(tokens) - 1)
    enclosed = opening[tokens.ids[before]] & closing[tokens.ids[behind]]
    opened = opening[tokens.ids[behind]]
    if not (enclosed | opened).any():
        return {}
    articles = partition.articles[tokens.paragraphs[matches.positions[acronyms]]]
    ends = dict(zip((matches.positions + matches.lengths).tolist(), range(len(matches.positions)), strict=True))
    starts = dict(zip(matches.positions.tolist(), range(len(matches.positions)), strict=True))
    meant: dict[tuple[int, str], str | None] = {}
    for i in np.flatnonzero(enclosed | opened).tolist():
        row = int(acronyms[i])
        alias = aliases[matches.entries[row]]
        key = (int(articles[i]), fold(alias.form))
        if opened[i]:
            other = starts.get(int(behind[i]) + 1)
            if other is not None and _closes(closing, tokens.ids, matches, other):
                _bind(meant, key, aliases[matches.entries[other]])
        elif (other := ends.get(int(before[i]))) is not None:
            _bind(meant, key, aliases[matches.entries[other]])
        elif _is_another(_long_form(partition, int(before[i]), alias.form), alias, aliases):
            meant.setdefault(key, None)
    found = {}
    for i, row in enumerate(acronyms.tolist()):
        alias = aliases[matches.entries[row]]
        key = (int(articles[i]), fold(alias.form))
        if meant.get(key, alias.actor_id) != alias.actor_id:
            found[row] = meant[key]
    return found


def _bind(meant: dict[tuple[int, str], str | None], key: tuple[int, str], long_form: Alias) -> None:
    """Let an acronym mean the actor of a long form whose initials it is."""
    initials = [word[0] for word in _content(fold(long_form.form).split())]
    if initials == [letter for letter in key[1] if letter.isalpha()]:
        meant.setdefault(key, long_form.actor_id)


def _content(words: Sequence[str]) -> list[str]:
    """Words that give acronyms their letters."""
    pieces = [piece for word in words for piece in word.replace("'", "' ").replace("-", " ").split()]
    return [piece for piece in pieces if piece not in _TOOLS]


def _closes(closing: NDArray[np.bool_], ids: NDArray[np.int32], matches: Matches, row: int) -> bool:
    end = int(matches.positions[row] + matches.lengths[row])
    return end < len(ids) and bool(closing[ids[end]])


def _long_form(partition: Partition, parenthesis: int, acronym: str) -> list[str]:
    """Return the words before a parenthesis whose initials spell an acronym, folded; none if they do not."""
    tokens = partition.tokens
    first = max(int(tokens.sentence_ptr[tokens.sentences[parenthesis]]), parenthesis - _ROOM)
    words = [tokens.vocabulary.folded[i] for i in tokens.ids[first:parenthesis].tolist()]
    letters = [letter for letter in fold(acronym) if letter.isalpha()]
    content = _content(words)
    spelling = content[len(content) - len(letters) :]
    return spelling if len(letters) > 1 and [word[0] for word in spelling] == letters else []


def _is_another(words: list[str], alias: Alias, aliases: Sequence[Alias]) -> bool:
    """Whether a long form has less than half of its words in common with the names of the actor."""
    if not words:
        return False
    known = {
        word[:_STEM]
        for other in aliases
        if other.actor_id == alias.actor_id
        for word in fold(other.form).replace("-", " ").replace("'", " ").split()
    }
    return 2 * sum(word[:_STEM] in known for word in words) < len(words)
