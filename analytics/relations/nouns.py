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
from analytics.relations.targets import agents, barriers, behind_prepositions, preposition_at

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words
    from analytics.relations.ends import Names
    from analytics.relations.found import Occurrences
    from analytics.relations.groups import Groups
    from analytics.relations.lists import Cues

_POSSESSIVES = frozenset("son sa ses leur leurs".split())
_NONE = frozenset("aucun aucune sans nul nulle ni".split())
_NO = frozenset("pas jamais plus guère".split())
_POSSIBLE = frozenset(
    "projet projets risque risques menace menaces éventuel éventuelle éventuels éventuelles possible possibles"
    " hypothèse perspective cas appel appels demande demandes tentative tentatives proposition potentiel potentielle"
    " future futur plan plans espoir espoirs crainte craintes".split()
)
# What bare «de» may follow: «pas d'accord», «des mois de tensions», «en cas d'attaque»
_SUMS = (
    _NO
    | _POSSIBLE
    | frozenset(
        "beaucoup tant peu trop nombre série séries vague vagues cas absence possibilité ans années mois jours semaines"
        " décennies siècles heures climat campagne campagnes multitude dizaines centaines milliers suite".split()
    )
)
_BACK = 4  # tokens between a noun and its determiner
_BESIDE = 12  # tokens behind a noun that may tell who acts


class Places(NamedTuple):
    """Where nouns stand, all (n_nouns,): first token, the determiner included, and the token before, adverbs apart."""

    begins: Ints
    before: Ints


def is_noun(words: Words, cues: Cues, occurrences: Occurrences) -> Bools:
    """Tell which rows are readings as a noun that the form and the word before allow."""
    firsts = occurrences.firsts
    bits = words.tokens.vocabulary.bits(cues.forms)[words.tokens.ids[np.maximum(firsts - 2, 0)]]
    allows_bare = bits & (ENDING_NOUN | FINITE | PARTICIPLE | INFINITIVE) > 0  # «n'ont pas signé d'accord»
    before = words.has(firsts - 1, PRONOUN) & ~words.has(firsts - 1, DETERMINER)
    # «prisonniers de guerre», «pourparlers de paix»: what is said is said by the noun before
    before |= words.printed(firsts - 1, ["de", "d'", "d’"]) & ~words.listed(firsts - 2, _SUMS) & ~allows_bare
    found: Bools = occurrences.readings.nouns & (occurrences.forms & NOUN > 0) & ~before
    found &= ~words.has(firsts, CAPITAL) | (firsts == words.sentence(firsts)[0])
    return found


def find_places(words: Words, firsts: Ints) -> Places:
    """Return where the phrases of nouns begin."""
    back = firsts[:, None] - np.arange(1, _BACK + 1)
    determiners = words.has(back, DETERMINER | DE) & ~words.has(back, SIGN)
    stops = words.has(back, SIGN | PREPOSITION | AVOIR | ETRE) & ~determiners
    first_stop = np.where(stops.any(axis=1), stops.argmax(axis=1), _BACK)
    nearest = np.where(determiners.any(axis=1), determiners.argmax(axis=1), _BACK)
    begins = np.where(nearest < first_stop, firsts - 1 - nearest, firsts)
    begins = begins - (words.has(begins, DETERMINER) & words.printed(begins - 1, ["de", "d'"]) & (begins < firsts))
    return Places(begins, words.back(begins - 1, ADVERB | TIME))


class Support(NamedTuple):
    """Verb groups that may govern nouns, in text order, all (n_groups,), and which end what they govern."""

    groups: Groups
    endings: Bools

    def governing(self, positions: Ints) -> Ints:
        """Row of the group that ends with each token, -1 for none."""
        lasts = np.append(self.groups.ends - 1, -2)
        rows = np.searchsorted(lasts[:-1], positions)
        return np.where(lasts[rows] == positions, rows, -1)


class Nouns(NamedTuple):
    """Readings of nouns with their targets, all (n_nouns,).

    at, targets, target_ends : preposition and phrase behind it, -1 without. froms : where complements go on behind a
    verb. groups : rows of what governs them, -1 without.
    """

    occurrences: Occurrences
    places: Places
    at: Ints
    targets: Ints
    target_ends: Ints
    froms: Ints
    groups: Ints


def find_noun_targets(
    words: Words, cues: Cues, occurrences: Occurrences, places: Places, support: Support, names: Names
) -> Nouns:
    """Find what nouns are directed at; those at nobody who may be an actor are left out.

    places : of the same rows.
    """
    readings = occurrences.readings
    frames = np.array(cues.frames)
    wanted = np.array([BIT["de"] if frame == DE_PAR else BIT.get(frame, 0) for frame in cues.frames], dtype=np.uint32)
    wanted, de_par = wanted[readings.frames], (frames == DE_PAR)[readings.frames]
    at = preposition_at(words, cues, occurrences.ends, wanted, reach=~de_par)
    froms = _froms(words, occurrences.ends, support.groups)
    again = np.flatnonzero((at < 0) & (froms > occurrences.ends) & ~de_par)
    at[again] = preposition_at(words, cues, froms[again], wanted[again])
    targets, target_ends = np.full(len(at), -1), np.zeros(len(at), dtype=np.int64)
    some = np.flatnonzero(at >= 0)
    groups = support.governing(places.before)
    # What stands behind the object of a verb may begin another clause; what stands behind a subject does not.
    targets[some], target_ends[some] = behind_prepositions(words, cues, at[some], clause=groups[some] >= 0)
    between = (frames == BETWEEN)[readings.frames]
    fits = names.within(targets, target_ends) | (between & (at < 0) & (groups >= 0))
    nouns = Nouns(occurrences, places, at, targets, target_ends, froms, groups)
    return pick(nouns, np.flatnonzero(fits))


