"""Noun phrases that name a speaker, found by what ends them: «le président russe Vladimir Poutine»."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.quotations.words import (
    ADVERB,
    AVOIR,
    CAPITAL,
    COMMA,
    CONDITIONAL,
    COORDINATION,
    DE,
    DETERMINER,
    ETRE,
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
    A,
)

if TYPE_CHECKING:
    from analytics.quotations.words import Bools, Ints, Words

_ENDS = SIGN | AVOIR | ETRE | INVERTED | ADVERB | PRONOUN | PREPOSITION | TIME | QUE | QUI | SUBORDINATION | CONDITIONAL

_MAY_END = _ENDS | A | COORDINATION | DETERMINER


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
    stops = _stops(words)
    behind = np.append(stops, len(words.tokens))[np.searchsorted(stops, starts + 1)]
    ends = np.where(words.has(starts, SIGN), starts, behind)
    return np.maximum(np.minimum(ends, limits), np.minimum(starts, limits))


def _stops(words: Words) -> Ints:
    """Tokens that no noun phrase that began before goes on with."""
    return words.once("noun phrases", lambda: _find_stops(words))


def _find_stops(words: Words) -> Ints:
    here = words.where(_MAY_END)
    bits, before, after = words.bits[here], words.bits[here - 1], words.bits[here + 1]
    capital, sign = bits & CAPITAL > 0, bits & SIGN > 0
    logement = (bits & ADVERB > 0) & (before & (DETERMINER | DE) > 0)  # le logement is no adverb
    stops = (bits & _ENDS > 0) & (sign | ~(capital | logement))
    stops |= (bits & A > 0) & (before & TAKES_A == 0)
    joined = (after & (DETERMINER | CAPITAL | DE) > 0) & (after & PRONOUN == 0)
    stops |= (bits & COORDINATION > 0) & ~joined
    bare = before & (DE | COORDINATION | DETERMINER | A) == 0
    stops |= (bits & DETERMINER > 0) & (bits & DE == 0) & bare & ~capital
    found: Ints = here[stops]
    return found


def begins_phrase(words: Words, positions: Ints) -> Bools:
    """Tell whether a noun phrase may begin at a token."""
    capital = words.has(positions, CAPITAL) & ~words.has(
        positions, PREPOSITION | ADVERB | COORDINATION | SUBORDINATION | A | PRONOUN | TIME
    )
    return (words.has(positions, DETERMINER) | capital) & ~words.has(positions, STOP | MARK)
