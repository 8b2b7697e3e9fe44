"""Text as it enters the house: settled once, then never rewritten, because it is the coordinate system of all spans."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
_MANY_SIGNS = 500  # beyond, replacing each sign in the whole text takes longer than going through it


def normalise(text: str) -> str:
    r"""Return one line of text in NFC, without invisible signs, with runs of spaces folded and ends stripped.

    Idempotent. Code points beyond the first plane and French non-breaking spaces are kept.

    >>> normalise("gou\u00advernement   franc\u0327ais ")
    'gouvernement français'
    """
    text = _ODD_SPACE.sub(" ", text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", text).strip()


def fold_all(forms: Sequence[str]) -> list[str]:
    """Apply `fold` to forms, in one go, which is much faster than one by one."""
    text = "\n".join(forms).lower()
    signs = set(text)
    if len(signs) > _MANY_SIGNS:
        text = text.translate(_FOLDED)
    else:
        for sign in signs:
            if not sign.isascii():
                text = text.replace(sign, _FOLDED[ord(sign)])
    return _apart(text, forms, fold)


def lower_of(form: str) -> str:
    """Return a form in lower case with one kind of apostrophe and hyphen."""
    return one_apostrophe(form).lower()


def lower_all(forms: Sequence[str]) -> list[str]:
    """Apply `lower_of` to forms, in one go."""
    return _apart(one_apostrophe("\n".join(forms)).lower(), forms, lower_of)


def _apart(text: str, forms: Sequence[str], change: Callable[[str], str]) -> list[str]:
    """Return the changed forms joined in a text by line breaks; where one has a break in it, each is changed alone."""
    parts = text.split("\n")
    return parts if len(parts) == len(forms) else list(map(change, forms))


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
    if not text.isascii():
        for sign, plain in _VARIANTS:
            text = text.replace(sign, plain)
    return text


_VARIANTS = (("’", "'"), ("ʼ", "'"), ("‘", "'"), ("′", "'"), ("‐", "-"), ("‑", "-"))
