"""Guess what an unknown name is: a person, a place, an organisation; each guess with its reason.

The first evidence that holds counts, from what a name is made of to what stands around it. All names of a partition are
guessed at once; strings are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from analytics.actors.kind_words import (
    AND,
    AT,
    BORN,
    COMMA,
    FIRST_NAME,
    FROM_THE,
    INTO,
    LOWER_ADJECTIVE,
    LOWER_NOUN,
    MARK,
    MONONYM,
    OF,
    ORGANISATION_NOUN,
    ORGANISATION_WORD,
    PLACE_NOUN,
    PLACE_SHAPE,
    PLURAL,
    SAYS,
    STATE,
    THE,
    TOWARDS,
    marks_at,
    marks_before,
)
from analytics.actors.name_words import NEW

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.actors.kind_words import Marks

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

KINDS = ("unknown", "place", "organisation", "person")
UNKNOWN, PLACE, ORGANISATION, PERSON = range(len(KINDS))
# none: nothing tells; list: a list of ours; head: what it begins with; word: a word inside; acronym: capitals only;
# team: «les X de Y»; title, first_name, life («X, né en»), verb («X déclare»): what only persons have; noun: the noun
# before; shape: how it is written; preposition: «à», «en», «dans»; plural: «les X Y»; article: «le X Y», «du X»;
# neighbour: the list of names it stands in; elsewhere: the same name elsewhere (`persons.settle_persons`).
REASONS = (
    "none", "list", "head", "word", "acronym", "team", "title", "first_name", "life", "noun", "shape", "preposition",
    "plural", "article", "verb", "neighbour", "elsewhere",
)  # fmt: skip
_REASON = {name: code for code, name in enumerate(REASONS)}


class Guesses(NamedTuple):
    """Kind and reason of each name, rows of KINDS and REASONS, (n_names,) each."""

    kinds: Ints
    reasons: Ints

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
    quoted = around.marked & (guesses.reasons == _REASON["word"])  # the title of a work, more often
    guesses.kinds[quoted] = guesses.reasons[quoted] = UNKNOWN
    _settle(guesses, titled, PERSON, "title")
    named = around.full & around.first_name & ~around.marked
    _settle(guesses, named & (around.before & PLACE_NOUN != 0), PLACE, "noun")  # rue Victor Hugo
    _settle(guesses, named & (around.before & (THE | PLURAL | FROM_THE) == 0), PERSON, "first_name")
    _settle(guesses, around.life, PERSON, "life")
    for evidence, kind, reason in _evidence(around):
        _settle(guesses, evidence, kind, reason)
    _spread(guesses, marks, words, starts, ends)
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
    fourth: NDArray[np.uint32]
    behind: NDArray[np.uint32]
    from_: Bools
    listed: Bools

    @classmethod
    def of(cls, marks: Marks, words: NDArray[np.uint32], starts: Ints, ends: Ints) -> _Around:
        opens = words[starts] & NEW != 0
        one, two, three = (np.maximum(starts - back, 0) for back in (1, 2, 3))
        before = marks_before(words, marks, starts)
        second = np.where(opens, 0, marks_before(words, marks, one))
        third = np.where(opens | (words[one] & NEW != 0), 0, marks_before(words, marks, two))
        far = opens | ((words[one] | words[two]) & NEW != 0)
        fourth = np.where(far, 0, marks_before(words, marks, three))
        behind = marks_at(words, marks, ends)
        next_ = np.where(words[ends] & NEW != 0, 0, marks_at(words, marks, ends + 1))
        apart = (behind & COMMA != 0) | ((behind == 0) & (words[ends] & NEW == 0))  # a comma, a parenthesis
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
            fourth=fourth,
            behind=behind,
            from_=before & FROM_THE != 0,
            listed=(before & (COMMA | AND) != 0) & (second & STATE != 0),
        )


def _evidence(around: _Around) -> list[tuple[Bools, int, str]]:
    """What tells the kind of names, the most telling first."""
    single, first = ~around.full, around.first_name
    before, second, third = around.before, around.second, around.third
    of, the = before & OF != 0, before & THE != 0
    noun = np.where(of, second, np.where(the & (second & OF != 0), third, before))
    place_noun = (noun & PLACE_NOUN != 0) & ~(first & ~of)
    to_whom = (before & AT != 0) & (second & TOWARDS != 0)
    at = (before & AT != 0) & ~first & ~to_whom
    into = (before & INTO != 0) | (the & (second & INTO != 0))
    article = (the & (around.here & THE == 0)) | around.from_
    from_the = (the & (second & OF != 0)) | around.from_
    return [
        (single & ~first & (around.here & PLACE_SHAPE != 0), PLACE, "shape"),
        (around.full & (around.here & PLURAL != 0), ORGANISATION, "plural"),  # «Les Pharaons»
        (around.full & ~around.opens & (around.here & THE != 0), PLACE, "shape"),  # «La Réole»
        (_introduced(around) & ~first & ~around.opens, ORGANISATION, "noun"),
        (place_noun & ~around.opens, PLACE, "noun"),  # «la ville de X», «le fleuve X»
        (single & at & ~around.marked, PLACE, "preposition"),  # «à X», but «succède à X»
        (around.full & (before & PLURAL != 0), ORGANISATION, "plural"),  # «les Rolling Stones»
        (around.full & article, ORGANISATION, "article"),  # «le Sparta Rotterdam»: no person has one
        (single & into & ~first & ~around.opens, PLACE, "preposition"),  # «dans le X», «au X»
        (single & from_the & ~first & ~around.opens, PLACE, "article"),  # «du X», «de la X»
        (single & ~the & (around.here & MONONYM != 0), PERSON, "list"),
        (single & ~first & around.listed, PLACE, "neighbour"),  # «au Japon, X»
        (single & first & ~around.marked & (before & PLURAL == 0), PERSON, "first_name"),
        (single & (around.behind & SAYS != 0), PERSON, "verb"),
        (around.full & ~around.marked & (around.last & ORGANISATION_WORD == 0) & ~the, PERSON, "shape"),
    ]


def _introduced(around: _Around) -> Bools:
    """«le groupe X», «le groupe canadien X», «un groupe de rock X», «un groupe de rock anglais X»."""
    before, second, third = around.before, around.second, around.third
    adjective, of = before & LOWER_ADJECTIVE != 0, third & OF != 0
    noun = before & LOWER_NOUN != 0
    introduced: Bools = (
        (before & ORGANISATION_NOUN != 0)
        | (adjective & (second & ORGANISATION_NOUN != 0))
        | (noun & (second & OF != 0) & (third & ORGANISATION_NOUN != 0))
        | (adjective & of & (around.fourth & ORGANISATION_NOUN != 0))
    )
    return introduced


def _settle(guesses: Guesses, rows: Bools, kind: int, reason: str) -> None:
    """Give names that have none a kind."""
    found = rows & (guesses.kinds == UNKNOWN)
    guesses.kinds[found] = kind
    guesses.reasons[found] = _REASON[reason]


def _spread(guesses: Guesses, marks: Marks, words: NDArray[np.uint32], starts: Ints, ends: Ints) -> None:
    """«à Lyon, Vernaison et Givors»: a name without evidence is what its neighbours in a list of names are."""
    if len(starts) < 2:
        return
    gap = starts[1:] - ends[:-1]
    listed = (marks[ends[:-1]] & (COMMA | AND)) != 0
    listed &= ((words[ends[:-1]] | words[starts[1:] - 1] | words[starts[1:]]) & NEW) == 0
    listed &= (gap == 1) | ((gap == 2) & (marks[starts[1:] - 1] & (OF | AT | THE) != 0))
    for _ in range(2):
        for here, other in ((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))):
            takes = listed & (guesses.kinds[here] == UNKNOWN) & (guesses.kinds[other] == PLACE)
            guesses.kinds[here][takes] = PLACE
            guesses.reasons[here][takes] = _REASON["neighbour"]
