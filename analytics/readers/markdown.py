"""Markdown with front matter: a YAML header between two ``---`` lines, then the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from analytics.corpus import Article, Origin, Rejected
from analytics.readers.decoding import decode
from analytics.readers.records import article_from, map_columns, reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<header>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)(?P<body>(?s:.*))")
_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t]+(?P<title>[^\n]+)\n?")
_RULE = re.compile(r"^[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_BLOCK_MARK = re.compile(r"^[ ]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[*+-][ \t]+)", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\w)(?:\*\*\*|\*\*|__|\*|_)(?=\S)|(?<=\S)(?:\*\*\*|\*\*|__|\*|_)(?!\w)")
_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)")


def read_markdown(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """Read one article; header keys are mapped like columns, a first heading stands for a missing title."""
    text = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    origin = Origin(name)
    header: object = {}
    raw = ""
    if matched := _FRONT_MATTER.match(text):
        raw, text = matched["header"], matched["body"]
        try:
            header = yaml.load(raw, yaml.BaseLoader) or {}  # strings only: safest of all
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as exc:
            yield reject(origin, "record_bad_header", raw, reason=exc)
            return
    if not isinstance(header, dict):
        yield reject(origin, "record_bad_header", raw, reason=type(header).__name__)
        return
    chosen = {field: column for field, column in columns.items() if column in header}
    mapped = map_columns([*map(str, header), "text"], chosen, source=name)
    values = {field: header.get(column) for field, column in mapped.items()}
    if not values.get("title") and (heading := _HEADING.match(text)):
        values["title"], text = _plain(heading["title"]), text[heading.end() :]
    try:
        yield article_from({**values, "text": _plain(text)}, origin)
    except ValueError as exc:
        yield reject(origin, "record_bad_header", raw, reason=exc)


def _plain(text: str) -> str:
    """Take the marks away and keep the words."""
    return _EMPHASIS.sub("", _BLOCK_MARK.sub("", _LINK.sub(r"\1", _RULE.sub("", text))))
