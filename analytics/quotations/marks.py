"""Spans between quotation marks, « », “ ” and straight quotes: nested, left open, running over several paragraphs.

A new paragraph of a quotation opens with its mark again, or with a dash where people talk.

Most articles close every quotation in the paragraph that opens it; the marks of all of these are paired at once. A
reader walks over the marks of the others, one by one; walking over all articles would find the same, only more slowly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.columns import pick
from analytics.grammar.straight import APOSTROPHE, LEFT_OPEN, Straight, decide
from analytics.text.hashing import NameTable, names_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.text.partition import Partition
    from analytics.text.tokenization import Tokens

_CLOSING = {"«": "»", "“": "”", "„": "”", '"': '"', "‹": "›"}
_CONTINUES = {
    "«": "«»",
    "“": "“”",
    "„": "“„",
    "‹": "‹›",
}  # marks that repeat an open quotation at a new paragraph
DASHES = ("—", "–", "―")
_SIGNS = ("", *dict.fromkeys([*_CLOSING, *_CLOSING.values()]))  # a mark is the row of its sign here
_STRAIGHT = _SIGNS.index('"')
_CLOSING_SIGNS = np.array([_SIGNS.index(_CLOSING.get(sign, "")) for sign in _SIGNS], dtype=np.uint8)
_LEANS = np.array([(sign in _CLOSING) - (sign in _CLOSING.values()) for sign in _SIGNS], dtype=np.int8)


class _Marks(NamedTuple):
    """Quotation marks of a partition in text order, all (n_marks,).

    positions : tokens. signs : rows of _SIGNS. leans : 1 opens, -1 closes; a straight quote may be LEFT_OPEN or STRAY.
    """

    positions: NDArray[np.int64]
    signs: NDArray[np.uint8]
    leans: NDArray[np.int8]
    paragraphs: NDArray[np.int64]
    articles: NDArray[np.int64]


class Parts(NamedTuple):
    """Quotations, or the paragraphs of one, as tokens ``[first, last]`` with their marks, all (n_parts,)."""

    quotation_ids: NDArray[np.int64]
    depths: NDArray[np.int64]
    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]
    closed: NDArray[np.bool_]


def find_marked(partition: Partition, positions: NDArray[np.int64]) -> Parts:
    """Find what stands between marks, in text order, numbered in each article.

    Unclosed quotations end with their sentence, straight ones before the next mark, so that a slip costs little; where
    their mark was repeated at the head of a paragraph, which is no slip, they end with the paragraph. positions : of
    the marks, in text order; both apostrophes where two stand for a quote.
    """
    marks = _find_marks(partition, positions)
    paired, to_walk = _pair(partition, marks)
    return in_text_order(paired, _walk(partition, marks, to_walk))


def _find_marks(partition: Partition, positions: NDArray[np.int64]) -> _Marks:
    tokens = partition.tokens
    signs = _signs(tokens.vocabulary.form_names[tokens.ids[positions]])
    twin = np.flatnonzero(tokens.ids[positions] == tokens.vocabulary.find([APOSTROPHE])[0])
    second = np.zeros(len(positions), dtype=bool)
    second[twin[1::2]] = True  # two apostrophes are one quote
    leans = _LEANS[signs]
    straight = np.flatnonzero((signs == _STRAIGHT) & ~second)
    firsts = positions[straight]
    is_twin = np.zeros(len(positions), dtype=np.int64)
    is_twin[twin] = 1
    lasts = firsts + is_twin[straight]
    leans[straight] = decide(tokens, Straight(firsts, lasts))
    positions = positions.copy()
    positions[straight] = np.where(leans[straight] < 0, lasts, firsts)
    positions, signs, leans = positions[~second], signs[~second], leans[~second]
    paragraphs = tokens.paragraphs[positions]
    return _Marks(positions, signs, leans, paragraphs, partition.articles[paragraphs])


def _signs(form_names: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Row of _SIGNS of each form, 0 for those that are no mark."""
    rows = NameTable(names_of([*_SIGNS[1:], APOSTROPHE])).find(form_names) + 1
    return np.where(rows == len(_SIGNS), _STRAIGHT, rows).astype(np.uint8)


