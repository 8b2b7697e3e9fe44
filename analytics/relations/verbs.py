"""Relations that verbs tell: «la France a condamné la Russie», «l'Ukraine attaquée par la Russie»."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.grammar.columns import pick
from analytics.grammar.words import QUE
from analytics.relations.found import Found
from analytics.relations.groups import ACTIVE, phrases_before
from analytics.relations.lists import BIT, FINITE, GERUND, INFINITIVE, OBJECT, PARTICIPLE, SUBJECTS, WHOM
from analytics.relations.targets import behind_prepositions, objects, preposition_at

if TYPE_CHECKING:
    from analytics.grammar.words import Ints, Words
    from analytics.relations.found import Occurrences
    from analytics.relations.groups import Groups
    from analytics.relations.lists import Cues

_VERB = FINITE | PARTICIPLE | INFINITIVE | GERUND
_DATIVE = frozenset(["à", "de"])


def is_verb(occurrences: Occurrences) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which rows are readings as a verb that the form allows."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = ~occurrences.readings.nouns & (occurrences.forms & _VERB > 0)
    return found


def find_verb_relations(
    words: Words, cues: Cues, occurrences: Occurrences, groups: Groups, subjects: tuple[Ints, Ints]
) -> Found:
    """Find the relations of verbs; occurrences, groups and subjects are of the same rows."""
    readings = occurrences.readings
    fits = (readings.reflexive == groups.reflexive) & (groups.en | ~readings.en) & (groups.voices > 0)
    fits &= ~readings.supports & ~readings.endings
    active = groups.voices == ACTIVE
    targets, target_ends = np.full(len(fits), -1), np.zeros(len(fits), dtype=np.int64)
    for number, frame in enumerate(cues.frames):
        rows = np.flatnonzero(fits & active & (readings.frames == number))
        if frame in (OBJECT, WHOM):
            rows = rows[~groups.pronoun[rows]]
            targets[rows], target_ends[rows] = objects(words, groups.ends[rows])
            rows = rows[(targets[rows] < 0) & words.has(subjects[0][rows] - 1, QUE)]
            targets[rows], target_ends[rows] = phrases_before(words, subjects[0][rows] - 1)
        elif frame in BIT:
            rows = rows[~(groups.pronoun[rows] & (frame in _DATIVE))]
            wanted = np.full(len(rows), BIT[frame], dtype=np.uint32)
            at = preposition_at(words, cues, groups.ends[rows], wanted)
            targets[rows], target_ends[rows] = behind_prepositions(words, cues, at)
    names = np.array(cues.frames)
    direct = np.isin(names, [OBJECT, WHOM])[readings.frames]
    each_other = (names == SUBJECTS)[readings.frames] & active
    sources, source_ends = subjects[0].copy(), subjects[1].copy()
    passive = np.flatnonzero(fits & ~active & direct)
    by = np.full(len(passive), BIT["par"], dtype=np.uint32)
    agents = behind_prepositions(words, cues, preposition_at(words, cues, groups.ends[passive], by))
    targets[passive], target_ends[passive] = sources[passive], source_ends[passive]
    sources[passive], source_ends[passive] = agents
    fits &= (sources >= 0) & ((targets >= 0) | each_other)
    found = Found(
        matches=occurrences.matches,
        rows=readings.rows,
        firsts=occurrences.firsts,
        ends=occurrences.ends,
        sources=sources,
        source_ends=source_ends,
        targets=targets,
        target_ends=target_ends,
        whole=(names == WHOM)[readings.frames],
        ended=np.zeros(len(fits), dtype=bool),
        mutual=readings.mutual,
        negated=groups.negated,
        unreal=groups.unreal,
    )
    return pick(found, np.flatnonzero(fits))
