"""Tokens of French press text as a struct of arrays: the text is read once, and everything else works on ids.

Paragraphs are cut block by block (`analytics.text.cutting`), tokens become rows of a vocabulary, sentences are found on
token positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.text.characters import OPENING_SIGNS
from analytics.text.cutting import cut
from analytics.text.sentences import find_sentences
from analytics.text.vocabulary import Vocabulary, current_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Positions = NDArray[np.int64]

BLOCK = 1 << 18  # code points cut at a time: the arrays stay in the processor's cache


@dataclass(frozen=True, eq=False)
class Tokens:
    """Tokens of a partition of paragraphs.

    ids : int32 (n_tokens,), rows of ``vocabulary``. starts, ends : int32 (n_tokens,), code points in the paragraph.
    sentence_ptr : int64 (n_sentences + 1,), tokens of sentence s are ``[sentence_ptr[s], sentence_ptr[s + 1])``.
    paragraph_ptr : int64 (n_paragraphs + 1,), likewise. Sentences end where paragraphs end.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sentence_ptr: NDArray[np.int64]
    paragraph_ptr: NDArray[np.int64]
    vocabulary: Vocabulary

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def n_sentences(self) -> int:
        """Number of sentences."""
        return len(self.sentence_ptr) - 1

    @property
    def n_paragraphs(self) -> int:
        """Number of paragraphs, empty ones included."""
        return len(self.paragraph_ptr) - 1

    @cached_property
    def paragraphs(self) -> NDArray[np.int64]:
        """Paragraph of each token, (n_tokens,)."""
        return np.repeat(np.arange(self.n_paragraphs), np.diff(self.paragraph_ptr))

    @cached_property
    def sentences(self) -> NDArray[np.int64]:
        """Sentence of each token in the partition, (n_tokens,)."""
        return np.repeat(np.arange(self.n_sentences), np.diff(self.sentence_ptr))

    @cached_property
    def sentence_paragraphs(self) -> NDArray[np.int64]:
        """Paragraph of each sentence, (n_sentences,)."""
        return np.searchsorted(self.paragraph_ptr, self.sentence_ptr[:-1], side="right") - 1

    @cached_property
    def sentence_numbers(self) -> NDArray[np.int64]:
        """Number of each sentence within its paragraph, (n_sentences,)."""
        first = np.searchsorted(self.sentence_ptr, self.paragraph_ptr[:-1], side="left")
        return np.arange(self.n_sentences) - first[self.sentence_paragraphs]

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Tokens that open a sentence or a quotation, (n_tokens,): their capital says nothing."""
        opens = np.zeros(len(self) + 1, dtype=bool)
        opens[self.sentence_ptr] = True
        opens[1:] |= self.vocabulary.matching(OPENING_SIGNS)[self.ids]
        return opens[:-1]

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Whether each token is a word or number rather than a sign, (n_tokens,)."""
        return self.vocabulary.is_word[self.ids]


def tokenize(paragraphs: Sequence[str], *, vocabulary: Vocabulary | None = None) -> Tokens:
    """Cut paragraphs into tokens and sentences.

    Spans point back: ``paragraphs[p][starts[i]:ends[i]]`` is token i. Any string is legal, the empty one included.
    vocabulary : where the types are numbered; by default one that is kept for the next partitions of this thread.
    """
    vocabulary = current_vocabulary() if vocabulary is None else vocabulary
    parts = [_cut_block(block, lengths, vocabulary) for block, lengths in _blocks(paragraphs) if len(block)]
    counts = np.concatenate([np.zeros(1, dtype=np.int64), *(p.counts for p in parts)])
    ids, starts, ends = (
        np.concatenate([np.empty(0, dtype=np.int32), *(getattr(p, name) for p in parts)])
        for name in ("ids", "starts", "ends")
    )
    paragraph_ptr = np.cumsum(counts)
    sentence_ptr = find_sentences(ids, starts, ends, paragraph_ptr, vocabulary)
    return Tokens(ids, starts, ends, sentence_ptr, paragraph_ptr, vocabulary)


class _Block(NamedTuple):
    """Tokens of some paragraphs; counts : (n_paragraphs,)."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    counts: NDArray[np.int64]


def _blocks(paragraphs: Sequence[str]) -> Iterator[tuple[Sequence[str], Positions]]:
    """Yield runs of paragraphs of about BLOCK code points, with their lengths; a longer paragraph stands alone."""
    lengths = np.fromiter(map(len, paragraphs), dtype=np.int64, count=len(paragraphs))
    block = np.cumsum(lengths + 1) // BLOCK
    edges = [0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(paragraphs)]
    for first, last in pairwise(edges):
        yield paragraphs[first:last], lengths[first:last]


def _cut_block(paragraphs: Sequence[str], lengths: Positions, vocabulary: Vocabulary) -> _Block:
    text = "\n".join([*paragraphs, ""])
    breaks = np.cumsum(lengths + 1)
    scan = cut(text, breaks - 1)
    starts = np.flatnonzero(scan.begins)
    ends = np.flatnonzero(scan.finishes) + 1
    ids = vocabulary.intern(scan.names.of(starts, ends), starts, ends, text)
    first_tokens = np.searchsorted(starts, breaks)
    counts = np.diff(first_tokens, prepend=0)
    offsets = np.repeat(breaks - lengths - 1, counts)
    return _Block(ids, (starts - offsets).astype(np.int32), (ends - offsets).astype(np.int32), counts)
