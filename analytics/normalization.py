"""Text as it enters the house: settled once, then never rewritten, because it is the coordinate system of all spans."""

from __future__ import annotations

import re
import unicodedata

# Signs that carry no text and would cut words or break a renderer: soft hyphen, zero-width and bidi marks, byte-order
# marks, controls, lone surrogates and noncharacters. The zero-width joiner stays: it holds emoji together.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    + "".join(chr(0x10000 * plane + 0xFFFE + last) for plane in range(1, 17) for last in (0, 1))
    + "]"
)
# U+00A0 and U+202F stay: they are French typography (« mot », 2 000). Other odd spaces become ordinary ones.
_ODD_SPACE = re.compile("[\t\r\n\x0b\x0c\x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]")
_SPACES = re.compile(" {2,}")


def normalise(text: str) -> str:
    r"""Return one line of text in NFC, without invisible signs, with runs of spaces folded and ends stripped.

    Idempotent. Code points beyond the first plane and French non-breaking spaces are kept.

    >>> normalise("gou\u00advernement   franc\u0327ais ")
    'gouvernement français'
    """
    text = _ODD_SPACE.sub(" ", text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return a comparison key: lower case, without accents, ligatures opened, one apostrophe and one hyphen.

    Never index the text with positions of its folded form: lengths differ.

    >>> fold("Œuvre d’État")
    "oeuvre d'etat"
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each code point becomes when folded; folding knows no context, so each is looked up once."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", one_apostrophe(chr(code)).casefold())
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
        self[code] = plain.replace("œ", "oe").replace("æ", "ae")
        return self[code]


_FOLDED = _Folded()


def one_apostrophe(text: str) -> str:
    """Return the text with one kind of apostrophe (') and of hyphen (-), case and accents untouched."""
    return text if text.isascii() else text.translate(_VARIANTS)


_VARIANTS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "′": "'", "‐": "-", "‑": "-"})
