"""64-bit names of strings and a table from names to row numbers, both for whole arrays at once.

The name of a string is the polynomial of its code points, ``sum((c[j] + 1) * BASE**j) mod 2**64``: prefix sums over a
text give the name of any stretch of it in constant time. Names are the same in every process and on every machine. Two
of a million types share one with probability below 1e-7.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Names = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_SPREAD = np.uint64(0xD6E8FEB86659FD93)  # odd: spreads names over the slots of a table
_BLOCK = 1 << 20  # code points of strings named at a time, so that memory stays bounded
_ROLL = np.uint64(0xC2B2AE3D27D4EB4F)  # odd, no power of the base: names of sequences are not names of strings


class _Powers:
    """Powers of the base and of its inverse, computed as far as they have been needed."""

    def __init__(self) -> None:
        self.grow(1 << 12)

    def grow(self, length: int) -> None:
        # In one assignment, and the only thing readers look at: other threads may be naming while this grows.
        self.both = _powers_of(_BASE, length), _powers_of(pow(_BASE, -1, 1 << 64), length)

    def of(self, length: int) -> tuple[Names, Names]:
        """Return so many powers at least of the base, and of its inverse."""
        both = self.both
        while len(both[0]) <= length:
            self.grow(1 << length.bit_length())
            both = self.both
        return both


def _powers_of(base: int, length: int) -> Names:
    powers = np.ones(1, dtype=np.uint64)
    while len(powers) < length:
        powers = np.concatenate([powers, powers * np.uint64(pow(base, len(powers), 1 << 64))])
    return powers[:length]


_powers = _Powers()


class PrefixNames:
    """Names of all stretches of one text, given its code points (uint32, (n,))."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        up, self._down = _powers.of(len(codes))
        self._sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        terms = np.add(codes, 1, dtype=np.uint64)
        np.multiply(terms, up[: len(codes)], out=terms)
        np.cumsum(terms, out=self._sums[1:])

    def of(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Names:
        """Names of the stretches [start, end)."""
        names: Names = self._sums.take(ends)
        names -= self._sums.take(starts)
        names *= self._down.take(starts)
        return names


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def names_of(strings: Sequence[str]) -> Names:
    """Return the name of each string; none may contain a line break."""
    joined = "\n".join([*strings, ""])
    codes = code_points(joined)
    ends = np.flatnonzero(codes == ord("\n"))
    if len(ends) != len(strings):
        msg = "a string contains a line break"
        raise ValueError(msg)
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    blocks = np.flatnonzero(np.diff(starts // _BLOCK, prepend=-1)).tolist()
    named = [
        PrefixNames(codes[starts[a] : ends[b - 1]]).of(starts[a:b] - starts[a], ends[a:b] - starts[a])
        for a, b in pairwise([*blocks, len(starts)])
    ]
    return np.concatenate([np.empty(0, dtype=np.uint64), *named])


def sequence_names(
    types: Names, ids: NDArray[np.int32], positions: NDArray[np.int64], lengths: int | NDArray[np.int64]
) -> Names:
    """Return the name of the sequence of tokens at each position, from the names of their types.

    lengths : tokens of each sequence, one number for all or (n_positions,).
    """
    names = types.take(ids.take(positions))
    if isinstance(lengths, int):
        for offset in range(1, lengths):
            names = names * _ROLL + types.take(ids.take(positions + offset))
        return names
    for offset in range(1, int(lengths.max(initial=1))):
        longer = np.flatnonzero(lengths > offset)
        names[longer] = names[longer] * _ROLL + types.take(ids.take(positions[longer] + offset))
    return names


class NameTable:
    """An open-addressing table from names to row numbers 0, 1, 2 … in the order in which they were added."""

    def __init__(self, names: Names | None = None) -> None:
        self._n = 0
        self._resize(12)
        if names is not None:
            self.add(names)

    def __len__(self) -> int:
        return self._n

    def _resize(self, bits: int) -> None:
        self._shift, self._last = np.uint64(64 - bits), (1 << bits) - 1
        self._names = np.zeros(1 << bits, dtype=np.uint64)
        self._rows = np.full(1 << bits, -1, dtype=np.int32)

    def find(self, names: Names) -> NDArray[np.int32]:
        """Return the row of each name, -1 where it is not in the table."""
        slots = self._slots(names)
        rows = self._rows.take(slots)
        other = self._names.take(slots) != names
        other &= rows >= 0
        pending = np.flatnonzero(other)
        while len(pending):  # a slot taken by another name: look in the next one
            slots[pending] = (slots[pending] + 1) & self._last
            rows[pending] = self._rows[slots[pending]]
            pending = pending[(self._names[slots[pending]] != names[pending]) & (rows[pending] >= 0)]
        return rows

    def _slots(self, names: Names) -> NDArray[np.int64]:
        return ((names * _SPREAD) >> self._shift).view(np.int64)

    def add(self, names: Names) -> None:
        """Add names that are not in the table and differ from each other."""
        if 4 * (self._n + len(names)) > len(self._rows):
            filled = self._rows >= 0
            known, rows = self._names[filled], self._rows[filled]
            self._resize(max(12, (4 * (self._n + len(names))).bit_length()))
            self._place(known, rows)
        self._place(names, np.arange(self._n, self._n + len(names), dtype=np.int32))
        self._n += len(names)

    def _place(self, names: Names, rows: NDArray[np.int32]) -> None:
        slots = self._slots(names)
        while len(names):
            free = np.flatnonzero(self._rows.take(slots) < 0)
            self._rows[slots[free]] = rows[free]  # of those that want one slot, one stays
            left = self._rows.take(slots) != rows
            placed = np.flatnonzero(~left)
            self._names[slots[placed]] = names[placed]
            names, rows = names[left], rows[left]
            slots = (slots[left] + 1) & self._last


class NameBits:
    """What a list says of words, as bits by name; 0 for all names that are not listed."""

    def __init__(self, names: Names, bits: NDArray[np.integer[Any]]) -> None:
        distinct, inverse = np.unique(names, return_inverse=True)
        self._table = NameTable(distinct)
        self._bits = np.zeros(len(distinct) + 1, dtype=bits.dtype)  # the last entry is that of unknown names
        np.bitwise_or.at(self._bits, inverse, bits)

    @classmethod
    def of(cls, lists: Iterable[tuple[int, Iterable[str]]], dtype: type[np.integer[Any]]) -> NameBits:
        """Give a bit to the words of each list."""
        named = [(names_of(words), bit) for bit, listed in lists if (words := list(listed))]
        return cls(
            np.concatenate([np.empty(0, dtype=np.uint64), *(names for names, _ in named)]),
            np.repeat(np.array([bit for _, bit in named], dtype=dtype), [len(names) for names, _ in named]),
        )

    @classmethod
    def of_words(cls, words: Mapping[str, int], dtype: type[np.integer[Any]]) -> NameBits:
        """Give each word its bits."""
        return cls(names_of(list(words)), np.array(list(words.values()), dtype=dtype))

    def of_names(self, names: Names) -> NDArray[Any]:
        """Return the bits of each name."""
        return self._bits.take(self._table.find(names), mode="wrap")
