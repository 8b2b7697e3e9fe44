"""Whose words they are: those of the newsroom, those that it reports without marks, and quoted ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VOICES = ("newsroom", "reported", "quoted")
NEWSROOM, REPORTED, QUOTED = range(3)
_NAMES = pa.array(VOICES)


def voice_names(codes: NDArray[np.integer]) -> pa.Array:
    """Return the names of voices, given their rows in VOICES, (n,)."""
    return _NAMES.take(pa.array(codes))


class TokenVoices(NamedTuple):
    """The voice of each token of a partition.

    codes : (n_tokens,), rows of VOICES. Words in marks are quoted, inside a report as well; words kept at a distance by
    marks too. quotations : (n_tokens,), number in its article of the outermost quotation, or else report, -1 for none.
    """

    codes: NDArray[np.uint8]
    quotations: NDArray[np.int32]

    def columns(self, positions: NDArray[np.int64]) -> dict[str, pa.Array]:
        """Return voice and quotation_id, as tables of evidence hold them, of what begins at some tokens."""
        quotations = self.quotations[positions]
        return {
            "voice": voice_names(self.codes[positions]),
            "quotation_id": pa.array(quotations, mask=quotations < 0),
        }