def find_noun_relations(
    words: Words, cues: Cues, nouns: Nouns, support: Support, subjects: tuple[Ints, Ints], names: Names
) -> Found:
    """Find who acts, of nouns that have a target; subjects : of the groups of ``support``."""
    occurrences = nouns.occurrences
    readings = occurrences.readings
    between = (np.array(cues.frames) == BETWEEN)[readings.frames]
    sources, source_ends = _beside(words, cues, nouns, names)
    sources, source_ends = _of_subjects(words, nouns, support.groups, subjects, (sources, source_ends), between)
    both = between & (nouns.targets >= 0)
    groups = nouns.groups
    found = Found(
        matches=occurrences.matches,
        rows=readings.rows,
        firsts=occurrences.firsts,
        ends=occurrences.ends,
        sources=np.where(both, nouns.targets, sources),
        source_ends=np.where(both, nouns.target_ends, source_ends),
        targets=np.where(between, -1, nouns.targets),
        target_ends=nouns.target_ends,
        whole=np.zeros(len(between), dtype=bool),
        ended=_is_end_of(words, cues, nouns.places) | np.append(support.endings, False)[groups],
        mutual=readings.mutual,
        negated=_is_none(words, nouns.places) | np.append(support.groups.negated, False)[groups],
        unreal=_is_possible(words, nouns) | np.append(support.groups.unreal, False)[groups],
    )
    return pick(found, np.flatnonzero((found.sources >= 0) & ((found.targets >= 0) | between)))


def _is_end_of(words: Words, cues: Cues, places: Places) -> Bools:
    """«la fin de la guerre», «la levée progressive des sanctions»."""
    head = places.begins - words.has(places.begins, DE)
    bits = words.tokens.vocabulary.bits(cues.forms)
    named = bits[words.tokens.ids[np.maximum(head, 0)]] | bits[words.tokens.ids[np.maximum(head - 1, 0)]]
    ends: Bools = words.has(places.begins, DE) & (named & ENDING_NOUN > 0)
    return ends


def _is_none(words: Words, places: Places) -> Bools:
    return words.listed(places.begins, _NONE) | words.listed(places.begins - 1, _NONE | _NO)


def _is_possible(words: Words, nouns: Nouns) -> Bools:
    firsts = nouns.occurrences.firsts
    possible = words.mentions(np.maximum(nouns.places.begins - 2, 0), nouns.occurrences.ends + 2, _POSSIBLE)
    return possible | is_asked(words, firsts) | supposed(words, firsts)


def _froms(words: Words, ends: Ints, groups: Groups) -> Ints:
    """Where complements go on behind a verb: «un accord | a été signé | entre», «une guerre est menée contre»."""
    stop = barriers(words, ends)
    passive = np.flatnonzero(groups.voices == PASSIVE)
    row = np.searchsorted(groups.starts[passive], stop, side="right") - 1  # -1, the last one, where none begins before
    found = np.append(groups.firsts[passive], -1)[row] > stop
    found &= np.append(groups.starts[passive], len(words.tokens))[row] <= stop
    return np.where(found, np.append(groups.ends[passive], -1)[row], ends)


def _beside(words: Words, cues: Cues, nouns: Nouns, names: Names) -> tuple[Ints, Ints]:
    """Who acts by what stands beside the noun: «de X», an adjective, «par X»."""
    ends, at, froms = nouns.occurrences.ends, nouns.at, nouns.froms
    by = np.full(len(ends), BIT["par"], dtype=np.uint32)
    agent = agents(words, cues, ends, by)
    behind = np.flatnonzero((agent < 0) & (at >= 0))
    agent[behind] = agents(words, cues, nouns.target_ends[behind], by[behind])
    later = np.flatnonzero((agent < 0) & (froms > ends))
    agent[later] = preposition_at(words, cues, froms[later], by[later])
    named, named_ends = behind_prepositions(words, cues, agent)
    limit = np.where(at >= 0, at, ends)
    around = np.minimum(ends[:, None] + np.arange(_BESIDE), len(words.tokens))
    place = words.has(around, A | PREPOSITION) & ~words.has(around, DE)
    cut = np.where(place.any(axis=1), ends + place.argmax(axis=1), limit)
    limit = np.minimum(np.minimum(limit, cut), np.where(agent >= 0, np.maximum(agent, ends), limit))
    is_beside = (limit > ends) & names.within(ends, limit)
    sources = np.where(named >= 0, named, np.where(is_beside, ends, -1))
    return sources, np.where(named >= 0, named_ends, limit)


def _of_subjects(
    words: Words,
    nouns: Nouns,
    groups: Groups,
    subjects: tuple[Ints, Ints],
    sources: tuple[Ints, Ints],
    between: Bools,
) -> tuple[Ints, Ints]:
    """Who acts, by the verb that governs the noun or its «ses», where nothing beside it tells."""
    firsts, ends = sources[0].copy(), sources[1].copy()
    voices = np.append(groups.voices, 0)[nouns.groups]
    governed = np.flatnonzero((firsts < 0) & (nouns.groups >= 0) & (voices == ACTIVE))
    firsts[governed] = subjects[0][nouns.groups[governed]]
    ends[governed] = subjects[1][nouns.groups[governed]]
    own = np.flatnonzero((firsts < 0) & words.listed(nouns.places.begins, _POSSESSIVES) & ~between)
    found, found_ends = subjects_before(words, nouns.places.begins[own], gerund=np.zeros(len(own), dtype=bool))
    bare = (found >= 0) & words.has(found, PRONOUN) & ~words.has(found, DETERMINER | CAPITAL)
    firsts[own], ends[own] = np.where(bare, -1, found), found_ends
    return firsts, ends