def _pair(partition: Partition, marks: _Marks) -> tuple[Parts, NDArray[np.int64]]:
    """Pair the marks of all articles at once; return the quotations, and the articles in which that does not do.

    It does where each mark closes the last one open, if any is, and where only straight quotes stay open: they never
    go on in the next paragraph.
    """
    opening, closing, depths = _match(marks, marks.leans.astype(np.int64))
    is_closed, signs = closing >= 0, marks.signs[opening]
    fits = np.where(is_closed, _CLOSING_SIGNS[signs] == marks.signs[closing], marks.leans[opening] == LEFT_OPEN)
    is_walked = np.zeros(len(partition.article_ids), dtype=bool)
    is_walked[marks.articles[opening[~fits]]] = True
    kept = ~is_walked[marks.articles[opening]]
    opening, closing, is_closed = opening[kept], closing[kept], is_closed[kept]
    firsts = marks.positions[opening]
    following = np.append(marks.positions, len(partition.tokens))[opening + 1]
    left_open = np.minimum(_sentence_ends(partition.tokens, firsts), following - 1)
    parts = Parts(
        quotation_ids=_ranks(marks.articles[opening]),
        depths=depths[kept],
        firsts=firsts,
        lasts=np.where(is_closed, marks.positions[closing], left_open),
        closed=is_closed,
    )
    return parts, np.flatnonzero(is_walked)


