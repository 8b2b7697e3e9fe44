"""Plain text: the title on the first line, then an optional byline and date, then paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.corpus import Article, Origin, Rejected
from analytics.readers.dates import is_date_line
from analytics.readers.decoding import decode
from analytics.readers.records import article_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# A line of words without figures that does not end as a sentence does; an initial may end it.
_BYLINE = re.compile(r"(?:par|by)\s+(?P<author>[^\d\s][^\d]{0,98}?(?:[^\d.!?…\s]|\s\w\.))\s*", re.IGNORECASE)


def read_plain_text(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """Read one article. The date stands in the header, or at the head of the file's name (2024-01-27-titre.txt)."""
    lines = decode(path.read_bytes()).strip().splitlines() or [""]
    title, rest = lines[0], lines[1:]
    header: dict[str, str] = {}
    while rest:
        line = rest[0].strip()
        if not line:
            rest = rest[1:]
        elif "author" not in header and (byline := _BYLINE.fullmatch(line)):
            header["author"], rest = byline["author"], rest[1:]
        elif "published" not in header and is_date_line(line):
            header["published"], rest = line, rest[1:]
        else:
            break
    header.setdefault("published", path.stem)
    yield article_from({"title": title, "text": "\n".join(rest), **header}, Origin(name))
