"""Straight quotes, " and two apostrophes, which look alike where they open and where they close.

What stands around each one tells which it does, more or less clearly; what most of a paragraph's quotes agree on is
found by dynamic programming: quotes open and close in turn, each costs what speaks against it, and so does one left
over. They are never nested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.text.intervals import members
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
    odd_heads = np.unique(heads[odd])
    lengths = np.searchsorted(paragraphs, paragraphs[odd_heads], side="right") - odd_heads
    _, rows = members(odd_heads, odd_heads + lengths)
    turns[rows] = _cheapest(evidence[rows], apart[rows], lengths)
    return turns


def _cheapest(evidence: Ints, apart: Ints, lengths: Ints) -> NDArray[np.int8]:
    """What the quotes of some paragraphs do, each paragraph's at the least cost, (n_quotes,).

    evidence : above 0 for an opening quote, below for a closing one. apart : cost of the way from the one before.
    lengths : quotes of each paragraph. One step takes the next quote of all paragraphs that have one.
    """
    longest_first = np.argsort(-lengths, kind="stable")
    heads = (np.cumsum(lengths) - lengths)[longest_first]
    n_left = np.searchsorted(-lengths[longest_first], -np.arange(lengths.max(initial=0)), side="left")
    steps = [heads[:n] + step for step, n in enumerate(n_left.tolist())]
    as_opening, as_closing = np.maximum(-evidence, 0), np.maximum(evidence, 0)
    # Costs so far when no quote is open, and when the last one is.
    closed, opened = np.zeros(len(heads), dtype=np.int64), 2 * _ALONE * lengths[longest_first]
    from_open, from_open_again = np.zeros((2, len(evidence)), dtype=bool)  # whether each state came from an open quote
    for rows in steps:
        was_closed, was_opened = closed[: len(rows)], opened[: len(rows)]
        closes, stray = was_opened + as_closing[rows] + apart[rows], was_closed + as_closing[rows] + _ALONE
        reopens, opens = was_opened + as_opening[rows] + _ALONE, was_closed + as_opening[rows]
        from_open[rows], from_open_again[rows] = closes <= stray, reopens < opens
        closed[: len(rows)], opened[: len(rows)] = np.minimum(closes, stray), np.minimum(reopens, opens)
    is_open = opened + _ALONE <= closed
    closes_next = np.zeros(len(heads), dtype=bool)
    turns = np.empty(len(evidence), dtype=np.int8)
    for rows in reversed(steps):
        here, pair = is_open[: len(rows)].copy(), closes_next[: len(rows)]
        turns[rows] = np.where(here, np.where(pair, OPENS, LEFT_OPEN), np.where(from_open[rows], CLOSES, STRAY))
        is_open[: len(rows)] = np.where(here, from_open_again[rows], from_open[rows])
        closes_next[: len(rows)] = ~here & from_open[rows]
    return turns


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
