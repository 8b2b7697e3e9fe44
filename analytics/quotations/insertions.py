"""Clauses that tell who says the sentence they stand in, without marks: «La digue tient, assure le maire»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analytics.grammar.phrases import noun_phrases
from analytics.grammar.words import (
    AVOIR,
    CAPITAL,
    COMMA,
    CONDITIONAL,
    DETERMINER,
    ETRE,
    MARK,
    PREPOSITION,
    QUI,
    STOP,
    TIME,
    A,
)
from analytics.quotations.lists import INCISE, QUE_CLAUSE, load_cues
from analytics.quotations.sources import voices

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words
    from analytics.quotations.cues import Groups

# Verbs whose object may be somebody, so that who stands behind them need not be who speaks.
_OF_SOMEBODY = frozenset(
    "accuser admirer alerter avertir aviser blâmer comprendre condamner contester convaincre critiquer croire dénoncer"
    " désigner découvrir défendre démentir entendre évaluer évoquer informer interroger juger mentionner menacer"
    " observer plaindre prévenir rappeler rassurer reconnaître relever remarquer remercier répondre saluer signaler"
    " soutenir suggérer supplier traiter vanter".split()
)
# Who speaks besides those whom `sources.voices` lists.
_SPEAKERS = frozenset(
    "agence armée auteur auteure auteurs autrice banque cabinet chaîne club commission communiqué compagnie document"
    " enquête entreprise étude famille fédération fondation groupe habitant habitante habitants infirmier infirmière"
    " institut institution journal mairie météo ministère note parti pompiers préfecture présidence presse quotidien"
    " radio rapport scientifiques site société texte témoin témoins tribunal université ville"
    " voisin voisine voisins".split()
)


def insertions(words: Words, groups: Groups, quoted: Bools) -> Ints:
    """Groups that follow a comma and a clause, and have who speaks behind them: «, estime le procureur», «, dit-il».

    groups : with ``incise`` only where they belong to words in marks. quoted : (n_tokens,), tokens that are quoted
    words. What stands behind the verb is its subject only where it can speak, and where the sentence has a verb before;
    an object («Le maire, absent, annonce une fête») is no speaker.
    """
    turned = groups.inverted >= 0
    rows = np.flatnonzero((turned | (groups.subjects >= 0)) & ~groups.incise & ~groups.gerund)
    rows = rows[words.has(groups.starts[rows] - 1, COMMA) & _may_stand_alone()[groups.cues[rows]]]
    rows = rows[~quoted[groups.starts[rows]]]
    rows = rows[~words.has(groups.starts[rows] - 2, MARK)]  # of a quotation whose beginning is missing
    subjects = groups.subjects[rows]
    named = words.has(subjects, CAPITAL) & ~words.has(subjects, TIME)
    named |= words.listed(words.past(np.maximum(subjects, 0), DETERMINER), _speakers())
    rows = rows[turned[rows] | named]
    firsts = words.sentence(groups.starts[rows])[0]
    told = words.holds(firsts, groups.starts[rows], AVOIR | ETRE | CONDITIONAL)
    told &= ~_waits(words, firsts, groups.starts[rows] - 1)
    ends = _subject_ends(words, groups, rows)
    closed = words.has(ends, COMMA | STOP | PREPOSITION | TIME | A) & ~words.printed(ends, ":")
    return rows[turned[rows] | (told & closed)]


def _waits(words: Words, firsts: Ints, commas: Ints) -> Bools:
    """Tell where a subject still waits for its verb: «Le maire, qui est absent, annonce …»."""
    opened = words.where(COMMA)
    before = np.append(opened, -1)[np.searchsorted(opened, commas) - 1]
    return (before >= firsts) & words.has(before + 1, QUI)


def inserted_ends(words: Words, groups: Groups, rows: Ints) -> Ints:
    """Token behind each of some inserted clauses, at the sign that ends it: «, dit-il à la presse lundi,»."""
    ends = _subject_ends(words, groups, rows)
    signs = words.where(COMMA | STOP | MARK)
    return np.append(signs, len(words.tokens))[np.searchsorted(signs, ends)]


def _subject_ends(words: Words, groups: Groups, rows: Ints) -> Ints:
    """Token behind the verb and the subject of each of some groups."""
    ends = groups.ends[rows].copy()
    named = np.flatnonzero((groups.subjects[rows] >= 0) & (groups.inverted[rows] < 0))
    subjects = groups.subjects[rows[named]]
    ends[named] = noun_phrases(words, subjects, words.sentence(subjects)[1])
    return ends


@lru_cache(maxsize=1)
def _speakers() -> frozenset[str]:
    """Nouns of those who can speak."""
    return _SPEAKERS | voices()


@lru_cache(maxsize=1)
def _may_stand_alone() -> Bools:
    """Whether each cue may be inserted and takes a clause, and nobody for its object."""
    cues = load_cues()
    alone = (cues.frames & INCISE > 0) & (cues.frames & QUE_CLAUSE > 0)
    found: Bools = alone & np.array([cue not in _OF_SOMEBODY for cue in cues.cues], dtype=bool)
    return found
