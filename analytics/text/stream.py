"""The tokens of a partition as they are kept: numbered by a list of forms of their own, ready to be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens


class TokenStream(NamedTuple):
    """Tokens of some paragraphs, apart from any vocabulary.

    forms : (n_types,), each form once. names, lower_names, lemma_names : uint64 (n_types,), names of the forms, of
    their lower case and of their lemmas (see `analytics.text.hashing`). shapes : uint8 (n_types,).
    types : int32 (n_tokens,), rows of ``forms``. sentences, paragraphs : int32, number of tokens of each.
    expressions : int32 (n, 3), first token, number of tokens and entry of each fixed expression.
    """

    forms: pa.StringArray
    names: NDArray[np.uint64]
    lower_names: NDArray[np.uint64]
    lemma_names: NDArray[np.uint64]
    shapes: NDArray[np.uint8]
    types: NDArray[np.int32]
    sentences: NDArray[np.int32]
    paragraphs: NDArray[np.int32]
    expressions: NDArray[np.int32]

    def of_paragraphs(self, kept: NDArray[np.bool_]) -> TokenStream:
        """Return the tokens of some paragraphs; the others stay, without tokens. kept : (n_paragraphs,)."""
        lengths = np.where(kept, self.paragraphs, 0).astype(np.int32)
        tokens = np.repeat(kept, self.paragraphs)
        first = np.cumsum(self.sentences) - self.sentences
        moved = np.cumsum(tokens, dtype=np.int32) - 1
        expressions = self.expressions[tokens[self.expressions[:, 0]]]
        return self._replace(
            types=self.types[tokens],
            sentences=self.sentences[tokens[first]],
            paragraphs=lengths,
            expressions=np.column_stack([moved[expressions[:, 0]], expressions[:, 1:]]).astype(np.int32),
        )


def stream_of(tokens: Tokens, expressions: Matches) -> TokenStream:
    """Return the tokens of a partition and the fixed expressions found in them."""
    vocabulary = tokens.vocabulary
    met = np.zeros(len(vocabulary), dtype=bool)
    met[tokens.ids] = True
    ids = np.flatnonzero(met)
    rows = np.empty(len(met), dtype=np.int32)
    rows[ids] = np.arange(len(ids), dtype=np.int32)
    return TokenStream(
        forms=pa.array(list(map(vocabulary.forms.__getitem__, ids.tolist())), pa.string()),
        names=vocabulary.form_names.take(ids),
        lower_names=vocabulary.lower_names.take(ids),
        lemma_names=vocabulary.lemma_names.take(ids),
        shapes=vocabulary.shapes.take(ids),
        types=rows.take(tokens.ids),
        sentences=np.diff(tokens.sentence_ptr).astype(np.int32),
        paragraphs=np.diff(tokens.paragraph_ptr).astype(np.int32),
        expressions=np.stack(expressions, axis=1).astype(np.int32),
    )
