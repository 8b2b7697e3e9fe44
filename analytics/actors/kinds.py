"""Guess what an unknown name is: a person, a place, an organisation; each guess with its reason.

The first evidence that holds counts, from what a name is made of to what stands around it. All names of a partition are
guessed at once; strings are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from analytics.actors.kind_words import (
    AT,
    BORN,
    CAPITAL_LETTER,
    COMMA,
    FIRST_NAME,
    INTO,
    MARK,
    OF,
    ORGANISATION_NOUN,
    ORGANISATION_WORD,
    PARENTHESIS,
    PLACE_NOUN,
    PLACE_SHAPE,
    PLURAL,
    SAYS,
    THE,
)
from analytics.actors.name_words import NEW

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.actors.kind_words import Marks

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

KINDS = ("unknown", "place", "organisation", "person")
UNKNOWN, PLACE, ORGANISATION, PERSON = range(len(KINDS))
# list: a list of ours; head: what it begins with; word: a word inside; acronym: capitals only; team: «les X de Y»;
# title, first_name, verb, life: what only persons have; shape: how it is written; noun: the noun before; preposition:
# «à», «en»; plural: «les X»; neighbour: the list of names it stands in; elsewhere: the same name elsewhere; none.
REASONS = (
    "none", "list", "head", "word", "acronym", "team", "title", "first_name", "life", "noun", "shape", "preposition",
    "plural", "verb", "neighbour", "elsewhere",
)  # fmt: skip
_REASON = {name: code for code, name in enumerate(REASONS)}
STRONG_PERSON = _REASON["first_name"]


class Guesses(NamedTuple):
    """Kind and reason of each name, rows of KINDS and REASONS, (n_names,) each."""

    kinds: NDArray[np.int8]
    reasons: NDArray[np.int8]

    def columns(self) -> tuple[pa.Array, pa.Array]:
        """Both as strings."""
        return (
            pa.array(KINDS, pa.string()).take(pa.array(self.kinds)),
            pa.array(REASONS, pa.string()).take(pa.array(self.reasons)),
        )


def guess_kinds(
    marks: Marks, words: NDArray[np.uint32], *, starts: Ints, ends: Ints, whole: Guesses, titled: Bools
) -> Guesses:
    """Guess the kind of each name.

    marks, words : the masks of `kind_words` and of `name_words`. starts, ends : (n_names,), tokens [start, end).
    whole : what is known of names that are whole (`wholes`), else 0. titled : names behind a title.
    """
    guesses = Guesses(whole.kinds.copy(), whole.reasons.copy())
    around = _Around.of(marks, words, starts, ends)
    _settle(guesses, titled, PERSON, "title")
    _settle(guesses, around.full & around.first_name & ~around.marked, PERSON, "first_name")
    _settle(guesses, around.life, PERSON, "life")
    for evidence, kind, reason in _evidence(around):
        _settle(guesses, evidence, kind, reason)
    _spread(guesses, marks, starts, ends)
    return guesses


class _Around(NamedTuple):
    """What stands in and around names, (n_names,) each; masks of the tokens before and behind."""

    full: Bools
    first_name: Bools
    opens: Bools
    marked: Bools
    life: Bools
    here: NDArray[np.uint32]
    last: NDArray[np.uint32]
    before: NDArray[np.uint32]
    second: NDArray[np.uint32]
    third: NDArray[np.uint32]
    behind: NDArray[np.uint32]

    @classmethod
    def of(cls, marks: Marks, words: NDArray[np.uint32], starts: Ints, ends: Ints) -> _Around:
        opens = words[starts] & NEW != 0
        nothing = np.uint32(0)
        before = np.where(opens, nothing, marks[starts - 1])
        second = np.where(opens | (words[starts - 1] & NEW != 0), nothing, marks[starts - 2])
        third = np.where((second == 0) | (words[starts - 2] & NEW != 0), nothing, marks[starts - 3])
        behind = marks[ends]
        next_ = marks[np.minimum(ends + 1, len(marks) - 1)]
        apart = behind & (COMMA | PARENTHESIS) != 0
        return cls(
            full=ends - starts >= 2,
            first_name=marks[starts] & FIRST_NAME != 0,
            opens=opens | (before & MARK != 0),
            marked=(before & MARK != 0) & (behind & MARK != 0),
            life=apart & (next_ & BORN != 0),
            here=marks[starts],
            last=marks[ends - 1],
            before=before,
            second=second,
            third=third,
            behind=behind,
        )


def _evidence(around: _Around) -> list[tuple[Bools, int, str]]:
    """What tells the kind of names, the most telling first."""
    single, first = ~around.full, around.first_name
    before, second, third = around.before, around.second, around.third
    of, the = before & OF != 0, before & THE != 0
    noun = np.where(of, second, np.where(the & (second & OF != 0), third, before))
    place_noun = (noun & PLACE_NOUN != 0) & ~(first & ~of)
    at = (before & AT != 0) & ~first
    into = (before & INTO != 0) | (the & (second & INTO != 0))
    return [
        (single & ~first & (around.here & PLACE_SHAPE != 0), PLACE, "shape"),
        ((before & ORGANISATION_NOUN != 0) & ~first, ORGANISATION, "noun"),
        (place_noun & ~around.opens, PLACE, "noun"),
        (at & ~around.marked, PLACE, "preposition"),
        (single & into & ~first & ~around.opens, PLACE, "preposition"),
        ((before & PLURAL != 0) & ~first, ORGANISATION, "plural"),
        (single & (around.behind & SAYS != 0), PERSON, "verb"),
        (around.full & ~around.marked & (around.last & ORGANISATION_WORD == 0) & ~the, PERSON, "shape"),
    ]


def _settle(guesses: Guesses, rows: Bools, kind: int, reason: str) -> None:
    """Give names that have none a kind."""
    found = rows & (guesses.kinds == UNKNOWN)
    guesses.kinds[found] = kind
    guesses.reasons[found] = _REASON[reason]


def _spread(guesses: Guesses, marks: Marks, starts: Ints, ends: Ints) -> None:
    """«à Lyon, Vernaison et Givors»: a name without evidence is what its neighbours in a list of names are."""
    if len(starts) < 2:
        return
    gap = starts[1:] - ends[:-1]
    listed = (gap == 1) & ((marks[ends[:-1]] & COMMA) != 0)
    for _ in range(2):
        for here, other in ((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))):
            takes = listed & (guesses.kinds[here] == UNKNOWN) & (guesses.kinds[other] == PLACE)
            guesses.kinds[here][takes] = PLACE
            guesses.reasons[here][takes] = _REASON["neighbour"]


__all__ = ["CAPITAL_LETTER", "KINDS", "ORGANISATION", "PERSON", "PLACE", "REASONS", "UNKNOWN", "Guesses", "guess_kinds"]
