"""CSV and TSV: one article per row, columns mapped by usual names or by the user's choice. All cells are text."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from analytics.corpus import Article, Origin, Rejected
from analytics.errors import ReadError
from analytics.readers.decoding import decode
from analytics.readers.records import MAX_CHARACTERS, article_from, map_columns, reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_DELIMITERS = "\t;,|"
_NO_DELIMITER = "\x1f"  # a table of one column
_QUOTED = re.compile('"[^"]*"')


class _Row(NamedTuple):
    """The cells of a row, or, where they cannot be told apart, what is wrong and the line it is wrong on."""

    cells: list[str]
    fault: str = ""


def read_delimited(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """Read a table with a header line; rows without any text in their cells are passed over.

    The delimiter is the one that cuts the header into most columns. Where quoting does not hold throughout but
    tab-separated lines all have as many cells as the header, they are read without quoting, so that a lone quotation
    mark in a title swallows nothing. Raises ReadError when no column holds the text.
    """
    text = decode(path.read_bytes()).lstrip("\ufeff\r\n \t")
    first_line = re.split("[\r\n]", text, maxsplit=1)[0]
    unquoted = _QUOTED.sub("", first_line)
    delimiter = max(_DELIMITERS, key=unquoted.count)
    rows = [row for row in _rows(text, delimiter if delimiter in unquoted else _NO_DELIMITER) if _has_text(row)]
    if not rows:
        raise ReadError("file_empty", path=name)
    header, *body = rows
    if header.fault:
        raise ReadError("table_header", path=name, reason=header.fault)
    names = [cell.strip() for cell in header.cells]
    mapped = map_columns(names, columns, source=name)
    for number, row in enumerate(body, start=1):
        origin = Origin(name, number)
        if row.fault:
            yield reject(origin, "record_bad_row", row.cells[0], reason=row.fault)
        elif len(row.cells) != len(names):
            yield reject(origin, "record_cells", delimiter.join(row.cells), n=len(row.cells), expected=len(names))
        else:
            cells = dict(zip(names, row.cells, strict=True))
            yield article_from({field: cells[column] for field, column in mapped.items()}, origin)


def _has_text(row: _Row) -> bool:
    return bool(row.fault) or any(cell.strip() for cell in row.cells)


def _rows(text: str, delimiter: str) -> list[_Row]:
    quoted = _quoted_rows(text, delimiter)
    if delimiter != "\t" or not (
        any(row.fault for row in quoted) or len({len(r.cells) for r in quoted if r.cells}) > 1
    ):
        return quoted
    lines = [line for line in re.split("\r\n?|\n", text) if line.strip()]
    plain = [_Row([_unquoted(cell) for cell in line.split("\t")]) for line in lines]
    return plain if len({len(row.cells) for row in plain}) == 1 else quoted


def _unquoted(cell: str) -> str:
    """Undo the quoting a spreadsheet adds; a cell that merely begins or ends with a mark stays as it is."""
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if quoted else cell


def _quoted_rows(text: str, delimiter: str) -> list[_Row]:
    """Rows of a quoted file; a fault ends the reading only where rows can no longer be told apart."""
    csv.field_size_limit(MAX_CHARACTERS * 2)
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[_Row] = []
    while True:
        began = reader.line_num
        try:
            rows.append(_Row(next(reader)))
        except StopIteration:
            return rows
        except csv.Error as exc:
            rows.append(_Row(["".join(lines[began : reader.line_num])], fault=str(exc)))
            if "unexpected end" in str(exc):
                return rows
