"""The one matcher for every list: entries as sequences of tokens, looked up over a whole partition at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from analytics.text.hashing import NameBits, NameTable, sequence_names
from analytics.text.intervals import members
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analytics.text.tokenization import Tokens
    from analytics.text.vocabulary import Property

Key = Literal["form", "folded", "lemma"]
_NAMES: Mapping[Key, Property] = {"form": "form_names", "folded": "folded_names", "lemma": "lemma_names"}
# A word may begin an entry, stand second in one, be one. In this order, so that the bits of a word and of the next one,
# shifted by one, meet in the last bit, which may be read as a flag.
_FIRST, _SECOND, _ALONE = 1, 2, 4


class Matches(NamedTuple):
    """Occurrences in text order: first token, number of tokens, and row of the list each is an occurrence of."""

    positions: NDArray[np.int64]
    lengths: NDArray[np.int64]
    entries: NDArray[np.int64]

    @classmethod
    def none(cls) -> Matches:
        """No occurrence."""
        return cls(*(np.empty(0, dtype=np.int64) for _ in range(3)))

    def pick(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Matches:
        """Occurrences at some rows."""
        return Matches(self.positions[rows], self.lengths[rows], self.entries[rows])

    def covered(self, n_tokens: int) -> NDArray[np.bool_]:
        """Whether each token lies inside an occurrence, (n_tokens,)."""
        covered = np.zeros(n_tokens, dtype=bool)
        covered[self.tokens()] = True
        return covered

    def tokens(self) -> NDArray[np.int64]:
        """Tokens of all occurrences, one after the other, (sum of lengths,)."""
        return members(self.positions, self.positions + self.lengths)[1]


class PhraseMatcher:
    """Find the entries of a list; the longest match wins, then the leftmost; matches stay in one sentence.

    phrases : the entries; one that begins with a capital asks for a capital there in the text, so that Berne does not
    match "en berne". key : compare folded forms (case and accents do not count) or lemmas (inflections match).
    When two entries are the same sequence the first counts; ``doubles`` names the others, as (kept, left) rows.
    """

    def __init__(self, phrases: Sequence[str], *, key: Key) -> None:
        self.key = key
        self.doubles: list[tuple[int, int]] = []
        named = name_phrases(phrases, key=key)
        self._n_tokens = named.n_tokens
        rows = np.flatnonzero(named.n_tokens > 0)
        # By name: the first entry, for a capital in the text, and the first that asks for none (else -1).
        found: dict[int, tuple[int, int]] = {}
        for row, name in zip(rows.tolist(), named.names[rows].tolist(), strict=True):
            first, plain = found.get(name, (row, -1))
            if first != row:
                self.doubles.append((first, row))
            if plain < 0 and not phrases[row][0].isupper():
                plain = row
            found[name] = first, plain
        self._table = NameTable(np.array(list(found), dtype=np.uint64))
        self._entries = np.array(list(found.values()), dtype=np.int64).reshape(-1, 2)
        # Most words that begin an entry of several tokens begin none where they stand: the next tells.
        n_tokens = named.n_tokens[rows]
        long = rows[n_tokens > 1]
        self._words = NameBits(
            np.concatenate([named.first_names[rows], named.second_names[long]]),
            np.concatenate([np.where(n_tokens > 1, _FIRST, _ALONE), np.full(len(long), _SECOND)]).astype(np.uint8),
        )
        self._pair = NameBits(named.pair_names[long], 1 << named.n_tokens[long])
        self._lengths = np.unique(named.n_tokens[long])

    def begins(self, vocabulary: Vocabulary) -> NDArray[np.bool_]:
        """Whether an entry begins with each type, (n_types,)."""
        return self._bits(vocabulary) & (_ALONE | _FIRST) > 0

    def find(self, tokens: Tokens, *, among: NDArray[np.int64] | None = None) -> Matches:
        """Return the occurrences in a partition, none overlapping another.

        among : positions where an occurrence may begin; anywhere without it.
        """
        types, ids = _type_names(tokens.vocabulary, self.key), tokens.ids
        bits = self._bits(tokens.vocabulary).take(ids)
        begins = bits
        if among is not None:
            begins = np.zeros_like(bits)
            begins[among] = bits[among]
        single = np.flatnonzero(begins >= _ALONE)
        first = np.flatnonzero((bits[1:] >> 1 & begins[:-1] & _FIRST).view(bool))
        pairs = self._pair.of_names(sequence_names(types, ids, first, 2))
        begun = np.flatnonzero(pairs)
        first, pairs = first[begun], pairs[begun]
        row, column = np.nonzero((pairs[:, None] >> self._lengths) & 1)
        positions = np.concatenate([single, first[row]])
        lengths = np.concatenate([np.ones(len(single), dtype=np.int64), self._lengths[column]])
        inside = positions + lengths <= len(ids)
        return self._look_up(tokens, types, positions[inside], lengths[inside])

    def _bits(self, vocabulary: Vocabulary) -> NDArray[np.uint8]:
        """What each type may be in an entry, (n_types,)."""
        return vocabulary.column(self, self._words.of_names, _NAMES[self.key])

    def _look_up(
        self, tokens: Tokens, types: NDArray[np.uint64], positions: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> Matches:
        """Find the entries that are these sequences, with this capital, in one sentence."""
        rows = self._table.find(sequence_names(types, tokens.ids, positions, lengths))
        known = np.flatnonzero(rows >= 0)
        positions, lengths = positions[known], lengths[known]
        has_capital = tokens.vocabulary.is_capital.take(tokens.ids.take(positions))
        entries = self._entries[rows[known], np.where(has_capital, 0, 1)]
        fits = (entries >= 0) & (self._n_tokens[entries] == lengths)
        fits &= tokens.sentences.take(positions) == tokens.sentences.take(positions + lengths - 1)
        return longest(Matches(positions, lengths, entries).pick(fits), n_tokens=len(tokens))


def longest(matches: Matches, *, n_tokens: int) -> Matches:
    """Keep, where matches overlap, the longest, and among equals the leftmost; return them in text order."""
    matches = matches.pick(np.lexsort((-matches.lengths, matches.positions)))
    reach = np.maximum.accumulate(matches.positions + matches.lengths)
    meets = np.zeros(len(matches.positions) + 1, dtype=bool)  # another match: few do
    meets[1:-1] = matches.positions[1:] < reach[:-1]
    meets[:-1] |= meets[1:]
    meets = meets[:-1]
    if not meets.any():
        return matches
    kept, left = [matches.pick(~meets)], matches.pick(meets)
    best = np.full(n_tokens, -1, dtype=np.int64)
    while len(left.positions):
        rank = left.lengths * n_tokens - left.positions
        tokens, first = left.tokens(), np.cumsum(left.lengths) - left.lengths
        np.maximum.at(best, tokens, np.repeat(rank, left.lengths))
        wins = np.minimum.reduceat(best.take(tokens) == np.repeat(rank, left.lengths), first)
        kept.append(left.pick(wins))
        taken = kept[-1].covered(n_tokens)
        best[tokens] = -1
        left = left.pick(~np.maximum.reduceat(taken.take(tokens), first))
    joined = Matches(*(np.concatenate(columns) for columns in zip(*kept, strict=True)))
    return joined.pick(np.argsort(joined.positions, kind="stable"))


def _type_names(vocabulary: Vocabulary, key: Key) -> NDArray[np.uint64]:
    names: NDArray[np.uint64] = getattr(vocabulary, _NAMES[key])
    return names


class PhraseNames(NamedTuple):
    """What phrases are to a matcher: number of tokens, and names of the whole, the first, the second token and both.

    All are (n_phrases,); what a phrase is too short for is 0.
    """

    n_tokens: NDArray[np.int64]
    names: NDArray[np.uint64]
    first_names: NDArray[np.uint64]
    second_names: NDArray[np.uint64]
    pair_names: NDArray[np.uint64]


def name_phrases(phrases: Sequence[str], *, key: Key) -> PhraseNames:
    """Cut phrases into tokens and name them; an elision at the end is one only before a word ("plus qu'")."""
    elided = np.array([phrase.endswith("'") for phrase in phrases], dtype=bool)
    tokens = tokenize([f"{p}x" if e else p for p, e in zip(phrases, elided, strict=True)], vocabulary=Vocabulary())
    first, n_tokens = tokens.paragraph_ptr[:-1], np.diff(tokens.paragraph_ptr) - elided
    types = _type_names(tokens.vocabulary, key)
    names = np.zeros((4, len(phrases)), dtype=np.uint64)
    for n in np.unique(n_tokens[n_tokens > 0]).tolist():
        those = np.flatnonzero(n_tokens == n)
        names[0, those] = sequence_names(types, tokens.ids, first[those], n)
        names[1, those] = types[tokens.ids[first[those]]]
        if n > 1:
            names[2, those] = types[tokens.ids[first[those] + 1]]
            names[3, those] = sequence_names(types, tokens.ids, first[those], 2)
    return PhraseNames(n_tokens, *names)
