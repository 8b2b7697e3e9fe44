"""Tables in the making: named tuples whose fields are columns of one length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from analytics.text.intervals import members

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

Columns = TypeVar("Columns", bound=tuple[Any, ...])


def pick(columns: Columns, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Columns:
    """Return some rows of all columns; a column that is a table of its own is picked from likewise."""
    make: Callable[..., Columns] = type(columns)
    return make(*(pick(column, rows) if isinstance(column, tuple) else column[rows] for column in columns))


def inside(firsts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Integers that lie in one of some intervals [first, end), each once; firsts in ascending order."""
    reach = np.append(0, np.maximum.accumulate(ends))[: len(ends)]
    return members(np.maximum(firsts, reach), np.maximum(ends, reach))[1]


def joined(*some: Columns) -> Columns:
    """Return the rows of tables one after the other; columns that are tables of their own are joined likewise."""
    make: Callable[..., Columns] = type(some[0])
    columns = zip(*some, strict=True)
    return make(*(joined(*column) if isinstance(column[0], tuple) else np.concatenate(column) for column in columns))
