"""Quotations: spans between quotation marks, so that each token has a voice, the newsroom's or a quoted one.

« », “ ” and straight quotes, nested, left open, and running over several paragraphs (a new paragraph then opens with
the mark again). Cue verbs, speakers and reported speech without marks have their columns, empty so far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics import tables

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from analytics.text.partition import Partition

_CLOSING = {"«": "»", "“": "”", "„": "”", '"': '"', "‹": "›"}
_CONTINUES = {
    "«": "«»",
    "“": "“”",
    "„": "“„",
    "‹": "‹›",
}  # marks that repeat an open quotation at a new paragraph


class Quotations(NamedTuple):
    """The ``quotations`` table, and the outermost quotation of each token, -1 in the newsroom's voice."""

    table: pa.Table
    token_quotations: NDArray[np.int32]


class _Part(NamedTuple):
    """One quotation, or one paragraph of it, as tokens ``[first, last]`` with its marks."""

    article: int
    quotation_id: int
    depth: int
    first: int
    last: int
    closed: bool


@dataclass(slots=True)
class _Open:
    mark: str
    quotation_id: int
    first: int


@dataclass(slots=True)
class _Reader:
    """Walks over the marks of one article; tokens between them are never visited."""

    partition: Partition
    article: int
    parts: list[_Part] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    n_quotations: int = 0

    def read_paragraph(self, row: int, marks: list[int], *, next_marks: list[int]) -> None:
        """Read the marks of one paragraph; quotations still open at its end go on or are cut at their sentence."""
        first, last = self._bounds(row)
        if self.stack and marks and marks[0] == first and self._form(first) in _CONTINUES.get(self.stack[-1].mark, ""):
            marks = marks[1:]  # « at the head of the paragraph repeats the open one
        for position in marks:
            self._read_mark(position)
        while self.stack and not self._goes_on(row, next_marks):
            unclosed = self.stack.pop()
            self._keep(unclosed, self._sentence_end(unclosed.first), closed=False)
        for depth, unclosed in enumerate(self.stack):
            self._keep(unclosed, last - 1, closed=True, depth=depth)
            unclosed.first = last

    def _read_mark(self, position: int) -> None:
        form = self._form(position)
        if self.stack and form == _CLOSING[self.stack[-1].mark] and not (form == '"' and self._opens(position)):
            self._keep(self.stack.pop(), position, closed=True)
        elif form in _CLOSING and (form != '"' or self._opens(position)):
            self.stack.append(_Open(form, self.n_quotations, position))
            self.n_quotations += 1
        elif any(form == _CLOSING[opened.mark] for opened in self.stack):
            while form != _CLOSING[self.stack[-1].mark]:  # the inner one was never closed
                self._keep(self.stack.pop(), position - 1, closed=False)
            self._keep(self.stack.pop(), position, closed=True)

    def _goes_on(self, row: int, next_marks: list[int]) -> bool:
        """Tell whether the innermost open quotation continues in the next paragraph."""
        mark = self.stack[-1].mark
        same = [p for p in next_marks if self._form(p) in (mark, _CLOSING[mark])]
        if not same or mark == '"' or self.partition.numbers[row] == 0:  # a title's quotation ends with it
            return False
        first, _ = self._bounds(row + 1)
        reopened = next_marks[0] == first and self._form(first) in _CONTINUES[mark]
        return reopened or self._form(same[0]) == _CLOSING[mark]

    def _keep(self, opened: _Open, last: int, *, closed: bool, depth: int | None = None) -> None:
        depth = len(self.stack) if depth is None else depth
        if last >= opened.first:
            self.parts.append(_Part(self.article, opened.quotation_id, depth, opened.first, last, closed))

    def _opens(self, position: int) -> bool:
        """Tell whether a straight quote opens: nothing or a space before it, text behind it."""
        tokens = self.partition.tokens
        first, last = self._bounds(int(tokens.paragraphs[position]))
        touches_left = position > first and tokens.ends[position - 1] == tokens.starts[position]
        touches_right = position + 1 < last and tokens.ends[position] == tokens.starts[position + 1]
        if touches_left == touches_right:
            return not any(opened.mark == '"' for opened in self.stack)
        return bool(touches_right)

    def _form(self, position: int) -> str:
        return str(self.partition.tokens.vocabulary.types[self.partition.tokens.ids[position]].form)

    def _bounds(self, row: int) -> tuple[int, int]:
        pointers = self.partition.tokens.paragraph_ptr
        return int(pointers[row]), int(pointers[row + 1])

    def _sentence_end(self, position: int) -> int:
        pointers = self.partition.tokens.sentence_ptr
        return int(pointers[np.searchsorted(pointers, position, side="right")]) - 1


def find_quotations(partition: Partition) -> Quotations:
    """Find the quotations of a partition. Unclosed ones end with their sentence, so that a slip costs little."""
    tokens = partition.tokens
    is_mark = tokens.vocabulary.matching(set(_CLOSING) | set(_CLOSING.values()))
    positions = np.flatnonzero(is_mark[tokens.ids])
    by_row: dict[int, list[int]] = {}
    for position, row in zip(positions.tolist(), tokens.paragraphs[positions].tolist(), strict=True):
        by_row.setdefault(row, []).append(position)
    parts = [
        part
        for article in np.unique(partition.articles[list(by_row)])
        for part in _read_article(partition, int(article), by_row)
    ]
    return _as_quotations(partition, sorted(parts, key=lambda p: (p.first, p.depth)))


def _read_article(partition: Partition, article: int, by_row: dict[int, list[int]]) -> list[_Part]:
    reader = _Reader(partition, article)
    first, last = np.searchsorted(partition.articles, [article, article + 1])
    for row in range(first, last):
        if row in by_row or reader.stack:
            next_marks = by_row.get(row + 1, []) if row + 1 < last else []
            reader.read_paragraph(row, by_row.get(row, []), next_marks=next_marks)
    return reader.parts


def _as_quotations(partition: Partition, parts: list[_Part]) -> Quotations:
    unclosed = {(p.article, p.quotation_id) for p in parts if not p.closed}
    token_quotations = np.full(len(partition.tokens), -1, dtype=np.int32)
    for part in reversed(parts):  # outermost last, so that it wins
        token_quotations[part.first : part.last + 1] = part.quotation_id
    first = np.array([p.first for p in parts], dtype=np.int64)
    spans = partition.spans(first, np.array([p.last - p.first + 1 for p in parts], dtype=np.int64))
    del spans["sentence"]
    columns = {
        **spans,
        "quotation_id": [p.quotation_id for p in parts],
        "depth": [p.depth for p in parts],
        "kind": ["direct"] * len(parts),
        "closed": [(p.article, p.quotation_id) not in unclosed for p in parts],
    }
    return Quotations(tables.build("quotations", columns), token_quotations)
