"""Shapes of forms: capitals, letters, signs. They are told for all new types at once, from their code points."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analytics.text.hashing import code_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WORD = 1 << 0  # a word or number rather than a sign
CAPITAL = 1 << 1  # begins with a capital
SHOUTED = 1 << 2  # has capitals and no lower case: O.N.U., AFP
# The shapes of nearly all new types, several letters each; words in other scripts have neither.
LOWER_WORD = 1 << 3  # nothing but letters in lower case
CAPITAL_WORD = 1 << 4  # a capital, then nothing but letters in lower case
DIGITS = 1 << 5  # nothing but 0 to 9
NUMBER = 1 << 6  # begins with a digit: 3,5, 14h30, 5G

_ALNUM, _UPPER, _CASED, _NO_LOWER_LETTER, _NO_DIGIT, _ANY_DIGIT, _FOREIGN = (1 << bit for bit in range(7))
_N_CODES = 0x250  # Latin; the last entry of the table stands for all other code points


def shapes_of(forms: Sequence[str]) -> NDArray[np.uint8]:
    """Return the shape of each form, (n_forms,), as a sum of the constants above; none may contain a line break."""
    codes = code_points("\n".join([*forms, ""]))
    traits = _traits_of_codes().take(codes, mode="clip")
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.zeros(len(forms), dtype=np.int64)
    starts[1:] = ends[:-1] + 1
    edges = np.stack([starts, starts + 1], axis=1).ravel()  # the first code point of a form, and the others
    first, rest = np.bitwise_or.reduceat(traits, edges).reshape(-1, 2).T if len(forms) else (traits, traits)
    every, several, lower_behind = first | rest, ends - starts > 1, rest & _NO_LOWER_LETTER == 0
    shapes = np.where(every & _ALNUM, WORD, 0) | np.where(first & _UPPER, CAPITAL, 0)
    shapes |= np.where((every & _UPPER > 0) & (every & _CASED == 0), SHOUTED, 0)
    shapes |= np.where(several & lower_behind & (first & _NO_LOWER_LETTER == 0), LOWER_WORD, 0)
    shapes |= np.where(several & lower_behind & (first & _UPPER > 0), CAPITAL_WORD, 0)
    shapes |= np.where(every & _NO_DIGIT, 0, DIGITS) | np.where(first & _ANY_DIGIT, NUMBER, 0)
    for i in np.flatnonzero(every & _FOREIGN).tolist():
        shapes[i] = _shape(forms[i])
    return shapes.astype(np.uint8)


def is_word(form: str) -> bool:
    """Tell a word or number from a sign."""
    return form.isalnum() or any(map(str.isalnum, form))


def _shape(form: str) -> int:
    """Return the shape of a form in any script."""
    cased = (form[0].isupper() and CAPITAL) | (form.isupper() and SHOUTED)
    return (is_word(form) and WORD) | cased | (form[0].isdigit() and NUMBER)


@lru_cache(maxsize=1)
def _traits_of_codes() -> NDArray[np.uint8]:
    signs = [chr(code) for code in range(_N_CODES)]
    traits = [
        (sign.isalnum() and _ALNUM)
        | (sign.isupper() and _UPPER)
        | ((sign.islower() or (sign.istitle() and not sign.isupper())) and _CASED)
        | (not (sign.isalpha() and sign.islower()) and _NO_LOWER_LETTER)
        | (sign not in "0123456789" and _NO_DIGIT)
        | (sign.isdigit() and _ANY_DIGIT)
        for sign in signs
    ]
    traits[ord("\n")] = 0
    return np.array([*traits, _FOREIGN | _NO_LOWER_LETTER | _NO_DIGIT], dtype=np.uint8)
