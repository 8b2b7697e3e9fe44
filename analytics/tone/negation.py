"""Which hits negators deny: «ne … pas», «sans», a headline's «pas de», and what looks like them and denies nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.text.intervals import members
from analytics.tone.shifters import RULES
from analytics.tone.syntax import (
    AND,
    BE,
    BOUND,
    DEGREE,
    DETERMINER,
    DOUBTED,
    FINITE,
    HAVE,
    INFINITIVE,
    NE,
    NUMBER,
    OF,
    PARTICIPLE,
    QUE,
    RAISER,
    TO,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.tone.occurrences import Occurrences, Rules

_NE_REACH = 8  # tokens between "ne" and the negator behind it
_SUBJECT_REACH = 3  # tokens between a negator and the "ne" behind it: "aucun accord n'a"
_LONE_REACH = 3  # tokens between "ne", a verb that denies with it alone, and the infinitive: n'a pu les éviter
_VERB_REACH = 8  # tokens from "sans que" to the verb of its clause
_DEGREE_REACH = 6  # tokens behind "jamais"
_NEGATION = RULES.index("negation")


class Negations:
    """The negators of one partition.

    negators : (n_negators,), their rows of the shifters. ne : position of the "ne" that goes with each, -1 for none.
    denies : whether each denies something where it stands.
    """

    def __init__(self, occurrences: Occurrences) -> None:
        self._found = occurrences
        self.negators = np.flatnonzero(occurrences.shifters.negates[occurrences.entries])
        self.ne = self._ne_of(self.negators)
        self.denies = self._denies()

    def rules(self) -> Rules:
        """Negate the hits in each negator's scope; where they overlap, the nearest before the hit is the cause.

        Two negators with a "ne" each, or one and "sans", both count: they affirm.
        """
        negators, ne = self.negators[self.denies], self.ne[self.denies]
        starts, ends = self._negation_scopes(negators, ne)
        rows, hits = self._negated(negators, starts, ends)
        chosen = np.full(len(self._found.hits.positions), -1)
        chosen[hits[::-1]] = rows[::-1]  # the first scope that holds the hit; of several values the last one stays
        before = self._found.starts[negators[rows]] < self._found.positions[hits]
        chosen[hits[before]] = rows[before]  # the last negator before the hit, if there is one
        twice = self._found.shifters.denies_twice[self._found.entries[negators]]
        own = (ne >= 0) | twice
        other = chosen[hits]
        both = (rows != other) & own[rows] & own[other] & ~(twice[rows] & twice[other])
        negated = np.flatnonzero(chosen >= 0)
        causes = negators[np.concatenate([chosen[negated], rows[both]])]
        denied = np.concatenate([negated, hits[both]])
        factors = np.where(self._is_corrected(causes, denied), 0.0, self._found.settings.negation_factor)
        return self._found.rules(denied, _NEGATION, causes, factors)

    def _is_corrected(self, causes: NDArray[np.int64], denied: NDArray[np.int64]) -> NDArray[np.bool_]:
        """«pas une crise, mais un succès»: whether a noun phrase without a verb takes the place of what is denied."""
        syntax, tokens, positions = self._found.syntax, self._found.tokens, self._found.positions[denied]
        ends = syntax.clause_ends(self._found.starts[causes])
        is_mais = tokens.vocabulary.matching(["mais"])
        for _ in range(2):  # behind a comma, "mais" begins the next clause but one
            sign = syntax.has(ends, BOUND) & ~is_mais[tokens.ids.take(ends, mode="clip")]
            ends = np.where(sign, ends + 1, ends)
        last = len(tokens) - 1
        corrects = is_mais[tokens.ids.take(ends, mode="clip")] & (ends < last) & (positions < ends)
        is_bien = tokens.vocabulary.matching(["bien", "plutôt"])[tokens.ids.take(ends + 1, mode="clip")]
        corrects &= syntax.near(ends, 1, DETERMINER | OF) | (is_bien & syntax.near(ends, 2, DETERMINER | OF))
        rows = np.flatnonzero(corrects)
        joints = ends[rows]
        following = np.append(syntax.verbs, len(tokens))[np.searchsorted(syntax.verbs, joints)]
        corrects[rows] = following >= syntax.clause_ends(joints)
        corrects[rows] &= tokens.sentences[joints] == tokens.sentences[positions[rows]]
        return corrects

    def _negation_scopes(
        self, negators: NDArray[np.int64], ne: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the tokens that each negator may deny, as if there were no clauses."""
        syntax, ends = self._found.syntax, self._found.ends[negators]
        starts = np.minimum(np.where(ne < 0, len(self._found.tokens), ne), self._found.starts[negators])
        starts = self._behind_subjects(negators, starts)
        reach = np.maximum(np.maximum(ne, starts) + 1, ends) + self._found.settings.negation_window
        # Behind «ne … pas» a finite verb is that of another clause: le plan qui n'a pas marché est un succès.
        verbs = np.append(syntax.verbs[~syntax.has(syntax.verbs, PARTICIPLE)], len(self._found.tokens))
        other = verbs[np.searchsorted(verbs, ends)]
        cut = (ne >= 0) & (ne < ends) & ~self._found.shifters.is_raised[self._found.entries[negators]]
        reach = np.where(cut, np.minimum(reach, other), reach)
        # «n'est pas tolérée et les détentions …» goes on with another subject: what is denied too is joined by "ni".
        joints = np.append(syntax.new_phrases, len(self._found.tokens))
        reach = np.minimum(reach, joints[np.searchsorted(joints, ends)])
        # A negator just behind another brings all that it denies (ne peut pas ne pas condamner); one further on has
        # its words for itself (ne pas préciser pour ne pas offenser).
        meets = (ne[1:] < reach[:-1]) & (ne[1:] >= ends[:-1])
        holds = ne[1:] == ends[:-1]
        reach[:-1] = np.where(holds, np.maximum(reach[:-1], reach[1:]), np.where(meets, ne[1:], reach[:-1]))
        return starts, reach

    def _behind_subjects(self, negators: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
        """«sans que cette crise soit finie»: where a definite subject follows, what is denied begins at its verb."""
        syntax, entries, ends = self._found.syntax, self._found.entries[negators], self._found.ends[negators]
        skips = np.flatnonzero(self._found.shifters.skips_subject[entries])
        skips = skips[syntax.are_definite(ends[skips])]
        following = ends[skips, None] + np.arange(_VERB_REACH)
        is_verb = syntax.has(following, FINITE | BE | HAVE)
        clause_ends = syntax.clause_ends(ends[skips] - 1)
        verbs = np.where(is_verb.any(axis=1), ends[skips] + is_verb.argmax(axis=1), clause_ends)
        starts[skips] = np.minimum(verbs, clause_ends)
        return starts

    def _negated(
        self, negators: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the hits of scopes in text order of the scopes, flat: rows of negators and rows of hits.

        An inverter in a scope brings all that it governs.
        """
        clauses = self._found.clauses[self._found.ends[negators] - 1]
        rows, hits = self._found.hits_between(starts, ends)
        same = self._found.clauses[self._found.positions[hits]] == clauses[rows]
        heads = self._found.inverted.heads
        owners, inverted = members(np.searchsorted(heads, starts), np.searchsorted(heads, ends))
        inside = self._found.clauses[heads[inverted]] == clauses[owners]
        owners, inverted = owners[inside], inverted[inside]
        scopes, more = self._found.hits_between(
            self._found.inverted.starts[inverted], self._found.inverted.ends[inverted]
        )
        by_scope = np.lexsort((ends, starts))
        rank = np.empty_like(by_scope)
        rank[by_scope] = np.arange(len(rank))
        pairs = np.append(rank[rows[same]], rank[owners[scopes]]) * len(self._found.positions)
        ranks, hits = np.divmod(np.unique(pairs + np.append(hits[same], more)), len(self._found.positions))
        return by_scope[ranks], hits

    def _denies(self) -> NDArray[np.bool_]:
        """Tell the negators that deny something where they stand, (n_negators,)."""
        shifters, syntax = self._found.shifters, self._found.syntax
        negators, ne = self.negators, self.ne
        entries, starts, ends = self._found.entries[negators], self._found.starts[negators], self._found.ends[negators]
        counts = (ne >= 0) | ~shifters.needs_ne[entries]
        bare = np.flatnonzero(~counts & ~self._is_noun(negators))
        entries, starts, ends = entries[bare], starts[bare], ends[bare]
        opens = ~self._found.tokens.is_word[starts - 1] | syntax.has(starts - 1, BOUND | AND)
        opens |= starts == syntax.sentence_starts(starts)
        headline = opens & shifters.headlines[entries] & syntax.near(ends - 1, 1, OF) & self._is_verbless(ends)
        counts[bare] = headline | (opens & shifters.heads[entries] & ~syntax.near(ends - 1, 1, TO))
        counts[bare] |= shifters.doubts[entries] & syntax.near(ends - 1, 1, DOUBTED)
        raised = np.flatnonzero(shifters.is_raised[self._found.entries[negators]])
        opinion = syntax.near(self._found.starts[negators[raised]], -np.arange(1, 3), RAISER)
        counts[raised] &= opinion.any(axis=1)
        return counts & ~self._is_degree(negators)

    def _is_verbless(self, ends: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a clause goes on without a verb, a number or "que": «plus d'espoir», but «plus de 200 morts»."""
        last = self._found.syntax.clause_ends(ends - 1)
        stops = self._found.syntax.verbs
        next_verb = np.append(stops, len(self._found.tokens))[np.searchsorted(stops, ends)]
        return (next_verb >= last) & ~self._found.syntax.near(ends - 1, 2, NUMBER) & ~self._found.syntax.has(last, QUE)

    def _ne_of(self, negators: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the position of the "ne" that goes with each negator, -1 for none, (n_negators,).

        A "ne" goes with the next negator in its clause, or, failing one, with a negative subject just before it; one
        that belongs to an expression ("on ne peut plus") goes with none.
        """
        paired = np.full(len(negators), -1)
        if not len(negators):
            return paired
        ne = self._found.syntax.where(NE)
        ne = ne[~self._found.taken[ne]]
        starts, ends, entries = self._found.starts[negators], self._found.ends[negators], self._found.entries[negators]
        nouns = self._is_noun(negators)
        takers = np.flatnonzero(self._found.shifters.takes_ne[entries] & ~nouns)
        subjects = np.flatnonzero(self._found.shifters.is_subject[entries] & ~nouns)
        behind = np.append(takers, -1)[np.searchsorted(starts[takers], ne, side="right")]
        before = np.append(subjects, -1)[np.searchsorted(ends[subjects], ne, side="right") - 1]
        takes = (behind >= 0) & (starts[behind] <= ne + _NE_REACH) & self._found.syntax.same_clause(starts[behind], ne)
        opens = (
            (before >= 0) & (ne - ends[before] < _SUBJECT_REACH) & self._found.syntax.same_clause(starts[before], ne)
        )
        chosen = np.where(takes, behind, before)[::-1]
        found = (takes | opens)[::-1]
        paired[chosen[found]] = ne[::-1][found]  # backwards, so that the first "ne" keeps the negator
        self._pair_lone(paired, ne[~(takes | opens)])
        return paired

    def _pair_lone(self, paired: NDArray[np.int64], free: NDArray[np.int64]) -> None:
        """«ne peut nier»: give verbs that deny with "ne" alone a free one close before them, unless "que" follows."""
        syntax, starts, ends = self._found.syntax, self._found.starts[self.negators], self._found.ends[self.negators]
        lone = np.flatnonzero(self._found.shifters.is_lone[self._found.entries[self.negators]])
        nearest = np.append(free, -1)[np.searchsorted(free, starts[lone]) - 1]
        fits = (nearest >= 0) & (nearest < starts[lone]) & (starts[lone] - nearest <= _LONE_REACH)
        fits &= syntax.same_clause(nearest, starts[lone])
        fits &= syntax.has(ends[lone, None] + np.arange(_LONE_REACH), INFINITIVE).any(axis=1)
        fits &= ~syntax.has(syntax.clause_ends(starts[lone]), QUE)
        paired[lone[fits]] = nearest[fits]

    def _is_noun(self, negators: NDArray[np.int64]) -> NDArray[np.bool_]:
        """«la personne», «un pas», «le point»: a determiner makes it a noun."""
        determined = self._found.syntax.near(self._found.starts[negators], -1, DETERMINER)
        return determined & self._found.shifters.needs_ne[self._found.entries[negators]]

    def _is_degree(self, negators: NDArray[np.int64]) -> NDArray[np.bool_]:
        """«n'a jamais été aussi grave»."""
        degree = self._found.shifters.compares[self._found.entries[negators]]
        jamais = negators[degree]
        following = self._found.ends[jamais, None] + np.arange(_DEGREE_REACH)
        following = np.minimum(following, len(self._found.tokens) - 1)
        compares = self._found.syntax.has(following, DEGREE)
        degree[degree] = (compares & self._found.syntax.same_clause(following, self._found.starts[jamais, None])).any(
            axis=1
        )
        return degree
