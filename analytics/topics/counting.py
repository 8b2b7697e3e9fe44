"""Occurrences of content words, reading by reading: what can be told of them before the whole corpus is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from analytics.text.characters import OPENING_SIGNS
from analytics.text.expressions import load_expressions
from analytics.text.hashing import NameBits, NameTable
from analytics.text.phrases import Matches
from analytics.text.shapes import CAPITAL, CAPITAL_WORD, LOWER_WORD, NUMBER, WORD
from analytics.text.vocabulary import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.text.stop_words import StopWords
    from analytics.text.stream import TokenStream

_LINKS = frozenset(["de", "d'", "du", "des", "la", "l'", "le", "les", "à", "au", "aux", "en"])
_MAX_GAP = 3  # «Conseil de la République»: at most two tool words between two terms
_BEFORE_SUMMER = frozenset("l' d' cet en un chaque plein dernier prochain début fin mi-".split()) | {"cinq"}
_CONTENT, _LINK, _OPENS, _SUMMER, _BEFORE = (1 << i for i in range(5))
_WORDS = NameBits.of(
    [(_OPENS, OPENING_SIGNS), (_BEFORE, _BEFORE_SUMMER), (_LINK, _LINKS), (_SUMMER, ["été"])], np.uint8
)
_FORM, _LEMMA = 1, 2  # how a word of the stop list stops
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd; names of pairs


class Counted(NamedTuple):
    """Occurrences of content words and expressions in one reading, in text order.

    rows : (n,), paragraph of the corpus. types : (n,), type, or, for an expression, -1 - its entry.
    lefts : (n_pairs,), occurrence that begins each pair (the next one ends it). links : uint64 (n_pairs,), name of what
    stands between. spans : (n_pairs, 2), first token and number of tokens of each pair. tokens : types of all tokens.
    """

    rows: NDArray[np.int32]
    types: NDArray[np.int32]
    lefts: NDArray[np.int64]
    links: NDArray[np.uint64]
    spans: NDArray[np.int32]
    tokens: NDArray[np.int32]


class WordTypes:
    """Types of the readings, numbered as they come.

    forms : (n_types,). names, lower_names, lemma_names : uint64 (n_types,). shapes : uint8 (n_types,). bits : uint8
    (n_types,), content word, link and so on. inside, everywhere : (n_types,), occurrences; those that open a sentence
    or a quotation are not inside.
    """

    def __init__(self, stop_words: StopWords) -> None:
        self.forms: list[str] = []
        self._stopped = NameBits.of([(_FORM, stop_words.forms), (_LEMMA, stop_words.lemmas)], np.uint8)
        self._table = NameTable()
        self._names, self._lower_names, self._lemma_names = (Column(np.empty(0, dtype=np.uint64)) for _ in range(3))
        self._shapes, self._bits = (Column(np.empty(0, dtype=np.uint8)) for _ in range(2))
        self.inside = self.everywhere = np.zeros(0, dtype=np.int64)

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def names(self) -> NDArray[np.uint64]:
        """Names of the forms."""
        return self._names.values

    @property
    def lower_names(self) -> NDArray[np.uint64]:
        """Names of the forms in lower case."""
        return self._lower_names.values

    @property
    def lemma_names(self) -> NDArray[np.uint64]:
        """Names of the lemmas."""
        return self._lemma_names.values

    @property
    def is_capital(self) -> NDArray[np.bool_]:
        """Forms that begin with a capital."""
        return self._shapes.values & CAPITAL > 0

    def find(self, names: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Return the types with these names, -1 where there is none."""
        return self._table.find(names)

    def count(self, stream: TokenStream, paragraphs: NDArray[np.int64]) -> Counted:
        """Count the tokens of a reading; paragraphs : (n_paragraphs of the stream,), their rows in the corpus."""
        tokens = self._types_of(stream).take(stream.types)
        bits = self._bits.values.take(tokens)
        starts = np.cumsum(stream.sentences) - stream.sentences
        self._count_types(tokens, bits, starts)
        bits[_participles(bits)] = 0
        covered = Matches(*stream.expressions.T).covered(len(tokens))
        is_tool = load_expressions().is_tool[stream.expressions[:, 2]]
        expressions = stream.expressions[~is_tool]
        singles = np.flatnonzero((bits & _CONTENT > 0) & ~covered)
        first = np.concatenate([singles, expressions[:, 0]])
        order = np.argsort(first, kind="stable")
        first = first[order]
        length = np.concatenate([np.ones(len(singles), dtype=np.int64), expressions[:, 1]])[order]
        types = np.concatenate([tokens[singles], -1 - expressions[:, 2]])[order]
        lefts, links = self._pairs(tokens, bits, starts, first=first, length=length)
        span = first[lefts + 1] + length[lefts + 1] - first[lefts]
        rows = np.repeat(paragraphs.astype(np.int32), stream.paragraphs)[first]
        spans = np.stack([first[lefts], span], axis=1).astype(np.int32)
        return Counted(rows, types, lefts, links, spans, tokens)

    def _types_of(self, stream: TokenStream) -> NDArray[np.int32]:
        """Return the type of each form of a reading; new forms become new types."""
        ids = self._table.find(stream.names)
        new = np.flatnonzero(ids < 0)
        if len(new):
            ids[new] = np.arange(len(self), len(self) + len(new), dtype=np.int32)
            forms = stream.forms.take(pa.array(new)).to_pylist()
            names, lower, lemmas = (n[new] for n in (stream.names, stream.lower_names, stream.lemma_names))
            shapes = stream.shapes[new]
            self.forms += forms
            self._table.add(names)
            self._names.extend(names)
            self._lower_names.extend(lower)
            self._lemma_names.extend(lemmas)
            self._shapes.extend(shapes)
            self._bits.extend(self._describe(forms, shapes, lower, lemmas))
        return ids

    def _count_types(self, tokens: NDArray[np.int32], bits: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        opens = np.zeros(len(tokens) + 1, dtype=bool)
        opens[starts[starts < len(tokens)]] = True
        opens[1:] |= bits & _OPENS > 0
        everywhere = np.bincount(tokens, minlength=len(self))
        inside = np.bincount(tokens[~opens[:-1]], minlength=len(self))
        everywhere[: len(self.everywhere)] += self.everywhere
        inside[: len(self.inside)] += self.inside
        self.everywhere, self.inside = everywhere, inside

    def _pairs(
        self, tokens: NDArray[np.int32], bits: NDArray[np.uint8], starts: NDArray[np.int64], *,
        first: NDArray[np.int64], length: NDArray[np.int64],
    ) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:  # fmt: skip
        """Return the occurrences that a pair begins with, and the names of the links inside."""
        end, following = (first + length)[:-1], first[1:]
        gap = following - end
        n_links = np.concatenate([[0], np.cumsum(bits & _LINK > 0)])
        sentence = np.searchsorted(starts, first, side="right")
        joined = (gap < _MAX_GAP) & (n_links[following] - n_links[end] == gap) & (sentence[:-1] == sentence[1:])
        lefts = np.flatnonzero(joined)
        names = self.lemma_names
        links = gap[lefts].astype(np.uint64)
        for step in range(_MAX_GAP - 1):
            inside = np.flatnonzero(gap[lefts] > step)
            links[inside] = links[inside] * MIX + names[tokens[end[lefts[inside]] + step]]
        return lefts, links

    def _describe(
        self, forms: Sequence[str], shapes: NDArray[np.uint8], lower: NDArray[np.uint64], lemmas: NDArray[np.uint64]
    ) -> NDArray[np.uint8]:
        """Return the bits of types: content words are no tool words, numbers, tags, addresses or single letters."""
        bits: NDArray[np.uint8] = _WORDS.of_names(lower)
        length = np.fromiter(map(len, forms), dtype=np.int64, count=len(forms))
        is_content = (shapes & (WORD | NUMBER) == WORD) & ((length > 2) | ((length > 1) & (shapes & CAPITAL > 0)))
        is_content &= (self._stopped.of_names(lower) & _FORM == 0) & (self._stopped.of_names(lemmas) == 0)
        is_content &= bits & _LINK == 0
        for i in np.flatnonzero(is_content & (shapes & (LOWER_WORD | CAPITAL_WORD) == 0)).tolist():
            is_content[i] = not (forms[i][0] in "@#" or "://" in forms[i])
        return bits | np.where(is_content, np.uint8(_CONTENT), np.uint8(0))


def _participles(bits: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Positions of «été» that is no summer but a form of être: no word before it that goes with the season."""
    summers = np.flatnonzero(bits & _SUMMER)
    is_participle: NDArray[np.bool_] = (bits[summers - 1] & _BEFORE == 0) | (summers == 0)
    return np.compress(is_participle, summers)
