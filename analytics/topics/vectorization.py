"""Terms of the articles and how often each paragraph holds them.

Terms are lemmas of content words; names, kept apart from the common words they look like (Orange, orange); fixed
expressions («garde à vue»); and collocations: pairs of terms, side by side or joined by tool words («Corée du Nord»),
that occur together in this corpus more often than chance explains. Readings come one by one (`TermCounter.add`); what
is a name and what a collocation is settled over the whole corpus (`TermCounter.document_terms`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import coo_matrix, csr_matrix

from analytics.normalization import lower_all
from analytics.text.expressions import load_expressions
from analytics.text.hashing import names_of, sequence_names
from analytics.text.lemmas import lemmatize
from analytics.topics.counting import MIX, Counted, WordTypes

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analytics.settings import TopicSettings
    from analytics.text.stop_words import StopWords
    from analytics.text.stream import TokenStream

_LIKELIHOOD_RATIO = 10.83  # Dunning's log-likelihood ratio at p = 0.001, one degree of freedom
_ALPHABETICAL = [("term", "ascending"), ("surface", "ascending")]


@dataclass(frozen=True, slots=True, eq=False)
class DocumentTerms:
    """The document-term matrix of a corpus.

    dtm : csr (n_paragraphs, n_terms), counts by paragraph. terms : (n_terms,), lemma, name, expression or collocation.
    surfaces : (n_terms,), most frequent form as printed. Terms are in alphabetical order.
    """

    dtm: csr_matrix
    terms: list[str]
    surfaces: list[str]


class TermCounter:
    """Counts the terms of a corpus, reading by reading, in any order."""

    def __init__(self, stop_words: StopWords) -> None:
        self._types = WordTypes(stop_words)
        self._parts: list[Counted] = []

    def add(self, stream: TokenStream, paragraphs: NDArray[np.int64]) -> None:
        """Count the tokens of a reading; paragraphs : (n_paragraphs of the stream,), their rows in the corpus."""
        self._parts.append(self._types.count(stream, paragraphs))

    def document_terms(self, n_paragraphs: int, *, settings: TopicSettings) -> DocumentTerms:
        """Settle names and collocations and return the counts by paragraph.

        Terms that occur in fewer paragraphs than ``settings.min_df`` are left out: they can be no term of a topic. A
        collocation's words do not count again as single terms where they stand in it.
        """
        found = self._terms()
        counts = _joined(self._parts)
        columns = found.of_type[counts.types]
        pairs = _find_collocations(counts, columns, found.names, min_count=settings.min_collocation)
        alone = np.ones(len(columns), dtype=bool)
        alone[pairs.lefts] = alone[pairs.lefts + 1] = False
        n_single = len(found.names)
        rows = np.concatenate([counts.rows[alone], counts.rows[pairs.lefts]])
        column = np.concatenate([columns[alone], n_single + pairs.columns])
        shape = n_paragraphs, n_single + pairs.n_columns
        dtm = csr_matrix(coo_matrix((np.ones(len(rows), dtype=np.float32), (rows, column)), shape=shape))
        kept = np.flatnonzero(np.bincount(dtm.indices, minlength=shape[1]) >= settings.min_df)
        single, of_pairs = np.split(kept, [np.searchsorted(kept, n_single)])
        pair_surfaces = self._pair_surfaces(counts, pairs)
        printed = [pair_surfaces[i] for i in (of_pairs - n_single).tolist()]
        surfaces = pa.array(self._surfaces(counts.types, columns, single) + printed, pa.string())
        terms = pa.array([*self._texts(found, single), *map(str.lower, printed)], pa.string())
        order = pc.sort_indices(pa.table([terms, surfaces], ["term", "surface"]), _ALPHABETICAL).to_numpy()
        return DocumentTerms(dtm[:, kept[order]], terms.take(order).to_pylist(), surfaces.take(order).to_pylist())

    def _terms(self) -> _Terms:
        """Settle the term of each type.

        A form with a capital is a name when it stands so inside sentences more often than its lower case is met.
        """
        types, expressions = self._types, load_expressions()
        met = np.flatnonzero(types.everywhere)
        capital = met[types.is_capital[met]]
        lower = types.find(types.lower_names[capital])
        n_lower = np.where(lower >= 0, types.everywhere[lower], 0)
        is_name = np.zeros(len(types) + len(expressions.names), dtype=bool)
        is_name[capital[types.inside[capital] > n_lower]] = True
        names = types.lemma_names.copy()
        named = np.flatnonzero(is_name)
        names[named] = names_of(self._as_names(named))
        examples = np.concatenate([met, np.arange(-len(expressions.names), 0)])
        distinct, first, columns = np.unique(
            np.concatenate([names[met], expressions.names[::-1]]), return_index=True, return_inverse=True
        )
        of_type = np.full(len(is_name), -1, dtype=np.int64)
        of_type[examples] = columns
        return _Terms(distinct, examples[first], of_type, is_name)

    def _as_names(self, types: NDArray[np.int64]) -> list[str]:
        forms = self._types.forms
        return list(map(str.capitalize, lower_all([forms[i] for i in types.tolist()])))

    def _texts(self, found: _Terms, terms: NDArray[np.int64]) -> list[str]:
        """Some of the terms, as words."""
        examples = found.examples[terms]
        entries = load_expressions().expressions
        texts = np.array([entries[-1 - i] if i < 0 else "" for i in examples.tolist()], dtype=object)
        is_name = found.is_name[examples]
        is_lemma = ~is_name & (examples >= 0)
        texts[is_name] = self._as_names(examples[is_name])
        texts[is_lemma] = lemmatize([self._types.forms[i] for i in examples[is_lemma].tolist()])
        found_texts: list[str] = texts.tolist()
        return found_texts

    def _surfaces(self, types: NDArray[np.int32], columns: NDArray[np.int64], terms: NDArray[np.int64]) -> list[str]:
        """Most frequent form of each of the terms, as printed."""
        expressions, printed = load_expressions().expressions, self._types.forms
        n_types = len(printed)
        size = n_types + len(expressions)
        n = np.bincount(types % size, minlength=size)
        term_of = np.full(size, -1, dtype=np.int64)
        term_of[types] = columns
        wanted = np.zeros(int(columns.max(initial=0)) + 1, dtype=bool)
        wanted[terms] = True
        met = np.flatnonzero(n)
        met = met[wanted[term_of[met]]]

        def form(row: int) -> str:
            i = int(met[row])
            return printed[i] if i < n_types else expressions[size - 1 - i]

        return _most_frequent(term_of[met], n[met], form)

    def _pair_surfaces(self, counts: Counted, pairs: _Collocations) -> list[str]:
        """Most frequent form of each collocation, as printed, with single spaces."""
        first, length = counts.spans[pairs.chosen].T
        runs = sequence_names(self._types.names, counts.tokens, first, length)
        _, example, inverse, n = np.unique(runs, return_index=True, return_inverse=True, return_counts=True)
        column = np.zeros(len(example), dtype=np.int64)
        column[inverse] = pairs.columns

        def form(row: int) -> str:
            start = first[example[row]]
            run = counts.tokens[start : start + length[example[row]]]
            return _spaced([self._types.forms[i] for i in run.tolist()])

        return _most_frequent(column, n, form)


class _Terms(NamedTuple):
    """Single terms.

    names : uint64 (n_terms,), by which they are told apart, ascending. examples : (n_terms,), a type of each, or
    -1 - the entry of an expression. of_type : (n_types + n_expressions,), term of each type, -1 where it does not
    occur; from the end, those of the expressions. is_name : likewise, whether it is a name.
    """

    names: NDArray[np.uint64]
    examples: NDArray[np.int64]
    of_type: NDArray[np.int64]
    is_name: NDArray[np.bool_]


class _Collocations(NamedTuple):
    """Pairs that are one term. chosen : (n,), rows among all pairs. lefts, columns : (n,), first occurrence, column."""

    chosen: NDArray[np.int64]
    lefts: NDArray[np.int64]
    columns: NDArray[np.int64]
    n_columns: int


def _find_collocations(
    counts: Counted, columns: NDArray[np.int64], names: NDArray[np.uint64], *, min_count: int
) -> _Collocations:
    """Find the pairs that occur together beyond chance (Dunning, Computational Linguistics 19, 1993)."""
    from nltk.metrics.association import BigramAssocMeasures

    left, right = columns[counts.lefts], columns[counts.lefts + 1]
    named = (names[left] * MIX + counts.links) * MIX + names[right]
    often = _frequent(named, min_count=min_count)
    pairs, example, inverse, n_pairs = np.unique(
        named[often], return_index=True, return_inverse=True, return_counts=True
    )
    example = often[example]
    n_single = np.bincount(columns, minlength=len(names))
    n_left, n_right, total = n_single[left[example]], n_single[right[example]], len(columns)
    # Half of the rarer word's occurrences at least: "Corée du Nord" is one term, "président russe" stays two.
    candidates = np.flatnonzero(
        (n_pairs >= min_count)
        & (n_pairs * 2 >= np.minimum(n_left, n_right))
        & (n_pairs * float(total) > n_left * n_right.astype(float))
    )
    ratios = [
        BigramAssocMeasures.likelihood_ratio(int(n), (int(a), int(b)), total)
        for n, a, b in zip(n_pairs[candidates], n_left[candidates], n_right[candidates], strict=True)
    ]
    bound = candidates[np.array(ratios) > _LIKELIHOOD_RATIO] if ratios else candidates
    column = np.full(len(pairs), -1, dtype=np.int64)
    column[bound] = np.arange(len(bound))
    chosen = np.flatnonzero(column[inverse] >= 0)
    rows = often[chosen]
    return _Collocations(rows, counts.lefts[rows], column[inverse[chosen]], len(bound))


def _frequent(names: NDArray[np.uint64], *, min_count: int) -> NDArray[np.int64]:
    """Return the rows of names that may occur often: by counts of their last bits, which needs no sorting.

    Rows of all names that occur ``min_count`` times are there, and few others.
    """
    bits = np.uint64((1 << max(len(names).bit_length(), 10)) - 1)
    buckets = (names & bits).view(np.int64)
    return np.flatnonzero(np.bincount(buckets).take(buckets) >= min_count)


def _joined(parts: list[Counted]) -> Counted:
    """Lay parts one behind the other."""
    occurrences = np.cumsum([0, *(len(part.rows) for part in parts)])
    tokens = np.cumsum([0, *(len(part.tokens) for part in parts)])
    moved = [
        part._replace(lefts=part.lefts + o, spans=part.spans + np.array([t, 0], dtype=np.int64))
        for part, o, t in zip(parts, occurrences, tokens, strict=False)
    ]
    return Counted(*(np.concatenate(column) for column in zip(_NOTHING, *moved, strict=True)))


_NOTHING = Counted(
    np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64),
    np.zeros((0, 2), dtype=np.int64), np.zeros(0, dtype=np.int32),
)  # fmt: skip


def _most_frequent(groups: NDArray[np.int64], counts: NDArray[np.int64], form: Callable[[int], str]) -> list[str]:
    """Return the form with the highest count of each group, groups in ascending order.

    form : of each row. Lower case and then the alphabet settle ties.
    """
    order = np.lexsort((-counts, groups))
    groups, counts = groups[order], counts[order]
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    n_top = np.add.reduceat(counts == np.repeat(counts[first], np.diff(first, append=len(groups))), first)
    best = list(map(form, order[first].tolist()))
    for i in np.flatnonzero(n_top > 1).tolist():
        tied = order[first[i] : first[i] + n_top[i]]
        best[i] = min(map(form, tied.tolist()), key=str.swapcase)
    return best


def _spaced(forms: list[str]) -> str:
    return "".join(form if form[-1] in "'’ʼ" else f"{form} " for form in forms).rstrip()
