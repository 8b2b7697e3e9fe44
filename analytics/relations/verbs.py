"""Relations that verbs tell: «la France a condamné la Russie», «l'Ukraine attaquée par la Russie»."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.grammar.columns import pick
from analytics.grammar.words import QUE, VERB, holds_any
from analytics.relations.found import Found
from analytics.relations.groups import ACTIVE, holds_verb, phrases_before
from analytics.relations.lists import BIT, FINITE, GERUND, INFINITIVE, OBJECT, PARTICIPLE, SUBJECTS, WHOM
from analytics.relations.targets import agents, behind_prepositions, objects

if TYPE_CHECKING:
    from analytics.grammar.words import Ints, Words
    from analytics.relations.ends import Names
    from analytics.relations.found import Occurrences
    from analytics.relations.groups import Groups
    from analytics.relations.lists import Cues

_VERB = FINITE | PARTICIPLE | INFINITIVE | GERUND
_DATIVE = ["à", "de"]  # what «lui», «leur» stand for


def is_verb(occurrences: Occurrences) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which rows are readings as a verb that the form allows."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = ~occurrences.readings.nouns & (occurrences.forms & _VERB > 0)
    return found


def find_verb_targets(words: Words, cues: Cues, occurrences: Occurrences, groups: Groups, names: Names) -> Found:
    """Find what the verbs of rows act on, or who acts, of passives; both are found by `with_subjects`.

    groups : of the same rows. Rows without anybody who may be an actor are left out.
    """
    readings = occurrences.readings
    fits = (readings.reflexive == groups.reflexive) & (groups.en | ~readings.en) & (groups.voices > 0)
    fits &= ~readings.supports & ~readings.endings
    frames = np.array(cues.frames)
    active, direct = groups.voices == ACTIVE, np.isin(frames, [OBJECT, WHOM])[readings.frames]
    dative = np.isin(frames, _DATIVE)[readings.frames]
    fits &= ~(active & groups.pronoun & (direct | dative))
    n = len(fits)
    targets, target_ends = np.full(n, -1), np.zeros(n, dtype=np.int64)
    rows = np.flatnonzero(fits & active & direct)
    targets[rows], target_ends[rows] = objects(words, groups.ends[rows])
    wanted = np.array([BIT.get(frame, 0) for frame in cues.frames], dtype=np.uint32)[readings.frames]
    wanted[~active & direct] = BIT["par"]
    rows = np.flatnonzero(fits & (wanted > 0) & (active | direct))
    at = agents(words, cues, groups.ends[rows], wanted[rows], verbs=True)
    rows, at = rows[at >= 0], at[at >= 0]
    targets[rows], target_ends[rows] = behind_prepositions(words, cues, at)
    each_other = (frames == SUBJECTS)[readings.frames] & active
    starts = words.sentence(groups.starts)[0]
    relative = active & direct & (targets < 0) & holds_any(starts, groups.starts, words.where(QUE))
    fits &= names.within(targets, target_ends) | each_other | relative
    found = Found(
        matches=occurrences.matches,
        rows=readings.rows,
        firsts=occurrences.firsts,
        ends=occurrences.ends,
        sources=np.full(n, -1),
        source_ends=np.zeros(n, dtype=np.int64),
        targets=targets,
        target_ends=target_ends,
        whole=(frames == WHOM)[readings.frames],
        ended=np.zeros(n, dtype=bool),
        mutual=readings.mutual,
        negated=groups.negated,
        unreal=groups.unreal,
    )
    return pick(found, np.flatnonzero(fits))


def with_subjects(words: Words, found: Found, voices: Ints, subjects: tuple[Ints, Ints]) -> Found:
    """Add the subjects to what `find_verb_targets` found, or put what they act on in their place, of passives."""
    active = voices == ACTIVE
    targets, target_ends = found.targets.copy(), found.target_ends.copy()
    # «le Maroc que l'Algérie accuse»
    rows = np.flatnonzero(active & (targets < 0) & ~found.mutual)
    rows = rows[words.has(subjects[0][rows] - 1, QUE) & (subjects[0][rows] > 0)]
    antecedents, ends = phrases_before(words, subjects[0][rows] - 1)
    rows, antecedents, ends = rows[antecedents >= 0], antecedents[antecedents >= 0], ends[antecedents >= 0]
    # «l'exécutif estime que Pékin …» has a verb there
    clause = holds_verb(words, antecedents + 1, ends) | words.holds(antecedents, ends, VERB)
    targets[rows], target_ends[rows] = np.where(clause, -1, antecedents), ends
    found = found._replace(
        sources=np.where(active, subjects[0], targets),
        source_ends=np.where(active, subjects[1], target_ends),
        targets=np.where(active, targets, subjects[0]),
        target_ends=np.where(active, target_ends, subjects[1]),
    )
    return pick(found, np.flatnonzero((found.sources >= 0) & ((found.targets >= 0) | (found.mutual & active))))
