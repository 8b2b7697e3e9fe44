"""How far valence shifters reach: which words each negates, strengthens, weakens or weighs against others.

French scopes: «ne … pas» negates what stands between and what follows, up to a few tokens and never across a clause.
All shifters of a partition are looked at together. Clauses are numbered in text order, so that when the nearest word
on one side lies in another clause, all words on that side do: one look at the nearest is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.shifters import RULES, load_shifters
from analytics.text.intervals import members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.settings import ToneSettings
    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens

_NE_REACH = 8  # tokens between "ne" and the negator behind it
_SUBJECT_REACH = 3  # tokens between a negator and the "ne" behind it: "aucun accord n'a"
_DEGREE_REACH = 6  # tokens behind "jamais"
_NEGATION, _ADVERSATIVE = RULES.index("negation"), RULES.index("adversative")

# Bits of what a word is to the rules; one column holds them all, so that the text is gone through once.
_BOUND, _NE, _DETERMINER, _DEGREE, _JAMAIS = (1 << bit for bit in range(5))
_WORDS = {
    _BOUND: frozenset(",;:.?!…()[]—–") | {"mais", "or", "car", "donc", "puisque", "tandis", "alors"},
    _NE: frozenset(["ne", "n'"]),
    _DETERMINER: frozenset(
        "un une le la l' ce cette du au des les sa son premier dernier grand petit mauvais bon".split()
    ),
    _DEGREE: frozenset(["aussi", "plus", "autant", "si", "mieux"]),  # "n'a jamais été aussi grave" denies nothing
    _JAMAIS: frozenset(["jamais"]),
}
_BITS = {w: sum(bit for bit, words in _WORDS.items() if w in words) for words in _WORDS.values() for w in words}


class Rules(NamedTuple):
    """Changes of valence, flat: the hit changed, row of RULES, the cause as a run of tokens, the factor."""

    hits: NDArray[np.int64]
    names: NDArray[np.int8]
    positions: NDArray[np.int64]
    lengths: NDArray[np.int64]
    factors: NDArray[np.float64]


class _Found(NamedTuple):
    """Changes of valence, flat: row of the hit, row of RULES, row of the shifter that caused it, factor."""

    hits: NDArray[np.int64]
    names: NDArray[np.int8]
    causes: NDArray[np.int64]
    factors: NDArray[np.float64]


def find_rules(tokens: Tokens, hits: Matches, changes: Matches, *, settings: ToneSettings) -> Rules:
    """Return which hits each occurrence of a shifter changes, by hit and then in text order.

    hits : occurrences of lexicon words. changes : occurrences of `load_shifters().matcher`. Both in text order, none
    overlapping another of its kind.
    """
    reader = _RuleReader(tokens, hits, changes, settings)
    parts = (reader.negations(), reader.intensities(), reader.adversatives())
    found_hits = np.concatenate([part.hits for part in parts])
    causes = np.concatenate([part.causes for part in parts])
    order = np.lexsort((causes, found_hits))  # stable: two rules of one cause stay in the order above
    runs = changes.pick(causes[order])
    return Rules(
        hits=found_hits[order],
        names=np.concatenate([part.names for part in parts])[order],
        positions=runs.positions,
        lengths=runs.lengths,
        factors=np.concatenate([part.factors for part in parts])[order],
    )


def _bits(lower: Sequence[str]) -> NDArray[np.uint8]:
    return np.array([_BITS.get(form, 0) for form in lower], dtype=np.uint8)


class _RuleReader:
    """Applies the list to one partition.

    bits : (n_tokens,). clauses : (n_tokens + 1,) and positions : (n_hits + 1,) end with a hit in no clause, which
    stands for the hit that is not there. starts, ends, entries : (n_changes,).
    """

    def __init__(self, tokens: Tokens, hits: Matches, changes: Matches, settings: ToneSettings) -> None:
        self.tokens = tokens
        self.settings = settings
        self.hits = hits
        self.shifters = load_shifters()
        self.entries = changes.entries
        self.starts = changes.positions
        self.ends = changes.positions + changes.lengths
        self.bits = tokens.vocabulary.column(_bits, _bits, "lower").take(tokens.ids)
        self.clauses = _clauses(tokens, self.bits)
        self.positions = np.append(hits.positions, len(tokens))

    def negations(self) -> _Found:
        """Negate the hits in each negator's scope; where they overlap, the nearest before the hit is the cause."""
        negators = np.flatnonzero(self.shifters.negates[self.entries])
        negators = negators[~self._is_noun(negators)]
        ne = self._ne_of(negators)
        counts = ((ne >= 0) | ~self.shifters.needs_ne[self.entries[negators]]) & ~self._is_degree(negators)
        negators, ne = negators[counts], ne[counts]
        starts = np.minimum(np.where(ne < 0, len(self.tokens), ne), self.starts[negators])
        ends = np.maximum(ne + 1, self.ends[negators]) + self.settings.negation_window
        order = np.lexsort((ends, starts))
        scopes, hits = self._hits_between(starts[order], ends[order])
        causes = negators[order][scopes]
        same = self.clauses[self.positions[hits]] == self.clauses[self.starts[causes]]
        hits, causes = hits[same], causes[same]
        cause = np.full(len(self.hits.positions), -1)
        cause[hits[::-1]] = causes[::-1]  # the first scope that holds the hit; of several values the last one stays
        before = self.starts[causes] < self.positions[hits]
        cause[hits[before]] = causes[before]  # the last negator before the hit, if there is one
        negated = np.flatnonzero(cause >= 0)
        return _found(negated, _NEGATION, cause[negated], self.settings.negation_factor)

    def intensities(self) -> _Found:
        """Strengthen or weaken the next hit in reach, or, where the list says so, the one just before."""
        negators = np.flatnonzero(self.shifters.negates[self.entries])
        strengthens = self.shifters.intensity[self.entries] >= 0
        strengthens[negators[self._ne_of(negators) >= 0]] = False  # "n'est plus grave" denies, it does not amplify
        causes = np.flatnonzero(strengthens)
        entries, starts, ends = self.entries[causes], self.starts[causes], self.ends[causes]
        clauses = self.clauses[starts]

        following = np.searchsorted(self.hits.positions, ends)
        reach = np.where(self.shifters.adjoins[entries], 0, self.settings.intensity_window)
        near = self.positions[following] - ends <= reach
        near &= self.clauses[self.positions[following]] == clauses

        previous = np.searchsorted(self.hits.positions, starts) - 1  # -1 is the hit that is not there
        touches = self.positions[previous] + np.append(self.hits.lengths, 0)[previous] == starts
        touches &= self.shifters.reaches_back[entries] & (self.clauses[self.positions[previous]] == clauses)

        changed = np.flatnonzero(near | touches)
        hits = np.where(near, following, previous)[changed]
        entries = entries[changed]
        return _found(hits, self.shifters.intensity[entries], causes[changed], self.shifters.factors[entries])

    def adversatives(self) -> _Found:
        """Weigh what follows "mais" in the sentence more than what stands before it."""
        tokens, settings = self.tokens, self.settings
        causes = np.flatnonzero(self.shifters.opposes[self.entries])
        positions = self.starts[causes]
        sentences = tokens.sentences[positions]
        first = tokens.sentence_ptr[sentences]
        follows = np.zeros(len(causes), dtype=bool)
        follows[1:] = sentences[1:] == sentences[:-1]
        ends = tokens.sentence_ptr[sentences + 1]
        ends[:-1] = np.where(follows[1:], positions[1:], ends[:-1])  # the next one of the sentence takes over
        # There must be words before it to weigh against; "or" is the metal unless a sign stands before it.
        weighs = self._holds_words(first, positions)
        weighs &= ~self.shifters.heads_clause[self.entries[causes]] | ~tokens.is_word[positions - 1]
        before, after = np.flatnonzero(weighs & ~follows), np.flatnonzero(weighs)
        scopes, hits = self._hits_between(
            np.concatenate([first[before], positions[after]]), np.concatenate([positions[before], ends[after]])
        )
        factors = np.where(scopes < len(before), settings.before_adversative, settings.after_adversative)
        return _found(hits, _ADVERSATIVE, causes[np.concatenate([before, after])][scopes], factors)

    def _ne_of(self, negators: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the position of the "ne" that goes with each negator, -1 for none, (n_negators,).

        A "ne" goes with the next negator in its clause, or, failing one, with a negative subject just before it.
        """
        paired = np.full(len(negators), -1)
        if not len(negators):
            return paired
        ne = np.flatnonzero(self.bits & _NE > 0)
        starts, ends, entries = self.starts[negators], self.ends[negators], self.entries[negators]
        takers = np.flatnonzero(self.shifters.takes_ne[entries])
        subjects = np.flatnonzero(self.shifters.is_subject[entries])
        behind = np.append(takers, -1)[np.searchsorted(starts[takers], ne, side="right")]
        before = np.append(subjects, -1)[np.searchsorted(ends[subjects], ne, side="right") - 1]
        takes = (behind >= 0) & (starts[behind] <= ne + _NE_REACH) & self._same_clause(starts[behind], ne)
        opens = (before >= 0) & (ne - ends[before] < _SUBJECT_REACH) & self._same_clause(starts[before], ne)
        chosen = np.where(takes, behind, before)[::-1]
        found = (takes | opens)[::-1]
        paired[chosen[found]] = ne[::-1][found]  # backwards, so that the first "ne" keeps the negator
        return paired

    def _is_noun(self, negators: NDArray[np.int64]) -> NDArray[np.bool_]:
        """«la personne», «un pas», «le point»: a determiner makes it a noun."""
        starts = self.starts[negators]
        determined = (starts > 0) & (self.bits[starts - 1] & _DETERMINER > 0)
        return determined & self.shifters.needs_ne[self.entries[negators]]

    def _is_degree(self, negators: NDArray[np.int64]) -> NDArray[np.bool_]:
        """«n'a jamais été aussi grave»."""
        degree = self.bits[self.starts[negators]] & _JAMAIS > 0
        jamais = negators[degree]
        following = self.ends[jamais, None] + np.arange(_DEGREE_REACH)
        following = np.minimum(following, len(self.tokens) - 1)
        compares = self.bits[following] & _DEGREE > 0
        degree[degree] = (compares & self._same_clause(following, self.starts[jamais, None])).any(axis=1)
        return degree

    def _hits_between(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the hits that begin in each scope ``[start, end)``, flat: rows of scopes and rows of hits."""
        return members(np.searchsorted(self.hits.positions, starts), np.searchsorted(self.hits.positions, ends))

    def _holds_words(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
        owners, inside = members(starts, ends)
        holds = np.zeros(len(starts), dtype=bool)
        holds[owners[self.tokens.is_word[inside]]] = True
        return holds

    def _same_clause(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        same: NDArray[np.bool_] = self.clauses[one] == self.clauses[other]
        return same


def _found(
    hits: NDArray[np.int64],
    names: int | NDArray[np.int8],
    causes: NDArray[np.int64],
    factors: float | NDArray[np.float64],
) -> _Found:
    """Return changes as columns of one length; a rule or factor that all share may be given once."""
    n = len(hits)
    return _Found(hits, np.full(n, names, dtype=np.int8), causes, np.full(n, factors, dtype=np.float64))


def _clauses(tokens: Tokens, bits: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Number of the clause of each token: clauses begin at sentences, signs and coordinating words.

    Returns (n_tokens + 1,): what stands behind the last token has a number of its own.
    """
    begins = bits & _BOUND
    first = tokens.sentence_ptr[:-1]
    begins[first[first < len(tokens)]] = 1
    clauses = np.full(len(tokens) + 1, -1, dtype=np.int32)
    np.cumsum(begins, dtype=np.int32, out=clauses[:-1])
    return clauses
