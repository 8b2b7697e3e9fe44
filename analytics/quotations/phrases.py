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

_LONGEST = 30  # tokens of a noun phrase
_ENDS = SIGN | AVOIR | ETRE | INVERTED | ADVERB | PRONOUN | PREPOSITION | TIME | QUE | QUI | SUBORDINATION | CONDITIONAL


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
    ends = starts.copy()
    moving = np.flatnonzero(starts < limits)
    for step in range(_LONGEST):
        here = ends[moving]
        goes_on = ~_stops(words, here, first=step == 0) & (here < limits[moving])
        moving = moving[goes_on]
        if not len(moving):
            break
        ends[moving] += 1
    return ends


def _stops(words: Words, here: Ints, *, first: bool) -> Bools:
    """Tell whether a noun phrase ends before a token."""
    if first:
        return words.has(here, SIGN)
    capital = words.has(here, CAPITAL)
    stops = words.has(here, _ENDS) & ~(capital & ~words.has(here, SIGN))
    stops &= ~(words.has(here, ADVERB) & words.has(here - 1, DETERMINER | DE))  # le logement
    stops |= words.has(here, A) & ~words.has(here - 1, TAKES_A)
    joined = words.has(here + 1, DETERMINER | CAPITAL | DE) & ~words.has(here + 1, PRONOUN)
    stops |= words.has(here, COORDINATION) & ~joined
    after = words.has(here - 1, DE | COORDINATION | DETERMINER | A)
    stops |= words.has(here, DETERMINER) & ~words.has(here, DE) & ~after & ~capital
    return stops


def begins_phrase(words: Words, positions: Ints) -> Bools:
    """Tell whether a noun phrase may begin at a token."""
    capital = words.has(positions, CAPITAL) & ~words.has(
        positions, PREPOSITION | ADVERB | COORDINATION | SUBORDINATION | A | PRONOUN | TIME
    )
    return (words.has(positions, DETERMINER) | capital) & ~words.has(positions, STOP | MARK)
