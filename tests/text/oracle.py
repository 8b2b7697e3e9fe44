"""What a French token is, said plainly: the array tokenizer must agree with these expressions on every text."""

from __future__ import annotations

import itertools
import re

from analytics.text.abbreviations import BOUND_KINDS, FREE_KINDS, abbreviation_stems
from analytics.text.characters import APOSTROPHES, GROUP_SPACES, HYPHENS
from analytics.text.cutting import (
    ADDRESS_PATTERN,
    CLITICS,
    ELISIONS,
    MAX_SPACES,
    NO_INVERSION,
    T_CLITICS,
    WHOLE_WORD,
    in_cases,
)

_A, _H, _G = (f"[{signs}]" for signs in (APOSTROPHES, HYPHENS, GROUP_SPACES))
_W = r"(?:[^\Wʼ]|[\u0300-\u036f])"  # a letter, digit or combining accent
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
PLACES = "\ufdd0\ufdd1"  # stand for addresses, in turn, so that two that touch stay two


def _any(words) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_SIMPLE = f"{_any(in_cases(CLITICS))}(?!{_W})"
_T = "|".join(f"[tT]{sign}{_any(in_cases(words))}" for sign, words in zip((_H, _A), T_CLITICS, strict=True))
_LAST = f"(?:{_SIMPLE}|(?:{_T})(?!{_W}))(?!{_H})"
_OTHER = r"(?:[^\w\u0300-\u036f]|ʼ)"
_NOUNS = "".join(f"(?<!^{noun})(?<!{_OTHER}{noun})" for noun in in_cases(NO_INVERSION))
_WHOLE = "".join(sign + _any(in_cases([part])) for sign, part in zip(["", _A, _H, _H], WHOLE_WORD, strict=True))
_INVERSION = rf"(?<={_W})(?<![nN][gG]){_NOUNS}{_H}(?:(?:{_T})(?!{_W})(?!{_H})|{_SIMPLE}(?:(?!{_H})|(?={_H}{_LAST})))"
_NUMBER = rf"(?:\d{{1,3}}(?:{_G}\d{{3}}(?!{_W}))+|\d+)"

TOKEN = re.compile(
    rf"""
      {PLACES[0]}+ | {PLACES[1]}+
    | (?:[^\W\d_ʼ]\.){{2,}}                                                   # O.N.U.
    | {_any(abbreviation_stems(FREE_KINDS))}\.(?!\.)                             # M., etc.
    | {_any(abbreviation_stems(BOUND_KINDS))}\.(?=\s{{0,{MAX_SPACES}}}[\da-zß-öø-ÿœ,;:])      # art. 5
    | {_CAPITAL}\.(?=[\s-]?{_CAPITAL})                                       # George W. Bush, J.-C.
    | {_NUMBER}(?:[.,:/]\d+)*{_W}*                                          # 2 000  3,5  14h30  1er  49.3  5G
    | (?!{_WHOLE}(?!{_W})){_any(in_cases(ELISIONS))}{_A}(?={_W}|[«“„"{PLACES}])    # l', qu', but c'est-à-dire
    | {_INVERSION}                                                         # a-t-il, dis-le-lui
    | {_W}+(?:(?:{_A}|(?!{_INVERSION}){_H}){_W}+)*                           # word, compound
    | \.{{2,}}                                                               # three dots
    | [^\w\s] | ʼ                                                           # any other sign by itself
    """,
    re.VERBOSE,
)


def spans_in(text: str) -> list[tuple[int, int]]:
    """Return the spans of the tokens of one paragraph."""
    places = itertools.cycle(PLACES)
    masked = ADDRESS_PATTERN.sub(lambda match: next(places) * len(match.group()), text)
    return [match.span() for match in TOKEN.finditer(masked)]
