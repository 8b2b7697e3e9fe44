"""Where sentences end, computed on the tokens of a whole partition at once.

What a form says by itself is one integer of traits per type. Traits are gathered once; from then on only the runs of
signs at which a sentence may end are looked at, with their neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.text.sentence_traits import (
    ABBREVIATED,
    ARTICLE,
    ASIDE,
    BEGINNER,
    CAPITAL,
    CLOSER,
    COLON,
    CONTINUES,
    DASH,
    DIGIT,
    DOTS,
    ELIDED,
    ENDS_LIST,
    EXCLAIMED,
    FIRST,
    INITIAL,
    JOINS,
    LEGAL,
    LETTERED,
    LOWER,
    MARK,
    NEVER,
    NUMBERED,
    OPENER,
    ORDER,
    PARENTHESIS,
    QUOTE,
    ROMAN,
    STOP,
    WHOLE,
    traits_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.text.vocabulary import Vocabulary

_PADDING = 8  # tokens looked at beyond a sign, at most; they stand for the beginning of yet another paragraph
_SKIPPED = 3  # opening marks and dashes between a full stop and the word that tells: . – « (


class _Stream(NamedTuple):
    """Traits of the tokens with padding behind, (n_tokens + _PADDING,); their starts and ends, (n_tokens,)."""

    traits: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def has(self, positions: NDArray[np.int64], trait: int) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (self.traits[positions] & trait) != 0
        return found

    def follows(self, positions: NDArray[np.int64], trait: int) -> NDArray[np.bool_]:
        """Whether the token before, in the same paragraph, has a trait."""
        return self.has(positions - 1, trait) & ~self.has(positions, FIRST)

    def touches(self, positions: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a token touches the one before it in its paragraph."""
        starts = self.starts.take(positions, mode="clip")  # padding has none, but is the first of a paragraph
        touching: NDArray[np.bool_] = starts == self.ends.take(positions - 1, mode="clip")
        return touching & ~self.has(positions, FIRST)


def find_sentences(
    ids: NDArray[np.int32],
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    paragraph_ptr: NDArray[np.int64],
    vocabulary: Vocabulary,
) -> NDArray[np.int64]:
    """Return sentence_ptr (n_sentences + 1,): tokens of sentence s are ``[sentence_ptr[s], sentence_ptr[s + 1])``.

    ids : int32 (n_tokens,), rows of ``vocabulary``. starts, ends : int32 (n_tokens,), code points in the paragraph.
    paragraph_ptr : int64 (n_paragraphs + 1,). Sentences end where paragraphs end; paragraphs without tokens have none.

    Elsewhere a sentence ends at . ? ! … and the closing marks behind it, when what follows does not continue it:
    «Non !», dit-il. goes on, as does lower case, unless a full stop behind a whole word precedes it. An abbreviation or
    an initial ends a sentence only before a word that usually begins one.
    """
    n_tokens = len(ids)
    traits = np.full(n_tokens + _PADDING, FIRST, dtype=np.uint32)
    if n_tokens:
        column = vocabulary.column(traits_of, traits_of, "forms", "shapes", "form_names")
        np.take(column, ids, out=traits[:n_tokens], mode="clip")
    traits[paragraph_ptr] |= FIRST
    stream = _Stream(traits, starts, ends)
    signs = np.flatnonzero((traits[:n_tokens] & (MARK | ABBREVIATED | CLOSER | QUOTE)) != 0)
    begins = np.zeros(n_tokens + 1, dtype=bool)
    begins[paragraph_ptr] = True
    if len(signs):
        _read_quotes(stream, signs[stream.has(signs, QUOTE)], paragraph_ptr)
        _read_dots(stream, signs[stream.has(signs, DOTS)])
        begins[_beginnings(stream, *_runs(stream, signs))] = True
    return np.flatnonzero(begins)


def _read_quotes(stream: _Stream, quotes: NDArray[np.int64], paragraph_ptr: NDArray[np.int64]) -> None:
    """Tell straight quotes that open from those that close: by what they touch, else in turn.

    Quotes that touch each other are one: ''Oui'' and "'Oui'" as some write them.
    """
    if not len(quotes):
        return
    new = np.ones(len(quotes), dtype=bool)
    new[1:] = (quotes[1:] != quotes[:-1] + 1) | ~stream.touches(quotes[1:])
    heads = np.flatnonzero(new)
    first, after = quotes[heads], quotes[np.append(heads[1:], len(quotes)) - 1] + 1
    ended = stream.has(after, MARK | CLOSER | CONTINUES) & ~stream.has(after, DOTS | FIRST)
    begun = stream.follows(first, OPENER | ELIDED | COLON)
    opens = begun | (~stream.touches(first) & ~ended)
    closes = ended | (~stream.touches(after) & ~begun)
    told = opens != closes
    paragraphs = np.searchsorted(paragraph_ptr, first, side="right")
    told[0] = True
    told[1:] |= paragraphs[1:] != paragraphs[:-1]
    rows = np.arange(len(first))
    last = np.maximum.accumulate(np.where(told, rows, 0))  # the last quote whose place told
    opening = (opens | ~closes)[last] ^ ((rows - last) % 2 == 1)
    stream.traits[quotes] |= np.where(opening, np.uint32(OPENER), np.uint32(CLOSER))[np.cumsum(new) - 1]


def _read_dots(stream: _Stream, dots: NDArray[np.int64]) -> None:
    """Take dots that touch only what follows them as opening marks: … et il part."""
    leading = dots[~stream.touches(dots) & stream.touches(dots + 1) & ~stream.has(dots + 1, MARK | CLOSER | CONTINUES)]
    stream.traits[leading] = (stream.traits[leading] & FIRST) | OPENER


