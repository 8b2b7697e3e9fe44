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
from scipy.sparse import coo_matrix, csr_matrix, hstack

from analytics.text.characters import OPENING_SIGNS
from analytics.text.expressions import load_expressions
from analytics.text.hashing import names_of, sequence_names
from analytics.text.phrases import Matches
from analytics.text.shapes import CAPITAL, WORD
from analytics.text.vocabulary import current_vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.settings import TopicSettings
    from analytics.text.stop_words import StopWords
    from analytics.text.stream import TokenStream

_LINKS = frozenset(["de", "d'", "du", "des", "la", "l'", "le", "les", "à", "au", "aux", "en"])
_MAX_GAP = 3  # «Conseil de la République»: at most two tool words between two terms
_LIKELIHOOD_RATIO = 10.83  # Dunning's log-likelihood ratio at p = 0.001, one degree of freedom
_BEFORE_SUMMER = frozenset("l' d' cet en un chaque plein dernier prochain début fin mi-".split()) | {"cinq"}
_CONTENT, _LINK, _OPENS, _SUMMER, _BEFORE = (1 << i for i in range(5))
_BITS = (
    dict.fromkeys(OPENING_SIGNS, _OPENS)
    | dict.fromkeys(_BEFORE_SUMMER, _BEFORE)
    | {word: _LINK | (_BEFORE if word in _BEFORE_SUMMER else 0) for word in _LINKS}
    | {"été": _SUMMER}
)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd; names of pairs


@dataclass(frozen=True, slots=True, eq=False)
class DocumentTerms:
    """The document-term matrix of a corpus.

    dtm : csr (n_paragraphs, n_terms), counts by paragraph. terms : (n_terms,), lemma, name, expression or collocation.
    surfaces : (n_terms,), most frequent form as printed. Terms are in alphabetical order.
    """

    dtm: csr_matrix
    terms: list[str]
    surfaces: list[str]


class _Counted(NamedTuple):
    """Occurrences of content words and expressions in one reading, in text order.

    rows : (n,), paragraph of the corpus. types : (n,), type, or, for an expression, -1 - its entry.
    lefts : (n_pairs,), occurrence that begins each pair (the next one ends it). links : uint64 (n_pairs,), name of what
    stands between. spans : (n_pairs, 2), first token and number of tokens of each pair. tokens : types of all tokens.
    """

    rows: NDArray[np.int64]
    types: NDArray[np.int32]
    lefts: NDArray[np.int64]
    links: NDArray[np.uint64]
    spans: NDArray[np.int64]
    tokens: NDArray[np.int32]


