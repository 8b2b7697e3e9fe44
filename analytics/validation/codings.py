"""What coders say of passages, as tables that spreadsheets open: the sample they get, the codes they give back.

Written in UTF-8 with its mark and with semicolons, which a French spreadsheet opens without asking; commas and tabs are
read as well. Coders are not shown the tone that was found.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analytics.errors import ValidationError
from analytics.files import csv_bytes
from analytics.normalization import fold
from analytics.readers.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

CODES = (-2, -1, 0, 1, 2)  # clearly negative, rather negative, neutral, rather positive, clearly positive
UNCLEAR = "?"
COLUMNS = ("passage_id", "coder", "code", "mixed", "note")
_DELIMITERS = ";\t,"
_CODER_COLUMN = re.compile(r"(code|mixed|note)(?:[ _:.-]+(.+))?", re.IGNORECASE)
_YES, _NO = {"1", "x", "oui", "o", "vrai", "yes", "y", "true"}, {"", "0", "non", "n", "faux", "no", "false"}
_SIGNS = str.maketrans({"−": "-", "–": "-", "'": None, "’": None, ",": "."})


class Given(NamedTuple):
    """What one coder says of one passage; code is None when it is unclear."""

    code: int | None
    mixed: bool = False
    note: str = ""


class Sheet(NamedTuple):
    """A sample as one coder left it: its passages in their order, and what is given so far."""

    passage_ids: tuple[str, ...]
    given: dict[str, Given]


class _Table(NamedTuple):
    """A file of codings: where its columns are, by kind and coder ("" for that of the file), and its numbered lines."""

    name: str
    columns: dict[tuple[str, str], int]
    lines: list[tuple[int, list[str]]]

    def cell(self, cells: list[str], kind: str, coder: str = "") -> str:
        """Return what a line says in a column, nothing where it has no such column."""
        place = self.columns.get((kind, coder), len(cells))
        return cells[place].strip() if place < len(cells) else ""


def sample_csv(sample: pd.DataFrame, codings: pd.DataFrame | None = None) -> bytes:
    """Return a sample as the file a coder fills in, with the codes of one coder as far as they are given.

    sample : as `analytics.validation.sampling.sample_passages` returns it. codings : as `read_codings` returns it.
    """
    place = ["passage_id", "article_id", "paragraph", "start", "end", "outlet"]
    sheet = sample[place].assign(date=sample["published"].dt.strftime("%Y-%m-%d"), text=sample["text"])
    given = pd.DataFrame(columns=list(COLUMNS)) if codings is None else codings
    given = given.set_index("passage_id").reindex(sheet["passage_id"])
    known = given.index.isin([] if codings is None else codings["passage_id"])
    codes = [
        "" if not is_given else UNCLEAR if pd.isna(code) else str(int(code))
        for is_given, code in zip(known, given["code"], strict=True)
    ]
    return csv_bytes(sheet.assign(
        code=pd.Categorical(codes),  # not as texts: those that begin with a minus would be kept from being formulas
        mixed=["1" if mixed is True else "" for mixed in given["mixed"]],
        note=given["note"].fillna("").to_numpy(),
    ), delimiter=";")  # fmt: skip


def read_codings(paths: Iterable[Path]) -> pd.DataFrame:
    """Read the files of one or more coders; see `parse_codings`. Raises ReadError for a file that cannot be read."""
    read = map(_read, paths)
    return parse_codings([(name, PurePath(name).stem, content) for name, content in read])


def _read(path: Path) -> tuple[str, bytes]:
    """Return the name and the content of a file."""
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise ValidationError("codings_unreadable", path=path, reason=exc.strerror or exc) from exc
    return path.name.encode("utf-8", "replace").decode(), content  # a name in another encoding holds lone surrogates


def parse_codings(files: Sequence[tuple[str, str, bytes]]) -> pd.DataFrame:
    """Return what coders say, from files given as name, coder and content.

    A column ``code`` is of the coder of the file, ``code_NAME`` of the coder named; so are ``mixed`` and ``note``.

    Returns passage_id, coder, code (-2 to 2; missing: unclear), mixed (flag), note; passages not coded have no row.
    Raises ValidationError when a file has no such columns, when two files hold the same coder, when nothing is coded,
    and naming every line with a code that is none or a passage that is coded twice.
    """
    parts: dict[str, tuple[str, pd.DataFrame]] = {}
    for name, file_coder, content in files:
        for coder, coded in _by_coder(_read_table(name, content), file_coder):
            if coder in parts:
                raise ValidationError("codings_same_coder", coder=coder, first=parts[coder][0], second=name)
            parts[coder] = (name, coded)
    if not any(len(coded) for _, coded in parts.values()):
        raise ValidationError("codings_none", paths=", ".join(name for name, *_ in files))
    return pd.concat([coded for _, coded in parts.values() if len(coded)], ignore_index=True)


def codings_of(coder: str, given: Mapping[str, Given]) -> pd.DataFrame:
    """Return what one coder says as `read_codings` would."""
    return _frame([
        (passage, coder, np.nan if said.code is None else said.code, said.mixed, said.note)
        for passage, said in given.items()
    ])  # fmt: skip


def read_sheet(path: Path) -> Sheet:
    """Read a sample that a coder began to fill in; see `parse_sheet`. Raises ValidationError as well for no file."""
    return parse_sheet(*_read(path))


def parse_sheet(name: str, content: bytes) -> Sheet:
    """Return a sample that a coder began to fill in, so that it can be gone on with; of its first code column.

    Raises ValidationError as `parse_codings` does, except that nothing need be coded yet.
    """
    table = _read_table(name, content)
    _, codings = _by_coder(table, "")[0]
    given = {
        row.passage_id: Given(None if np.isnan(row.code) else int(row.code), row.mixed, row.note)
        for row in codings.itertuples()
    }
    passages = (table.cell(cells, "passage_id") for _, cells in table.lines)
    return Sheet(tuple(dict.fromkeys(filter(None, passages))), given)


def _read_table(name: str, content: bytes) -> _Table:
    text = decode(content).lstrip("\ufeff\r\n")
    first_line = re.split("[\r\n]", text, maxsplit=1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first_line.count))
    try:
        rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error as exc:
        raise ValidationError("codings_unreadable", path=name, reason=exc) from exc
    header = [cell.strip() for cell in rows[0][1]] if rows else []
    columns = {_column(cell): place for place, cell in reversed(list(enumerate(header)))}
    if ("passage_id", "") not in columns or not any(kind == "code" for kind, _ in columns):
        raise ValidationError("codings_columns", path=name, columns=", ".join(header))
    return _Table(name, columns, [(line, cells) for line, cells in rows[1:] if any(cell.strip() for cell in cells)])


def _column(name: str) -> tuple[str, str]:
    """Return what a column holds, and of which coder; "" for no coder in particular."""
    match = _CODER_COLUMN.fullmatch(name)
    return (match[1].lower(), match[2] or "") if match else (fold(name), "")


def _by_coder(table: _Table, file_coder: str) -> list[tuple[str, pd.DataFrame]]:
    """Return the codings of each code column; every fault of the file is told at once."""
    faults: list[ValidationError] = []
    named = sorted(coder for kind, coder in table.columns if kind == "code")
    found = [(coder or file_coder, _codings(table, coder, coder or file_coder, faults)) for coder in named]
    if faults:
        raise ValidationError("codings_faulty", path=table.name, faults=tuple(faults))
    return found


def _codings(table: _Table, column: str, coder: str, faults: list[ValidationError]) -> pd.DataFrame:
    seen: dict[str, int] = {}
    rows = []
    for line, cells in table.lines:
        passage, *written = (table.cell(cells, *place) for place in (
            ("passage_id",), ("code", column), ("mixed", column), ("note", column)
        ))  # fmt: skip
        if not written[0]:
            continue
        code, mixed = _code(written[0]), _flag(written[1])
        if code is None:
            fault = ValidationError("code_unknown", value=written[0])
        elif mixed is None:
            fault = ValidationError("mixed_unknown", value=written[1])
        elif passage in seen:
            fault = ValidationError("passage_twice", passage=passage, first=seen[passage])
        else:
            seen[passage] = line
            rows.append((passage, coder, code, mixed, written[2]))
            continue
        faults.append(ValidationError("faulty_line", line=line, fault=fault))
    return _frame(rows)


def _frame(rows: list[tuple[str, str, float, bool, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"passage_id": "str", "coder": "str", "code": float, "mixed": bool, "note": "str"})


def _code(written: str) -> float | None:
    """Return a code, NaN for an unclear passage, None for what is no code; spreadsheets write -1 as -1,0 or −1."""
    if written == UNCLEAR:
        return float(np.nan)
    try:
        code = float(written.translate(_SIGNS))
    except ValueError:
        return None
    return code if code in CODES else None


def _flag(written: str) -> bool | None:
    folded = fold(written)
    return True if folded in _YES else False if folded in _NO else None
