"""Markdown with front matter: a YAML header between two ``---`` lines, then the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from analytics.corpus import Article, Origin, Rejected
from analytics.errors import ReadError
from analytics.readers.decoding import decode
from analytics.readers.records import article_from, map_columns, reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<header>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)(?P<body>.*)", re.DOTALL)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<title>[^\n]+)\n?")
_MARKUP = re.compile(
    r"^\s{0,3}(?:#{1,6}\s+|>\s?|[*+-]\s+)|(?<!\w)(?:\*\*|__|\*|_)(?=\S)|(?<=\S)(?:\*\*|__|\*|_)(?!\w)",
    re.MULTILINE,
)
_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\s]{0,2000}\)")


def read_markdown(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """Read one article; header keys are mapped like columns, a first heading stands for a missing title."""
    text = decode(path.read_bytes()).lstrip("\ufeff\n")
    origin = Origin(name)
    header: dict[str, object] = {}
    if matched := _FRONT_MATTER.match(text):
        text = matched["body"]
        try:
            header = yaml.load(matched["header"], yaml.BaseLoader) or {}
        except yaml.YAMLError as exc:
            yield reject(origin, "record_bad_header", matched["header"], reason=" ".join(str(exc).split()))
            return
        if not isinstance(header, dict):
            yield reject(origin, "record_bad_header", matched["header"], reason="not a list of names and values")
            return
    try:
        mapped = map_columns([*header, "text"], columns, source=name)
    except ReadError as exc:
        yield reject(origin, "record_bad_header", text, reason=str(exc))
        return
    values = {field: header.get(column) for field, column in mapped.items() if column in header}
    if not values.get("title") and (heading := _HEADING.match(text)):
        values["title"], text = heading["title"], text[heading.end() :]
    yield article_from({**values, "text": _MARKUP.sub("", _LINK.sub(r"\1", text))}, origin)
