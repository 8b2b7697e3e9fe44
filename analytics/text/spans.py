"""Spans of tables as intervals: places on one line of code points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from analytics.text.intervals import Line

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray


def integers(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """Return a column as integers, 0 where it is missing."""
    found: NDArray[np.int64] = pc.fill_null(column, 0).to_numpy().astype(np.int64)
    return found


def line_over(*spans: pa.Table) -> Line:
    """Return the line that the spans of some tables lie on."""
    return Line([integers(table["paragraph"]) for table in spans], [integers(table["end"]) for table in spans])
