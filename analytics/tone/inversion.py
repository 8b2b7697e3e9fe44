"""Verbs and nouns that turn what they govern round, or strengthen it: «éviter une crise», «fin de la guerre».

Choi and Cardie (2008) call them content-word negators, Moilanen and Pulman (2007) reversal in composition. A word does
so in a frame: before its object, behind its subject ("le chômage recule", "la guerre a été évitée"), or before a
complement that a preposition opens. Each occurrence has one scope, that of the first of its frames which holds a
lexicon word.

A remedy ("soulager la misère") turns bad things round, harm ("réprimer la liberté") good ones; where it has none of
those it turns nothing round and keeps a tone of its own. What a verb turns round before it is the noun that it agrees
with: never an adverb, a verb, or those to whom it is done ("les pauvres sont exclus").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.text.intervals import members
from analytics.tone.shifters import FRAMES, load_inverters
from analytics.tone.syntax import (
    ADJUNCT,
    AGAINST,
    AND,
    BE,
    BOUND,
    DETERMINER,
    FINITE,
    GERUND,
    HAVE,
    HEAD,
    INFINITIVE,
    MAKE,
    OF,
    ON,
    PARTICIPLE,
    SE,
    STOP,
    TO,
    WITH,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.text.tokenization import Tokens
    from analytics.tone.syntax import Syntax

_BACK_REACH = 12  # tokens from a verb back to its subject
_NOUN_REACH = 5  # tokens from a participle without auxiliary back to its noun: une crise enfin évitée
_ANTECEDENT_REACH = 3  # tokens from "qui" back to what it stands for
_AUXILIARY_REACH = 4  # tokens from a participle back to its auxiliary: a finalement été évitée
_PREPOSITION_REACH = 4  # tokens from a word to the preposition of its complement: fin immédiate de la guerre
_VERB_REACH = 4  # tokens from a noun back to the verb it is one with: mettre enfin un terme
_INVARIABLE = ("is", "us", "os")  # participles that may be of both numbers: compromis, exclus, clos
_OBJECT, _SUBJECT, NOUN = map(FRAMES.index, ("object", "subject", "noun"))
_PREPOSITIONS = {"de": OF, "à": TO, "contre": AGAINST, "sur": ON, "avec": WITH}
_CLOSING = np.uint32(STOP | INFINITIVE | DETERMINER)  # what does not stand between a word and its preposition
_PREPOSITION_BITS = np.array([_PREPOSITIONS.get(frame, 0) for frame in FRAMES], dtype=np.uint32)


class Inversions(NamedTuple):
    """Inverters that have something to turn round.

    heads, verbs, starts, ends, rows : (n_occurrences,), in text order; position of the word and of its light verb (its
    own where it has none), the tokens it governs, and row of `load_inverters()`. owners, hits : (n_changes,), what each
    of them turns round; rows of occurrences and of hits.
    """

    heads: NDArray[np.int64]
    verbs: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    rows: NDArray[np.int64]
    owners: NDArray[np.int64]
    hits: NDArray[np.int64]


def find_inversions(
    syntax: Syntax,
    hits: NDArray[np.int64],
    valences: NDArray[np.float64],
    *,
    adverbs: NDArray[np.bool_],
    taken: NDArray[np.bool_],
    window: int,
) -> Inversions:
    """Return the inverters that have something to turn round.

    hits, valences, adverbs : positions of lexicon words, in text order, their prior valences, and which are adverbs,
    that nothing turns round (réprimer durement). taken : (n_tokens,), tokens
    inside an expression or a name, which are no inverters. window : tokens of an object or complement.
    """
    inverters = load_inverters()
    heads = syntax.where(HEAD)
    farthest = heads + 1 + _PREPOSITION_REACH + window
    near = np.searchsorted(hits, farthest) - np.searchsorted(hits, heads - _BACK_REACH)
    heads, rows = _candidates(syntax, heads[(near > 0) & ~taken[heads]])
    verbs = _light_verbs(syntax, heads, inverters.verbs[rows])
    fits = verbs >= 0
    heads, verbs, rows = heads[fits], verbs[fits], rows[fits]
    starts, ends = _scopes(syntax, heads, inverters.frames[rows], is_alone=verbs == heads, window=window)
    owners, inside = members(np.searchsorted(hits, starts), np.searchsorted(hits, ends))
    signs = inverters.signs[rows[owners]]
    changed = ((signs == 0) | (signs == np.sign(valences[inside]))) & ~adverbs[inside]
    owners, inside = owners[changed], inside[changed]
    changed = _is_subject(syntax, heads[owners], hits[inside]) & (hits[inside] != verbs[owners])
    owners, inside = owners[changed], inside[changed]
    holds = np.flatnonzero(np.bincount(owners, minlength=len(heads)))
    first = np.ones(len(holds), dtype=bool)
    first[1:] = heads[holds[1:]] != heads[holds[:-1]]
    chosen = holds[first]
    numbers = np.full(len(heads), -1)
    numbers[chosen] = np.arange(len(chosen))
    owners = numbers[owners]
    of_chosen = owners >= 0
    heads, verbs, starts, ends, rows = (column[chosen] for column in (heads, verbs, starts, ends, rows))
    return Inversions(heads, verbs, starts, ends, rows, owners[of_chosen], inside[of_chosen])


def _candidates(syntax: Syntax, heads: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each word that may be an inverter with each row that it may be one of: those of its form, of its lemma."""
    inverters, tokens = load_inverters(), syntax.tokens
    types = tokens.ids[heads]
    of_form, of_lemma = (
        tokens.vocabulary.bits(inverters.groups)[types],
        tokens.vocabulary.bits(inverters.groups, "lemma_names")[types],
    )
    of_lemma = np.where(of_form == of_lemma, 0, of_lemma)
    groups = np.stack([of_form, of_lemma], axis=1).ravel()
    owners, flat = members(inverters.group_ptr[groups], inverters.group_ptr[groups + 1])
    return heads[owners // 2], inverters.group_rows[flat]


def _light_verbs(syntax: Syntax, heads: NDArray[np.int64], wanted: NDArray[np.int8]) -> NDArray[np.int64]:
    """«mettre fin à»: return the light verb before each noun that needs one, -1 if it is not there, else the head."""
    verbs = heads.copy()
    needing = np.flatnonzero(wanted)
    inverters, tokens = load_inverters(), syntax.tokens
    of_type = tokens.vocabulary.bits(inverters.light_verbs, "lemma_names")
    before = heads[needing, None] - np.arange(1, _VERB_REACH + 1)
    is_verb = of_type[tokens.ids.take(before, mode="clip")] == wanted[needing, None]
    is_verb &= before >= syntax.sentence_starts(heads[needing])[:, None]
    is_verb &= ~np.logical_or.accumulate(syntax.has(before, BOUND), axis=1)
    nearest = before[np.arange(len(needing)), is_verb.argmax(axis=1)]
    verbs[needing] = np.where(is_verb.any(axis=1), nearest, -1)
    return verbs


def _scopes(
    syntax: Syntax, heads: NDArray[np.int64], frames: NDArray[np.int8], *, is_alone: NDArray[np.bool_], window: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the tokens that each word turns round in a frame; an empty scope where it has no such frame here.

    is_alone : words without a light verb.
    """
    starts, ends = heads.copy(), heads.copy()
    backward = _looks_back(syntax, heads, frames, is_alone)
    forward = (frames == _OBJECT) & ~backward & (_is_verb(syntax, heads) | ~is_alone)
    starts[frames == NOUN] -= 1
    causative = np.flatnonzero((frames == _SUBJECT) & syntax.has(heads, INFINITIVE))
    made = causative[syntax.near(heads[causative], -1, MAKE)]  # faire reculer le chômage
    backward[made], forward[made] = False, True
    back = np.flatnonzero(backward)
    starts[back] = _subject_starts(syntax, heads[back])
    bits = _PREPOSITION_BITS[frames]
    governing = np.flatnonzero(bits)
    first = heads + 1
    first[governing] = _complement_starts(syntax, heads[governing], bits[governing])
    forward[governing] = first[governing] > 0
    ahead = np.flatnonzero(forward)
    starts[ahead] = first[ahead]
    ends[ahead] = phrase_ends(syntax, heads[ahead], first[ahead], window=window)
    # French says these again before each noun: not the "reprise" of "la fin de la guerre et la reprise".
    repeated = np.flatnonzero((bits & np.uint32(OF | TO)) > 0)
    joints = np.append(syntax.new_phrases, len(syntax.traits))
    ends[repeated] = np.minimum(ends[repeated], joints[np.searchsorted(joints, starts[repeated])])
    return starts, ends


def _is_verb(syntax: Syntax, heads: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a word is a verb here, where our lemmas do not say so: «menace la paix», but «la menace», «menace de»."""
    is_verb = syntax.has(heads, FINITE | INFINITIVE | PARTICIPLE | GERUND)
    return is_verb | ~(syntax.near(heads, -1, DETERMINER) | syntax.near(heads, 1, OF))


def _looks_back(
    syntax: Syntax, heads: NDArray[np.int64], frames: NDArray[np.int8], is_alone: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether a word turns what stands before it: a verb its subject, a passive or a participle its noun."""
    back: NDArray[np.bool_] = (frames == _SUBJECT) & ~(is_alone & syntax.near(heads, -1, DETERMINER))
    back &= ~(syntax.has(heads, INFINITIVE) & syntax.near(heads, -1, OF | TO | ADJUNCT))  # accuse son allié de reculer
    verbs = np.flatnonzero(frames == _OBJECT)
    heads = heads[verbs]
    passive = syntax.near(heads, -1, SE) & ~syntax.has(heads, INFINITIVE)  # la pauvreté se réduit
    participles = np.flatnonzero(syntax.has(heads, PARTICIPLE))
    passive[participles] |= _is_passive(syntax, heads[participles])
    back[verbs[passive]] = True
    return back


def _is_passive(syntax: Syntax, participles: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the auxiliary of each participle is "être", or it has none and follows its noun."""
    nearest, is_bare = _auxiliaries(syntax, participles)
    # Not "a évité et réduit la casse", nor the noun "la levée".
    follows = ~syntax.has(participles, FINITE) & ~syntax.near(participles, -1, AND | DETERMINER)
    return np.where(is_bare, follows, syntax.has(nearest, BE))


def _auxiliaries(syntax: Syntax, verbs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the auxiliary nearest before each verb in its clause, and whether there is none."""
    back = -np.arange(1, _AUXILIARY_REACH + 1)
    auxiliary = syntax.near(verbs, back, BE | HAVE) & ~np.logical_or.accumulate(syntax.near(verbs, back, BOUND), axis=1)
    is_bare = np.logical_not(auxiliary.any(axis=1))
    return verbs - 1 - auxiliary.argmax(axis=1), is_bare


def _is_subject(syntax: Syntax, heads: NDArray[np.int64], words: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each word may be turned round by a head: what stands before it must be a noun for no person.

    One that a participle without auxiliary follows has its number: not the crises of "un débat sur les crises écarté".
    """
    fits = heads < words
    before = np.flatnonzero(~fits & (heads != words))
    heads, words = heads[before], words[before]
    nouns = ~syntax.has(words, FINITE | INFINITIVE | GERUND) | syntax.near(words, -1, DETERMINER)
    counted = syntax.near(words, -1, OF) & ~syntax.has(heads, PARTICIPLE)  # le nombre de victimes augmente
    nouns &= ~syntax.are_persons(words) | counted
    bare = np.flatnonzero(syntax.has(heads, PARTICIPLE) & ~syntax.has(heads, FINITE))
    bare = bare[_auxiliaries(syntax, heads[bare])[1]]
    nouns[bare] &= _agree(syntax.tokens, heads[bare], words[bare])
    fits[before] = nouns
    return fits


def _agree(tokens: Tokens, participles: NDArray[np.int64], nouns: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a participle may have the number of a noun, as far as their endings show it."""
    lower, lemmas, ids = tokens.vocabulary.lower, tokens.vocabulary.lemmas, tokens.ids
    agree = [
        participle.endswith(_INVARIABLE)
        or (noun == lemma and noun[-1:] in "sxz")
        or (participle[-1:] == "s") == (noun[-1:] in "sxz")
        for participle, noun, lemma in (
            (lower[p], lower[n], lemmas[n]) for p, n in zip(ids[participles].tolist(), ids[nouns].tolist(), strict=True)
        )
    ]
    return np.array(agree, dtype=bool)


def _subject_starts(syntax: Syntax, heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the subject of each verb, or the noun of each participle, may begin.

    That is in its clause, or before the "qui" that opens it; a participle's noun stands behind the verb before it.
    """
    clause = syntax.clause_starts(heads)
    tokens = syntax.tokens
    is_relative = tokens.vocabulary.matching(["qui"])[tokens.ids[clause]]
    antecedent = np.maximum(clause - _ANTECEDENT_REACH, syntax.sentence_starts(heads))
    clause = np.where(is_relative, antecedent, clause)
    _, is_bare = _auxiliaries(syntax, heads)
    is_bare &= syntax.has(heads, PARTICIPLE) & ~syntax.has(heads, FINITE)
    starts = np.maximum(clause, heads - np.where(is_bare, _NOUN_REACH, _BACK_REACH))
    bare = np.flatnonzero(is_bare)
    before = heads[bare, None] - np.arange(1, _NOUN_REACH + 1)
    # défendre sa sécurité menacée ; 200 morts, avec des familles abandonnées
    verbal = syntax.has(before, INFINITIVE | FINITE | GERUND | WITH)
    nearest = heads[bare] - verbal.argmax(axis=1)
    starts[bare] = np.where(verbal.any(axis=1), np.maximum(starts[bare], nearest), starts[bare])
    return starts


def _complement_starts(syntax: Syntax, heads: NDArray[np.int64], bits: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return the token behind the preposition that opens each complement, 0 where there is none."""
    starts = np.zeros_like(heads)
    open_ = np.ones(len(heads), dtype=bool)
    for following in (heads + step for step in range(1, _PREPOSITION_REACH + 1)):
        traits = syntax.traits.take(following, mode="clip")
        open_ &= syntax.clauses.take(following, mode="clip") == syntax.clauses[heads]
        opening = open_ & (traits & bits != 0)
        starts[opening] = following[opening] + 1
        open_ &= ~opening & (traits & _CLOSING == 0)
    return starts


def phrase_ends(
    syntax: Syntax, heads: NDArray[np.int64], starts: NDArray[np.int64], *, window: int
) -> NDArray[np.int64]:
    """Return the token behind the noun phrase that begins at each start, in the clause of its head."""
    stops = np.append(syntax.stops, len(syntax.traits))
    ends = np.minimum(stops[np.searchsorted(stops, starts)], syntax.clause_ends(heads))
    within: NDArray[np.int64] = np.minimum(ends, starts + window)
    return within
