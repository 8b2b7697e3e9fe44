"""Relations that nouns tell: «la guerre de la Russie contre l'Ukraine», «le soutien américain à Kiev».

Who acts stands between the noun and the preposition, behind «par», or is the subject of the verb whose object the noun
is: «Paris a signé un accord avec Rabat», «Moscou intensifie ses frappes contre l'Ukraine».
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.columns import pick
from analytics.grammar.subjects import subjects_before
from analytics.grammar.words import ADVERB, AVOIR, CAPITAL, DE, DETERMINER, ETRE, PREPOSITION, PRONOUN, SIGN, TIME, A
from analytics.relations.found import Found
from analytics.relations.groups import ACTIVE, PASSIVE, is_asked, supposed
from analytics.relations.lists import BETWEEN, BIT, DE_PAR, ENDING_NOUN, FINITE, INFINITIVE, NOUN, PARTICIPLE
from analytics.relations.targets import barriers, behind_prepositions, preposition_at

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words
    from analytics.relations.found import Occurrences
    from analytics.relations.groups import Groups
    from analytics.relations.lists import Cues

_POSSESSIVES = frozenset("son sa ses leur leurs".split())
_NONE = frozenset("aucun aucune sans nul nulle ni".split())
_NO = frozenset("pas jamais plus guère".split())
_POSSIBLE = frozenset(
    "projet projets risque risques menace menaces éventuel éventuelle éventuels éventuelles possible possibles"
    " hypothèse perspective cas appel appels demande demandes tentative tentatives proposition potentiel potentielle future futur"
    " plan plans espoir espoirs crainte craintes".split()
)
# What bare «de» may follow: «pas d'accord», «des mois de tensions», «en cas d'attaque»
_SUMS = (
    _NO
    | _POSSIBLE
    | frozenset(
        "beaucoup tant peu trop nombre série séries vague vagues cas absence possibilité ans années mois jours semaines"
        " décennies siècles heures climat campagne campagnes multitude dizaines centaines milliers plusieurs suite".split()
    )
)
_BACK = 4  # tokens between a noun and its determiner
_ADJECTIVES = 3  # between a noun and its «de»


class Governors(NamedTuple):
    """What governs each noun, all (n_nouns,).

    groups : row of the verb group whose object it is, -1 without. possessive : «ses frappes». begins : its first word,
    the determiner included. ended : «la fin de la guerre». negated, unreal : «aucun accord», «un projet d'accord».
    """

    groups: Ints
    possessive: Bools
    begins: Ints
    ended: Bools
    negated: Bools
    unreal: Bools


def is_noun(words: Words, cues: Cues, occurrences: Occurrences) -> Bools:
    """Tell which rows are readings as a noun that the form and the word before allow."""
    firsts = occurrences.firsts
    bits = words.tokens.vocabulary.bits(cues.forms)[words.tokens.ids[np.maximum(firsts - 2, 0)]]
    allows_bare = bits & (ENDING_NOUN | FINITE | PARTICIPLE | INFINITIVE) > 0  # «n'ont pas signé d'accord»
    before = words.has(firsts - 1, PRONOUN) & ~words.has(firsts - 1, DETERMINER)
    # «prisonniers de guerre», «pourparlers de paix»: what is said is said by the noun before
    before |= words.printed(firsts - 1, ["de", "d'", "d’"]) & ~words.listed(firsts - 2, _SUMS) & ~allows_bare
    found: Bools = occurrences.readings.nouns & (occurrences.forms & NOUN > 0) & ~before & ~words.has(firsts, CAPITAL)
    return found | (
        occurrences.readings.nouns
        & (occurrences.forms & NOUN > 0)
        & words.has(firsts, CAPITAL)
        & (firsts == words.sentence(firsts)[0])
    )


def find_noun_relations(
    words: Words,
    cues: Cues,
    occurrences: Occurrences,
    groups: Groups,
    *,
    supports: tuple[Bools, Bools],
    subjects: tuple[Ints, Ints],
    may_name: Bools,
) -> Found:
    """Find the relations of nouns.

    groups, subjects : of verbs. supports : which of these take such nouns as object, and which end what they govern.
    may_name : (n_tokens,), what may name an actor.
    """
    readings = occurrences.readings
    n = len(occurrences.firsts)
    names = np.array(cues.frames)
    governors = _governors(words, cues, occurrences, groups, supports)
    targets, target_ends = np.full(n, -1), np.zeros(n, dtype=np.int64)
    sources, source_ends = targets.copy(), target_ends.copy()
    froms = _froms(words, occurrences.ends, groups, supports[0])
    at = np.full(n, -1)
    for number, frame in enumerate(cues.frames):
        rows = np.flatnonzero(readings.frames == number)
        wanted = np.full(len(rows), BIT["de"] if frame == DE_PAR else BIT.get(frame, 0), dtype=np.uint32)
        at[rows] = preposition_at(words, cues, occurrences.ends[rows], wanted, reach=frame != DE_PAR)
        again = rows[(at[rows] < 0) & (froms[rows] > occurrences.ends[rows])]
        wanted = np.full(len(again), BIT.get(frame, 0), dtype=np.uint32)
        at[again] = preposition_at(words, cues, froms[again], wanted)
    targets, target_ends = behind_prepositions(words, cues, at, clause=False)
    between = (names == BETWEEN)[readings.frames]
    de_par = (names == DE_PAR)[readings.frames]
    sources, source_ends = _sources(words, cues, occurrences, (at, target_ends), froms, de_par, may_name)
    sources, source_ends, negated, unreal = _of_subjects(
        words, occurrences, governors, groups, subjects, (sources, source_ends), between
    )
    both = between & (targets >= 0)
    sources = np.where(both, targets, sources)
    source_ends = np.where(both, target_ends, source_ends)
    targets = np.where(between, -1, targets)
    fits = (sources >= 0) & ((targets >= 0) | between)
    ended = governors.ended | np.append(supports[1], False)[governors.groups]
    found = Found(
        matches=occurrences.matches,
        rows=readings.rows,
        firsts=occurrences.firsts,
        ends=occurrences.ends,
        sources=sources,
        source_ends=source_ends,
        targets=targets,
        target_ends=target_ends,
        whole=np.zeros(n, dtype=bool),
        ended=ended,
        mutual=readings.mutual,
        negated=negated,
        unreal=unreal,
    )
    return pick(found, np.flatnonzero(fits))


def _governors(
    words: Words, cues: Cues, occurrences: Occurrences, groups: Groups, supports: tuple[Bools, Bools]
) -> Governors:
    firsts = occurrences.firsts
    back = firsts[:, None] - np.arange(1, _BACK + 1)
    determiners = words.has(back, DETERMINER | DE) & ~words.has(back, SIGN)
    stops = words.has(back, SIGN | PREPOSITION | AVOIR | ETRE) & ~determiners
    first_stop = np.where(stops.any(axis=1), stops.argmax(axis=1), _BACK)
    nearest = np.where(determiners.any(axis=1), determiners.argmax(axis=1), _BACK)
    has_one = nearest < first_stop
    begins = np.where(has_one, firsts - 1 - nearest, firsts)
    begins = begins - (has_one & words.has(begins, DETERMINER) & words.printed(begins - 1, ["de", "d'"]))
    before = words.back(begins - 1, ADVERB | TIME)
    # «a signé avec Rabat un accord», «a signé un accord»: the nearest verb whose object may stand here
    usable = np.flatnonzero(supports[0] | supports[1])
    lasts = np.append(groups.ends[usable] - 1, -2)
    row = np.searchsorted(lasts[:-1], before)
    row = np.minimum(row, len(usable))
    governed = lasts[row] == before
    group = np.where(governed, np.append(usable, -1)[row], -1)
    of = words.has(begins, DE)
    head = np.where(of, begins - 1, begins)
    bits = words.tokens.vocabulary.bits(cues.forms)[words.tokens.ids[np.maximum(head, 0)]]
    one_more = words.tokens.vocabulary.bits(cues.forms)[words.tokens.ids[np.maximum(head - 1, 0)]]
    ended = of & ((bits | one_more) & ENDING_NOUN > 0)
    return Governors(
        groups=group,
        possessive=words.listed(begins, _POSSESSIVES),
        begins=begins,
        ended=ended,
        negated=words.listed(begins, _NONE) | words.listed(begins - 1, _NONE | _NO),
        unreal=words.mentions(np.maximum(begins - 2, 0), occurrences.ends + 2, _POSSIBLE)
        | is_asked(words, firsts)
        | supposed(words, firsts),
    )


def _froms(words: Words, ends: Ints, groups: Groups, supports: Bools) -> Ints:
    """Where complements go on behind a verb: «un accord | a été signé | entre», «une guerre est menée contre»."""
    stop = barriers(words, ends)
    passive = np.flatnonzero(supports & (groups.voices == PASSIVE))
    row = np.searchsorted(groups.starts[passive], stop, side="right") - 1  # -1, the last one, where none begins before
    found = np.append(groups.firsts[passive], -1)[row] > stop
    found &= np.append(groups.starts[passive], len(words.tokens))[row] <= stop
    return np.where(found, np.append(groups.ends[passive], -1)[row], ends)


def _sources(
    words: Words,
    cues: Cues,
    occurrences: Occurrences,
    target: tuple[Ints, Ints],
    froms: Ints,
    de_par: Bools,
    may_name: Bools,
) -> tuple[Ints, Ints]:
    """Who acts by what stands beside the noun: «de X», an adjective, «par X»."""
    ends, (at, target_ends) = occurrences.ends, target
    n = len(ends)
    by = np.full(n, BIT["par"], dtype=np.uint32)
    agent = preposition_at(words, cues, ends, by)
    behind = (agent < 0) & (at >= 0)
    agent[behind] = preposition_at(words, cues, target_ends[behind], by[behind])
    agent[agent < 0] = preposition_at(words, cues, froms[agent < 0], by[agent < 0])
    named, named_ends = behind_prepositions(words, cues, agent)
    limit = np.where(at >= 0, at, ends)
    around = np.minimum(ends[:, None] + np.arange(12), len(words.tokens))
    place = words.has(around, A | PREPOSITION) & ~words.has(around, DE)
    cut = np.where(place.any(axis=1), ends + place.argmax(axis=1), limit)
    limit = np.minimum(np.minimum(limit, cut), np.where(agent >= 0, np.maximum(agent, ends), limit))
    sums = np.append(0, np.cumsum(may_name))
    beside = (limit > ends) & (sums[limit] > sums[ends])
    sources = np.where(named >= 0, named, np.where(beside, ends, -1))
    return sources, np.where(named >= 0, named_ends, limit)


def _of_subjects(
    words: Words,
    occurrences: Occurrences,
    governors: Governors,
    groups: Groups,
    subjects: tuple[Ints, Ints],
    sources: tuple[Ints, Ints],
    between: Bools,
) -> tuple[Ints, Ints, Bools, Bools]:
    """Who acts, by the verb that governs the noun where nothing beside it tells; what is denied; what is possible."""
    firsts, ends = sources[0].copy(), sources[1].copy()
    voices = np.append(groups.voices, 0)[governors.groups]
    governed = (firsts < 0) & (governors.groups >= 0) & (voices == ACTIVE)
    firsts[governed] = subjects[0][governors.groups[governed]]
    ends[governed] = subjects[1][governors.groups[governed]]
    own = np.flatnonzero((firsts < 0) & governors.possessive & ~between)
    found, found_ends = subjects_before(words, governors.begins[own], gerund=np.zeros(len(own), dtype=bool))
    bare = (found >= 0) & words.has(found, PRONOUN) & ~words.has(found, DETERMINER | CAPITAL)
    firsts[own], ends[own] = np.where(bare, -1, found), found_ends
    negated = governors.negated | np.append(groups.negated, False)[governors.groups]
    unreal = governors.unreal | np.append(groups.unreal, False)[governors.groups]
    return firsts, ends, negated, unreal
