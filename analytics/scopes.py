"""How far valence shifters reach: which words each negates, turns round, strengthens, weakens or weighs against others.

French scopes: «ne … pas» negates what stands between and what follows, up to a few tokens and never across a clause; a
negated inverter («n'a pas empêché la guerre») is negated with all that it governs. All shifters of a partition are looked
at together. The rules do not look at each other's results, so that each can be left out of the product afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.inversion import find_inversions, phrase_ends
from analytics.shifters import RULES, load_inverters, load_shifters
from analytics.syntax import (
    AND,
    ASKER,
    ASKS,
    BOUND,
    CONDITIONAL,
    DEGREE,
    DETERMINER,
    DOUBTED,
    NE,
    NUMBER,
    OF,
    PARTICIPLE,
    QUE,
    QUOTE,
    RAISER,
    SI,
    STRONG,
    SUBJECT,
    TO,
    Syntax,
)
from analytics.text.intervals import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.inversion import Inversions
    from analytics.settings import ToneSettings
    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens

_NE_REACH = 8  # tokens between "ne" and the negator behind it
_SUBJECT_REACH = 3  # tokens between a negator and the "ne" behind it: "aucun accord n'a"
_DEGREE_REACH = 6  # tokens behind "jamais"
_GRANTING = frozenset(["pourquoi", "comment", "combien"])
_NEGATION, _ADVERSATIVE, _CONDITIONAL, _QUESTION = map(
    RULES.index, ("negation", "adversative", "conditional", "question")
)


class Rules(NamedTuple):
    """Changes of valence, flat: the hit changed, row of RULES, the cause as a run of tokens, the factor."""

    hits: NDArray[np.int64]
    names: NDArray[np.int8]
    positions: NDArray[np.int64]
    lengths: NDArray[np.int64]
    factors: NDArray[np.float64]


def find_rules(
    tokens: Tokens,
    hits: Matches,
    changes: Matches,
    *,
    valences: NDArray[np.float64],
    taken: NDArray[np.bool_],
    settings: ToneSettings,
) -> Rules:
    """Return which hits each occurrence of a shifter changes, by hit and then in text order.

    hits : occurrences of lexicon words. changes : occurrences of `load_shifters().matcher`. Both in text order, none
    overlapping another of its kind. valences : (n_hits,), prior ones. taken : (n_tokens,), tokens inside an expression of several words or a name, which are
    no shifters by themselves.
    A rule that is switched off is left out; it changes nothing about the others.
    """
    syntax = Syntax.of(tokens)
    inverted = find_inversions(syntax, hits.positions, valences, taken, window=settings.inversion_window)
    reader = _RuleReader(syntax, inverted, hits, changes, taken, settings)
    readers = {
        "negation": (reader.negations,),
        "adversative": (reader.adversatives, reader.concessions),
        "conditional": (reader.conditionals,),
        "question": (reader.questions,),
    }
    parts = [read() for name, several in readers.items() if name not in settings.rules_off for read in several]
    parts += [reader.intensities(), reader.inversions()]  # each may be more than one rule
    columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    found = Rules(*columns)
    off = [RULES.index(name) for name in settings.rules_off]
    kept = np.flatnonzero(~np.isin(found.names, off)) if off else np.arange(len(found.hits))
    order = kept[np.lexsort((found.positions[kept], found.hits[kept]))]  # stable: of one cause, in the order above
    return Rules(*(column[order] for column in found))


class _RuleReader:
    """Applies the lists to one partition.

    positions : (n_hits + 1,), ends with a hit in no clause, which stands for the hit that is not there. starts, ends,
    entries : (n_changes,).
    """

    def __init__(
        self,
        syntax: Syntax,
        inverted: Inversions,
        hits: Matches,
        changes: Matches,
        taken: NDArray[np.bool_],
        settings: ToneSettings,
    ) -> None:
        self.syntax = syntax
        self.tokens = syntax.tokens
        self.clauses = syntax.clauses
        self.inverted = inverted
        self.settings = settings
        self.hits = hits
        self.taken = taken
        self.shifters = load_shifters()
        self.entries = changes.entries
        self.starts = changes.positions
        self.ends = changes.positions + changes.lengths
        self.positions = np.append(hits.positions, len(self.tokens))
        self.negators = np.flatnonzero(self.shifters.negates[self.entries])
        self.ne = self._ne_of(self.negators)
        self.denies = self._denies()

    def negations(self) -> Rules:
        """Negate the hits in each negator's scope; where they overlap, the nearest before the hit is the cause.

        Two negators with a "ne" each, or one and "sans", both count: they affirm.
        """
        negators, ne = self.negators[self.denies], self.ne[self.denies]
        starts, ends = self._negation_scopes(negators, ne)
        rows, hits = self._negated(negators, starts, ends)
        chosen = np.full(len(self.hits.positions), -1)
        chosen[hits[::-1]] = rows[::-1]  # the first scope that holds the hit; of several values the last one stays
        before = self.starts[negators[rows]] < self.positions[hits]
        chosen[hits[before]] = rows[before]  # the last negator before the hit, if there is one
        twice = self.shifters.denies_twice[self.entries[negators]]
        own = (ne >= 0) | twice
        other = chosen[hits]
        both = (rows != other) & own[rows] & own[other] & ~(twice[rows] & twice[other])
        negated = np.flatnonzero(chosen >= 0)
        causes = negators[np.concatenate([chosen[negated], rows[both]])]
        return self._found(np.concatenate([negated, hits[both]]), _NEGATION, causes, self.settings.negation_factor)

    def inversions(self) -> Rules:
        """Turn round what an inverter governs, or strengthen it; the inverter itself then counts no more.

        A hit that acts on others stays in the table with a factor of 0 and the same cause: without this cause it counts.
        """
        inverters, found = load_inverters(), self.inverted
        own = np.searchsorted(self.hits.positions, found.heads)
        acting = np.flatnonzero(self.positions[own] == found.heads)
        causes = np.concatenate([found.owners, acting])
        factors = inverters.factors[found.rows[causes]]
        factors[len(found.owners) :] = 0
        names = inverters.rules[found.rows[causes]]
        return _rules(np.concatenate([found.hits, own[acting]]), names, found.heads[causes], 1, factors)

    def intensities(self) -> Rules:
        """Strengthen or weaken the next hit in reach, or, where the list says so, the one just before."""
        changes = self.shifters.intensity[self.entries] >= 0
        changes[self.negators[self.denies | (self.ne >= 0)]] = False  # "n'est plus grave" denies, it does not amplify
        causes = np.flatnonzero(changes)
        entries, starts, ends = self.entries[causes], self.starts[causes], self.ends[causes]
        clauses = self.clauses[ends - 1]

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
        names, factors = self.shifters.intensity[entries], self.shifters.factors[entries]
        factors = np.where(names == _CONDITIONAL, self.settings.conditional_factor, factors)
        return self._found(hits, names, causes[changed], factors)

    def adversatives(self) -> Rules:
        """Weigh what follows "mais" in the sentence more than what stands before it.

        An adverb ("reste pourtant fragile") opposes its whole clause.
        """
        tokens, syntax, settings = self.tokens, self.syntax, self.settings
        causes = np.flatnonzero(self.shifters.opposes[self.entries])
        # "or" is the metal unless a sign stands before it.
        is_metal = self.shifters.heads_clause[self.entries[causes]] & tokens.is_word[self.starts[causes] - 1]
        is_noun = self.shifters.is_conjunction[self.entries[causes]] & ~syntax.has(self.starts[causes], BOUND)
        causes = causes[~is_metal & ~is_noun]
        positions = self.starts[causes]
        positions = np.where(syntax.has(positions - 1, AND), positions, syntax.clause_starts(positions))
        sentences = tokens.sentences[positions]
        first = tokens.sentence_ptr[sentences]
        follows = np.zeros(len(causes), dtype=bool)
        follows[1:] = sentences[1:] == sentences[:-1]
        ends = tokens.sentence_ptr[sentences + 1]
        ends[:-1] = np.where(follows[1:], positions[1:], ends[:-1])  # the next one of the sentence takes over
        weighs = self._holds_words(first, positions)  # or there is nothing to weigh against
        before, after = np.flatnonzero(weighs & ~follows), np.flatnonzero(weighs)
        scopes, hits = self._hits_between(
            np.concatenate([first[before], positions[after]]), np.concatenate([positions[before], ends[after]])
        )
        factors = np.where(scopes < len(before), settings.before_adversative, settings.after_adversative)
        return self._found(hits, _ADVERSATIVE, causes[np.concatenate([before, after])][scopes], factors)

    def concessions(self) -> Rules:
        """Weaken what is conceded: the clause of "bien que", the noun phrase behind "malgré"."""
        causes = np.flatnonzero(self.shifters.concedes[self.entries])
        starts, last = self.ends[causes], self.ends[causes] - 1
        phrases = phrase_ends(self.syntax, last, starts, window=self.settings.inversion_window)
        ends = np.where(self.shifters.governs[self.entries[causes]], phrases, self.syntax.clause_ends(last))
        scopes, hits = self._hits_between(starts, ends)
        return self._found(hits, _ADVERSATIVE, causes[scopes], self.settings.before_adversative)

    def conditionals(self) -> Rules:
        """Weigh less what is supposed: the clause of a conditional verb, of "si" or of "peut-être"."""
        syntax = self.syntax
        marks = np.sort(np.concatenate([syntax.where(CONDITIONAL), self._conditions()]))
        marks = marks[~self.taken[marks]]
        rows = np.flatnonzero(self.shifters.supposes[self.entries])
        last = np.concatenate([marks, self.ends[rows] - 1])
        starts = np.concatenate([marks, self.starts[rows]])
        ahead = np.zeros(len(last), dtype=bool)
        ahead[len(marks) :] = self.shifters.looks_ahead[self.entries[rows]]
        order = np.argsort(last, kind="stable")
        last, starts, ahead = last[order], starts[order], ahead[order]
        begins = np.where(ahead, last, syntax.clause_starts(last))
        scopes, hits = self._hits_between(begins, syntax.clause_ends(last))
        first = np.ones(len(hits), dtype=bool)  # a hit is supposed once
        order = np.argsort(hits, kind="stable")
        first[1:] = hits[order[1:]] != hits[order[:-1]]
        chosen = order[first]
        scopes, hits = scopes[chosen], hits[chosen]
        lengths = last[scopes] - starts[scopes] + 1
        return _rules(hits, _CONDITIONAL, starts[scopes], lengths, self.settings.conditional_factor)

    def questions(self) -> Rules:
        """Weigh less what is asked: from the last strong sign to the question mark, or behind "se demander si"."""
        syntax = self.syntax
        marks = syntax.where(ASKS)
        starts = self._question_starts(marks)
        indirect = self._si_clauses()
        indirect = indirect[self._is_asked(indirect)]
        scopes, hits = self._hits_between(
            np.concatenate([starts, indirect]),
            np.concatenate([marks, syntax.clause_ends(indirect)]),
        )
        causes = np.concatenate([marks, indirect])[scopes]
        return _rules(hits, _QUESTION, causes, 1, self.settings.question_factor)

    def _question_starts(self, marks: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the token behind the last strong sign before each question mark, or behind a quotation mark left open.

        A question that takes what it says for granted ("pourquoi cette crise ?") begins at its mark.
        """
        syntax, tokens = self.syntax, self.tokens
        starts = syntax.sentence_starts(marks)
        owners, inside = members(starts, marks)
        strong = np.flatnonzero(syntax.has(inside, STRONG))
        np.maximum.at(starts, owners[strong], inside[strong] + 1)
        quotes = syntax.where(QUOTE)
        opening = tokens.vocabulary.matching(["«"])[tokens.ids[quotes]]
        opened = np.append(np.where(opening, quotes + 1, 0), 0)
        starts = np.maximum(starts, opened[np.searchsorted(quotes, marks) - 1])
        granted = np.flatnonzero(tokens.vocabulary.matching(_GRANTING)[tokens.ids[inside]])
        granted = granted[inside[granted] >= starts[owners[granted]]]
        starts[owners[granted]] = marks[owners[granted]]
        return starts

    def _denies(self) -> NDArray[np.bool_]:
        """Tell the negators that deny something where they stand, (n_negators,)."""
        shifters, syntax = self.shifters, self.syntax
        negators, ne = self.negators, self.ne
        entries, starts, ends = self.entries[negators], self.starts[negators], self.ends[negators]
        counts = (ne >= 0) | ~shifters.needs_ne[entries]
        bare = np.flatnonzero(~counts & ~self._is_noun(negators))
        entries, starts, ends = entries[bare], starts[bare], ends[bare]
        opens = ~self.tokens.is_word[starts - 1] | syntax.has(starts - 1, BOUND | AND)
        opens |= starts == syntax.sentence_starts(starts)
        headline = opens & shifters.headlines[entries] & syntax.has(ends, OF) & self._is_verbless(ends)
        counts[bare] = headline | (opens & shifters.heads[entries] & ~syntax.has(ends, TO))
        counts[bare] |= shifters.doubts[entries] & syntax.has(ends, DOUBTED)
        raised = np.flatnonzero(shifters.is_raised[self.entries[negators]])
        opinion = self.starts[negators[raised], None] - np.arange(1, 3)
        counts[raised] &= syntax.has(opinion, RAISER).any(axis=1)
        return counts & ~self._is_degree(negators)

    def _is_verbless(self, ends: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a clause goes on without a verb, a number or "que": «plus d'espoir», but «plus de 200 morts»."""
        last = self.syntax.clause_ends(ends - 1)
        stops = self.syntax.verbs
        next_verb = np.append(stops, len(self.tokens))[np.searchsorted(stops, ends)]
        return (next_verb >= last) & ~self.syntax.has(ends + 1, NUMBER) & ~self.syntax.has(last, QUE)

    def _negation_scopes(
        self, negators: NDArray[np.int64], ne: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the tokens that each negator may deny, as if there were no clauses."""
        syntax, ends = self.syntax, self.ends[negators]
        starts = np.minimum(np.where(ne < 0, len(self.tokens), ne), self.starts[negators])
        reach = np.maximum(ne + 1, ends) + self.settings.negation_window
        # Behind «ne … pas» a finite verb is that of another clause: le plan qui n'a pas marché est un succès.
        verbs = np.append(syntax.verbs[~syntax.has(syntax.verbs, PARTICIPLE)], len(self.tokens))
        other = verbs[np.searchsorted(verbs, ends)]
        cut = (ne >= 0) & (ne < ends) & ~self.shifters.is_raised[self.entries[negators]]
        reach = np.where(cut, np.minimum(reach, other), reach)
        # A negator inside the scope of another brings all that it denies: ne peut pas ne pas condamner.
        holds = (ne[1:] >= 0) & (ne[1:] < reach[:-1]) & (ne[1:] >= ends[:-1])
        reach[:-1] = np.where(holds, np.maximum(reach[:-1], reach[1:]), reach[:-1])
        return starts, reach

    def _negated(
        self, negators: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the hits of scopes in text order of the scopes, flat: rows of negators and rows of hits.

        An inverter in a scope brings all that it governs.
        """
        clauses = self.clauses[self.ends[negators] - 1]
        rows, hits = self._hits_between(starts, ends)
        same = self.clauses[self.positions[hits]] == clauses[rows]
        heads = self.inverted.heads
        owners, inverted = members(np.searchsorted(heads, starts), np.searchsorted(heads, ends))
        inside = self.clauses[heads[inverted]] == clauses[owners]
        owners, inverted = owners[inside], inverted[inside]
        scopes, more = self._hits_between(self.inverted.starts[inverted], self.inverted.ends[inverted])
        by_scope = np.lexsort((ends, starts))
        rank = np.empty_like(by_scope)
        rank[by_scope] = np.arange(len(rank))
        pairs = np.append(rank[rows[same]], rank[owners[scopes]]) * len(self.positions)
        ranks, hits = np.divmod(np.unique(pairs + np.append(hits[same], more)), len(self.positions))
        return by_scope[ranks], hits

    def _ne_of(self, negators: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the position of the "ne" that goes with each negator, -1 for none, (n_negators,).

        A "ne" goes with the next negator in its clause, or, failing one, with a negative subject just before it; one that
        belongs to an expression ("on ne peut plus") goes with none.
        """
        paired = np.full(len(negators), -1)
        if not len(negators):
            return paired
        ne = self.syntax.where(NE)
        ne = ne[~self.taken[ne]]
        starts, ends, entries = self.starts[negators], self.ends[negators], self.entries[negators]
        nouns = self._is_noun(negators)
        takers = np.flatnonzero(self.shifters.takes_ne[entries] & ~nouns)
        subjects = np.flatnonzero(self.shifters.is_subject[entries] & ~nouns)
        behind = np.append(takers, -1)[np.searchsorted(starts[takers], ne, side="right")]
        before = np.append(subjects, -1)[np.searchsorted(ends[subjects], ne, side="right") - 1]
        takes = (behind >= 0) & (starts[behind] <= ne + _NE_REACH) & self.syntax.same_clause(starts[behind], ne)
        opens = (before >= 0) & (ne - ends[before] < _SUBJECT_REACH) & self.syntax.same_clause(starts[before], ne)
        chosen = np.where(takes, behind, before)[::-1]
        found = (takes | opens)[::-1]
        paired[chosen[found]] = ne[::-1][found]  # backwards, so that the first "ne" keeps the negator
        return paired

    def _is_noun(self, negators: NDArray[np.int64]) -> NDArray[np.bool_]:
        """«la personne», «un pas», «le point»: a determiner makes it a noun."""
        determined = self.syntax.has(self.starts[negators] - 1, DETERMINER)
        return determined & self.shifters.needs_ne[self.entries[negators]]

    def _is_degree(self, negators: NDArray[np.int64]) -> NDArray[np.bool_]:
        """«n'a jamais été aussi grave»."""
        degree = self.shifters.compares[self.entries[negators]]
        jamais = negators[degree]
        following = self.ends[jamais, None] + np.arange(_DEGREE_REACH)
        following = np.minimum(following, len(self.tokens) - 1)
        compares = self.syntax.has(following, DEGREE)
        degree[degree] = (compares & self.syntax.same_clause(following, self.starts[jamais, None])).any(axis=1)
        return degree

    def _si_clauses(self) -> NDArray[np.int64]:
        """Positions of each "si" that opens a clause."""
        si = self.syntax.where(SI)
        return si[~self.taken[si] & self.syntax.has(si + 1, SUBJECT)]

    def _is_asked(self, si: NDArray[np.int64]) -> NDArray[np.bool_]:
        asked: NDArray[np.bool_] = self.syntax.has(si[:, None] - np.arange(1, 3), ASKER).any(axis=1)
        return asked

    def _conditions(self) -> NDArray[np.int64]:
        si = self._si_clauses()
        return si[~self._is_asked(si)]

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

    def _found(
        self,
        hits: NDArray[np.int64],
        names: int | NDArray[np.int8],
        causes: NDArray[np.int64],
        factors: float | NDArray[np.float64],
    ) -> Rules:
        """Return changes that rows of shifters cause."""
        return _rules(hits, names, self.starts[causes], self.ends[causes] - self.starts[causes], factors)


def _rules(
    hits: NDArray[np.int64],
    names: int | NDArray[np.int8],
    positions: NDArray[np.int64],
    lengths: int | NDArray[np.int64],
    factors: float | NDArray[np.float64],
) -> Rules:
    """Return changes as columns of one length; what all share may be given once."""
    n = len(hits)
    return Rules(
        hits,
        np.full(n, names, dtype=np.int8),
        positions,
        np.full(n, lengths, dtype=np.int64),
        np.full(n, factors, dtype=np.float64),
    )
