"""Readers: files, folders and corpus folders in, articles and rejected records out. One file per family of formats."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from analytics.corpus import Article, Corpus, Origin, Rejected, is_store, open_store
from analytics.errors import ReadError, VigieError
from analytics.readers.decoding import is_binary
from analytics.readers.delimited import read_delimited
from analytics.readers.json_lines import read_json, read_json_lines
from analytics.readers.markdown import read_markdown
from analytics.readers.plain_text import read_plain_text
from analytics.readers.records import reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pyarrow as pa


class Reader(Protocol):
    """Reads one file. name : how records call the file. columns : the user's choice, field to column."""

    def __call__(self, path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]: ...


READERS: Mapping[str, Reader] = {
    ".txt": read_plain_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_delimited,
    ".tsv": read_delimited,
}

_DOCUMENTATION = frozenset(["readme", "license", "licence", "changelog", "contributing"])


def read_articles(path: Path, *, columns: Mapping[str, str] | None = None) -> Iterator[Article | Rejected]:
    """Yield the articles of a file or of all files below a folder, and the records that could not be read.

    Hidden files and documentation (README, LICENSE) in folders are passed over; links are not followed. In a folder, a
    file that cannot be read is one rejected record. Raises ReadError when the path itself cannot be read.
    """
    if path.is_dir():
        for file in _files(path):
            name = _name(file.relative_to(path).as_posix())
            try:
                yield from _read_in_folder(file, name=name, columns=columns or {})
            except (VigieError, OSError) as exc:
                yield reject(Origin(name), "file_unreadable", "", reason=exc)
        return
    if not path.is_file():
        raise ReadError("path_missing", path=path)
    try:
        yield from _read_file(path, name=_name(path.name), columns=columns or {})
    except OSError as exc:
        raise ReadError("path_unreadable", path=path, reason=exc.strerror) from exc


def _files(folder: Path) -> Iterator[Path]:
    """Files below a folder, in order; a folder that may not be listed is yielded itself, to be told of."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file() and entry.stem.lower() not in _DOCUMENTATION:
            yield entry


def _name(name: str) -> str:
    """Write a file's name with what is not UTF-8 in it replaced: tables hold text only."""
    return os.fsencode(name).decode("utf-8", "replace")


def _read_in_folder(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """Read one file of many: chosen columns that it has not do not concern it."""
    try:
        yield from _read_file(path, name=name, columns=columns)
    except ReadError as exc:
        if exc.key != "column_unknown":
            raise
        yield from _read_file(path, name=name, columns={})


def _read_file(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    if path.is_dir():
        next(path.iterdir(), None)  # raises why it may not be listed
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError("format_unknown", path=name, known=" ".join(READERS))
    if is_binary(path):
        raise ReadError("file_binary", path=name)
    yield from reader(path, name=name, columns=columns)


def read_corpus(
    *paths: Path | str,
    columns: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Corpus:
    """Read files, folders of files and corpus folders as one corpus.

    columns : for tables whose columns have unusual names, such as ``{"text": "contenu"}``. progress : told the number
    of records read so far. Raises ReadError when a path cannot be read, CorpusError when a corpus folder is damaged.
    """
    articles: list[Article] = []
    rejected: list[Rejected] = []
    for path in map(Path, paths):
        stored: Corpus | None = open_store(path) if is_store(path) else None
        records: Iterable[Article | Rejected] = (
            _all(stored) if stored is not None else read_articles(path, columns=columns)
        )
        for record in records:
            if isinstance(record, Article):
                articles.append(record)
            else:
                rejected.append(record)
            if progress is not None and (len(articles) + len(rejected)) % 100 == 0:
                progress(len(articles) + len(rejected))
    return Corpus.of(articles, rejected)


def _all(corpus: Corpus) -> Iterator[Article | Rejected]:
    yield from corpus
    yield from _rejected(corpus.rejected)


def _rejected(table: pa.Table) -> Iterator[Rejected]:
    for row in table.to_pylist():
        yield Rejected(Origin(row["origin_file"], row["origin_record"]), row["code"], row["reason"], row["excerpt"])
