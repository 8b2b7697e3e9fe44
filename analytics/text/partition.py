"""A partition of articles as the methods see it: paragraphs in a row, their tokens, and the way back to spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from analytics.text.tokenization import Tokens, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.text.vocabulary import Type

PARTITION_SIZE = 400  # articles; a partition's arrays stay in cache


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
        bodies = articles["paragraphs"].to_pylist()
        texts = [t for title, body in zip(articles["title"].to_pylist(), bodies, strict=True) for t in (title, *body)]
        lengths = np.array([len(body) + 1 for body in bodies], dtype=np.int64)
        first = np.cumsum(lengths) - lengths
        return cls(
            article_ids=articles["article_id"].combine_chunks(),
            texts=texts,
            articles=np.repeat(np.arange(len(bodies)), lengths),
            numbers=(np.arange(len(texts)) - np.repeat(first, lengths)).astype(np.int32),
            tokens=tokenize(texts),
        )

    def address(self, rows: NDArray[np.int64]) -> dict[str, Any]:
        """Columns that name paragraphs, for rows of ``texts``."""
        return {
            "article_id": self.article_ids.take(pa.array(self.articles[rows])),
            "paragraph": self.numbers[rows],
        }

    def spans(self, positions: NDArray[np.int64], lengths: NDArray[np.int64]) -> dict[str, Any]:
        """Columns of the spans of runs of tokens: article_id, paragraph, start, end, sentence in the paragraph."""
        tokens = self.tokens
        rows = tokens.paragraphs[positions]
        return {
            **self.address(rows),
            "start": tokens.starts[positions],
            "end": tokens.ends[positions + lengths - 1],
            "sentence": tokens.sentence_numbers[tokens.sentences[positions]],
        }

    def forms(self, positions: NDArray[np.int64], lengths: NDArray[np.int64]) -> list[str]:
        """Texts of runs of tokens, as printed."""
        tokens = self.tokens
        columns = tokens.paragraphs[positions], tokens.starts[positions], tokens.ends[positions + lengths - 1]
        return [self.texts[r][a:b] for r, a, b in zip(*(column.tolist() for column in columns), strict=True)]

    def form_column(self, positions: NDArray[np.int64], lengths: NDArray[np.int64]) -> pa.Array:
        """Texts of runs of tokens, as printed, as a column.

        Single tokens are printed as their types, each made a string once; longer runs, which are few, are cut out of
        the text, since the same tokens may stand with other spaces between them.
        """
        single = lengths == 1
        ids = self.tokens.ids[positions[single]]
        forms = self.tokens.vocabulary.column(_forms, _forms)
        occurs = np.zeros(len(forms), dtype=bool)
        occurs[ids] = True
        distinct = np.flatnonzero(occurs)
        slot_of_type = np.empty(len(forms), dtype=np.int32)
        slot_of_type[distinct] = np.arange(len(distinct))
        slots = np.empty(len(positions), dtype=np.int32)
        slots[single] = slot_of_type[ids]
        slots[~single] = len(distinct) + np.arange(len(slots) - len(ids))
        longer = self.forms(positions[~single], lengths[~single])
        return pa.array([*forms[distinct], *longer], pa.string()).take(pa.array(slots))


def _forms(types: Sequence[Type]) -> NDArray[np.object_]:
    return np.array([t.form for t in types], dtype=object)
