"""Whom a noun phrase can mean: the actor that is its head or its name, or the one that its head speaks for.

«le groupe français Total» means Total, «la diplomatie russe» Russia; «un boulanger russe» and «l'avocat de la France»
mean nobody that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.words import CAPITAL, COMMA, COORDINATION, DE, DETERMINER, PREPOSITION, A

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words

_LONGEST = 16  # tokens looked at behind a head
# Adjectives that stand before their noun
_BEFORE_NOUN = frozenset(
    "ancien ancienne anciens anciennes nouveau nouvel nouvelle nouveaux nouvelles futur future haut haute hauts hautes"
    " premier première premiers jeune vieux vieille actuel actuelle principal principale même autre autres".split()
)
# Who speaks for a State, or for what it is said to be of: «le ministère russe», «l'ambassade de Russie»
_OFFICES = frozenset(
    "gouvernement gouvernements ministère ministères ministre ministres vice-ministre diplomatie porte-parole armée"
    " armées état-major président présidente vice-président vice-présidente présidence autorités autorité ambassade"
    " ambassades ambassadeur ambassadrice consulat chancelier chancelière chancellerie exécutif pouvoir régime junte"
    " parlement sénat sénateurs députés parquet police douanes gendarmerie marine premier-ministre émissaire roi reine"
    " législateur".split()
)
# Of what an office may be without leaving its State: «le chef de la diplomatie russe», «le ministre de la santé turc»
_SECTORS = _OFFICES | frozenset(
    "état défense intérieur santé économie éducation finances affaires justice agriculture culture environnement"
    " transports travail énergie république conseil assemblée guerre commerce logement sport sports budget".split()
)
# What speaks for the organisation or the office it names: «le directeur de l'OMS», «le chef de la diplomatie russe»
_SPOKESMEN = frozenset(
    (
        "chef cheffe chefs numéro cabinet délégation secrétaire secrétaires directeur directrice directeurs patron"
        " patronne pdg dirigeant dirigeante dirigeants responsable responsables coordinateur coordinatrice délégué"
        " déléguée représentant représentante représentants rapport rapports communiqué étude note bilan chiffres"
        " données estimations statistiques enquête déclaration direction bureau agence"
    ).split()
)
_CIVILITIES = frozenset("m. mm. mme mmes mlle dr pr me".split())
_PARTICLES = frozenset("dos das da do di del van von der den bin ben ibn al el ould".split())  # within names
_INDEFINITE = frozenset(["un", "une"])


class Heads(NamedTuple):
    """Tokens of noun phrases, -1 for none, all (n_phrases,).

    heads : the noun. names : the first word of the name that stands beside it. reaches : token behind the part that
    the head speaks for.
    """

    heads: Ints
    names: Ints
    reaches: Ints


def find_heads(words: Words, firsts: Ints, ends: Ints) -> Heads:
    """Find what may name the actor in each phrase [first, end); first is -1 for no phrase."""
    some = np.flatnonzero(firsts >= 0)
    heads, names, reaches = (np.full(len(firsts), -1) for _ in range(3))
    first, end = firsts[some], ends[some]
    noun = words.past(first, DETERMINER)
    noun += words.listed(noun, _BEFORE_NOUN)
    noun = np.where(noun < end, noun, first)
    office = words.listed(noun, _OFFICES)
    named = words.listed(noun, _SPOKESMEN) | office
    reach, complement, name = (np.full(len(some), -1) for _ in range(3))
    reach[named], complement[named] = _reach(words, noun[named], end[named])
    office |= named & words.listed(complement, _SECTORS)
    long = end - noun > 1
    name[long] = _name(words, noun[long], end[long])
    heads[some] = noun
    names[some] = np.where((name < 0) & named, complement, name)
    reaches[some] = np.where(office, reach, -1)
    return Heads(heads, names, reaches)


def _reach(words: Words, heads: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Token behind what each head speaks for, and the noun of its first complement, -1 without.

    «le porte-parole du ministère chinois» reaches its end, «le président | d'une banque chinoise» does not.
    """
    reach, complement = heads + 1, np.full(len(heads), -1)
    going = np.ones(len(heads), dtype=bool)
    for _ in range(_LONGEST):
        if not going.any():
            break
        going &= (reach < ends) & ~(words.has(reach, A | PREPOSITION | COMMA) & ~words.has(reach, DE))
        of = going & words.has(reach, DE)
        noun = words.past(reach + 1, DETERMINER)
        of &= (noun < ends) & ~words.listed(reach + 1, _INDEFINITE)
        complement = np.where(of & (complement < 0), noun, complement)
        of_known = of & (words.has(noun, CAPITAL) | words.listed(noun, _SECTORS))
        going &= ~words.has(reach, DE) | of_known
        reach = np.where(going, np.where(of, noun, reach) + 1, reach)
    return np.minimum(reach, ends), complement


def _name(words: Words, heads: Ints, ends: Ints) -> Ints:
    """First word of the last name beside each head, none of a complement: «la ministre du Travail Ana Roy».

    One behind a common word is surer than one behind a capital, which may go on with the name of the complement.
    """
    here = np.minimum(heads[:, None] + np.arange(1, _LONGEST), ends[:, None])
    starts = (here < ends[:, None]) & words.has(here, CAPITAL)
    starts &= ~words.has(here - 1, DE | A | PREPOSITION | DETERMINER | COORDINATION)
    civil = words.listed(here - 1, _CIVILITIES)
    starts &= ~words.listed(here, _CIVILITIES) & ~words.listed(here - 1, _PARTICLES)
    starts &= ~(civil & words.has(here - 2, DE))
    sure = starts & (~words.has(here - 1, CAPITAL) | civil | (here == heads[:, None] + 1))
    unsure = starts & words.has(here + 1, CAPITAL)
    return _last(here, sure, unsure)


def _last(here: Ints, sure: Bools, unsure: Bools) -> Ints:
    """Last token of each row that is sure, else the last one that is not; -1 without."""
    names = np.where(sure, here, -1).max(axis=1, initial=-1)
    found: Ints = np.where(names < 0, np.where(unsure, here, -1).max(axis=1, initial=-1), names)
    return found


def allowed(phrases: Heads, starts: Ints, ends: Ints) -> Bools:
    """Tell which mentions [start, end) each phrase may mean, by its head, its name or what it speaks for."""
    holds_head = (starts <= phrases.heads) & (phrases.heads < ends)
    holds_name = (starts <= phrases.names) & (phrases.names < ends)
    found: Bools = holds_head | holds_name | (ends <= phrases.reaches)
    return found
