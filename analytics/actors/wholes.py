"""Names of organisations and places that are more than a run of capitals: «Ligue nationale de hockey», «lac Tchad».

All heads of a partition are followed at once. Positions are tokens; ``marks`` is the mask of `kind_words`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.actors.kind_words import (
    ACRONYM,
    AND,
    CAPITAL_LETTER,
    FIRST_NAME,
    FOREIGN_LINK,
    FROM_THE,
    INTO,
    LISTED,
    LOWER_ADJECTIVE,
    LOWER_HEAD,
    LOWER_NOUN,
    OF,
    ORGANISATION_HEAD,
    ORGANISATION_WORD,
    PLACE_HEAD,
    PLACE_WORD,
    PLURAL,
    THE,
    load_kind_lists,
    marks_at,
    marks_before,
)
from analytics.actors.kinds import ORGANISATION, PLACE, REASONS
from analytics.actors.name_words import KNOWN, NAME, NEW
from analytics.text.intervals import members
from analytics.text.phrases import Matches, longest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.actors.kind_words import Marks
    from analytics.text.tokenization import Tokens

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_LONGEST = 12  # tokens of a name behind its head


class Wholes(NamedTuple):
    """Spans of tokens [starts, ends) in text order, none overlapping another, with rows of KINDS and REASONS."""

    starts: Ints
    ends: Ints
    kinds: Ints
    reasons: Ints

    def pick(self, rows: Bools | Ints) -> Wholes:
        """Spans at some rows."""
        return Wholes(*(column[rows] for column in self))


def find_wholes(tokens: Tokens, kinds: NDArray[np.uint32], marks: Marks) -> Wholes:
    """Return the names of organisations and places with a head, a word inside, capitals only, or in the list.

    Tokens of listed places get their LISTED bit. What the gazetteer knows as a whole is
    left out; of spans that overlap the longest stays.
    """
    listed = load_kind_lists().places.find(tokens)
    listed = listed.pick(kinds[listed.positions] & KNOWN == 0)
    marks[listed.tokens()] |= LISTED
    letters = np.flatnonzero(marks[: len(tokens)] & CAPITAL_LETTER)
    capitals = _capital_runs(kinds, marks, letters)
    found = [
        _of(listed.positions, listed.positions + listed.lengths, PLACE, "list"),
        *_with_heads(tokens, kinds, marks),
        *_with_words(marks, *capitals),
        _acronyms(kinds, marks, letters),
        _teams(kinds, marks, *capitals),
    ]
    every = Wholes(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
    known = np.append(0, np.cumsum(kinds[: len(tokens)] & KNOWN != 0))
    strange = known[every.ends] - known[every.starts] < every.ends - every.starts
    return _longest(every.pick(strange), len(tokens))


def _of(starts: Ints, ends: Ints, kind: int, reason: str) -> Wholes:
    return Wholes(
        starts.astype(np.int64),
        ends.astype(np.int64),
        np.full(len(starts), kind),
        np.full(len(starts), REASONS.index(reason)),
    )


def _longest(found: Wholes, n_tokens: int) -> Wholes:
    """Keep, where spans overlap, the longest, then the leftmost, then the first given; in text order."""
    matches = Matches(found.starts, found.ends - found.starts, np.arange(len(found.starts)))
    order = np.lexsort((matches.entries, matches.lengths, matches.positions))
    same = np.diff(found.starts[order], prepend=-1) == 0  # of one span given twice the first counts
    same &= np.diff(found.ends[order], prepend=-1) == 0
    return found.pick(longest(matches.pick(order[~same]), n_tokens=n_tokens).entries)


def _with_heads(tokens: Tokens, kinds: NDArray[np.uint32], marks: Marks) -> list[Wholes]:
    """«Académie royale de peinture et de sculpture», «université de Leeds», «lac Tchad», «île d'Oléron»."""
    heads = np.flatnonzero(marks[: len(tokens)] & (ORGANISATION_HEAD | PLACE_HEAD))
    ends, last = _follow(marks, heads, tokens.sentence_ptr[1:][tokens.sentences[heads]])
    has_capital = marks[heads] & CAPITAL_LETTER != 0
    named = (marks[last] & (CAPITAL_LETTER | LISTED)) != 0
    goes_on = (ends > heads + 1) & (marks_before(kinds, marks, heads) & CAPITAL_LETTER == 0)
    goes_on &= has_capital | (marks[heads] & LOWER_HEAD != 0)
    organisation = goes_on & (marks[heads] & ORGANISATION_HEAD != 0) & (has_capital | named)
    place = goes_on & (marks[heads] & PLACE_HEAD != 0) & named
    return [
        _of(heads[organisation], ends[organisation], ORGANISATION, "head"),
        _of(heads[place], ends[place], PLACE, "head"),
    ]


