"""A partition of articles as the methods see it: paragraphs in a row, their tokens, and the way back to spans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.text.intervals import members
from analytics.text.tokenization import Tokens, tokenize

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTITION_SIZE = 1000  # articles; fewer, larger calls: 400 cost a tenth more


def paragraph_texts(articles: pa.Table) -> tuple[pa.StringArray, NDArray[np.int64]]:
    """Return titles and paragraphs of some rows of a corpus in reading order, and how many each article has."""
    titles, bodies = articles["title"].combine_chunks(), articles["paragraphs"].combine_chunks()
    lengths = pc.list_value_length(bodies).to_numpy().astype(np.int64) + 1
    is_title = np.zeros(int(lengths.sum()), dtype=bool)
    is_title[np.cumsum(lengths) - lengths] = True
    rows = np.empty(len(is_title), dtype=np.int64)
    rows[is_title] = np.arange(len(titles))
    rows[~is_title] = len(titles) + np.arange(len(rows) - len(titles))
    return pa.concat_arrays([titles, bodies.flatten()]).take(pa.array(rows)), lengths


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """Paragraphs of some articles, titles included as paragraph 0, in reading order.

    article_ids : (n_articles,). texts : (n_paragraphs,). articles : (n_paragraphs,), row of the article of each.
    numbers : (n_paragraphs,), number of each in its article. tokens : of all paragraphs.
    """

    article_ids: pa.Array
    texts: list[str]
    articles: NDArray[np.int64]
    numbers: NDArray[np.int32]
    tokens: Tokens

    @classmethod
    def of(cls, articles: pa.Table) -> Partition:
        """Read some rows of a corpus."""
        texts, lengths = paragraph_texts(articles)
        first = np.cumsum(lengths) - lengths
        strings = texts.to_pylist()
        return cls(
            article_ids=articles["article_id"].combine_chunks(),
            texts=strings,
            articles=np.repeat(np.arange(len(lengths)), lengths),
            numbers=(np.arange(len(texts)) - np.repeat(first, lengths)).astype(np.int32),
            tokens=tokenize(strings),
        )

    def cut(self, cuts: NDArray[np.int32]) -> Partition:
        """Return the partition without the tokens from some code point of each paragraph on; cuts : (n_paragraphs,)."""
        tokens = self.tokens
        ends = np.fromiter(map(len, self.texts), dtype=np.int64, count=len(self.texts))
        shortened = np.flatnonzero(cuts < ends)  # few are
        owners, inside = members(tokens.paragraph_ptr[shortened], tokens.paragraph_ptr[shortened + 1])
        left = inside[tokens.starts[inside] >= cuts[shortened[owners]]]
        if not len(left):
            return self
        is_kept = np.ones(len(tokens), dtype=bool)
        is_kept[left] = False
        kept = np.flatnonzero(is_kept)
        pointers = tokens.sentence_ptr - np.searchsorted(left, tokens.sentence_ptr)
        shorter = Tokens(
            ids=tokens.ids.take(kept),
            starts=tokens.starts.take(kept),
            ends=tokens.ends.take(kept),
            sentence_ptr=pointers[np.diff(pointers, prepend=-1) > 0],  # a sentence may be left without tokens
            paragraph_ptr=tokens.paragraph_ptr - np.searchsorted(left, tokens.paragraph_ptr),
            vocabulary=tokens.vocabulary,
        )
        return replace(self, tokens=shorter)

    def address(self, rows: NDArray[np.int64]) -> dict[str, Any]:
        """Columns that name paragraphs, for rows of ``texts``: row of the article in the partition, number in it."""
        return {"article": self.articles[rows].astype(np.int32), "paragraph": self.numbers[rows]}

    def spans(self, positions: NDArray[np.int64], lengths: NDArray[np.int64]) -> dict[str, Any]:
        """Columns of the spans of runs of tokens: article, paragraph, start, end, sentence in the paragraph."""
        tokens = self.tokens
        rows = tokens.paragraphs[positions]
        return {
            **self.address(rows),
            "start": tokens.starts[positions],
            "end": tokens.ends[positions + lengths - 1],
            "sentence": tokens.sentence_numbers[tokens.sentences[positions]],
        }

    def printed(self, firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> list[str]:
        """Text between the first and the last token of each run, with the very spaces it is printed with."""
        texts, tokens = self.texts, self.tokens
        spans = tokens.paragraphs[firsts].tolist(), tokens.starts[firsts].tolist(), tokens.ends[lasts].tolist()
        return [texts[p][a:b] for p, a, b in zip(*spans, strict=True)]

    def forms(self, positions: NDArray[np.int64], lengths: NDArray[np.int64]) -> pa.StringArray:
        """Texts of runs of tokens, as printed."""
        tokens = self.tokens
        ids, rows = np.unique(tokens.ids.take(positions), return_inverse=True)  # most runs are one token, and come back
        printed = list(map(tokens.vocabulary.forms.__getitem__, ids.tolist()))
        long = np.flatnonzero(lengths > 1)
        rows[long] = len(printed) + np.arange(len(long))
        printed += self.printed(positions[long], positions[long] + lengths[long] - 1)
        return pa.array(printed, pa.string()).take(pa.array(rows))
