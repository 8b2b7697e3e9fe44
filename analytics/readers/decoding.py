"""Bytes to text: by the byte-order mark, else as UTF-8, else as Windows-1252, the other encoding of French."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def is_binary(path: Path) -> bool:
    """Tell whether a file begins as no text does: with NUL bytes, and without the mark of an encoding that has them."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    return b"\x00" in head and not head.startswith(tuple(mark for mark, _ in _MARKS))


def decode(content: bytes) -> str:
    """Return the text of a file; bytes that have no meaning become U+FFFD, one each, and the rest is kept."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    # A broken byte in a UTF-8 file must not turn each of its accents into two letters.
    n_bad = text.count("\ufffd")
    n_good = sum(not c.isascii() for c in text) - n_bad
    return text if n_good > n_bad else content.decode("cp1252", "replace")
