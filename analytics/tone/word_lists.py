"""Lists of words with a valence as files: ours, and those that users bring.

A user's list is text (cells apart by tabs, semicolons, commas or ``->``, with or without a line of titles) or XML with
one element for each word. Values beyond [-1, 1] are divided by the largest absolute value of the file. What is wrong
with a line is an error that names it; what was read but can have no effect is a remark.
"""

from __future__ import annotations

import csv
import math
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from analytics.errors import ResourceError, VigieError
from analytics.normalization import fold, lower_of, normalise
from analytics.readers.decoding import decode
from analytics.tone.contexts import CONTEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.resources import Row

FACETS = ("evaluation", "event", "emotion")
PARTS_OF_SPEECH = ("noun", "adj", "verb", "adv", "expr")
COLUMNS = ("lemma", "pos", "valence", "facet", "context", "note")

_TITLES = {
    "lemma": "lemma lemme mot word term terme form forme entry entree expression",
    "valence": "valence polarity polarite score valeur value",
    "pos": "pos categorie",
    "facet": "facet facette",
    "context": "context contexte",
    "note": "note notes comment commentaire",
}
_COLUMN_OF = {title: column for column, titles in _TITLES.items() for title in titles.split()}
_DELIMITERS = ("\t", "->", ";", ",")  # where two cut a list alike, the first counts: "beau;0,5"
_VALUES_IN_WORDS = {"positive": 1.0, "positif": 1.0, "negative": -1.0, "negatif": -1.0, "neutral": 0.0, "neutre": 0.0}
_LINE_END = re.compile("\r\n?|\n")
_SHOWN = 20  # faults of a file, examples of a remark


class WordList(NamedTuple):
    """A list as it was read.

    rows : entries with the columns of COLUMNS, valences in [-1, 1]. removed : words that it takes out of the lists
    before it. scale : what its values were divided by, 1 for values that were in [-1, 1]. remarks : what a reader
    should know.
    """

    name: str
    rows: list[Row]
    removed: tuple[str, ...] = ()
    scale: float = 1.0
    remarks: tuple[VigieError, ...] = ()


class _Line(NamedTuple):
    """A line with its cells by column, or what is wrong with it."""

    number: int
    cells: dict[str, str]
    fault: VigieError | None = None


def parse_word_list(content: bytes, *, name: str, merge: bool = True) -> WordList:
    """Read a user's list.

    merge : give a word that stands there several times the mean of its values; without it, all its rows are kept.
    Raises ResourceError for content that is no text or names no words and values, and one that names each faulty line.
    """
    text = decode(content)
    if "\x00" in text:
        raise ResourceError("lexicon_binary", path=name)
    lines = list(_xml_lines(text, name) if text.lstrip().startswith("<") else _text_lines(text, name))
    removed = [line for line in lines if line.fault is None and "valence" not in line.cells]
    rows: list[tuple[Row, float]] = []
    faults = [(line.number, line.fault) for line in lines if line.fault]
    for line in lines:
        if line.fault is None and "valence" in line.cells:
            row = _row(line.cells)
            if isinstance(row, VigieError):
                faults.append((line.number, row))
            else:
                rows.append(row)
    if faults:
        told = tuple(VigieError("faulty_line", line=n, fault=fault) for n, fault in sorted(faults, key=lambda f: f[0]))
        raise ResourceError("lexicon_malformed", path=name, n=len(told), faults=told[:_SHOWN])
    if not rows and not removed:
        raise ResourceError("lexicon_empty", path=name)
    taken_out = dict.fromkeys(_as_entry(line.cells["lemma"].removeprefix("-")) for line in removed)
    return _settled(name, rows, tuple(taken_out), merge=merge)


def _settled(name: str, rows: list[tuple[Row, float]], removed: tuple[str, ...], *, merge: bool) -> WordList:
    """Scale the values, give each word one, and say what that changed."""
    remarks = []
    sought = [(row, value) for row, value in rows if any(map(str.isalpha, row["lemma"]))]
    scale = max((abs(value) for _, value in sought), default=0.0)
    if scale > 1:
        remarks.append(VigieError("lexicon_scaled", path=name, scale=scale))
    unmatched = [row["lemma"] for row, _ in rows if not any(map(str.isalpha, row["lemma"]))]
    if unmatched:
        remarks.append(VigieError("lexicon_no_letter", path=name, n=len(unmatched), words=_some(unmatched)))
    by_word: dict[tuple[str, str, int], tuple[Row, list[float]]] = {}
    for i, (row, value) in enumerate(sought):
        by_word.setdefault((row["lemma"], row["context"], 0 if merge else i), (row, []))[1].append(value)
    several = [word for (word, *_), (_, values) in by_word.items() if len(set(values)) > 1]
    if several:
        remarks.append(VigieError("lexicon_several", path=name, n=len(several), words=_some(several)))
    settled = [
        {**row, "valence": repr(math.fsum(values) / len(values) / max(scale, 1.0))} for row, values in by_word.values()
    ]
    return WordList(name, settled, removed, max(scale, 1.0), tuple(remarks))


