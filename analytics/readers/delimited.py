"""CSV and TSV: one article per row, columns mapped by usual names or by the user's choice. All cells are text."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from analytics.corpus import Article, Origin, Rejected
from analytics.errors import ReadError
from analytics.readers.decoding import decode
from analytics.readers.records import MAX_CHARACTERS, article_from, map_columns, reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_DELIMITERS = "\t;,|"


def read_delimited(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """Read a table with a header line.

    The delimiter is the one that cuts the header into most columns. Tab-separated lines that all have as many cells as
    the header are read without quoting, so that a lone quotation mark in a title swallows nothing.
    Raises ReadError when no column holds the text.
    """
    text = decode(path.read_bytes()).lstrip("\ufeff")
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    if not header.strip():
        raise ReadError("file_empty", path=name)
    csv.field_size_limit(MAX_CHARACTERS * 2)
    rows = _plain_rows(text, delimiter) or _quoted_rows(text, delimiter)
    names = [cell.strip() for cell in next(rows)[1]]
    mapped = map_columns(names, columns, source=name)
    for number, cells in rows:
        origin = Origin(name, number)
        if isinstance(cells, str):
            yield reject(origin, "record_bad_row", cells, reason=cells)
        elif len(cells) != len(names):
            yield reject(origin, "record_cells", delimiter.join(cells), n=len(cells), expected=len(names))
        else:
            row = dict(zip(names, cells, strict=True))
            yield article_from({field: row[column] for field, column in mapped.items()}, origin)


def _plain_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]] | None:
    """Rows of a file that needs no quoting, or None: numbers count records behind the header."""
    if delimiter != "\t":
        return None
    lines = [line.rstrip("\r") for line in text.split("\n") if line.strip()]
    n_tabs = lines[0].count("\t")
    if any(line.count("\t") != n_tabs for line in lines):
        return None
    return ((number, [_unquoted(cell) for cell in line.split("\t")]) for number, line in enumerate(lines))


def _unquoted(cell: str) -> str:
    """Undo the quoting a spreadsheet adds; a cell that merely begins or ends with a mark stays as it is."""
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if quoted else cell


def _quoted_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Rows of a quoted file; a fault is a row that says what is wrong, and the last where rows cannot be told apart."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as exc:
            yield number, f"{exc} ({reader.line_num})"
            if "unexpected end" in str(exc):
                return
            number += 1
            continue
        if any(cell.strip() for cell in cells):
            yield number, cells
            number += 1
