"""Verb groups of relations: what is said to be done, in which voice of the verb, and whether it is done at all.

Positions are those of `analytics.grammar.words.Spaced`; all verbs of a partition are looked at together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.phrases import begins_phrase, noun_phrases
from analytics.grammar.subjects import subjects_before
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
    INVERTED,
    PREPOSITION,
    PRONOUN,
    QUE,
    QUI,
    REFLEXIVE,
    SI,
    SIGN,
    STOP,
    SUBORDINATION,
    TIME,
    A,
    holds_any,
)
from analytics.relations.lists import FINITE, GERUND, INFINITIVE, PARTICIPLE, WITH_BE
from analytics.text.intervals import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints, Words

    Forms = NDArray[np.uint16]

ACTIVE, PASSIVE, REDUCED = 1, 2, 3  # REDUCED: «attaqué par», without auxiliary
_BEEN = ("été",)
_BY = frozenset(["par"])
_EN = frozenset(["en"])
_NE = frozenset(["ne", "n'"])
_NO = frozenset("pas plus jamais guère point nullement aucunement rien aucun aucune".split())
_NOBODY = frozenset("aucun aucune nul nulle ni personne".split())
_WITHOUT = frozenset("sans refuse refusent refusé refusait refusaient".split())
_OBJECT_PRONOUNS = frozenset("le la les l' lui leur".split())
# Words behind which an infinitive has the subject of the verb: of what is wanted, said or tried, not done.
_MODALS = frozenset(
    (
        "veut veulent voulait voulaient voulu vouloir voudrait voudraient peut peuvent pouvait pouvaient pu pourrait"
        " pourraient pourra pourront doit doivent devait devaient dû devrait devraient devra devront va vont allait"
        " allaient souhaite souhaitent souhaité souhaitait espère espèrent espéré espérait compte comptent comptait"
        " entend entendent entendait menace menacent menacé menaçait menaçant promet promettent promis tente tentent"
        " tenté tentait cherche cherchent cherché cherchait essaie essaient essayé envisage envisagent envisagé prévoit"
        " prévoient prévu prévoyait refuse refusent refusé refusait refusaient hésite hésitent hésité accepte acceptent"
        " accepté décide décident décidé prêt prête prêts prêtes projette projettent apprête apprêtent apprêtait"
        " préfère préfèrent préféré propose proposent proposé jure jurent juré rêve rêvent demande demandent ose osent"
        " osé vise visent pour afin faut engage engagent engagé"
    ).split()
)
_REAL = frozenset("vient viennent venait continue continuent continué cesse commence commencent commencé".split())
_TO_MODAL = CLITIC | A | DE | ADVERB | INVERTED
_NOUN_BEFORE = DETERMINER | DE | A | PREPOSITION
_INDEFINITE = frozenset(["un", "une"])
_VERBAL, _NOT_FINITE = ("er", "ir", "re"), ("é", "ée", "és", "ées", "ant")
_SEGMENT = COMMA | STOP
_REDUCED = 12  # tokens that a phrase before «attaqué par» has at most


class Groups(NamedTuple):
    """Verb groups in text order, all (n_groups,).

    starts, ends : tokens [start, end), clitics included. firsts : the verb. voices : ACTIVE, PASSIVE, REDUCED.
    reflexive, en, pronoun : it has «se», «en», another object pronoun. gerund : its subject is that of the sentence.
    negated, unreal : it is said not to be done; it may be done, or is asked for.
    """

    starts: Ints
    ends: Ints
    firsts: Ints
    voices: Ints
    reflexive: Bools
    en: Bools
    pronoun: Bools
    gerund: Bools
    negated: Bools
    unreal: Bools


def is_passive(words: Words, positions: Ints) -> Bools:
    """Tell which participles have «être» before them: «a été signé», «est menée»."""
    before = words.back(positions - 1, ADVERB)
    return words.has(before, ETRE) | words.printed(before, _BEEN)


def find_groups(words: Words, firsts: Ints, ends: Ints, forms: Forms) -> Groups:
    """Return the verb group of each verb [first, end); of voice 0 where the word is no verb there."""
    before = words.back(firsts - 1, ADVERB)
    turned = words.has(before, INVERTED)
    aux = np.where(turned, before - 1, before)
    been = words.printed(aux, _BEEN)
    outer = words.back(aux - 1, ADVERB)
    participle = forms & PARTICIPLE > 0
    voices = np.zeros(len(firsts), dtype=np.int64)
    starts = firsts.copy()
    reflexive_be = words.has(aux - 1, REFLEXIVE) | (words.has(aux - 1, CLITIC) & words.has(aux - 2, REFLEXIVE))
    reflexive_be &= words.has(aux, ETRE)
    with_be = words.has(aux, ETRE) & (forms & WITH_BE > 0)
    active = participle & ((words.has(aux, AVOIR) & ~been) | reflexive_be | with_be)
    passive = participle & ~active & (been | words.has(aux, ETRE))
    starts = np.where(active | passive, np.where(been & words.has(outer, AVOIR), outer, aux), starts)
    follows = participle & ~active & ~passive & words.has(before, COORDINATION) & ~words.listed(ends, _BY)
    noun = words.has(firsts - 1, _NOUN_BEFORE) & ~words.has(firsts - 1, CLITIC)
    noun |= words.has(firsts - 1, DETERMINER) & ~words.has(firsts - 2, CAPITAL | PRONOUN | CLITIC | QUI)
    finite = (forms & FINITE > 0) & ~active & ~passive & ~noun & ~words.has(aux, AVOIR | ETRE)
    modal, wanted, real = _behind_modal(words, firsts)
    wanted &= forms & INFINITIVE > 0
    gerund = (forms & GERUND > 0) & ~noun
    starts = np.where(wanted, modal, starts)
    voices[active | finite | gerund | wanted | follows] = ACTIVE
    # «a été visé et tué par»: the auxiliary stands before the other
    joined = participle & (voices == 0) & words.has(before, COORDINATION) & words.listed(ends, _BY)
    rows = np.flatnonzero(joined)
    begun = words.sentence(firsts[rows])[0]
    joined[rows] = words.holds(begun, firsts[rows], ETRE) | words.mentions(begun, firsts[rows], frozenset(_BEEN))
    voices[passive | joined] = PASSIVE
    voices[(voices == 0) & participle] = REDUCED
    starts, passive_wanted = _wanted_passive(words, starts, voices)
    begins = words.back(starts - 1, CLITIC) + 1
    clitics = np.where(wanted, words.back(firsts - 1, CLITIC) + 1, begins)
    en = words.mentions(clitics, firsts, _EN)
    groups = Groups(
        starts=np.where(gerund & words.listed(firsts - 1, _EN), firsts - 1, begins),
        ends=ends + (words.has(ends, INVERTED) | _is_only(words, begins, firsts, ends)),
        firsts=firsts,
        voices=voices,
        reflexive=words.holds(clitics, firsts, REFLEXIVE),
        en=en,
        pronoun=words.mentions(begins, firsts, _OBJECT_PRONOUNS),
        gerund=gerund | follows | joined,
        negated=np.zeros(len(firsts), dtype=bool),
        unreal=(wanted & ~real) | passive_wanted,
    )
    return _said(words, groups)


def _is_only(words: Words, starts: Ints, firsts: Ints, ends: Ints) -> Bools:
    """«n'a condamné que la Russie»: the «que» belongs to the group."""
    only = words.has(ends, QUE) & words.has(starts, CLITIC)
    only[only] = words.mentions(starts[only], firsts[only], _NE)
    only[only] = ~words.mentions(starts[only], firsts[only], _NO)
    return only


