"""What each code point is to the tokenizer: one small number, looked up in a table over all of Unicode."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPENING_SIGNS = frozenset(["«", "“", '"', ":", "(", "–", "—", "-"])  # a capital behind them says nothing
APOSTROPHES = "'’ʼ"
HYPHENS = "-‐‑"
GROUP_SPACES = " \u00a0\u202f"  # between the groups of 2 000

# In this order: what is no token, signs, and what words and numbers are made of; between the two lines of the class
# SIGN and that of digits lies all that a rule may look at.
BREAK, SPACE, SIGN, APOSTROPHE, HYPHEN, DOT, NUMERIC_SIGN, OPENING, AT, ADDRESS, DIGIT, MARK, LETTER = range(13)
FIRST_SIGN, FIRST_WORD = SIGN, DIGIT


@lru_cache(maxsize=1)
def character_classes() -> NDArray[np.uint8]:
    """Return the class of each code point, (0x110000,)."""
    classes = np.full(0x110000, SIGN, dtype=np.uint8)
    every = np.arange(0x110000, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    for pattern, kind in ((r"\s+", SPACE), (r"\w+", LETTER), (r"\d+", DIGIT)):
        for match in re.finditer(pattern, every):
            classes[match.start() : match.end()] = kind
    classes[0x300:0x370] = MARK  # combining accents
    for signs, kind in (
        ("_", MARK), (APOSTROPHES, APOSTROPHE), (HYPHENS, HYPHEN), (".", DOT), (",:/", NUMERIC_SIGN),
        ("«“„\"", OPENING), ("@#", AT),
    ):  # fmt: skip
        classes[list(map(ord, signs))] = kind
    return classes
