"""Word lists as data: TSV files beside this one, each with its provenance in comment lines, and their one loader."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from analytics.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

Row = dict[str, str]


def resource(name: str) -> Traversable:
    """Return a bundled list by its file name."""
    return files(__name__).joinpath(name)


def read_rows(
    source: Traversable | Path, columns: Sequence[str], *, check: Callable[[Row], str | None] | None = None
) -> list[Row]:
    """Read a list: comment lines (#), one header line with these columns, then one entry per line, tab-separated.

    check : returns what is wrong with a row, or None. Every fault of the file is reported at once.
    Raises ResourceError naming the file and each faulty line.
    """
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise ResourceError("resource_unreadable", path=source, reason=exc) from exc
    numbered = [(n, line) for n, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#")]
    if not numbered or tuple(numbered[0][1].split("\t")) != tuple(columns):
        raise ResourceError("resource_header", path=source, columns=" ".join(columns))
    rows, faults = [], []
    for number, line in numbered[1:]:
        cells = line.split("\t")
        row = dict(zip(columns, map(str.strip, cells), strict=False))
        fault = f"{len(cells)} columns" if len(cells) != len(columns) else check(row) if check else None
        if fault:
            faults.append(f"{number}: {fault}")
        rows.append(row)
    if faults:
        raise ResourceError("resource_malformed", path=source, faults="; ".join(faults[:20]))
    return rows


def cells(value: str) -> list[str]:
    """Split the list inside one cell, separated by ``|``."""
    return [part.strip() for part in value.split("|") if part.strip()]
