"""What the rules of tone work on: the hits and shifters of one partition, and the changes that rules come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.text.intervals import members
from analytics.tone.inversion import find_inversions
from analytics.tone.shifters import load_shifters
from analytics.tone.syntax import Syntax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.settings import ToneSettings
    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens


class Rules(NamedTuple):
    """Changes of valence, flat: the hit changed, row of RULES, the cause as a run of tokens, the factor."""

    hits: NDArray[np.int64]
    names: NDArray[np.int8]
    positions: NDArray[np.int64]
    lengths: NDArray[np.int64]
    factors: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        hits: NDArray[np.int64],
        names: int | NDArray[np.int8],
        positions: NDArray[np.int64],
        lengths: int | NDArray[np.int64],
        factors: float | NDArray[np.float64],
    ) -> Rules:
        """Return changes as columns of one length; what all share may be given once."""
        n = len(hits)
        return cls(
            hits,
            np.full(n, names, dtype=np.int8),
            positions,
            np.full(n, lengths, dtype=np.int64),
            np.full(n, factors, dtype=np.float64),
        )


class Occurrences:
    """Hits and shifters of one partition.

    hits : occurrences of lexicon words. changes : occurrences of `load_shifters().matcher`. Both in text order, none
    overlapping another of its kind. valences : (n_hits,), prior ones. adverbs : (n_hits,), those of manner. taken :
    (n_tokens,), tokens inside an expression of several words or a name, which are no shifters by themselves.

    positions : (n_hits + 1,), ends with a hit in no clause, which stands for the hit that is not there. starts, ends,
    entries : (n_changes,), of the shifters. inverted : the inverters.
    """

    def __init__(
        self,
        tokens: Tokens,
        hits: Matches,
        changes: Matches,
        *,
        valences: NDArray[np.float64],
        adverbs: NDArray[np.bool_],
        taken: NDArray[np.bool_],
        settings: ToneSettings,
    ) -> None:
        self.tokens = tokens
        self.settings = settings
        self.hits = hits
        self.taken = taken
        self.adverbs = adverbs
        self.valences = valences
        self.shifters = load_shifters()
        self.entries = changes.entries
        self.starts = changes.positions
        self.ends = changes.positions + changes.lengths
        self.positions = np.append(hits.positions, len(tokens))
        self.syntax = Syntax.of(tokens)
        self.clauses = self.syntax.clauses
        window = settings.inversion_window
        self.inverted = find_inversions(
            self.syntax, hits.positions, valences, adverbs=adverbs, taken=taken, window=window
        )

    def hits_between(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the hits that begin in each scope ``[start, end)``, flat: rows of scopes and rows of hits."""
        return members(np.searchsorted(self.hits.positions, starts), np.searchsorted(self.hits.positions, ends))

    def rules(
        self,
        hits: NDArray[np.int64],
        names: int | NDArray[np.int8],
        causes: NDArray[np.int64],
        factors: float | NDArray[np.float64],
    ) -> Rules:
        """Return changes that shifters cause; causes : rows of shifters."""
        return Rules.of(hits, names, self.starts[causes], self.ends[causes] - self.starts[causes], factors)
