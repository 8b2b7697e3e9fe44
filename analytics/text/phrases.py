"""The one matcher for every list: entries as sequences of token hashes, looked up over a whole partition at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from analytics.text.tokenization import TOKEN
from analytics.text.vocabulary import type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.text.tokenization import Tokens
    from analytics.text.vocabulary import Vocabulary

Key = Literal["folded", "lemma"]
_PRIME = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplication modulo 2**64 loses nothing


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
        edges = np.zeros(n_tokens + 1, dtype=np.int64)
        np.add.at(edges, self.positions, 1)
        np.add.at(edges, self.positions + self.lengths, -1)
        return np.cumsum(edges[:-1]) > 0


class PhraseMatcher:
    """Find the entries of a list; the longest match wins, then the leftmost; matches stay in one sentence.

    phrases : the entries; one that begins with a capital asks for a capital there in the text, so that Berne does not
    match "en berne". key : compare folded forms (case and accents do not count) or lemmas (inflections match).
    When two entries are the same sequence the first counts; ``doubles`` names the others, as (kept, left) rows.
    """

    def __init__(self, phrases: Sequence[str], *, key: Key) -> None:
        self.key = key
        self.doubles: list[tuple[int, int]] = []
        # By length and hash: the first entry, for a capital in the text, and the first that asks for none (else -1).
        found: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
        beginnings: dict[int, set[int]] = defaultdict(set)  # hashes an entry of this length begins with
        for row, phrase in enumerate(phrases):
            hashes = [type_of(form).hashes[0 if key == "folded" else 1] for form in forms_of(phrase)]
            if not hashes:
                continue
            name = _name(hashes)
            first, plain = found[len(hashes)].get(name, (row, -1))
            if first != row:
                self.doubles.append((first, row))
            if plain < 0 and not phrase[0].isupper():
                plain = row
            found[len(hashes)][name] = first, plain
            beginnings[len(hashes)].add(hashes[0])
        self._tables = {
            n: (np.array(sorted(table), dtype=np.uint64), np.array([table[h] for h in sorted(table)], dtype=np.int64))
            for n, table in found.items()
        }
        self._beginnings = {n: np.array(sorted(firsts), dtype=np.uint64) for n, firsts in beginnings.items()}
        self._all_beginnings = np.array(sorted(set().union(*beginnings.values())), dtype=np.uint64)

    def begins(self, vocabulary: Vocabulary) -> NDArray[np.bool_]:
        """Whether an entry begins with each type, (n_types,)."""
        types = vocabulary.folded_hashes if self.key == "folded" else vocabulary.lemma_hashes
        return _member(types, self._all_beginnings)

    def find(self, tokens: Tokens, *, among: NDArray[np.int64] | None = None) -> Matches:
        """Return the occurrences in a partition, none overlapping another.

        among : positions, sorted, where an occurrence may begin; anywhere without it.
        """
        vocabulary = tokens.vocabulary
        types = vocabulary.folded_hashes if self.key == "folded" else vocabulary.lemma_hashes
        begins = self.begins(vocabulary)  # one look at all tokens, whatever the number of lengths
        candidates = np.flatnonzero(begins[tokens.ids]) if among is None else among[begins[tokens.ids[among]]]
        found = [self._find_length(n, types, tokens, candidates) for n in self._tables if n <= len(tokens)]
        if not found:
            return Matches.none()
        return longest(
            Matches(*(np.concatenate(columns) for columns in zip(*found, strict=True))), n_tokens=len(tokens)
        )

    def _find_length(
        self, n: int, types: NDArray[np.uint64], tokens: Tokens, candidates: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        keys, rows = self._tables[n]
        candidates = candidates[: np.searchsorted(candidates, len(tokens) - n, side="right")]
        candidates = candidates[_member(types[tokens.ids[candidates]], self._beginnings[n])]
        rolled = _rolled(types, tokens.ids, candidates, n)
        slots = np.minimum(np.searchsorted(keys, rolled), len(keys) - 1)
        matching = keys[slots] == rolled
        positions, slots = candidates[matching], slots[matching]
        has_capital = tokens.vocabulary.is_capital[tokens.ids[positions]]
        entries = np.where(has_capital, rows[slots, 0], rows[slots, 1])
        fits = (entries >= 0) & (tokens.sentences[positions] == tokens.sentences[positions + n - 1])
        return positions[fits], np.full(int(fits.sum()), n, dtype=np.int64), entries[fits]


def _member(values: NDArray[np.uint64], among: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Whether each value is one of a few sorted ones; faster than `numpy.isin`, which sorts the values."""
    if not len(among):
        return np.zeros(len(values), dtype=bool)
    nearest = among[np.minimum(np.searchsorted(among, values), len(among) - 1)]
    return np.asarray(nearest == values, dtype=bool)


def longest(matches: Matches, *, n_tokens: int) -> Matches:
    """Keep, where matches overlap, the longest, and among equals the leftmost; return them in text order."""
    order = np.argsort(matches.positions, kind="stable")
    matches = matches.pick(order)
    ends = np.maximum.accumulate(matches.positions + matches.lengths)
    meets = np.zeros(len(order), dtype=bool)  # another match; few do, and only these are looked at one by one
    meets[1:] = matches.positions[1:] < ends[:-1]
    meets[:-1] |= meets[1:]
    keep = ~meets
    rows = np.flatnonzero(meets)
    taken = np.zeros(n_tokens, dtype=bool)
    for i in rows[np.lexsort((matches.positions[rows], -matches.lengths[rows]))]:
        span = slice(matches.positions[i], matches.positions[i] + matches.lengths[i])
        keep[i] = not taken[span].any()
        taken[span] |= keep[i]
    return matches.pick(keep)


def _name(hashes: list[int]) -> int:
    """Hash of one entry, as `_rolled` computes it."""
    count = len(hashes)
    ids = np.arange(count, dtype=np.int32)
    return int(_rolled(np.array(hashes, dtype=np.uint64), ids, np.zeros(1, dtype=np.int64), count)[0])


def forms_of(phrase: str) -> list[str]:
    """Tokens of an entry; an elision at its end is one only before a word ("plus qu'")."""
    elided = phrase.endswith("'")
    forms = TOKEN.findall(f"{phrase}x" if elided else phrase)
    return forms[:-1] if elided else forms


def _rolled(
    types: NDArray[np.uint64], ids: NDArray[np.int32], positions: NDArray[np.int64], n: int
) -> NDArray[np.uint64]:
    """Hash of the run of n tokens at each position."""
    rolled = types[ids[positions]]
    for offset in range(1, n):
        rolled = rolled * _PRIME + types[ids[positions + offset]]
    return rolled
