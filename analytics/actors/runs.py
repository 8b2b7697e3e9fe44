"""Runs of capitalised words that may be names of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.actors.kind_words import EPITHET, FIRST_NAME, LISTED, MONONYM, PARTICIPLE, PLURAL, ROMAN, THE
from analytics.actors.name_words import FOREIGN_PARTICLE, KNOWN, NEW, PARTICLE
from analytics.actors.titles import Runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.actors.kind_words import Marks

    Ints = NDArray[np.int64]


def find_runs(kinds: NDArray[np.uint32], names: Ints, marks: Marks) -> Runs:
    """Return the runs of name words, particles between them included (Charles de Gaulle); none leaves its sentence.

    kinds, names : what `mark_words` returns. marks : the mask of `kind_words`, with what is listed.
    """
    here = kinds[names]
    known = (here & KNOWN) != 0
    begins = (np.diff(names, prepend=-2) > 1) | ((here & NEW) != 0)
    firsts = np.flatnonzero(begins)
    lengths = np.diff(firsts, append=len(names))
    joined = _joined(kinds, marks, names, firsts, lengths)
    placed = known | ((marks[names] & LISTED) != 0)
    begins[firsts[joined]] = False
    # «le porte-parole du Kremlin Oleg Popov»: the name begins behind the place
    places = firsts[(lengths >= 3) & ~joined]
    begins[places[placed[places] & ~placed[places + 1] & ~placed[places + 2]] + 1] = True
    # «Reprenant Luc Morel»: so does it behind a word that only opens the sentence
    opened = firsts[(lengths >= 2) & ~joined]
    opened = opened[(kinds[names[opened]] & NEW != 0) & (marks[names[opened]] & PARTICIPLE != 0)]
    begins[opened[marks[names[opened + 1]] & (FIRST_NAME | MONONYM) != 0] + 1] = True
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(names))[: len(firsts)] - 1
    n_known = np.append(0, np.cumsum(known))
    starts = names[firsts]
    at = np.full(len(kinds), -1, dtype=np.int32)
    at[starts] = np.arange(len(starts), dtype=np.int32)
    return Runs(starts, names[lasts] + 1, n_known[lasts + 1] - n_known[firsts], at)


def _joined(kinds: NDArray[np.uint32], marks: Marks, names: Ints, firsts: Ints, lengths: Ints) -> NDArray[np.bool_]:
    """Whether each stretch of name words continues the one before: (n_stretches,).

    - «Charles de Gaulle», «Karl von der Heide»: a single word, unknown to the gazetteer as the next is.
    - «Valéry Giscard d'Estaing»: two first names or a known surname, and no place behind.
    - «Henri III de Castille»: a first name and a number.
    - «Luiz Inácio Lula da Silva»: any words, a particle that French lacks.
    - «Pline le Jeune»: an article and an epithet.
    """
    joined = np.zeros(len(firsts), dtype=bool)
    rows = np.arange(len(firsts) - 1)
    before = names[firsts[rows]]
    ahead = before + lengths[rows]
    particle = (kinds[ahead] & (PARTICLE | NEW)) == PARTICLE
    epithet = (marks[ahead] & THE != 0) & (marks[ahead + 1] & EPITHET != 0) & (kinds[ahead] & NEW == 0)
    rows, before, ahead, particle = (column[particle | epithet] for column in (rows, before, ahead, particle))
    following = ahead + 1 + (particle & ((kinds[ahead + 1] & PARTICLE) != 0))
    there = firsts[rows + 1]
    joins = (names[there] == following) & ((kinds[ahead + 1] | kinds[following]) & NEW == 0)
    joins &= kinds[before] & KNOWN == 0
    strange = ((kinds[following] & KNOWN) | (marks[following] & LISTED)) == 0
    named = marks[before] & FIRST_NAME != 0
    single, two = lengths[rows] == 1, lengths[rows] == 2
    numbered = named & two & (marks[before + 1] & ROMAN != 0)
    foreign = kinds[ahead] & FOREIGN_PARTICLE != 0
    whose = named & two & strange & (marks[before + 1] & (FIRST_NAME | MONONYM) != 0)
    whose &= (marks[following] & FIRST_NAME == 0) & (marks[ahead] & PLURAL == 0)
    single &= (kinds[following] & KNOWN == 0) & (named | (kinds[before] & NEW == 0))
    joins &= single | numbered | whose | (foreign & strange) | ~particle
    rows = rows[joins]
    # Of stretches that could all be joined in a row, every other one is: «Luc de Villars de Gaulle» is two runs.
    chain = np.diff(rows, prepend=-2) > 1
    since = np.arange(len(rows)) - np.maximum.accumulate(np.where(chain, np.arange(len(rows)), 0))
    joined[rows[since % 2 == 0] + 1] = True
    return joined
