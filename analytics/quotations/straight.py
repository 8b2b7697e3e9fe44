"""Straight quotes, " and two apostrophes, which look alike where they open and where they close.

What stands around each one tells which it does, more or less clearly; what most of a paragraph's quotes agree on is
found by dynamic programming: quotes open and close in turn, each costs what speaks against it, and so does one left
over. They are never nested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.text.shapes import CAPITAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.text.tokenization import Tokens

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

CLOSES, STRAY, OPENS, LEFT_OPEN = -1, 0, 1, 2  # what a quote does; one left open has no quote that closes it
APOSTROPHE = "'"
_CLEAR, _FAINT = 3, 1  # what it costs to read a quote against its surroundings
_ALONE = 2  # what a quote costs that is left open, or that closes nothing
_RUNAWAY = 150  # tokens of a quotation that cost 1
_BEHIND = frozenset(", . ; : ! ? … ... ) ] ?! !? !! ??".split())
_COLON = frozenset(":")
_BEFORE = _COLON | frozenset("( [ - – — / l' d' qu' s' n' j' c' m' t' jusqu' lorsqu' puisqu' quoiqu' presqu'".split())
_TRAILING = frozenset(["…", "..."])  # may begin what is quoted: "… et puis"
_ENDS = frozenset(". ! ? … ...".split())


class Straight(NamedTuple):
    """Straight quotes in text order, all (n_quotes,): their tokens [first, last], two where it is two apostrophes."""

    firsts: Ints
    lasts: Ints


def twins(tokens: Tokens) -> Ints:
    """First token of each pair of apostrophes that touch each other, and so stand for a quote."""
    (apostrophe,) = tokens.vocabulary.find([APOSTROPHE])
    here = np.flatnonzero(tokens.ids[:-1] == apostrophe) if apostrophe >= 0 else np.zeros(0, dtype=np.int64)
    touches = (tokens.ids[here + 1] == apostrophe) & _touches(tokens, here)
    here = here[touches]
    found: Ints = here[np.diff(here, prepend=-2) > 1]  # of three the first two are a quote
    return found


def decide(tokens: Tokens, quotes: Straight) -> NDArray[np.int8]:
    """Tell what each quote does: CLOSES, STRAY, OPENS or LEFT_OPEN, (n_quotes,)."""
    evidence = _evidence(tokens, quotes)
    paragraphs = tokens.paragraphs[quotes.firsts]
    heads = np.searchsorted(paragraphs, paragraphs)
    turns = (1 - 2 * ((np.arange(len(paragraphs)) - heads) % 2)).astype(np.int8)
    apart = np.diff(quotes.firsts, prepend=0) // _RUNAWAY
    # In most paragraphs they open and close in turn, and say so.
    last = np.append(paragraphs[1:] != paragraphs[:-1], True)[: len(paragraphs)]
    odd = (turns * evidence < 0) | ((turns == CLOSES) & (apart > 0)) | (last & (turns == OPENS))
    is_odd = np.zeros(len(paragraphs), dtype=bool)
    is_odd[heads[odd]] = True
    for head in np.flatnonzero(is_odd).tolist():
        behind = int(np.searchsorted(paragraphs, paragraphs[head], side="right"))
        turns[head:behind] = _cheapest(evidence[head:behind].tolist(), apart[head:behind].tolist())
    return turns


def _cheapest(evidence: list[int], apart: list[int]) -> list[int]:
    """What the quotes of a paragraph do, at the least cost.

    evidence : above 0 for an opening quote, below for a closing one. apart : cost of the way from the one before.
    """
    closed, opened = 0, 2 * _ALONE * len(evidence)  # costs so far when no quote is open, and when the last one is
    ways: list[tuple[bool, bool]] = []  # whether each state was reached from an open quote
    for lean, way in zip(evidence, apart, strict=True):
        as_opening, as_closing = max(-lean, 0), max(lean, 0)
        closes, stray = opened + as_closing + way, closed + as_closing + _ALONE
        reopens, opens = opened + as_opening + _ALONE, closed + as_opening
        ways.append((closes <= stray, reopens < opens))
        closed, opened = min(closes, stray), min(reopens, opens)
    is_open = opened + _ALONE <= closed
    turns: list[int] = []
    closes_next = False
    for from_open, from_open_again in reversed(ways):
        if is_open:
            turns.append(OPENS if closes_next else LEFT_OPEN)
            is_open, closes_next = from_open_again, False
        else:
            turns.append(CLOSES if from_open else STRAY)
            is_open = closes_next = from_open
    return turns[::-1]


def _evidence(tokens: Tokens, quotes: Straight) -> Ints:
    """What stands around each quote: above 0 it opens, below 0 it closes, 0 it may do either, (n_quotes,)."""
    firsts, lasts = quotes
    paragraphs = tokens.paragraphs[firsts]
    has_left = firsts > tokens.paragraph_ptr[paragraphs]
    has_right = lasts + 1 < tokens.paragraph_ptr[paragraphs + 1]
    left, right = tokens.ids[firsts - 1], tokens.ids[np.minimum(lasts + 1, len(tokens) - 1)]
    touches_left = has_left & _touches(tokens, firsts - 1)
    touches_right = has_right & _touches(tokens, lasts)
    vocabulary = tokens.vocabulary
    leads = has_left & vocabulary.matching(_BEFORE)[left]
    colon = has_left & vocabulary.matching(_COLON)[left]
    signed = has_right & vocabulary.matching(_BEHIND)[right]
    trails = has_right & touches_right & ~touches_left & vocabulary.matching(_TRAILING)[right]
    begins = has_left & vocabulary.matching(_ENDS)[left] & (vocabulary.shapes[right] & CAPITAL > 0)
    spaced = ~touches_left & ~touches_right
    return np.select(
        [trails, signed & ~leads, leads & (touches_left | colon) & ~signed, ~has_left, ~has_right,
         touches_right & ~touches_left, touches_left & ~touches_right, spaced & begins],
        [_FAINT, -_CLEAR, _CLEAR, _CLEAR, -_CLEAR, _CLEAR, -_CLEAR, _FAINT],
        default=0,
    )  # fmt: skip


def _touches(tokens: Tokens, positions: Ints) -> Bools:
    """Tell which tokens have no space between them and the next one."""
    touches: Bools = tokens.ends[positions] == tokens.starts[np.minimum(positions + 1, len(tokens) - 1)]
    return touches