def _behind_modal(words: Words, firsts: Ints) -> tuple[Ints, Bools, Bools]:
    """First token of the modal group before each infinitive, whether there is one, whether what it governs is real."""
    position = words.back(firsts - 1, _TO_MODAL)
    # «avoir frappé», «être condamné» are auxiliaries; «a décidé de ne pas soutenir» has a negation on the way
    real = words.listed(position, _REAL)
    modal = words.listed(position, _MODALS) | real
    aux = words.back(position - 1, ADVERB)
    compound = words.has(aux, AVOIR | ETRE)
    return np.where(compound, aux, position), modal, real


def _wanted_passive(words: Words, starts: Ints, voices: Ints) -> tuple[Ints, Bools]:
    """«doit être condamné par»: the group begins with the modal."""
    rows = np.flatnonzero((voices == PASSIVE) & words.printed(starts, ["être"]))
    modal, wanted, _ = _behind_modal(words, starts[rows])
    starts = starts.copy()
    starts[rows[wanted]] = modal[wanted]
    unreal = np.zeros(len(starts), dtype=bool)
    unreal[rows[wanted]] = True
    return starts, unreal


def _said(words: Words, groups: Groups) -> Groups:
    """Tell what is denied, and what is only possible: a conditional, «si», a question."""
    starts, firsts = groups.starts, groups.firsts
    said = words.mentions(starts, words.past(groups.ends, ADVERB), _NO)
    sentence_starts, _ = words.sentence(firsts)
    said |= words.mentions(np.maximum(sentence_starts, starts - 6), starts, _NOBODY)
    ne = words.mentions(starts, firsts, _NE)
    negated = ne & said
    negated |= words.listed(words.back(firsts - 1, CLITIC), _WITHOUT)
    negated |= words.listed(words.back(firsts - 1, _TO_MODAL), _WITHOUT)
    possible = words.holds(starts, groups.ends, CONDITIONAL)
    possible |= is_asked(words, firsts) | supposed(words, starts)
    return groups._replace(negated=negated, unreal=groups.unreal | possible)