def _match(marks: _Marks, turns: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Match marks like brackets within paragraphs, whatever their signs; one that has nothing to close is left out.

    Returns in text order, (n_opening,): the marks that open, those that close them or -1, and their depths.
    """
    heads = _heads(marks.paragraphs)
    alone = turns == LEFT_OPEN
    turns = np.where(alone, 0, turns)
    levels = np.cumsum(turns)
    levels -= (levels - turns)[heads]  # each paragraph begins at 0
    # A mark that closes nothing takes the level lower than it was, below 0: the lowest level counts these marks.
    # Each paragraph is set far below the one before, so that one running minimum does for all.
    below = marks.paragraphs * (len(turns) + 1)
    n_stray = -np.minimum(np.minimum.accumulate(levels - below) + below, 0)
    is_head = heads == np.arange(len(heads))
    is_stray = n_stray > np.where(is_head, 0, np.roll(n_stray, 1))
    depths = levels + n_stray - (turns > 0)
    rows = np.flatnonzero(~is_stray & (turns != 0))
    rows = rows[np.lexsort((depths[rows], marks.paragraphs[rows]))]
    closes = np.flatnonzero(turns[rows] < 0)  # behind its opening mark: at one depth marks open and close in turn
    closing = np.full(len(turns), -1)
    closing[rows[closes - 1]] = rows[closes]
    opening = np.flatnonzero((turns > 0) | alone)
    return opening, closing[opening], depths[opening]


def _heads(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """First row of the group of each row; groups are in ascending order."""
    return np.searchsorted(groups, groups)


def _ranks(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the rows of each group from 0; groups are in ascending order."""
    return np.arange(len(groups)) - _heads(groups)


def _sentence_ends(tokens: Tokens, positions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Last token of the sentence of each token."""
    ends: NDArray[np.int64] = tokens.sentence_ptr[tokens.sentences[positions] + 1] - 1
    return ends


def _walk(partition: Partition, marks: _Marks, articles: NDArray[np.int64]) -> Parts:
    """Read some articles mark by mark."""
    marks = pick(marks, np.isin(marks.articles, articles))
    ranges = np.searchsorted(partition.articles, [articles, articles + 1]).T
    reader = _Reader(
        partition=partition,
        positions=marks.positions.tolist(),
        signs=[_SIGNS[sign] for sign in marks.signs.tolist()],
        leans=marks.leans.tolist(),
        pointers=np.searchsorted(marks.paragraphs, np.arange(len(partition.texts) + 1)).tolist(),
        bounds=partition.tokens.paragraph_ptr.tolist(),
    )
    parts = [part for first, end in ranges.tolist() for part in reader.read_article(first, end)]
    quotation_ids, depths, firsts, lasts, closed = np.array(parts, dtype=np.int64).reshape(-1, 5).T
    return Parts(quotation_ids, depths, firsts, lasts, closed.astype(bool))


class _Part(NamedTuple):
    """One row of `Parts`."""

    quotation_id: int
    depth: int
    first: int
    last: int
    closed: bool


@dataclass(slots=True)
class _Open:
    sign: str
    quotation_id: int
    first: int
    repeated: bool = False  # its mark stands at the head of this paragraph again


@dataclass(slots=True)
class _Reader:
    """Walks over the marks of articles; tokens between them are never visited.

    positions, signs, leans : of each mark. pointers : the marks of paragraph p are ``[pointers[p], pointers[p + 1])``.
    bounds : its tokens, likewise.
    """

    partition: Partition
    positions: list[int]
    signs: list[str]
    leans: list[int]
    pointers: list[int]
    bounds: list[int]
    parts: list[_Part] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    n_quotations: int = 0

    def read_article(self, first: int, end: int) -> list[_Part]:
        """Read the paragraphs ``[first, end)`` of an article; a quotation is closed when each of its parts is."""
        self.parts, self.stack, self.n_quotations = [], [], 0
        for row in range(first, end):
            marks = range(self.pointers[row], self.pointers[row + 1])
            if marks or self.stack:
                self._read_paragraph(row, marks, next_row=self._next_row(row, end))
        unclosed = {part.quotation_id for part in self.parts if not part.closed}
        return [part._replace(closed=part.quotation_id not in unclosed) for part in self.parts]

    def _next_row(self, row: int, end: int) -> int | None:
        """Return the next paragraph of the article that tells whether a quotation goes on; turns of talk do not."""
        for following in range(row + 1, end):
            if self.pointers[following] < self.pointers[following + 1] or not self._is_turn(following):
                return following
        return None

    def _is_turn(self, row: int) -> bool:
        """Tell whether a paragraph begins with a dash."""
        first, last = self.bounds[row], self.bounds[row + 1]
        vocabulary = self.partition.tokens.vocabulary
        return first < last and vocabulary.forms[self.partition.tokens.ids[first]] in DASHES

    def _read_paragraph(self, row: int, marks: range, *, next_row: int | None) -> None:
        """Read the marks of one paragraph; quotations still open at its end go on or are cut at their sentence."""
        if self.stack and self._continues(row, marks, self.stack[-1].sign):
            marks = marks[1:]  # « at the head of the paragraph repeats the open one
            self.stack[-1].repeated = True
        for mark in marks:
            self._read_mark(mark)
        while self.stack and not self._goes_on(row, next_row):
            self._keep_unclosed(self.stack.pop(), row)
        last = self.bounds[row + 1]
        for depth, unclosed in enumerate(self.stack):
            self._keep(unclosed, last - 1, closed=True, depth=depth)
            unclosed.first, unclosed.repeated = last, False

    def _read_mark(self, mark: int) -> None:
        sign, position = self.signs[mark], self.positions[mark]
        lean = self.leans[mark]
        if lean == LEFT_OPEN:
            next_mark = self.positions[mark + 1] if mark + 1 < len(self.positions) else self.bounds[-1]
            last = min(self._sentence_end(position), next_mark - 1)
            self._keep(_Open(sign, self.n_quotations, position), last, closed=False)
            self.n_quotations += 1
        elif self.stack and sign == _CLOSING[self.stack[-1].sign] and lean < 0:
            self._keep(self.stack.pop(), position, closed=True)
        elif lean > 0:
            self.stack.append(_Open(sign, self.n_quotations, position))
            self.n_quotations += 1
        elif lean < 0 and any(sign == _CLOSING[opened.sign] for opened in self.stack):
            while sign != _CLOSING[self.stack[-1].sign]:  # the inner one was never closed
                self._keep(self.stack.pop(), position - 1, closed=False)
            self._keep(self.stack.pop(), position, closed=True)

    def _continues(self, row: int, marks: range, sign: str) -> bool:
        """Tell whether a paragraph begins with a mark that repeats an open one."""
        at_head = bool(marks) and self.positions[marks[0]] == self.bounds[row]
        return at_head and self.signs[marks[0]] in _CONTINUES.get(sign, "")

    def _goes_on(self, row: int, next_row: int | None) -> bool:
        """Tell whether the innermost open quotation continues in the next paragraph."""
        sign = self.stack[-1].sign
        if next_row is None or sign == '"' or self.partition.numbers[row] == 0:  # a title's quotation ends with it
            return False
        next_marks = range(self.pointers[next_row], self.pointers[next_row + 1])
        same = [self.signs[mark] for mark in next_marks if self.signs[mark] in (sign, _CLOSING[sign])]
        return bool(same) and (same[0] == _CLOSING[sign] or self._continues(next_row, next_marks, sign))

    def _keep_unclosed(self, unclosed: _Open, row: int) -> None:
        last = self.bounds[row + 1] - 1 if unclosed.repeated else self._sentence_end(unclosed.first)
        self._keep(unclosed, last, closed=False)

    def _sentence_end(self, position: int) -> int:
        return int(_sentence_ends(self.partition.tokens, np.array(position)))

    def _keep(self, opened: _Open, last: int, *, closed: bool, depth: int | None = None) -> None:
        depth = len(self.stack) if depth is None else depth
        if last >= opened.first:
            self.parts.append(_Part(opened.quotation_id, depth, opened.first, last, closed))


def in_text_order(*some: Parts) -> Parts:
    """Join parts; of those that begin at one token, the outermost comes first."""
    quotation_ids, depths, firsts, lasts = (np.concatenate([parts[i] for parts in some]) for i in range(4))
    closed = np.concatenate([parts.closed for parts in some])
    order = np.lexsort((depths, firsts))
    return Parts(quotation_ids[order], depths[order], firsts[order], lasts[order], closed[order])
