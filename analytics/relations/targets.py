"""Where the target of a relation stands: the object of its verb, or behind a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.grammar.phrases import begins_phrase, noun_phrases
from analytics.grammar.words import (
    ADVERB,
    AVOIR,
    BRACKET,
    CAPITAL,
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
    TIME,
)
from analytics.relations.ends import with_list_behind, without_clause
from analytics.relations.lists import BIT, LONG, NOUN, SUPPORT
from analytics.text.shapes import NUMBER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints, Words
    from analytics.relations.lists import Cues

_REACH = 14  # tokens between a cue and the preposition of its target
_OF_REACH = 4  # between a noun and its «de»
# «un débat sur les relations entre X et Y» is not one between them
_BETWEEN_THINGS = frozenset("relations liens rapports frontière frontières distance différence écart cas".split())
_LONG_BITS = sum(BIT[name] for name in LONG)
_BARRIER = SIGN | QUE | QUI | SUBORDINATION | AVOIR | ETRE | INVERTED


def objects(words: Words, positions: Ints) -> tuple[Ints, Ints]:
    """Return the noun phrase that stands at each token or behind adverbs there: [first, end), first -1 without."""
    begins, counted = _past_number(words, words.past(positions, ADVERB | TIME))
    fits = begins_phrase(words, begins) & ~(words.has(begins, PRONOUN) & ~words.has(begins, DETERMINER))
    fits |= counted & ~words.has(begins, SIGN | PREPOSITION)
    return _phrases(words, np.where(fits, begins, -1))


def _past_number(words: Words, positions: Ints) -> tuple[Ints, Bools]:
    """Token behind a number in figures at each position, and whether there is one: «12 | soldats russes»."""
    tokens = words.tokens
    here = np.minimum(positions, len(tokens) - 1)
    counted: Bools = tokens.vocabulary.shapes[tokens.ids[here]] & NUMBER > 0
    return positions + counted, counted


def _phrases(words: Words, begins: Ints, *, clause: Bools | bool = True) -> tuple[Ints, Ints]:
    """Noun phrases that begin at some tokens, -1 for none, with their lists."""
    firsts, ends = begins.copy(), np.zeros_like(begins)
    rows = np.flatnonzero(begins >= 0)
    limits = words.sentence(begins[rows])[1]
    found = noun_phrases(words, begins[rows], limits)
    found = with_list_behind(words, begins[rows], found, limits)
    cut = np.broadcast_to(clause, begins.shape)[rows]
    ends[rows] = np.where(cut, without_clause(words, begins[rows], found), found)
    return firsts, ends


def preposition_at(
    words: Words, cues: Cues, positions: Ints, wanted: NDArray[np.uint32], *, reach: Bools | bool = True
) -> Ints:
    """First token from each position on that is one of the wanted prepositions, -1 if a clause ends before.

    wanted : bits of `lists.BIT`. reach : False for those that must stand within a few tokens.
    """
    here = np.minimum(positions[:, None] + np.arange(_REACH), len(words.tokens))
    bits = words.tokens.vocabulary.bits(cues.prepositions)
    codes = bits[words.tokens.ids[np.minimum(here, len(words.tokens) - 1)]]
    follows = bits[words.tokens.ids[np.minimum(here + 2, len(words.tokens) - 1)]]
    # «à l'encontre de» is no «à»
    inside_long = (codes & BIT["à"] > 0) & (follows & _LONG_BITS > 0)
    found = (codes & wanted[:, None] > 0) & ~inside_long
    bare = ~words.has(here + 1, DETERMINER | CAPITAL | DE)
    stops = words.has(here, _BARRIER) & ~(words.has(here, AVOIR | ETRE) & words.has(here - 1, DETERMINER | DE))
    # «des tensions sont apparues entre»
    stops &= ~(words.has(here, AVOIR | ETRE) & (wanted == BIT["entre"])[:, None])
    stops |= words.has(here, COORDINATION) & bare
    stops |= words.has(here, PRONOUN) & ~words.has(here, DETERMINER)
    # «l'accord pourrait mener à des négociations entre …» goes on with another cue
    forms = words.tokens.vocabulary.bits(cues.forms)[words.tokens.ids[np.minimum(here, len(words.tokens) - 1)]]
    stops[:, 1:] |= (
        (forms[:, 1:] & NOUN > 0) & words.has(here[:, 1:] - 1, DETERMINER) & ~words.has(here[:, 1:], CAPITAL)
    )
    stops |= words.listed(here.ravel(), _BETWEEN_THINGS).reshape(here.shape)
    short = ~np.broadcast_to(reach, positions.shape)
    stops[:, _OF_REACH:] |= short[:, None]
    first_stop = np.where(stops.any(axis=1), stops.argmax(axis=1), _REACH)
    first_found = np.where(found.any(axis=1), found.argmax(axis=1), _REACH)
    ok = (first_found < first_stop) & (first_found < _REACH)
    return np.where(ok, positions + first_found, -1)


def barriers(words: Words, positions: Ints) -> Ints:
    """First token from each position on that ends the noun phrase and its complements."""
    here = np.minimum(positions[:, None] + np.arange(_REACH), len(words.tokens))
    stops = words.has(here, _BARRIER)
    return np.where(stops.any(axis=1), positions + stops.argmax(axis=1), positions + _REACH)


def behind_prepositions(
    words: Words, cues: Cues, prepositions: Ints, *, clause: Bools | bool = True
) -> tuple[Ints, Ints]:
    """Return the noun phrase behind each preposition, -1 for none: [first, end), first -1 without.

    clause : what stands before a verb belongs to the verb: «frappe l'Ukraine et la Pologne proteste».
    """
    some = np.flatnonzero(prepositions >= 0)
    at = prepositions[some]
    ids = words.tokens.ids
    long = words.tokens.vocabulary.bits(cues.prepositions)[ids[at]] & _LONG_BITS > 0
    long &= words.has(at + 1, DE)
    last = at + long
    begins, counted = _past_number(words, last + 1)
    contracted = words.printed(last, ["au", "aux", "du", "des"])
    fits = begins_phrase(words, begins) | ((contracted | counted) & ~words.has(begins, SIGN | PREPOSITION))
    fits &= ~words.has(begins, STOP | MARK | BRACKET)
    firsts = np.full(len(prepositions), -1)
    firsts[some[fits]] = begins[fits]
    return _phrases(words, firsts, clause=clause)


def agents(words: Words, cues: Cues, positions: Ints, wanted: NDArray[np.uint32], *, verbs: bool = False) -> Ints:
    """Return the preposition of each, as `preposition_at` does; a «par» of another participle is none.

    «la libération d'un village occupé par X»: X does not free it; but «l'invasion du village menée par X» is X's.
    """
    found = preposition_at(words, cues, positions, wanted)
    beyond = found > positions if verbs else found >= 0  # right behind a verb it is its own
    others = np.flatnonzero(beyond & (wanted == BIT["par"]))
    others = others[_is_participle(words, cues, found[others] - 1)]
    found[others] = -1
    return found


def _is_participle(words: Words, cues: Cues, positions: Ints) -> Bools:
    """Tell past participles of verbs that govern no nouns."""
    tokens = words.tokens
    here = np.maximum(positions, 0)
    support = tokens.vocabulary.bits(cues.forms)[tokens.ids[here]] & SUPPORT > 0
    ids, rows = np.unique(tokens.ids[here], return_inverse=True)
    lower, lemmas = tokens.vocabulary.lower, tokens.vocabulary.lemmas
    verbal = [lemmas[i].endswith(("er", "ir", "re")) and lower[i] != lemmas[i] for i in ids.tolist()]
    return np.array(verbal, dtype=bool)[rows] & ~support & ~words.has(here, CAPITAL)
