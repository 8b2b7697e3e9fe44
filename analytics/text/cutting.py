"""What a French token is, as rules on arrays: where tokens begin and end in one block of text.

Each code point has a class (letter, digit, apostrophe, hyphen, ...). A token begins and ends where the class changes;
rules then join or cut at the few signs that matter: elisions (l', qu'), inversions (a-t-il), compounds, numbers,
abbreviations, acronyms. No rule visits a token that it does not change. ``tests/text/oracle.py`` says the same as plain
regular expressions, and both agree on every text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.text.abbreviations import BOUND_KINDS, FREE_KINDS, abbreviation_stems
from analytics.text.characters import (
    ADDRESS,
    APOSTROPHE,
    AT,
    BREAK,
    DIGIT,
    DOT,
    FIRST_SIGN,
    FIRST_WORD,
    GROUP_SPACES,
    HYPHEN,
    LETTER,
    NUMERIC_SIGN,
    OPENING,
    SPACE,
    character_classes,
)  # fmt: skip
from analytics.text.hashing import NameBits, PrefixNames, code_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Positions = NDArray[np.int64]

ELISIONS = "c d j l m n s t qu jusqu lorsqu puisqu quoiqu".split()
CLITICS = "il ils elle elles on je tu nous vous ce moi toi lui leur le la les en y".split()
T_CLITICS = ("il elle on ils elles".split(), "en y".split())  # behind -t- and behind -t'
NO_INVERSION = ["rendez", "à"]  # rendez-vous and garde-à-vous are nouns
WHOLE_WORD = ("c", "est", "à", "dire")  # c'est-à-dire is one word
_GROUP_SPACES = np.array([ord(c) for c in GROUP_SPACES], dtype=np.uint32)
MAX_SPACES = 3  # looked over behind an abbreviation


def _marked(*letters: tuple[int, int]) -> Flags:
    """Table of letters, by code point; ranges include both ends, and the last entry is that of all others."""
    table = np.zeros(0x180, dtype=bool)
    for first, last in letters:
        table[first : last + 1] = True
    return table


_CAPITALS = _marked((0x41, 0x5A), (0xC0, 0xD6), (0xD8, 0xDE))  # A to Z, and those with accents
_LOWER = _marked((0x61, 0x7A), (0xDF, 0xF6), (0xF8, 0xFF), (0x153, 0x153))

ADDRESS_PATTERN = re.compile(
    r"""
      (?<!\w)(?:https?://|www\.)[^\s«»"<>]*[^\s«»"<>.,;:!?)\]…’']
    | (?<![\w.+@-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+
    | (?<![\w\u0300-\u036f&])[@\#][\w\u0300-\u036f]+
    """,
    re.VERBOSE,
)


def cut(text: str, breaks: Positions) -> Scan:
    """Find the tokens of a block of text, in which line breaks at some positions end the paragraphs."""
    scan = Scan.of(text, breaks)
    _join_words(scan)
    _join_numbers(scan)
    _join_dots(scan)
    return scan


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """One block of text under the rules.

    codes : uint32 (n,), code points, each paragraph followed by a line break. classes : uint8 (n,).
    begins, finishes : (n,), code points where a token begins, and where one ends (inclusive). Rules clear them.
    run_starts, run_ends : (n_runs,), of the unbroken runs of letters and digits. run_at : (n,), the run that ends where
    a code point stands, where one does. signs : positions of signs and digits, in order, and kinds : their classes.
    names : of all stretches.
    """

    codes: NDArray[np.uint32]
    classes: NDArray[np.uint8]
    begins: Flags
    finishes: Flags
    run_starts: Positions
    run_ends: Positions
    run_at: NDArray[np.int32]
    signs: Positions
    kinds: NDArray[np.uint8]
    names: PrefixNames

    @classmethod
    def of(cls, text: str, breaks: Positions) -> Scan:
        """Cut at changes of class; every sign is a token by itself, but an address is one whole."""
        codes = code_points(text)
        classes = character_classes().take(codes)
        classes[breaks] = BREAK
        signs = _signs(classes)
        addresses = list(_addresses(text, codes, classes, signs))
        if addresses:
            for start, end in addresses:
                classes[start:end] = ADDRESS
            signs = _signs(classes)
        begins, is_word = classes >= FIRST_SIGN, classes >= FIRST_WORD
        finishes = begins.copy()
        inside = is_word[1:] & is_word[:-1]
        np.logical_not(inside, out=inside)
        begins[1:] &= inside
        finishes[:-1] &= inside
        edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1  # the last code point is a break
        if is_word[0]:
            edges = np.concatenate([[0], edges])
        for start, end in addresses:
            begins[start + 1 : end] = False
            finishes[start : end - 1] = False
        run_starts, run_ends = edges[::2], edges[1::2]
        run_at = np.empty(len(codes), dtype=np.int32)
        run_at[run_ends] = np.arange(len(run_ends), dtype=np.int32)
        return cls(
            codes, classes, begins, finishes, run_starts, run_ends, run_at, signs, classes.take(signs),
            PrefixNames(codes),
        )  # fmt: skip

    def of_kind(self, kind: int) -> Positions:
        """Positions of the signs of one class."""
        positions: Positions = self.signs[self.kinds == kind]
        return positions

    def join(self, positions: Positions) -> None:
        """Let no token end at these code points, nor begin behind them."""
        self.finishes[positions] = False
        self.begins[positions + 1] = False

    def bits_of(self, starts: Positions, ends: Positions) -> NDArray[np.uint16]:
        """Return what the rules know of the words in some stretches."""
        return _words().of_names(self.names.of(starts, ends))


def _signs(classes: NDArray[np.uint8]) -> Positions:
    return np.flatnonzero(classes - np.uint8(FIRST_SIGN) <= DIGIT - FIRST_SIGN)


def _addresses(
    text: str, codes: NDArray[np.uint32], classes: NDArray[np.uint8], signs: Positions
) -> Iterator[tuple[int, int]]:
    """Yield the spans of addresses, handles and tags: rare, so only words that hold one of their signs are read."""
    kinds = classes.take(signs)
    slashes, dots = signs[codes.take(signs) == ord("/")], signs[kinds == DOT]
    hints = [
        signs[kinds == AT],
        slashes[codes.take(slashes - 1) == ord("/")],
        dots[(codes.take(dots - 1) == ord("w")) & (codes.take(dots - 3, mode="clip") == ord("w"))],
    ]
    found = np.concatenate(hints)
    if not len(found):
        return
    spaces = np.concatenate([[-1], np.flatnonzero(classes <= SPACE)])
    word = np.unique(np.searchsorted(spaces, found))
    for start, end in zip((spaces[word - 1] + 1).tolist(), spaces[word].tolist(), strict=True):
        yield from (match.span() for match in ADDRESS_PATTERN.finditer(text, start, end))


def in_cases(words: Iterable[str]) -> list[str]:
    """Return words as they are, with an initial capital, and all in capitals."""
    return sorted({form for word in words for form in (word, word[:1].upper() + word[1:], word.upper())})


# What the rules know of a word, as bits.
_ELIDES, _CLITIC, _T, _T_HYPHEN, _T_APOSTROPHE, _NOUN, _FREE, _BOUND = (1 << i for i in range(8))
_WHOLE = 1 << 8  # and the following bits: first, second … part of c'est-à-dire


@lru_cache(maxsize=1)
def _words() -> NameBits:
    """The word lists of the rules."""
    lists = {
        _ELIDES: in_cases(ELISIONS), _CLITIC: in_cases(CLITICS), _T: in_cases(["t"]),
        _T_HYPHEN: in_cases(T_CLITICS[0]), _T_APOSTROPHE: in_cases(T_CLITICS[1]), _NOUN: in_cases(NO_INVERSION),
        _FREE: abbreviation_stems(FREE_KINDS), _BOUND: abbreviation_stems(BOUND_KINDS),
        **{_WHOLE << i: in_cases([part]) for i, part in enumerate(WHOLE_WORD)},
    }  # fmt: skip
    return NameBits.of(lists.items(), np.uint16)


def _join_words(scan: Scan) -> None:
    """Apostrophes and hyphens between words: elisions are cut behind, inversions before, compounds joined."""
    links = _Links.of(scan)
    free = ~(links.inner | links.inverts | links.after_inversion)
    elides = free & links.first & links.may_elide
    joins = links.inner | (free & ~elides & ~(links.first & links.has_digit) & links.to_word)
    kept = links.positions[joins | elides]
    scan.finishes[kept - 1] = False
    scan.begins[kept] = False
    scan.join(links.positions[joins | links.inverts])


class _Links(NamedTuple):
    """Apostrophes and hyphens behind a run of letters or digits, (n_links,) each.

    to_word : such a run follows (else a quotation mark or an address: d'«ami»). inverts : the hyphen of -il or -t-il.
    inner : the second sign of -t-il. after_inversion : behind such a pronoun. may_elide : l', qu'. has_digit : the
    run before begins with one. first : the run before begins a token, whatever links precede it.
    """

    positions: Positions
    to_word: Flags
    inverts: Flags
    inner: Flags
    after_inversion: Flags
    may_elide: Flags
    has_digit: Flags
    first: Flags

    @classmethod
    def of(cls, scan: Scan) -> _Links:
        """Find the links of a block and what the words on both sides make of them."""
        classes = scan.classes
        signs = scan.signs[(scan.kinds == APOSTROPHE) | (scan.kinds == HYPHEN)]
        signs = signs[classes.take(signs - 1) >= FIRST_WORD]
        following = classes.take(signs + 1)
        to_word, is_hyphen = following >= FIRST_WORD, classes.take(signs) == HYPHEN
        kept = to_word | ~is_hyphen & ((following == OPENING) | (following == ADDRESS))
        signs, to_word, is_hyphen = signs[kept], to_word[kept], is_hyphen[kept]
        run = scan.run_at.take(signs)
        lefts = scan.run_starts.take(run)
        ends = np.where(to_word, scan.run_ends.take(run + 1, mode="clip"), signs + 1)
        left, right = scan.bits_of(lefts, signs), scan.bits_of(signs + 1, ends)
        chained = _behind(to_word) & (run == _shift(run, -2) + 1)
        open_ended = classes.take(ends) == HYPHEN
        inverts, composite = _inversions(right, is_hyphen=is_hyphen, chained=chained, open_ended=open_ended)
        inverts &= (left & _NOUN == 0) & ~_is_ng(scan.codes, signs)
        inner = _behind(inverts & composite)
        inverts &= ~inner
        after = chained & _behind(inverts | inner) & ~inner
        may_elide = ~is_hyphen & (left & _ELIDES > 0) & ~_begins_whole_word(left, right, is_hyphen=is_hyphen & chained)
        has_digit = classes.take(lefts) == DIGIT
        restarts = ~chained | _behind(after & ~inverts)
        first = _untouched(restarts, ~(may_elide | has_digit))
        return cls(signs, to_word, inverts, inner, after, may_elide, has_digit, first)


def _inversions(
    right: NDArray[np.uint16], *, is_hyphen: Flags, chained: Flags, open_ended: Flags
) -> tuple[Flags, Flags]:
    """Return the hyphens before inverted pronouns (dit-il, dis-le-lui), and those of -t-il and -t'en among them.

    right : bits of the word behind each link. open_ended : another hyphen follows that word.
    """
    is_clitic = is_hyphen & (right & _CLITIC > 0)
    completes_t = np.where(is_hyphen, right & _T_HYPHEN, right & _T_APOSTROPHE) > 0
    next_chained = _before(chained)
    composite = is_hyphen & (right & _T > 0) & next_chained & _before(completes_t & ~open_ended)
    last = (is_clitic & ~open_ended) | composite
    return last | (is_clitic & open_ended & next_chained & _before(last & is_hyphen)), composite


def _begins_whole_word(left: NDArray[np.uint16], right: NDArray[np.uint16], *, is_hyphen: Flags) -> Flags:
    """Whether each link is the apostrophe of c'est-à-dire, which is no elision."""
    found = (left & _WHOLE > 0) & (right & _WHOLE << 1 > 0)
    if not found.any():
        return found
    rest = np.ones(len(left), dtype=bool)
    for part in range(len(WHOLE_WORD) - 1, 1, -1):
        rest = _before(rest & is_hyphen & (right & _WHOLE << part > 0))
    return found & rest


def _is_ng(codes: NDArray[np.uint32], signs: Positions) -> Flags:
    """Names in -ng are no verbs: Jong-il, Yong-il."""
    n, g = codes[np.maximum(signs - 2, 0)] | 32, codes[signs - 1] | 32  # in lower case
    is_ng: Flags = (n == ord("n")) & (g == ord("g")) & (signs >= 2)
    return is_ng


def _untouched(restarts: Flags, stops: Flags) -> Flags:
    """Whether no element before this one, back to where its chain restarts, is a stop."""
    order = np.arange(len(restarts))
    begin = np.maximum.accumulate(np.where(restarts, order, 0)) if len(order) else order
    stop = np.maximum.accumulate(np.where(stops, order, -1)) if len(order) else order
    return _shift(stop, -1) < begin


def _shift(values: Positions, first: int) -> Positions:
    """Return the value of the element before each; ``first`` for the first one."""
    return np.concatenate([[first], values[:-1]]) if len(values) else values


def _behind(flags: Flags) -> Flags:
    """Whether the element before has the flag."""
    return np.concatenate([[False], flags[:-1]]) if len(flags) else flags


def _before(flags: Flags, *, last: bool = False) -> Flags:
    """Whether the element after has the flag; ``last`` for the last one."""
    return np.concatenate([flags[1:], [last]]) if len(flags) else flags


def _join_numbers(scan: Scan) -> None:
    """Join the parts of numbers: 3,5, 14:30, 2 000; numbers inside words (Covid-19) are no numbers."""
    classes = scan.classes
    digits = scan.of_kind(DIGIT)
    apart = np.diff(digits, prepend=-2) > 1
    starts, ends = digits[apart], digits[_before(apart, last=True)] + 1
    if len(starts) < 2:
        return
    begins_run = classes[starts - 1] < FIRST_WORD
    pure = begins_run & (classes[ends] < FIRST_WORD)
    gaps, size = ends[:-1], ends - starts
    sign = classes[gaps]
    adjoining = (starts[1:] - gaps == 1) & pure[:-1] & scan.begins[starts[:-1]]
    decimal = adjoining & ((sign == NUMERIC_SIGN) | (sign == DOT))
    grouped = adjoining & pure[1:] & (size[:-1] <= 3) & (size[1:] == 3) & np.isin(scan.codes[gaps], _GROUP_SPACES)
    grouped &= ~_behind(decimal)
    joined = gaps[decimal | grouped]
    scan.finishes[joined - 1] = False
    scan.begins[joined] = False
    scan.join(joined)


def _join_dots(scan: Scan) -> None:
    """Acronyms (O.N.U.), abbreviations (etc.) and initials (George W.) keep their dots; three dots are one token."""
    dots = scan.of_kind(DOT)
    is_letter = (
        (scan.classes[dots - 1] == LETTER) & (scan.classes[dots - 2] < FIRST_WORD) & scan.begins[dots - 1] & (dots > 0)
    )
    chained = is_letter & _behind(is_letter) & (dots - _shift(dots, -2) == 2)
    acronym = chained | _before(chained)
    kept = acronym | _abbreviates(scan, dots) | (is_letter & _is_initial(scan, dots))
    scan.join(dots[kept] - 1)
    scan.join(dots[chained] - 2)
    alone = scan.begins[dots]
    scan.join(dots[alone & _before(alone & (dots - _shift(dots, -2) == 1))])


def _abbreviates(scan: Scan, dots: Positions) -> Flags:
    """Whether each dot belongs to an abbreviation: of a free kind always, of a bound one where the clause goes on."""
    classes, codes = scan.classes, scan.codes
    behind = np.flatnonzero(classes.take(dots - 1) >= FIRST_WORD)
    ends = dots[behind]
    starts = scan.run_starts.take(scan.run_at.take(ends))
    bits = np.where(scan.begins.take(starts), scan.bits_of(starts, ends), 0)
    free = (bits & _FREE > 0) & (codes.take(ends + 1) != ord("."))
    bound = np.flatnonzero(bits & _BOUND)
    follows = ends[bound] + 1
    for _ in range(MAX_SPACES):
        follows += classes.take(follows) == SPACE
    sign, kind = codes.take(follows), classes.take(follows)
    goes_on = (kind == DIGIT) | ((kind == LETTER) & _LOWER.take(sign, mode="clip"))  # but no address
    goes_on |= (sign == ord(",")) | (sign == ord(";")) | (sign == ord(":"))
    found = np.zeros(len(dots), dtype=bool)
    found[behind[free]] = True
    found[behind[bound[goes_on]]] = True
    return found


def _is_initial(scan: Scan, dots: Positions) -> Flags:
    """Whether a capital and its dot stand before another capital: George W. Bush, J.-C."""
    codes = scan.codes
    one, two = dots + 1, np.minimum(dots + 2, len(codes) - 1)
    apart = (scan.classes[one] == SPACE) | (codes[one] == ord("-"))
    is_initial: Flags = _is_capital(codes[dots - 1]) & (_is_capital(codes[one]) | (apart & _is_capital(codes[two])))
    return is_initial


def _is_capital(codes: NDArray[np.uint32]) -> Flags:
    is_capital: Flags = _CAPITALS.take(codes, mode="clip")
    return is_capital
