"""Relations in the making, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints
    from analytics.relations.lists import Readings


class Occurrences(NamedTuple):
    """Cues where they stand, one row for each reading, all (n_rows,).

    matches : number of the occurrence, the same in all its readings. firsts, ends : its tokens [first, end). forms :
    what its first word may be. readings : of the list.
    """

    matches: Ints
    firsts: Ints
    ends: Ints
    forms: NDArray[np.uint16]
    readings: Readings


class Found(NamedTuple):
    """Relations with their phrases, all (n_found,).

    matches : number of the occurrence of the cue. rows : of the list. firsts, ends : tokens of the cue. sources,
    source_ends, targets, target_ends : phrases [first, end); targets are -1 where the source's parts act on each
    other, and both are one phrase. whole : the target must be an actor itself. ended : it is the end of what the cue
    says. mutual : it holds both ways.
    """

    matches: Ints
    rows: Ints
    firsts: Ints
    ends: Ints
    sources: Ints
    source_ends: Ints
    targets: Ints
    target_ends: Ints
    whole: Bools
    ended: Bools
    mutual: Bools
    negated: Bools
    unreal: Bools
