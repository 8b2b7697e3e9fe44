"""Runs of capitalised words that may be names of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.actors.kind_words import LISTED
from analytics.actors.name_words import KNOWN, NAME, NEW, PARTICLE
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
    joined = _joined(kinds, names, firsts, lengths)
    placed = known | ((marks[names] & LISTED) != 0)
    begins[firsts[joined]] = False
    # «le porte-parole du Kremlin Oleg Popov»: the name begins behind the place
    places = firsts[(lengths >= 3) & ~joined]
    begins[places[placed[places] & ~placed[places + 1] & ~placed[places + 2]] + 1] = True
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(names))[: len(firsts)] - 1
    n_known = np.append(0, np.cumsum(known))
    starts = names[firsts]
    at = np.full(len(kinds), -1, dtype=np.int32)
    at[starts] = np.arange(len(starts), dtype=np.int32)
    return Runs(starts, names[lasts] + 1, n_known[lasts + 1] - n_known[firsts], at)


def _joined(kinds: NDArray[np.uint32], names: Ints, firsts: Ints, lengths: Ints) -> NDArray[np.bool_]:
    """Whether each stretch of name words continues the one before over «de», «von der»: (n_stretches,).

    The one before is a single word, unknown to the gazetteer as the next is, and continues none itself.
    """
    joined = np.zeros(len(firsts), dtype=bool)
    rows = np.flatnonzero(lengths[:-1] == 1)
    ahead = names[firsts[rows]] + 1
    particle = (kinds[ahead] & (PARTICLE | NEW)) == PARTICLE
    rows, ahead = rows[particle], ahead[particle]
    following = ahead + 1 + ((kinds[ahead + 1] & PARTICLE) != 0)
    joins = (kinds[following] & (NAME | KNOWN)) == NAME
    joins &= ((kinds[ahead - 1] & KNOWN) | ((kinds[ahead + 1] | kinds[following]) & NEW)) == 0
    rows = rows[joins]
    # Of stretches that could all be joined in a row, every other one is: «Luc de Villars de Gaulle» is two runs.
    chain = np.diff(rows, prepend=-2) > 1
    since = np.arange(len(rows)) - np.maximum.accumulate(np.where(chain, np.arange(len(rows)), 0))
    joined[rows[since % 2 == 0] + 1] = True
    return joined