class TermCounter:
    """Counts the terms of a corpus, reading by reading, in any order."""

    def __init__(self, stop_words: StopWords) -> None:
        self._stop_words = stop_words
        self._vocabulary = current_vocabulary()  # what was read in this process is described there already
        self._parts: list[_Counted] = []
        self._inside = np.zeros(0, dtype=np.int64)  # occurrences of each type that open neither sentence nor quotation
        self._all = np.zeros(0, dtype=np.int64)

    def add(self, stream: TokenStream, paragraphs: NDArray[np.int64]) -> None:
        """Count the tokens of a reading; paragraphs : (n_paragraphs of the stream,), their rows in the corpus."""
        tokens = self._vocabulary.add(stream.forms.to_pylist()).take(stream.types)
        bits = self._vocabulary.column(
            ("terms", self._stop_words), self._describe, "forms", "lower", "lemmas", "shapes"
        ).take(tokens)
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
        rows = np.repeat(paragraphs, stream.paragraphs)[first]
        self._parts.append(_Counted(rows, types, lefts, links, np.stack([first[lefts], span], axis=1), tokens))

    def _count_types(self, tokens: NDArray[np.int32], bits: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        opens = np.zeros(len(tokens) + 1, dtype=bool)
        opens[starts[starts < len(tokens)]] = True
        opens[1:] |= bits & _OPENS > 0
        size = len(self._vocabulary)
        everywhere = np.bincount(tokens, minlength=size)
        inside = np.bincount(tokens[~opens[:-1]], minlength=size)
        everywhere[: len(self._all)] += self._all
        inside[: len(self._inside)] += self._inside
        self._all, self._inside = everywhere, inside

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
        names = self._vocabulary.lemma_names
        links = gap[lefts].astype(np.uint64)
        for step in range(_MAX_GAP - 1):
            inside = np.flatnonzero(gap[lefts] > step)
            links[inside] = links[inside] * _MIX + names[tokens[end[lefts[inside]] + step]]
        return lefts, links

    def _describe(
        self, forms: list[str], lower: list[str], lemmas: list[str], shapes: NDArray[np.uint8]
    ) -> NDArray[np.uint8]:
        """Return the bits of types: content words are no tool words, numbers, tags, addresses or single letters."""
        stop = self._stop_words
        stopped = stop.forms | stop.lemmas
        free = [w not in stop.forms and lemma not in stopped for w, lemma in zip(lower, lemmas, strict=True)]
        plain = [not (form[0].isdigit() or form[0] in "@#" or "://" in form) for form in forms]
        length = np.fromiter(map(len, forms), dtype=np.int64, count=len(forms))
        is_content = (shapes & WORD > 0) & ((length > 2) | ((length > 1) & (shapes & CAPITAL > 0)))
        is_content &= np.array(free, dtype=bool) & np.array(plain, dtype=bool)
        bits = np.fromiter((_BITS.get(w, 0) for w in lower), dtype=np.uint8, count=len(lower))
        bits[is_content & (bits & _LINK == 0)] |= _CONTENT
        return bits

    def document_terms(self, n_paragraphs: int, *, settings: TopicSettings) -> DocumentTerms:
        """Settle names and collocations and return the counts by paragraph.

        Terms that occur in fewer paragraphs than ``settings.min_df`` are left out: they can be no term of a topic. A
        collocation's words do not count again as single terms where they stand in it.
        """
        keys, term_of_type = self._terms()
        counts = _joined(self._parts)
        columns = term_of_type[counts.types]
        pairs = _find_collocations(counts, columns, names_of(keys), min_count=settings.min_collocation)
        alone = np.ones(len(columns), dtype=bool)
        alone[pairs.lefts] = alone[pairs.lefts + 1] = False
        dtm = csr_matrix(hstack([
            _counts(counts.rows[alone], columns[alone], shape=(n_paragraphs, len(keys))),
            _counts(counts.rows[pairs.lefts], pairs.columns, shape=(n_paragraphs, pairs.n_columns)),
        ], format="csr"))  # fmt: skip
        kept = np.flatnonzero(np.bincount(dtm.indices, minlength=dtm.shape[1]) >= settings.min_df)
        n_single = int(np.searchsorted(kept, len(keys)))
        pair_surfaces = self._pair_surfaces(counts, pairs)
        surfaces = self._surfaces(counts.types, columns, kept[:n_single])
        surfaces += [pair_surfaces[i - len(keys)] for i in kept[n_single:]]
        terms = [keys[i] for i in kept[:n_single]] + [surface.lower() for surface in surfaces[n_single:]]
        order = sorted(range(len(terms)), key=lambda i: (terms[i], surfaces[i]))
        return DocumentTerms(dtm[:, kept[order]], [terms[i] for i in order], [surfaces[i] for i in order])

    def _terms(self) -> tuple[list[str], NDArray[np.int64]]:
        """Return the terms, sorted, and the term of each type; from the end, those of the expressions.

        A form with a capital is a name when it stands so inside sentences more often than its lower case is met. Types
        that do not occur have no term, -1.
        """
        vocabulary, n_types = self._vocabulary, len(self._all)
        met = np.flatnonzero(self._all)
        capital = met[vocabulary.is_capital[met]]
        lower = vocabulary.find([vocabulary.forms[i].lower() for i in capital.tolist()])
        n_lower = np.where((lower >= 0) & (lower < n_types), self._all[np.minimum(lower, n_types - 1)], 0)
        names = capital[self._inside[capital] > n_lower].tolist()
        lemmas, printed = vocabulary.lemmas, vocabulary.lower
        key_of = {i: lemmas[i] for i in met.tolist()} | {i: printed[i].capitalize() for i in names}
        expressions = load_expressions().expressions
        terms = sorted({*key_of.values(), *expressions})
        rows = {term: i for i, term in enumerate(terms)}
        term_of_type = np.full(n_types + len(expressions), -1, dtype=np.int64)
        term_of_type[met] = [rows[key_of[i]] for i in met.tolist()]
        term_of_type[n_types:] = [rows[expression] for expression in reversed(expressions)]
        return terms, term_of_type

    def _surfaces(self, types: NDArray[np.int32], columns: NDArray[np.int64], terms: NDArray[np.int64]) -> list[str]:
        """Most frequent form of each of the terms, as printed."""
        expressions = load_expressions().expressions
        n_types = len(self._all)
        n = np.bincount(types % (n_types + len(expressions)), minlength=n_types + len(expressions))
        term_of = np.full(len(n), -1, dtype=np.int64)
        term_of[types] = columns
        wanted = np.zeros(int(columns.max(initial=0)) + 1, dtype=bool)
        wanted[terms] = True
        met = np.flatnonzero(n)
        met = met[wanted[term_of[met]]]
        forms = [self._vocabulary.forms[i] if i < n_types else expressions[n_types - 1 - i] for i in met.tolist()]
        best = _most_frequent(term_of[met], n[met], forms)
        return [best[i] for i in terms.tolist()]

    def _pair_surfaces(self, counts: _Counted, pairs: _Collocations) -> list[str]:
        """Most frequent form of each collocation, as printed, with single spaces."""
        first, length = counts.spans[pairs.chosen].T
        runs = sequence_names(self._vocabulary.form_names, counts.tokens, first, length)
        _, example, inverse, n = np.unique(runs, return_index=True, return_inverse=True, return_counts=True)
        printed = self._vocabulary.forms
        forms = [
            _spaced([printed[j] for j in counts.tokens[a : a + b].tolist()])
            for a, b in zip(first[example].tolist(), length[example].tolist(), strict=True)
        ]
        column = np.zeros(len(example), dtype=np.int64)
        column[inverse] = pairs.columns
        best = _most_frequent(column, n, forms)
        return [best[i] for i in range(pairs.n_columns)]


class _Collocations(NamedTuple):
    """Pairs that are one term. chosen : (n,), rows among all pairs. lefts, columns : (n,), first occurrence, column."""

    chosen: NDArray[np.int64]
    lefts: NDArray[np.int64]
    columns: NDArray[np.int64]
    n_columns: int


def _find_collocations(
    counts: _Counted, columns: NDArray[np.int64], names: NDArray[np.uint64], *, min_count: int
) -> _Collocations:
    """Find the pairs that occur together beyond chance (Dunning, Computational Linguistics 19, 1993)."""
    from nltk.metrics.association import BigramAssocMeasures

    left, right = columns[counts.lefts], columns[counts.lefts + 1]
    pairs, inverse, n_pairs = np.unique(
        (names[left] * _MIX + counts.links) * _MIX + names[right], return_inverse=True, return_counts=True
    )
    example = np.zeros(len(pairs), dtype=np.int64)
    example[inverse] = np.arange(len(inverse))
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
    return _Collocations(chosen, counts.lefts[chosen], column[inverse[chosen]], len(bound))


def _participles(bits: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Positions of «été» that is no summer but a form of être: no word before it that goes with the season."""
    summers = np.flatnonzero(bits & _SUMMER)
    is_participle: NDArray[np.bool_] = (bits[summers - 1] & _BEFORE == 0) | (summers == 0)
    return np.compress(is_participle, summers)


def _joined(parts: list[_Counted]) -> _Counted:
    """Lay parts one behind the other."""
    occurrences = np.cumsum([0, *(len(part.rows) for part in parts)])
    tokens = np.cumsum([0, *(len(part.tokens) for part in parts)])
    moved = [
        part._replace(lefts=part.lefts + o, spans=part.spans + np.array([t, 0]))
        for part, o, t in zip(parts, occurrences, tokens, strict=False)
    ]
    return _Counted(*(np.concatenate(column) for column in zip(_NOTHING, *moved, strict=True)))


_NOTHING = _Counted(
    np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64),
    np.zeros((0, 2), dtype=np.int64), np.zeros(0, dtype=np.int32),
)  # fmt: skip


def _most_frequent(groups: NDArray[np.int64], counts: NDArray[np.int64], forms: list[str]) -> dict[int, str]:
    """Return the form with the highest count of each group; lower case and then the alphabet settle ties."""
    order = np.lexsort((-counts, groups))
    groups, counts = groups[order], counts[order]
    _, first = np.unique(groups, return_index=True)
    last = np.append(first[1:], len(groups))
    top = np.add.reduceat(counts == np.repeat(counts[first], last - first), first) if len(first) else first
    best = {}
    for group, a, n in zip(groups[first].tolist(), first.tolist(), top.tolist(), strict=True):
        tied = [forms[i] for i in order[a : a + n].tolist()]
        best[group] = tied[0] if n == 1 else min(tied, key=str.swapcase)
    return best


def _spaced(forms: list[str]) -> str:
    return "".join(form if form[-1] in "'’ʼ" else f"{form} " for form in forms).rstrip()


def _counts(rows: NDArray[np.int64], columns: NDArray[np.int64], *, shape: tuple[int, int]) -> csr_matrix:
    return csr_matrix(coo_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape))
