"""Both ends of relations: phrases that name several actors taken apart, and whom each part means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.columns import pick
from analytics.grammar.heads import Heads, find_heads
from analytics.grammar.phrases import begins_phrase, noun_phrases
from analytics.grammar.words import (
    AVOIR,
    CLITIC,
    COMMA,
    CONDITIONAL,
    COORDINATION,
    DE,
    DETERMINER,
    ETRE,
    PREPOSITION,
    A,
)
from analytics.relations.groups import holds_verb
from analytics.relations.lists import OBJECTIVE
from analytics.text.intervals import members

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words
    from analytics.relations.lists import Cues

# Of such people and things an adjective only says where they are from: «un club français»
_PRIVATE = frozenset(
    "club clubs équipe équipes joueur joueurs joueuse footballeur footballeurs attaquant défenseur gardien entraîneur"
    " boulanger boulangers touriste touristes acteur actrice acteurs chanteur chanteuse artiste artistes étudiant"
    " étudiante étudiants chercheur chercheuse chercheurs médecin médecins voisin voisine voisins écrivain écrivaine"
    " auteur autrice réalisateur réalisatrice avocat avocate société marque mari femme ami amie".split()
)
_LIST = 4  # members of a list beside the two that «et» joins
_LONGEST = 24  # tokens looked at behind a head
# What acts for the State or group it is of: «l'armée russe», «un drone ukrainien», «des frappes israéliennes»
_FORCES = frozenset(
    (
        "force forces troupe troupes soldat soldats militaire militaires armée armées avion avions aviation missile"
        " missiles drone drones chasseurs hélicoptère hélicoptères navire navires marine char chars artillerie frappe"
        " frappes raid raids bombardement bombardements tir tirs attaque attaques offensive sanctions police policiers"
        " gendarmes gardes garde-frontières services renseignement espions agents espionnage combattants combattant"
        " milice milices rebelles rebelle séparatistes insurgés opposition junte pouvoir régime administration"
        " diplomates diplomate diplomatie dirigeant dirigeants dirigeante responsables responsable officiels leader"
        " leaders président présidents premier ministres élus parlementaires députés sénateurs camp parti bloc"
        " coalition alliance branche groupe groupes mouvement organisation front justice tribunal cour hackers pirates"
        " colons parlement assemblée congrès conseil commission banque compagnie entreprise chef chefs commandement"
        " commandant général généraux capitale occupant envahisseur agresseur voisin allié partenaire géant bataillon"
        " brigade unité unités commando commandos fusées roquettes chancelier princes monarque souverain"
    ).split()
)


class Ends(NamedTuple):
    """Parts of phrases that may name an actor, all (n_parts,): the phrase, tokens [first, end), whom it can mean."""

    owners: Ints
    firsts: Ints
    ends: Ints
    heads: Heads


def find_ends(words: Words, cues: Cues, firsts: Ints, ends: Ints, acting: Bools) -> Ends:
    """Take phrases [first, end) apart; first is -1 for none.

    acting : a part or a deed of an actor means the actor only if it acts for it: «l'armée russe», but not «un boulanger
    russe»; of others «une ville ukrainienne», «des positions du Hezbollah» do.
    """
    owners, firsts, ends = _parts(words, firsts, ends)
    heads = find_heads(words, firsts, ends)
    noun = np.where(heads.heads >= 0, heads.heads, 0)
    adjectives = _first(words, noun + 1, ends, DE | A | PREPOSITION | COMMA | COORDINATION)
    complements = _complement_ends(words, noun + 1, ends)
    forces = words.listed(noun, _FORCES)
    objective = words.tokens.vocabulary.bits(cues.forms)[words.tokens.ids[noun]] & OBJECTIVE > 0
    of_deed = np.where(objective, adjectives, complements)
    of_deed = np.where(words.listed(noun, _PRIVATE), noun + 1, of_deed)
    reaches = np.where(acting[owners], np.where(forces, of_deed, heads.reaches), of_deed)
    return Ends(owners, firsts, ends, heads._replace(reaches=np.maximum(reaches, heads.reaches)))


def _first(words: Words, firsts: Ints, ends: Ints, bits: int) -> Ints:
    """First token of each stretch [first, end) that has one of some bits, else its end."""
    around = firsts[:, None] + np.arange(_LONGEST)
    here = np.minimum(around, len(words.tokens))
    stops = words.has(here, bits) | (around >= ends[:, None])
    return np.where(stops.any(axis=1), np.minimum(firsts + stops.argmax(axis=1), ends), ends)


def _complement_ends(words: Words, firsts: Ints, ends: Ints) -> Ints:
    """Token behind the complements with «de» of each head, before any other preposition."""
    around = firsts[:, None] + np.arange(_LONGEST)
    here = np.minimum(around, len(words.tokens))
    stops = words.has(here, A | PREPOSITION | COMMA) & ~words.has(here, DE)
    stops |= around >= ends[:, None]
    return np.where(stops.any(axis=1), np.minimum(firsts + stops.argmax(axis=1), ends), ends)


def _parts(words: Words, firsts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    """Parts that «et» and the commas of its list join: «la France, l'Italie et l'Allemagne»."""
    some = np.flatnonzero(firsts >= 0)
    owners, inside = members(firsts[some] + 1, ends[some] - 1)
    joins = words.has(inside, COORDINATION) & (begins_phrase(words, inside + 1) | words.has(inside + 1, DE))
    listed = np.zeros(len(some), dtype=bool)
    listed[owners[joins]] = True
    joins |= words.has(inside, COMMA) & listed[owners] & begins_phrase(words, inside + 1)
    cuts, cut_owners = inside[joins], some[owners[joins]]
    part_firsts = np.concatenate([firsts[some], cuts + 1])
    part_ends = np.concatenate([ends[some], cuts])
    part_owners = np.concatenate([some, cut_owners])
    part_ends = part_ends[np.lexsort((part_ends, part_owners))]
    order = np.lexsort((part_firsts, part_owners))
    part_firsts, part_owners = part_firsts[order], part_owners[order]
    # «de la Russie»: the phrase begins behind «de»
    part_firsts = part_firsts + (words.has(part_firsts, DE) & ~words.has(part_firsts, DETERMINER))
    part_ends = part_ends - (words.has(part_ends - 1, COMMA) & (part_ends > part_firsts))
    kept = part_firsts < part_ends
    return part_owners[kept], part_firsts[kept], part_ends[kept]


def with_list_before(words: Words, firsts: Ints, ends: Ints) -> Ints:
    """First token of each phrase with the members of its list before it: «la France, | l'Italie et l'Allemagne»."""
    firsts = firsts.copy()
    rows = np.flatnonzero((firsts > 0) & words.has(firsts - 1, COMMA))
    rows = rows[words.holds(firsts[rows], ends[rows], COORDINATION)]
    starts = words.sentence(firsts[rows])[0]
    commas = words.where(COMMA)
    for _ in range(_LIST):
        if not len(rows):
            break
        previous = np.append(commas, -1)[np.searchsorted(commas, firsts[rows] - 1) - 1]
        begins = np.maximum(previous + 1, starts)
        fits = begins_phrase(words, begins) & (begins < firsts[rows] - 1)
        fits &= noun_phrases(words, begins, firsts[rows] - 1) == firsts[rows] - 1
        rows, begins, starts = rows[fits], begins[fits], starts[fits]
        firsts[rows] = begins
        more = (begins > starts) & words.has(begins - 1, COMMA)
        rows, starts = rows[more], starts[more]
    return firsts


def with_list_behind(words: Words, firsts: Ints, ends: Ints, limits: Ints) -> Ints:
    """Token behind each phrase with the members of its list behind it: «la France | , l'Italie et l'Allemagne»."""
    reached, rows = ends.copy(), np.flatnonzero((firsts >= 0) & words.has(ends, COMMA) & (ends < limits))
    rows = rows[~words.holds(firsts[rows], ends[rows], COORDINATION)]
    final = ends.copy()
    for _ in range(_LIST):
        begins = reached[rows] + 1
        fits = begins_phrase(words, begins) & (begins < limits[rows])
        rows, begins = rows[fits], begins[fits]
        if not len(rows):
            break
        reached[rows] = noun_phrases(words, begins, limits[rows])
        closes = words.holds(begins, reached[rows], COORDINATION)
        final[rows[closes]] = reached[rows[closes]]
        rows = rows[~closes & words.has(reached[rows], COMMA)]
    return final


def without_clause(words: Words, firsts: Ints, ends: Ints) -> Ints:
    """End of each phrase without what begins a clause of its own: «l'Ukraine | et la Pologne a protesté»."""
    ends = ends.copy()
    rows = np.flatnonzero(firsts >= 0)
    owners, inside = members(firsts[rows] + 1, ends[rows])
    joins = words.has(inside, COORDINATION)
    last = np.full(len(rows), -1)
    last[owners[joins]] = inside[joins]
    rows, last = rows[last >= 0], last[last >= 0]
    follows = words.has(ends[rows], AVOIR | ETRE | CONDITIONAL)
    follows |= words.has(ends[rows], CLITIC) & ~words.has(ends[rows], DETERMINER | PREPOSITION)
    follows |= holds_verb(words, last + 2, ends[rows])
    cut = rows[follows]
    ends[cut] = last[follows]
    return ends


class Names:
    """Tokens that may name an actor, in text order."""

    def __init__(self, places: Ints) -> None:
        self._places = places

    def in_sentences(self, words: Words) -> Ints:
        """Number of them in each sentence, (n_sentences,)."""
        tokens = words.tokens
        return np.bincount(tokens.sentences[self._places], minlength=len(tokens.sentence_ptr) - 1)

    def count(self, firsts: Ints, ends: Ints) -> Ints:
        """Number of them in each stretch [first, end)."""
        counts: Ints = np.searchsorted(self._places, ends) - np.searchsorted(self._places, firsts)
        return counts

    def within(self, firsts: Ints, ends: Ints) -> Bools:
        """Tell which stretches [first, end) hold one; first is -1 for none."""
        found: Bools = (firsts >= 0) & (self.count(firsts, ends) > 0)
        return found

    def only(self, ends: Ends) -> Ends:
        """Leave out parts that hold none."""
        return pick(ends, self.within(ends.firsts, ends.ends))