def _runs(stream: _Stream, signs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint32]]:
    """Return the first and last token and the traits of each run of signs at which a sentence may end.

    A run is an abbreviation or a sign with the marks behind it: . ?! …» ." etc.)
    """
    signs = signs[stream.has(signs, MARK | ABBREVIATED | CLOSER)]
    traits = stream.traits[signs]
    new = np.ones(len(signs), dtype=bool)
    new[1:] = (signs[1:] != signs[:-1] + 1) | stream.has(signs[1:], ABBREVIATED | FIRST)
    heads = np.flatnonzero(new)
    if not len(heads):
        return signs, signs, traits
    together = np.bitwise_or.reduceat(traits, heads)
    first, last = signs[heads], signs[np.append(heads[1:], len(signs)) - 1]
    kept = (together & (MARK | ABBREVIATED)) != 0
    # "(...)", "(!)" and "« …" end nothing, "(...)." does.
    kept &= ~stream.follows(first, OPENER) | (((together & CLOSER) != 0) & stream.has(last, MARK))
    kept &= ((together & DOTS) == 0) | ~stream.has(first, FIRST)
    kept &= ~stream.has(last + 1, FIRST)
    return first[kept], last[kept], together[kept]


def _beginnings(
    stream: _Stream, first: NDArray[np.int64], last: NDArray[np.int64], together: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """Return the tokens at which a sentence begins behind the runs that end one."""
    following = _behind_asides(stream, last + 1)
    told = following
    for _ in range(_SKIPPED):
        told = told + (stream.has(told, OPENER | DASH) & ~stream.has(told + 1, FIRST))
    lone = (first == last) & stream.has(last, STOP)
    ends = ~stream.has(following, CONTINUES | MARK | CLOSER | FIRST)
    ends &= ~stream.has(told, LOWER) | _resumes(stream, last, following)
    ends &= ((together & MARK) != 0) | (_abbreviation_ends(stream, first, told) & ~stream.touches(following))
    ends &= ~(lone & _stop_goes_on(stream, last, following))
    ends &= ~(stream.has(last, DOTS) & stream.has(following, DIGIT))
    called = stream.follows(last, EXCLAIMED)
    ends &= ~(called & stream.touches(last) & ~stream.has(following, BEGINNER))
    return following[ends & ~_orders(stream, first, last, following, ends)]


def _behind_asides(stream: _Stream, following: NDArray[np.int64]) -> NDArray[np.int64]:
    """Step over one word in parentheses that goes with the sentence before: (AFP), (rires), or a note that touches."""
    word, closing = following + 1, following + 2
    aside = stream.has(following, PARENTHESIS) & stream.has(closing, CLOSER)
    aside &= stream.has(word, ASIDE) | (stream.touches(following) & stream.has(word, DIGIT))
    aside &= ((stream.traits[following] | stream.traits[word] | stream.traits[closing]) & FIRST) == 0
    return following + 3 * aside


def _resumes(stream: _Stream, last: NDArray[np.int64], following: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a sentence begins in lower case: many keyboards have no À, and what is cut from pages begins anyhow.

    Only a full stop between a whole word or a closing mark and a space says so: « Oui ». à demain. Behind ? ! … and
    behind what is quoted with its full stop, lower case goes on.
    """
    stops = stream.has(last, STOP) & stream.follows(last, WHOLE | CLOSER)
    return stops & stream.has(following, LOWER | DASH) & ~stream.touches(following)


def _abbreviation_ends(stream: _Stream, first: NDArray[np.int64], told: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether an abbreviation also ends a sentence: etc. before any capital, others before a usual beginner."""
    capital, usual = stream.has(told, CAPITAL), stream.has(told, BEGINNER)
    initial = stream.has(first, INITIAL)
    usual &= ~(initial & stream.has(told, ABBREVIATED))  # Daniel W. M. Roux
    # "J. Le Goff" against "au plan B. Le vote": a name has an article and a capital behind its initial.
    named = stream.has(told, ARTICLE) & stream.has(told + 1, CAPITAL) & ~stream.has(told + 1, FIRST)
    named &= ~stream.follows(first, DASH)  # av. J.-C. Les Romains
    lettered = initial & stream.follows(first, LETTERED)
    ends = np.where(stream.has(first, ENDS_LIST) | lettered, capital, usual & ~(initial & named))
    return ends & ~stream.has(first, NEVER)


def _stop_goes_on(stream: _Stream, last: NDArray[np.int64], following: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a full stop belongs to a reference or an address: art. II, L. 121-3, 10.JPG."""
    reference = stream.follows(last, NUMBERED) & stream.has(following, ROMAN | LEGAL)
    code = stream.follows(last, LEGAL) & stream.has(following, DIGIT)
    joined = stream.touches(following) & stream.has(following, JOINS | DIGIT)
    joined &= ~stream.has(following, DASH) | stream.touches(following + 1)  # c.-à-d., but: Il part.- Elle reste
    return reference | code | joined


def _orders(
    stream: _Stream,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    following: NDArray[np.int64],
    ends: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Whether a run is the full stop of a number or letter that opens a sentence: 1. Le texte, B. Le projet."""
    numbered: NDArray[np.bool_] = stream.has(last, STOP) & stream.follows(last, ORDER) & (first == last)
    opening = first - numbered  # the number before the full stop, or the initial with its own
    opens = stream.has(opening, FIRST)
    # "Combien ? 12. Elle part" answers: a list goes on behind a full stop.
    opens[1:] |= (following[:-1] == opening[1:]) & ends[:-1] & stream.has(last[:-1], STOP | CLOSER)
    return opens & (numbered | stream.has(first, INITIAL))