def is_asked(words: Words, positions: Ints) -> Bools:
    """Tell which tokens stand in a question."""
    last = words.sentence(positions)[1] - 1
    return words.printed(last, ["?"]) | words.printed(last - 1, ["?"])


def supposed(words: Words, positions: Ints) -> Bools:
    """Tell which tokens stand in a clause that begins with «si»."""
    segments = _segment_starts(words, positions, _SEGMENT)
    return holds_any(segments, positions, words.where(SI))


def _segment_starts(words: Words, positions: Ints, bounds: int) -> Ints:
    before = np.append(words.where(bounds), -1)[np.searchsorted(words.where(bounds), positions) - 1]
    starts: Ints = np.maximum(before + 1, words.sentence(positions)[0])
    return starts


def find_subjects(words: Words, groups: Groups) -> tuple[Ints, Ints]:
    """Return the subject of each group, or what «attaqué par» stands behind: [first, end), first -1 without."""
    firsts, ends = subjects_before(words, groups.starts, gerund=groups.gerund)
    # «la coalition dirigée par les États-Unis, qui lutte contre»: the nearest phrase
    relative = np.flatnonzero(words.has(groups.starts - 1, QUI))
    near, near_ends = phrases_before(words, groups.starts[relative] - 1)
    relative, near, near_ends = relative[near >= 0], near[near >= 0], near_ends[near >= 0]
    firsts[relative], ends[relative] = near, near_ends
    firsts, ends = _of_last_clause(words, groups.starts, firsts, ends)
    reduced = np.flatnonzero(groups.voices == REDUCED)
    firsts[reduced], ends[reduced] = phrases_before(words, groups.starts[reduced])
    nobody = (firsts >= 0) & words.has(firsts, PRONOUN) & ~words.has(firsts, DETERMINER | CAPITAL)
    return np.where(nobody, -1, firsts), ends


def _of_last_clause(words: Words, starts: Ints, firsts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Take the subject behind «et» where a clause with its own verb stands before: «X attaque Y et | Z proteste»."""
    joins = words.where(COORDINATION)
    last = np.append(joins, -1)[np.searchsorted(joins, starts) - 1]
    rows = np.flatnonzero((firsts >= 0) & (last > firsts) & begins_phrase(words, last + 1))
    own = last[rows] + 1
    rows = rows[noun_phrases(words, own, starts[rows]) == starts[rows]]
    clause = words.holds(firsts[rows], last[rows], AVOIR | ETRE) | holds_verb(words, firsts[rows] + 1, last[rows])
    rows = rows[clause & (last[rows] + 1 < starts[rows])]
    firsts, ends = firsts.copy(), ends.copy()
    firsts[rows], ends[rows] = last[rows] + 1, starts[rows]
    return firsts, ends


def holds_verb(words: Words, firsts: Ints, ends: Ints) -> Bools:
    """Tell which stretches hold what looks like a finite verb: a form, in lower case, whose lemma is an infinitive."""
    owners, inside = members(firsts, ends)
    tokens = words.tokens
    ids, rows = np.unique(tokens.ids[inside], return_inverse=True)
    lower, lemmas = tokens.vocabulary.lower, tokens.vocabulary.lemmas
    verbal = [
        lemmas[i].endswith(_VERBAL) and lower[i] != lemmas[i] and not lower[i].endswith(_NOT_FINITE)
        for i in ids.tolist()
    ]
    found = np.array(verbal, dtype=bool)[rows] & ~words.has(inside, CAPITAL | PRONOUN | TIME | ADVERB)
    found &= ~words.has(inside - 1, DETERMINER | DE)
    holds = np.zeros(len(firsts), dtype=bool)
    holds[owners[found]] = True
    return holds


def phrases_before(words: Words, positions: Ints) -> tuple[Ints, Ints]:
    """Return the longest noun phrase that ends right before each token, or before the comma there."""
    limits = positions - words.has(positions - 1, COMMA)
    n, width = len(limits), _REDUCED
    starts = (limits[:, None] - np.arange(width, 0, -1)).ravel()
    ends = np.repeat(limits, width)
    owners = np.repeat(np.arange(n), width)
    indefinite = words.listed(starts, _INDEFINITE) & words.has(starts - 1, DE)  # «le chef d'une ville | attaquée»
    begins = words.has(starts, DETERMINER | CAPITAL) & ~words.has(starts, PREPOSITION | PRONOUN | TIME | SIGN)
    begins &= ~words.has(starts, COORDINATION | SUBORDINATION | QUE | QUI | ADVERB)
    begins &= starts >= np.repeat(words.sentence(positions)[0], width)
    rows = np.flatnonzero(begins)
    reaches = noun_phrases(words, starts[rows], ends[rows]) == ends[rows]
    rows = rows[reaches]
    firsts = np.full(n, -1)
    firsts[owners[rows[::-1]]] = starts[rows[::-1]]  # the first one is written last
    rows = rows[indefinite[rows]]
    firsts[owners[rows]] = starts[rows]
    return firsts, limits
