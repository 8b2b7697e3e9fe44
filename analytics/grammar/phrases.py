"""Noun phrases that may name an actor, found by what ends them: «le président russe Vladimir Poutine»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analytics.grammar.words import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    COMMA,
    CONDITIONAL,
    COORDINATION,
    DE,
    DETERMINER,
    ETRE,
    GERUND,
    INVERTED,
    MARK,
    PREPOSITION,
    PRONOUN,
    QUE,
    QUI,
    SIGN,
    STOP,
    SUBORDINATION,
    TAKES_A,
    TIME,
    VERB,
    A,
)
from analytics.text.conjugation import irregular_verbs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints, Words

_ENDS = SIGN | AVOIR | ETRE | INVERTED | ADVERB | PRONOUN | PREPOSITION | TIME | QUE | QUI | SUBORDINATION | CONDITIONAL
_NO_HEAD = PREPOSITION | ADVERB | COORDINATION | SUBORDINATION | A | PRONOUN | TIME | AVOIR
_NO_ADJECTIVE = _ENDS | VERB
# «de nombreux élus», «d'autres élus»: an article before an adjective, no complement
_MANY = frozenset(
    "nombreux nombreuses autres nouveaux nouvelles jeunes anciens anciennes hauts hautes grands grandes petits petites"
    " multiples simples tels telles rares".split()
)
_WINDOWS = (8, 24)  # tokens looked at in one go


def noun_phrases(words: Words, starts: Ints, limits: Ints) -> Ints:
    """Token behind each noun phrase; none goes beyond its limit.

    A name between commas behind a common noun belongs to it: «la ministre des Affaires étrangères, Choe Son-hui».
    """
    ends = _walk(words, starts, limits)
    named = words.has(ends, COMMA) & words.has(ends + 1, CAPITAL) & words.has(starts, DETERMINER) & (ends < limits)
    named &= ~words.has(ends + 1, DETERMINER | PRONOUN | A | PREPOSITION)
    behind = ends.copy()
    behind[named] = np.minimum(_name_end(words, ends[named] + 1), limits[named])
    closes = words.has(behind, SIGN) | (behind == limits)
    return np.where(named & closes, behind, ends)


def _name_end(words: Words, positions: Ints) -> Ints:
    """Token behind capitalised words, particles between them included."""
    ends = words.past(positions, CAPITAL)
    over = words.has(ends, DE) & words.has(ends + 1, CAPITAL)
    ends[over] = words.past(ends[over] + 1, CAPITAL)
    return ends


def _walk(words: Words, starts: Ints, limits: Ints) -> Ints:
    """Token behind each noun phrase without what a comma adds to it; a sign is no noun phrase."""
    ends = starts.copy()
    moving = np.flatnonzero((starts < limits) & ~words.has(starts, SIGN))
    for width in _WINDOWS:  # most phrases end in the first one
        around = ends[moving, None] + np.arange(width + 3)
        stops = _stops(words.bits[np.minimum(around, len(words.tokens))])
        ends[moving] += 1 + np.where(stops.any(axis=1), stops.argmax(axis=1), width - 1)
        moving = moving[~stops.any(axis=1) & (ends[moving] < limits[moving])]
        if not len(moving):
            break
    return np.minimum(ends, np.maximum(limits, starts))


def _stops(around: NDArray[np.uint32]) -> Bools:
    """Tell before which tokens a noun phrase ends that began before, (n_phrases, width).

    around : (n_phrases, width + 3), bits of the tokens, of the one before and of the two behind.
    """
    before, bits, after, behind = around[:, :-3], around[:, 1:-2], around[:, 2:-1], around[:, 3:]
    capital, sign = bits & CAPITAL > 0, bits & SIGN > 0
    noun = (bits & ADVERB > 0) & (before & (DETERMINER | DE) > 0)  # le logement is no adverb
    noun |= (bits & TIME > 0) & (before & DE > 0)  # un bilan de samedi
    stops = (bits & _ENDS > 0) & (sign | ~(capital | noun))
    stops |= (bits & CLITIC > 0) & (bits & DETERMINER == 0)
    stops |= (bits & GERUND > 0) & (before & DETERMINER == 0)  # «la radio citant un témoin»
    stops |= (bits & A > 0) & (before & TAKES_A == 0)
    joined = (after & (DETERMINER | CAPITAL | DE) > 0) & (after & PRONOUN == 0)
    joined |= (behind & (COMMA | AVOIR) > 0) & (after & _NO_ADJECTIVE == 0)  # les élus russes et chinois,
    stops |= (bits & COORDINATION > 0) & ~joined
    bare = before & (DE | COORDINATION | DETERMINER | A) == 0
    stops |= (bits & DETERMINER > 0) & (bits & DE == 0) & bare & ~capital
    found: Bools = stops
    return found


def begins_phrase(words: Words, positions: Ints) -> Bools:
    """Tell whether a noun phrase may begin at a token."""
    bits = words.bits[positions]
    begins: Bools = (bits & DETERMINER > 0) | ((bits & CAPITAL > 0) & (bits & _NO_HEAD == 0))
    begins &= bits & (STOP | MARK) == 0
    return begins | is_many(words, positions)


def is_many(words: Words, positions: Ints) -> Bools:
    """Tell where «de nombreux», «d'autres» begin a noun phrase."""
    found: Bools = words.bits[positions] & (DE | DETERMINER) == DE
    found[found] = words.listed(positions[found] + 1, _MANY)
    return found


def is_infinitive(words: Words, positions: Ints) -> Bools:
    """Tell infinitives from the few words that stand behind a verb that takes one."""
    tokens = words.tokens
    ids, rows = np.unique(tokens.ids[np.minimum(positions, len(tokens) - 1)], return_inverse=True)
    lower, lemmas, known = tokens.vocabulary.lower, tokens.vocabulary.lemmas, _infinitives()
    verbs = [lower[i] == lemmas[i] and (lower[i].endswith("er") or lower[i] in known) for i in ids.tolist()]
    return np.array(verbs, dtype=bool)[rows] & ~words.has(positions, CAPITAL | TIME | PREPOSITION)


@lru_cache(maxsize=1)
def _infinitives() -> frozenset[str]:
    """Return the infinitives of irregular verbs, and those in -ir that dictionaries conjugate like *finir*."""
    irregular = frozenset(irregular_verbs().finite.values())
    return irregular | frozenset("finir agir réagir réussir choisir bâtir réunir fournir punir établir définir".split())
