"""How far valence shifters reach: which words each negates, turns round, strengthens, weakens or weighs against others.

French scopes: «ne … pas» negates what stands between and what follows, up to a few tokens and never across a clause; a
negated inverter («n'a pas empêché la guerre») is negated with all that it governs. All shifters of a partition are
looked at together. No rule looks at what another did to a hit, so that each can be left out of the product afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.text.intervals import members
from analytics.tone.inversion import NOUN, phrase_ends
from analytics.tone.negation import Negations
from analytics.tone.occurrences import Rules
from analytics.tone.shifters import RULES, load_inverters
from analytics.tone.syntax import AND, ASKER, ASKS, BOUND, CONDITIONAL, QUOTE, SI, STRONG, SUBJECT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.tone.occurrences import Occurrences

_COMMENTS = frozenset(["heureusement", "malheureusement", "hélas"])  # say what is thought of the whole sentence
_MANNER_FACTOR = 1.2  # of an adverb of manner before a word of tone
_CONTRARY_FACTOR = -0.3  # "moins clair" says something bad, "moins grave" nothing good
_GRANTING = frozenset(["pourquoi", "comment", "combien"])
_AMPLIFIER, _ADVERSATIVE, _CONDITIONAL, _QUESTION = map(
    RULES.index, ("amplifier", "adversative", "conditional", "question")
)


def find_rules(occurrences: Occurrences) -> Rules:
    """Return which hits each occurrence of a shifter changes, by hit and then in text order.

    A rule that is switched off is left out; it changes nothing about the others.
    """
    negations = Negations(occurrences)
    reader = _RuleReader(occurrences, negations)
    parts = (
        negations.rules(), reader.inversions(), reader.intensities(), reader.manners(), reader.adversatives(),
        reader.concessions(), reader.conditionals(), reader.questions(),
    )  # fmt: skip
    names = np.concatenate([part.names for part in parts])
    off = [RULES.index(name) for name in occurrences.settings.rules_off]
    kept = np.flatnonzero(~np.isin(names, off)) if off else np.arange(len(names))
    hits_changed = np.concatenate([part.hits for part in parts])[kept]
    positions = np.concatenate([part.positions for part in parts])[kept]
    order = np.lexsort((positions, hits_changed))  # stable: two rules of one cause stay in the order above
    kept = kept[order]
    return Rules(
        hits=hits_changed[order],
        names=names[kept],
        positions=positions[order],
        lengths=np.concatenate([part.lengths for part in parts])[kept],
        factors=np.concatenate([part.factors for part in parts])[kept],
    )


class _RuleReader:
    """The rules other than negation, on one partition."""

    def __init__(self, occurrences: Occurrences, negations: Negations) -> None:
        self._found = occurrences
        self._negations = negations

    def inversions(self) -> Rules:
        """Turn round what an inverter governs, or strengthen it; the inverter itself then counts no more.

        A hit that acts on others stays, with a factor of 0 and the same cause: without this cause it counts.
        """
        inverters, found = load_inverters(), self._found.inverted
        heads = np.concatenate([found.heads, found.verbs])
        own = np.searchsorted(self._found.hits.positions, heads)
        acts = self._found.positions[own] == heads
        acts[: len(found.heads)] &= inverters.frames[found.rows] != NOUN  # "illicite" says something itself
        acts[len(found.heads) :] &= found.verbs != found.heads  # "gagner" du terrain
        own, acting = own[acts], np.flatnonzero(acts) % max(len(found.heads), 1)
        causes = np.concatenate([found.owners, acting])
        factors = inverters.factors[found.rows[causes]]
        factors[len(found.owners) :] = 0
        names = inverters.rules[found.rows[causes]]
        return Rules.of(np.concatenate([found.hits, own]), names, found.heads[causes], 1, factors)

    def intensities(self) -> Rules:
        """Strengthen or weaken the next hit in reach, or, where the list says so, the one just before."""
        changes = self._found.shifters.intensity[self._found.entries] >= 0
        denying = self._negations.negators[self._negations.denies | (self._negations.ne >= 0)]
        changes[denying] = False  # "n'est plus grave" denies, it does not amplify
        causes = np.flatnonzero(changes)
        entries, starts, ends = self._found.entries[causes], self._found.starts[causes], self._found.ends[causes]
        clauses = self._found.clauses[ends - 1]

        following = np.searchsorted(self._found.hits.positions, ends)
        reach = np.where(self._found.shifters.adjoins[entries], 0, self._found.settings.intensity_window)
        near = self._found.positions[following] - ends <= reach
        near &= self._found.clauses[self._found.positions[following]] == clauses

        previous = np.searchsorted(self._found.hits.positions, starts) - 1  # -1 is the hit that is not there
        touches = self._found.positions[previous] + np.append(self._found.hits.lengths, 0)[previous] == starts
        touches &= self._found.shifters.reaches_back[entries] & (
            self._found.clauses[self._found.positions[previous]] == clauses
        )

        changed = np.flatnonzero(near | touches)
        hits = np.where(near, following, previous)[changed]
        entries = entries[changed]
        names, factors = self._found.shifters.intensity[entries], self._found.shifters.factors[entries]
        factors = np.where(names == _CONDITIONAL, self._found.settings.conditional_factor, factors)
        contrary = self._found.shifters.is_contrary[entries] & (self._found.valences[hits] > 0)
        factors = np.where(contrary, _CONTRARY_FACTOR, factors)
        return self._found.rules(hits, names, causes[changed], factors)

    def manners(self) -> Rules:
        """Strengthen a word by the adverb of manner just before it, which is no hit of its own then.

        "Parfaitement illégitime" has nothing perfect; the adverb stays with a factor of 0.
        """
        found, positions = self._found, self._found.positions
        adverbs = np.flatnonzero(found.adverbs)
        comments = found.tokens.vocabulary.matching(_COMMENTS)[found.tokens.ids[positions[adverbs]]]
        adverbs = adverbs[~comments]
        adverbs = adverbs[positions[adverbs] + 1 == positions[adverbs + 1]]
        adverbs = adverbs[found.syntax.same_clause(positions[adverbs], positions[adverbs + 1])]
        factors = np.repeat([_MANNER_FACTOR, 0.0], len(adverbs))
        return Rules.of(np.concatenate([adverbs + 1, adverbs]), _AMPLIFIER, np.tile(positions[adverbs], 2), 1, factors)

    def adversatives(self) -> Rules:
        """Weigh what follows "mais" in the sentence more than what stands before it.

        An adverb ("reste pourtant fragile") opposes its whole clause.
        """
        tokens, syntax, settings = self._found.tokens, self._found.syntax, self._found.settings
        shifters, entries, starts = self._found.shifters, self._found.entries, self._found.starts
        causes = np.flatnonzero(shifters.opposes[entries])
        # "or" is the metal unless a sign stands before it; "maïs" is a cereal.
        is_metal = shifters.heads_clause[entries[causes]] & tokens.is_word[starts[causes] - 1]
        is_noun = shifters.is_conjunction[entries[causes]] & ~syntax.has(starts[causes], BOUND)
        causes = causes[~is_metal & ~is_noun]
        positions = self._found.starts[causes]
        positions = np.where(syntax.near(positions, -1, AND), positions, syntax.clause_starts(positions))
        sentences = tokens.sentences[positions]
        first = tokens.sentence_ptr[sentences]
        follows = np.zeros(len(causes), dtype=bool)
        follows[1:] = sentences[1:] == sentences[:-1]
        ends = tokens.sentence_ptr[sentences + 1]
        ends[:-1] = np.where(follows[1:], positions[1:], ends[:-1])  # the next one of the sentence takes over
        weighs = self._have_words_before(first, positions, follows)  # or there is nothing to weigh against
        before, after = np.flatnonzero(weighs & ~follows), np.flatnonzero(weighs)
        scopes, hits = self._found.hits_between(
            np.concatenate([first[before], positions[after]]), np.concatenate([positions[before], ends[after]])
        )
        factors = np.where(scopes < len(before), settings.before_adversative, settings.after_adversative)
        return self._found.rules(hits, _ADVERSATIVE, causes[np.concatenate([before, after])][scopes], factors)

    def concessions(self) -> Rules:
        """Weaken what is conceded: the clause of "bien que", the noun phrase behind "malgré"."""
        causes = np.flatnonzero(self._found.shifters.concedes[self._found.entries])
        starts, last = self._found.ends[causes], self._found.ends[causes] - 1
        phrases = phrase_ends(self._found.syntax, last, starts, window=self._found.settings.inversion_window)
        ends = np.where(
            self._found.shifters.governs[self._found.entries[causes]], phrases, self._found.syntax.clause_ends(last)
        )
        ends[:-1] = np.minimum(ends[:-1], self._found.starts[causes[1:]])  # the next one takes over
        scopes, hits = self._found.hits_between(starts, ends)
        return self._found.rules(hits, _ADVERSATIVE, causes[scopes], self._found.settings.before_adversative)

    def conditionals(self) -> Rules:
        """Weigh less what is supposed: the clause of a conditional verb, of "si" or of "peut-être".

        A hit is supposed once: by the first word of its clause that does so, or by the last before it of those that
        look ahead ("en cas de").
        """
        found, syntax = self._found, self._found.syntax
        marks = np.concatenate([syntax.where(CONDITIONAL), self._conditions()])
        marks = marks[~found.taken[marks]]
        rows = np.flatnonzero(found.shifters.supposes[found.entries])
        ahead = found.shifters.looks_ahead[found.entries[rows]]
        firsts = np.concatenate([marks, found.starts[rows[~ahead]]])
        lasts = np.concatenate([marks, found.ends[rows[~ahead]] - 1])
        order = np.argsort(lasts, kind="stable")
        firsts, lasts = firsts[order], lasts[order]
        clauses = found.clauses[lasts]
        opening = np.append(True, clauses[1:] != clauses[:-1])[: len(lasts)]
        firsts, lasts = firsts[opening], lasts[opening]
        whole, hits = found.hits_between(syntax.clause_starts(lasts), syntax.clause_ends(lasts))
        starts, ends = found.starts[rows[ahead]], found.ends[rows[ahead]]
        reach = syntax.clause_ends(ends - 1)
        reach[:-1] = np.minimum(reach[:-1], starts[1:])  # the next one takes over
        forward, others = found.hits_between(ends, reach)
        free = np.flatnonzero(~np.isin(others, hits))
        positions = np.append(firsts, starts)
        lengths = np.append(lasts + 1, ends) - positions
        causes = np.append(whole, forward[free] + len(firsts))
        factor = found.settings.conditional_factor
        return Rules.of(np.append(hits, others[free]), _CONDITIONAL, positions[causes], lengths[causes], factor)

    def questions(self) -> Rules:
        """Weigh less what is asked: from the last strong sign to the question mark, or behind "se demander si"."""
        syntax = self._found.syntax
        marks = syntax.where(ASKS)
        indirect = self._si_clauses()
        indirect = indirect[self._is_asked(indirect)]
        starts = np.concatenate([self._question_starts(marks), indirect])
        scopes, hits = self._found.hits_between(starts, np.concatenate([marks, syntax.clause_ends(indirect)]))
        causes = np.concatenate([marks, indirect])[scopes]
        return Rules.of(hits, _QUESTION, causes, 1, self._found.settings.question_factor)

    def _question_starts(self, marks: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the token behind the last strong sign before each question mark, or behind a quotation mark left open.

        A question that takes what it says for granted ("pourquoi cette crise ?") begins at its mark.
        """
        syntax, tokens = self._found.syntax, self._found.tokens
        quotes = syntax.where(QUOTE)
        opening = tokens.vocabulary.matching(["«"])[tokens.ids[quotes]]
        opened = np.append(np.where(opening, quotes, -1), -1)[np.searchsorted(quotes, marks) - 1]
        starts: NDArray[np.int64] = np.maximum(syntax.sentence_starts(marks), opened + 1)
        starts[1:] = np.maximum(starts[1:], marks[:-1] + 1)
        owners, inside = members(starts, marks)
        strong = np.flatnonzero(syntax.has(inside, STRONG))
        np.maximum.at(starts, owners[strong], inside[strong] + 1)
        owners, inside = members(starts, marks)
        granted = owners[tokens.vocabulary.matching(_GRANTING)[tokens.ids[inside]]]
        starts[granted] = marks[granted]
        return starts

    def _si_clauses(self) -> NDArray[np.int64]:
        """Positions of each "si" that opens a clause."""
        si = self._found.syntax.where(SI)
        return si[~self._found.taken[si] & self._found.syntax.near(si, 1, SUBJECT)]

    def _is_asked(self, si: NDArray[np.int64]) -> NDArray[np.bool_]:
        before = self._found.syntax.near(si, -np.arange(1, 3), ASKER)
        asked: NDArray[np.bool_] = before[:, 0] | before[:, 1]
        return asked

    def _conditions(self) -> NDArray[np.int64]:
        si = self._si_clauses()
        return si[~self._is_asked(si)]

    def _have_words_before(
        self, first: NDArray[np.int64], positions: NDArray[np.int64], follows: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Whether words stand before each position from the first token of its sentence on.

        follows : whether a position is in the sentence of the one before, so that no token is looked at twice.
        """
        starts = first.copy()
        starts[1:] = np.where(follows[1:], positions[:-1], first[1:])
        owners, inside = members(starts, positions)
        rows = np.arange(len(starts))
        last = np.full(len(starts), -1)
        last[owners[self._found.tokens.is_word[inside]]] = owners[self._found.tokens.is_word[inside]]
        have: NDArray[np.bool_] = np.maximum.accumulate(last) >= np.maximum.accumulate(np.where(follows, 0, rows))
        return have
