"""Terms of the articles and their TF-IDF weights.

Terms are lemmas of content words, and collocations: pairs of content words, side by side or joined by tool words
(«Corée du Nord», «droit de veto»), that occur together more often than chance explains. A partition yields counts
(`count_terms`); the collocations and the weights are settled over the whole corpus (`vectorize`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix

from analytics.text.stop_words import StopWords, load_stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from analytics.settings import TopicSettings
    from analytics.text.partition import Partition
    from analytics.text.vocabulary import Type, Vocabulary

_LINKS = frozenset(["de", "d'", "du", "des", "la", "l'", "le", "les", "à", "au", "aux", "en"])
_MAX_GAP = 3  # «Conseil de la République»: at most two tool words between the two content words
_LIKELIHOOD_RATIO = 10.83  # Dunning's log-likelihood ratio at p = 0.001, one degree of freedom


class TermCounts(NamedTuple):
    """Terms of a partition, by paragraph; terms are named by 64-bit hashes so that partitions add up.

    rows : (n_occurrences,), paragraph row of each content word. hashes : (n_occurrences,), its lemma.
    pair_lefts, pair_hashes : (n_pairs,), occurrence of the first word of each pair of adjacent content words (the
    second is the next occurrence), and its name. pair_spans : (n_pairs, 2), code points in the paragraph.
    lemmas : hash to lemma. surfaces : hash to counts of the forms as printed.
    """

    rows: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    pair_lefts: NDArray[np.int64]
    pair_hashes: NDArray[np.uint64]
    pair_spans: NDArray[np.int64]
    lemmas: dict[int, str]
    surfaces: dict[int, Counter[str]]
    n_paragraphs: int


@dataclass(frozen=True, slots=True, eq=False)
class DocumentTerms:
    """The document-term matrix of a corpus.

    dtm : csr (n_paragraphs, n_terms), counts by paragraph. terms : (n_terms,), lemma or collocation.
    surfaces : (n_terms,), most frequent form as printed. Terms are in alphabetical order.
    """

    dtm: csr_matrix
    terms: list[str]
    surfaces: list[str]


def count_terms(partition: Partition) -> TermCounts:
    """Count the content words of a partition and the pairs they form."""
    tokens = partition.tokens
    vocabulary = tokens.vocabulary
    is_content, is_link = _content(vocabulary), vocabulary.matching(_LINKS)
    positions = np.flatnonzero(is_content[tokens.ids])
    paragraphs, sentences = tokens.paragraphs, tokens.sentences
    hashes = vocabulary.lemma_hashes[tokens.ids]
    left, right = positions[:-1], positions[1:]
    links = np.cumsum(is_link[tokens.ids])
    gap = right - left
    joined = (gap <= _MAX_GAP) & (sentences[left] == sentences[right]) & (links[right] - links[left] == gap - 1)
    left, right, gap = left[joined], right[joined], gap[joined]
    pair_hashes = hashes[left] * np.uint64(0x9E3779B97F4A7C15) + hashes[right]
    for step in (1, 2):
        inner = np.where(step < gap, hashes[np.minimum(left + step, len(hashes) - 1)], np.uint64(step))
        pair_hashes = pair_hashes * np.uint64(0xD6E8FEB86659FD93) + inner
    types = np.unique(tokens.ids[positions])
    occurrences = np.bincount(tokens.ids[positions], minlength=len(vocabulary))
    lemmas: dict[int, str] = {}
    surfaces: dict[int, Counter[str]] = {}
    for i in types.tolist():
        described = vocabulary.types[i]
        key = described.hashes[1]
        lemmas[key] = described.lemma
        surfaces.setdefault(key, Counter())[described.form] += int(occurrences[i])
    return TermCounts(
        rows=paragraphs[positions],
        hashes=hashes[positions],
        pair_lefts=np.flatnonzero(joined),
        pair_hashes=pair_hashes,
        pair_spans=np.stack([tokens.starts[left], tokens.ends[right]], axis=1).astype(np.int64),
        lemmas=lemmas,
        surfaces=surfaces,
        n_paragraphs=tokens.n_paragraphs,
    )


def _content(vocabulary: Vocabulary) -> NDArray[np.bool_]:
    stop = load_stop_words()
    return np.array([_names_topic(t, stop) for t in vocabulary.types], dtype=bool)


def _names_topic(described: Type, stop: StopWords) -> bool:
    if not described.is_word or described.is_number or described.form[0] in "@#" or "://" in described.form:
        return False
    if described.lower in stop.forms or described.lemma in stop.lemmas or described.lemma in stop.forms:
        return False
    return len(described.lower) > 2 or (described.form.isupper() and len(described.form) > 1)


def vectorize(counts: Iterable[TermCounts], texts: Sequence[str], *, settings: TopicSettings) -> DocumentTerms:
    """Join the counts of partitions, in order, into one document-term matrix by paragraph.

    texts : paragraphs of the corpus in the same order, to name collocations as they are printed.
    A collocation's words do not count again as single terms where they stand in it.
    """
    joined = _join(list(counts))
    keys, columns = np.unique(joined.hashes, return_inverse=True)
    pairs = _collocations(joined, keys, np.bincount(columns), min_count=settings.min_collocation)
    pair_column = np.searchsorted(pairs, joined.pair_hashes)
    chosen = np.zeros(len(joined.pair_hashes), dtype=bool)
    if len(pairs):
        chosen = pairs[np.minimum(pair_column, len(pairs) - 1)] == joined.pair_hashes
    lefts = joined.pair_lefts[chosen]
    alone = np.ones(len(joined.rows), dtype=bool)
    alone[lefts] = alone[lefts + 1] = False
    n_rows = joined.n_paragraphs
    single = _counts(joined.rows[alone], columns[alone], shape=(n_rows, len(keys)))
    together = _counts(joined.rows[lefts], pair_column[chosen], shape=(n_rows, len(pairs)))
    pair_names = _pair_surfaces(joined, pairs, chosen, pair_column, texts)
    terms = [joined.lemmas[int(key)] for key in keys] + [name.lower() for name in pair_names]
    surfaces = [_usual(joined.surfaces[int(key)]) for key in keys] + pair_names
    order = np.array(sorted(range(len(terms)), key=lambda i: (terms[i], surfaces[i])), dtype=np.int64)
    dtm = csr_matrix(np.empty((n_rows, 0))) if not terms else _beside(single, together)[:, order]
    return DocumentTerms(dtm, [terms[i] for i in order], [surfaces[i] for i in order])


def _beside(left: csr_matrix, right: csr_matrix) -> csr_matrix:
    from scipy.sparse import hstack

    return csr_matrix(hstack([left, right], format="csr"))


def _join(parts: list[TermCounts]) -> TermCounts:
    offsets = np.cumsum([0, *(part.n_paragraphs for part in parts)])
    occurrences = np.cumsum([0, *(len(part.rows) for part in parts)])
    lemmas: dict[int, str] = {}
    surfaces: dict[int, Counter[str]] = {}
    for part in parts:
        lemmas |= part.lemmas
        for key, forms in part.surfaces.items():
            surfaces.setdefault(key, Counter()).update(forms)
    return TermCounts(
        rows=np.concatenate([p.rows + o for p, o in zip(parts, offsets, strict=False)]),
        hashes=np.concatenate([p.hashes for p in parts]),
        pair_lefts=np.concatenate([p.pair_lefts + o for p, o in zip(parts, occurrences, strict=False)]),
        pair_hashes=np.concatenate([p.pair_hashes for p in parts]),
        pair_spans=np.concatenate([p.pair_spans for p in parts]),
        lemmas=lemmas,
        surfaces=surfaces,
        n_paragraphs=int(offsets[-1]),
    )


def _collocations(
    counts: TermCounts, keys: NDArray[np.uint64], n_single: NDArray[np.int64], *, min_count: int
) -> NDArray[np.uint64]:
    """Hashes, sorted, of the pairs that occur together beyond chance (Dunning, Computational Linguistics 19, 1993)."""
    from nltk.metrics.association import BigramAssocMeasures

    pairs, first, n_pairs = np.unique(counts.pair_hashes, return_index=True, return_counts=True)
    frequent = n_pairs >= min_count
    pairs, n_pairs, lefts = pairs[frequent], n_pairs[frequent], counts.pair_lefts[first[frequent]]
    n_left, n_right = (n_single[np.searchsorted(keys, counts.hashes[lefts + side])] for side in (0, 1))
    total = int(n_single.sum())
    ratio = [
        BigramAssocMeasures.likelihood_ratio(int(n), (int(a), int(b)), total) if n * total > int(a) * int(b) else 0.0
        for n, a, b in zip(n_pairs, n_left, n_right, strict=True)
    ]
    # Half of the rarer word's occurrences at least: "Corée du Nord" is one term, "président russe" stays two.
    bound = n_pairs * 2 >= np.minimum(n_left, n_right)
    return pairs[(np.array(ratio) > _LIKELIHOOD_RATIO) & bound]


def _pair_surfaces(
    counts: TermCounts,
    pairs: NDArray[np.uint64],
    chosen: NDArray[np.bool_],
    column: NDArray[np.int64],
    texts: Sequence[str],
) -> list[str]:
    forms: list[Counter[str]] = [Counter() for _ in pairs]
    for i in np.flatnonzero(chosen).tolist():
        start, end = counts.pair_spans[i]
        forms[column[i]][texts[counts.rows[counts.pair_lefts[i]]][start:end]] += 1
    return [_usual(seen) for seen in forms]


def _usual(forms: Counter[str]) -> str:
    """Most frequent form; lower case and then the alphabet settle ties."""
    return min(forms, key=lambda form: (-forms[form], form.swapcase()))


def _counts(rows: NDArray[np.int64], columns: NDArray[np.int64], *, shape: tuple[int, int]) -> csr_matrix:
    return csr_matrix(coo_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape))
