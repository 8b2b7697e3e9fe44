"""Occurrences of cues: verb groups that say something (a-t-il déclaré, s'est dite inquiète, affirmant), and who does.

All occurrences of a partition are looked at together; positions are tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.columns import pick
from analytics.grammar.words import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    COMMA,
    DASH,
    DE,
    DETERMINER,
    ETRE,
    FINITE,
    GERUND,
    INFINITIVE,
    INVERTED,
    MARK,
    MODAL,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    REFLEXIVE,
    SIGN,
    STOP,
    TIME,
    VERB,
    A,
)
from analytics.quotations.lists import INCISE, load_cues

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints, Words
    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens

DENIED, RESTRICTED = 1, 2
_BY = frozenset(["par"])
_NE, _STOPS = frozenset(["ne", "n'"]), frozenset("cesse cessent cessait cessaient cessé".split())
_NEGATIONS = frozenset("pas plus jamais guère point nullement aucunement rien".split())
_NOBODY = frozenset("aucun aucune nul nulle ni personne rien".split())
_NOUN_BEFORE = DETERMINER | DE | A | PREPOSITION


class Groups(NamedTuple):
    """Verb groups in text order, all (n_groups,).

    starts, ends : tokens [start, end), clitics and inverted pronoun included. firsts, lasts : the cue, tokens
    [first, last]. cues : rows of the list. inverted : token of the pronoun behind the verb, -1 without. subjects :
    first token of a noun phrase that stands right behind the verb, -1 without. compound : in a compound tense. gerund :
    the subject is that of the clause before. incise : it may be inserted into what is said, or follow it. negations :
    DENIED, RESTRICTED or 0.
    """

    starts: Ints
    ends: Ints
    firsts: Ints
    lasts: Ints
    cues: Ints
    inverted: Ints
    subjects: Ints
    compound: Bools
    gerund: Bools
    incise: Bools
    negations: NDArray[np.uint8]


def _negations(words: Words, groups: Groups) -> NDArray[np.uint8]:
    """Tell what «ne» does to each group, DENIED, RESTRICTED or 0, (n_groups,).

    «n'a pas dit que», «personne ne croit que» deny; «n'a dit que deux mots» restricts; «ne cesse de dire que» does
    neither.
    """
    found = np.zeros(len(groups.starts), dtype=np.uint8)
    rows = np.flatnonzero(words.has(groups.starts, CLITIC) & (groups.starts < groups.firsts))
    rows = rows[words.listed(groups.starts[rows], _NE)]  # the first clitic
    starts, firsts = groups.starts[rows], groups.firsts[rows]
    rows = rows[~words.mentions(starts, firsts, _STOPS)]
    starts = groups.starts[rows]
    said = words.mentions(starts, words.past(groups.ends[rows], ADVERB), _NEGATIONS)
    said |= words.mentions(words.sentence(starts)[0], starts, _NOBODY)
    found[rows] = np.where(said, DENIED, RESTRICTED)
    return found


def find_cues(tokens: Tokens) -> Matches:
    """Return where cues stand, verbs in whatever form; ``entries`` are phrases of the list."""
    matches = load_cues().matcher.find(tokens)
    return matches._replace(positions=matches.positions + tokens.paragraphs[matches.positions])


def find_groups(words: Words, found: Matches) -> Groups:
    """Return the verb groups of a partition whose verb is a cue and is conjugated, or a gerund."""
    cues = load_cues()
    matches = found.pick(words.has(found.positions, VERB) & (found.entries < cues.n_verbs))
    firsts, phrases = matches.positions, matches.entries
    ends = firsts + matches.lengths

    before = words.back(firsts - 1, ADVERB)
    turned = words.has(before, INVERTED)
    aux = np.where(turned, before - 1, before)
    participle, finite = words.has(firsts, PARTICIPLE), words.has(firsts, FINITE)
    reflexive_be = words.has(aux, ETRE) & words.has(aux - 1, REFLEXIVE)
    compound = participle & (words.has(aux, AVOIR) | reflexive_be)
    starts = np.where(compound, aux, firsts)

    noun = words.has(firsts - 1, _NOUN_BEFORE) & (cues.nouns[phrases] | ~words.has(firsts - 1, CLITIC))
    simple = finite & ~compound & ~words.has(aux, AVOIR | ETRE) & ~noun
    gerund = words.has(firsts, GERUND) & ~noun
    modal, asked = _behind_modal(words, firsts)
    wanted = words.has(firsts, INFINITIVE) & asked
    starts = np.where(wanted, modal, starts)

    begins = words.back(starts - 1, CLITIC) + 1
    reflexive = (words.has(starts - 1, REFLEXIVE) & (begins < starts)) | (wanted & words.has(firsts - 1, REFLEXIVE))
    rows = np.where(reflexive, cues.reflexive[phrases], cues.plain[phrases])
    inverted = np.where(compound & turned, before, -1)
    follows = ~compound & words.has(ends, INVERTED)
    inverted[follows] = ends[follows]
    counts = (compound | simple | gerund | wanted) & (rows >= 0)
    counts &= ~(reflexive & words.listed(ends, _BY))  # l'échec s'explique par la pluie
    groups = Groups(
        starts=begins,
        ends=ends + follows,
        firsts=firsts,
        lasts=ends - 1,
        cues=rows,
        inverted=inverted,
        subjects=np.full(len(firsts), -1),
        compound=compound,
        gerund=gerund & ~compound,
        incise=np.zeros(len(firsts), dtype=bool),
        negations=np.zeros(len(firsts), dtype=np.uint8),
    )
    groups = _with_incises(words, pick(groups, counts))
    return groups._replace(negations=_negations(words, groups))


def _behind_modal(words: Words, firsts: Ints) -> tuple[Ints, Bools]:
    """«a tenu à rappeler», «veut souligner»: first token of the modal group before each verb, and whether one is."""
    position = firsts - 1
    position = np.where(words.has(position, CLITIC), position - 1, position)
    position = np.where(words.has(position, A | DE), position - 1, position)
    has_modal = words.has(position, MODAL)
    aux = words.back(position - 1, ADVERB)
    return np.where(words.has(aux, AVOIR), aux, position), has_modal


def _with_incises(words: Words, groups: Groups) -> Groups:
    """Tell which groups have their subject behind them, with a sign before: «, a-t-il dit», «! s'écria le bandit»."""
    behind = skip_complements(words, groups.ends)
    begins = words.has(behind, DETERMINER | CAPITAL) & ~words.has(behind, PRONOUN)
    begins &= groups.inverted < 0
    frames = load_cues().frames[groups.cues]
    signed = words.has(groups.starts - 1, COMMA | STOP | MARK | DASH)
    incise = signed & (begins | (groups.inverted >= 0)) & ((frames & INCISE) != 0) & ~groups.gerund
    return groups._replace(subjects=np.where(begins, behind, -1), incise=incise)


def skip_complements(words: Words, positions: Ints) -> Ints:
    """Token behind what may stand between a verb and its subject: «a déclaré mardi à l'AFP le ministre»."""
    positions = words.past(positions, TIME | ADVERB)
    leads = np.flatnonzero(words.has(positions, A | PREPOSITION))
    if not len(leads):
        return positions
    heads = words.past(positions[leads] + 1, DETERMINER | CLITIC)
    ends = np.where(words.has(heads, CAPITAL), words.past(heads, CAPITAL), heads + 1)
    ends = words.past(ends, TIME)
    found = words.has(ends, DETERMINER | CAPITAL) & ~words.has(heads, DE | SIGN)
    positions[leads] = np.where(found, ends, positions[leads])
    return positions