def _follow(marks: Marks, heads: Ints, limits: Ints) -> tuple[Ints, Ints]:
    """End of the name that each head begins, and the last token that ends it.

    Capitals in a row; adjectives in lower case; «de» with a noun and its adjectives, or with capitals, which end it;
    «et de» goes on.
    """
    ends, active = heads + 1, np.arange(len(heads))
    after_of = np.zeros(len(heads), dtype=bool)
    upright = np.ones(len(heads), dtype=bool)  # what stands before begins with a capital
    closed = np.zeros(len(heads), dtype=bool)
    for step in range(1, _LONGEST):
        at = heads[active] + step
        here, of = marks[np.minimum(at, len(marks) - 1)], after_of[active]
        inside = at < limits[active]
        capital = (here & CAPITAL_LETTER != 0) & (of | upright[active])
        capital &= ~closed[active] | of | (here & FIRST_NAME == 0) | (here & LISTED != 0)
        word = (
            (here & (LOWER_NOUN | CAPITAL_LETTER) == LOWER_NOUN)
            & (of | (here & LOWER_ADJECTIVE != 0))
            & ~closed[active]
        )
        passing = (here & OF != 0) & ~of & ~closed[active]
        passing |= (here & THE != 0) & of
        ahead = np.where(at + 1 < limits[active], marks[np.minimum(at + 1, len(marks) - 1)], 0)
        further = np.where(at + 2 < limits[active], marks[np.minimum(at + 2, len(marks) - 1)], 0)
        passing |= (
            (here & AND != 0)
            & ~of
            & (ahead & OF != 0)
            & (further & LOWER_NOUN != 0)
            & ~closed[active]
            & ~upright[active]
        )
        taken = inside & (capital | word)
        rows = active[taken]
        ends[rows] = at[taken] + 1
        closed[rows] |= (capital & of)[taken]
        upright[rows] = capital[taken]
        after_of[rows] = False
        passed = inside & passing & ~taken
        after_of[active[passed]] = (here[passed] & AND) == 0
        upright[active[passed]] = False
        active = active[taken | passed]
        if not len(active):
            break
    return ends, ends - 1


def _capital_runs(kinds: NDArray[np.uint32], marks: Marks, capitals: Ints) -> tuple[Ints, Ints]:
    """Runs of words with capitals, «of» and «&» between two of them included; none leaves its sentence."""
    if not len(capitals):
        return capitals, capitals
    gaps = np.diff(capitals)
    between = capitals[:-1] + 1
    linked = (gaps == 2) & (marks[between] & FOREIGN_LINK != 0) & (kinds[between] & NEW == 0)
    goes_on = ((gaps == 1) | linked) & (kinds[capitals[1:]] & NEW == 0)
    firsts = np.flatnonzero(np.append(True, ~goes_on))
    return capitals[firsts], capitals[np.append(firsts[1:], len(capitals)) - 1] + 1


def _with_words(marks: Marks, starts: Ints, ends: Ints) -> list[Wholes]:
    """«Columbia Records», «Bank of America», «Hart Island», «San Lorenzo»: a word that only such names hold."""
    rows = np.flatnonzero(ends - starts >= 2)
    starts, ends = starts[rows], ends[rows]
    if not len(rows):
        return []
    ends = _without_person(marks, starts, ends)
    flat = np.zeros(2 * len(rows), dtype=np.int64)
    flat[::2], flat[1::2] = starts, ends
    every = np.bitwise_or.reduceat(marks, flat)[::2]
    organisation = every & ORGANISATION_WORD != 0
    n_acronyms = np.add.reduceat((marks & ACRONYM != 0).astype(np.int64), flat)[::2]
    organisation |= (n_acronyms == 1) & (every & FIRST_NAME == 0)  # «KV Courtrai», no line of capitals
    place = marks[ends - 1] & PLACE_WORD != 0
    organisation &= ~place
    return [
        _of(starts[organisation], ends[organisation], ORGANISATION, "word"),
        _of(starts[place], ends[place], PLACE, "word"),
    ]


def _without_person(marks: Marks, starts: Ints, ends: Ints) -> Ints:
    """Ends of runs before the person behind: «du Bayern Munich Leroy Sané»."""
    owners, inside = members(starts + 1, ends - 1)
    first = np.flatnonzero(marks[inside] & FIRST_NAME)
    owners, inside = owners[first], inside[first]
    owners, rows = np.unique(owners, return_index=True)
    cuts = inside[rows]
    flat = np.stack([cuts, ends[owners]], axis=1).ravel()
    behind = np.bitwise_or.reduceat(marks, flat)[::2] if len(flat) else np.empty(0, dtype=marks.dtype)
    plain = behind & (ORGANISATION_WORD | PLACE_WORD) == 0
    ends = ends.copy()
    ends[owners[plain]] = cuts[plain]
    return ends


def _acronyms(kinds: NDArray[np.uint32], marks: Marks, capitals: Ints) -> Wholes:
    """«la LNH»: several capitals, in no line of capitals, and unknown to the gazetteer."""
    at = capitals[(marks[capitals] & ACRONYM != 0) & (kinds[capitals] & KNOWN == 0)]
    before = marks_before(kinds, marks, at)
    alone = ((before | marks_at(kinds, marks, at + 1)) & ACRONYM) == 0
    alone &= (before & (THE | OF | INTO | PLURAL | FROM_THE)) != 0
    at = at[alone]
    return _of(at, at + 1, ORGANISATION, "acronym")


def _teams(kinds: NDArray[np.uint32], marks: Marks, starts: Ints, ends: Ints) -> Wholes:
    """«les Rangers de New York»: a plural, and a place."""
    rows = np.flatnonzero((marks_before(kinds, marks, starts) & PLURAL != 0) & (marks_at(kinds, marks, ends) & OF != 0))
    starts, ends = starts[rows], ends[rows]
    behind = ends + 1 + (marks_at(kinds, marks, ends + 1) & THE != 0)
    inside = ((kinds[ends + 1] | kinds[behind]) & NEW == 0) & (marks[behind] & CAPITAL_LETTER != 0)
    fits = inside & (marks[starts] & LISTED == 0) & (kinds[starts] & NAME != 0)  # not «les Jeux de Paris»
    starts, stops = starts[fits], behind[fits] + 1
    going = np.arange(len(stops))
    while len(going):
        going = going[marks_at(kinds, marks, stops[going]) & CAPITAL_LETTER != 0]
        stops[going] += 1
    return _of(starts, stops, ORGANISATION, "team")