def _some(words: list[str]) -> str:
    return ", ".join(words[:5]) + (", …" if len(words) > 5 else "")


def _row(cells: dict[str, str]) -> tuple[Row, float] | VigieError:
    """Return the entry of a line and its value as written, or what is wrong with it."""
    word = _as_entry(cells["lemma"])
    value = as_number(cells["valence"])
    facet, context = cells.get("facet", "") or FACETS[0], cells.get("context", "")
    if not word:
        return VigieError("lexicon_no_word")
    if value is None:
        return VigieError("lexicon_no_number", value=cells["valence"], word=word)
    if facet not in FACETS:
        return VigieError("lexicon_choice", value=facet, known=", ".join(FACETS))
    if context not in CONTEXTS:
        return VigieError("lexicon_choice", value=context, known=", ".join(CONTEXTS[1:]))
    pos = cells.get("pos", "")
    row = {
        "lemma": word,
        "pos": pos if pos in PARTS_OF_SPEECH else "",
        "facet": facet,
        "context": context,
        "note": cells.get("note", ""),
    }
    return row, value


def _as_entry(word: str) -> str:
    """Write a word as lists do: plain apostrophes; a single word in lower case, an expression as it is."""
    word = " ".join(normalise(word).replace("’", "'").split())
    return word if " " in word else lower_of(word)


def as_number(text: str) -> float | None:
    """Read a value: with a point or a comma, or one of the words positive, negative, neutral; None for all else.

    >>> as_number("−0,5"), as_number("positif"), as_number("beaucoup")
    (-0.5, 1.0, None)
    """
    text = text.strip().replace("−", "-")
    try:
        value = float(text.replace(",", ".")) if text.count(",") <= 1 else math.nan
    except ValueError:
        value = _VALUES_IN_WORDS.get(fold(text), math.nan)
    return value if math.isfinite(value) else None


def _text_lines(text: str, name: str) -> Iterator[_Line]:
    numbered = [(n, line) for n, line in enumerate(_LINE_END.split(text), start=1) if line.strip() and line[0] != "#"]
    if not numbered:
        raise ResourceError("lexicon_empty", path=name)
    delimiter = max(_DELIMITERS, key=lambda d: _fitness([_cut(line, d) for _, line in numbered]))
    cut = [(n, _cut(line, delimiter)) for n, line in numbered]
    titles = [_COLUMN_OF.get(fold(cell), "") for cell in cut[0][1]]
    has_titles = not _has_value(cut[0][1])
    if has_titles and {"lemma", "valence"} <= set(titles):
        cut = cut[1:]
    elif (has_titles and any(titles)) or max(len(cells) for _, cells in cut) > 2:
        raise ResourceError("lexicon_titles", path=name, found=", ".join(cut[0][1][:8]))
    else:
        titles = ["lemma", "valence"]
    for number, cells in cut:
        if len(cells) == len(titles):
            found = {title: cell for title, cell in zip(reversed(titles), reversed(cells), strict=True) if title}
            yield _Line(number, found)
        elif len(cells) == 1 and cells[0].startswith("-") and len(cells[0]) > 1:
            yield _Line(number, {"lemma": cells[0]})
        else:
            yield _Line(number, {}, VigieError("lexicon_cells", n=len(cells), expected=len(titles)))


def _cut(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line; a word may hold an arrow, its value may not."""
    if delimiter == "->":
        cells = line.rsplit(delimiter, 1)
    elif delimiter == "\t":
        cells = line.split(delimiter)
    else:
        try:
            cells = next(csv.reader([line], delimiter=delimiter))
        except csv.Error:  # a cell beyond csv.field_size_limit
            cells = [line]
    return [cell.strip() for cell in cells]


def _fitness(lines: list[list[str]]) -> tuple[int, int]:
    """Return how well a delimiter cuts a list: lines with a value, then lines of several cells."""
    return sum(map(_has_value, lines)), sum(len(cells) > 1 for cells in lines)


def _has_value(cells: list[str]) -> bool:
    return len(cells) > 1 and any(as_number(cell) is not None for cell in cells[1:])


def _xml_lines(text: str, name: str) -> Iterator[_Line]:
    """Entries of elements whose attributes name a word and a value: ``<word form="beau" polarity="0.5"/>``."""
    found: list[_Line] = []
    parser = expat.ParserCreate("utf-8")

    def begin(_element: str, attributes: dict[str, str]) -> None:
        cells = {_COLUMN_OF[fold(key)]: value for key, value in attributes.items() if fold(key) in _COLUMN_OF}
        if "lemma" in cells and "valence" in cells:
            found.append(_Line(parser.CurrentLineNumber, cells))
        elif cells:
            found.append(_Line(parser.CurrentLineNumber, {}, VigieError("lexicon_attributes")))

    def refuse(*_declaration: object) -> None:
        raise ResourceError("lexicon_xml", path=name, reason="<!DOCTYPE")

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begin, refuse
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as exc:
        raise ResourceError("lexicon_xml", path=name, reason=exc) from exc
    return iter(found)
