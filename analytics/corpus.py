"""Articles and the corpus they form: settled text, stable ids, a fingerprint, and a folder that only grows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics import tables
from analytics.errors import CorpusError
from analytics.files import atomic_write
from analytics.normalization import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

STORE_MARK = "vigie-corpus.json"
STORE_VERSION = 1

ARTICLE_SCHEMA = pa.schema([
    pa.field("article_id", tables.TEXT, nullable=False),
    pa.field("title", tables.TEXT, nullable=False),
    pa.field("paragraphs", pa.list_(tables.TEXT), nullable=False),
    pa.field("published", tables.TIME),
    *(pa.field(name, tables.TEXT) for name in ("outlet", "author", "section", "url")),
    pa.field("origin_file", tables.TEXT, nullable=False),
    pa.field("origin_record", tables.INT, nullable=False),
])  # fmt: skip


class Origin(NamedTuple):
    """Where an article was read: the file and the record in it, 1 the first."""

    file: str = ""
    record: int = 1


class Rejected(NamedTuple):
    """A record that could not be read as an article, with the key of the reason and its first characters."""

    origin: Origin
    code: str
    reason: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it is analysed. Text is normalised here, once; empty paragraphs are dropped.

    title : one line. paragraphs : body, without the title. published : naive date or time as printed, or None.
    """

    title: str
    paragraphs: tuple[str, ...]
    published: datetime | None = None
    outlet: str | None = None
    author: str | None = None
    section: str | None = None
    url: str | None = None
    origin: Origin = field(default=Origin(), compare=False)

    def __post_init__(self) -> None:
        settle = object.__setattr__
        settle(self, "title", normalise(self.title))
        settle(self, "published", self.published and self.published.replace(tzinfo=None))
        settle(self, "paragraphs", tuple(p for p in map(normalise, self.paragraphs) if p))
        for name in ("outlet", "author", "section", "url"):
            value = getattr(self, name)
            settle(self, name, (normalise(value) or None) if value else None)

    @property
    def article_id(self) -> str:
        """Hash of title, text, outlet and date: the same article gets the same id wherever it is read."""
        day = self.published.isoformat() if self.published else None
        return _digest([self.title, self.paragraphs, self.outlet, day])

    def as_row(self) -> dict[str, Any]:
        """Return the article as a row of the corpus."""
        return {
            "article_id": self.article_id, "title": self.title, "paragraphs": list(self.paragraphs),
            "published": self.published, "outlet": self.outlet, "author": self.author, "section": self.section,
            "url": self.url, "origin_file": self.origin.file, "origin_record": self.origin.record,
        }  # fmt: skip


@dataclass(frozen=True)
class Corpus:
    """Articles in one order (date, outlet, title, id), whatever the order they were read in.

    articles : Arrow table with ARTICLE_SCHEMA. rejected : the ``rejected`` table of what could not be read.
    """

    articles: pa.Table
    rejected: pa.Table

    @classmethod
    def of(cls, articles: Iterable[Article], rejected: Iterable[Rejected] = ()) -> Corpus:
        """Build a corpus from articles; of identical ones, the first by metadata, then by origin, is kept."""
        return cls.from_table(
            pa.Table.from_pylist([a.as_row() for a in articles], ARTICLE_SCHEMA), rejected_table(rejected)
        )

    @classmethod
    def from_table(cls, articles: pa.Table, rejected: pa.Table) -> Corpus:
        """Build a corpus from rows in any order, keeping one row per article."""
        keys = (
            "published",
            "outlet",
            "title",
            "article_id",
            "author",
            "section",
            "url",
            "origin_file",
            "origin_record",
        )
        articles = articles.sort_by([(key, "ascending") for key in keys])
        ids = articles["article_id"].to_pylist()
        first = [i for i, article_id in enumerate(ids) if i == 0 or article_id != ids[i - 1]]
        return cls(articles.take(first) if len(first) < len(ids) else articles, rejected)

    def __len__(self) -> int:
        return int(self.articles.num_rows)

    def __iter__(self) -> Iterator[Article]:
        return (_article(row) for row in self.articles.to_pylist())

    def __repr__(self) -> str:
        return f"Corpus({len(self)} articles, {self.n_paragraphs} paragraphs, fingerprint {self.fingerprint})"

    @property
    def n_paragraphs(self) -> int:
        """Number of body paragraphs, titles apart."""
        return int(pc.sum(pc.list_value_length(self.articles["paragraphs"])).as_py() or 0)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of ids, texts and metadata: equal for the same articles, whatever the files and their order."""
        described = self.articles.drop_columns(["origin_file", "origin_record"])
        return _digest(sorted(_digest(row, default=str) for row in described.to_pylist()))

    @property
    def rejected_fingerprint(self) -> str:
        """Hash of which records were refused and why, whatever the language of the reasons."""
        rows = self.rejected.select(["origin_file", "origin_record", "code"]).to_pylist()
        return _digest(sorted(_digest(list(row.values())) for row in rows))

    def partitions(self, n_articles: int) -> Iterator[pa.Table]:
        """Yield consecutive slices of at most ``n_articles`` articles."""
        for start in range(0, len(self), n_articles):
            yield self.articles.slice(start, n_articles)


class Added(NamedTuple):
    """What one addition to a corpus folder did."""

    n_articles: int
    n_paragraphs: int
    n_duplicates: int


def rejected_table(rejected: Iterable[Rejected]) -> pa.Table:
    """Return refused records as the ``rejected`` table."""
    return tables.from_rows("rejected", (
        {"origin_file": r.origin.file, "origin_record": r.origin.record, "code": r.code, "reason": r.reason,
         "excerpt": r.excerpt} for r in rejected
    ))  # fmt: skip


def is_store(folder: Path) -> bool:
    """Tell whether a folder is a corpus written by add_to_store."""
    return (folder / STORE_MARK).is_file()


def open_store(folder: Path) -> Corpus:
    """Open a corpus folder.

    Raises CorpusError when it is not one, was written by a newer version, or holds a damaged file (named).
    """
    try:
        version = json.loads((folder / STORE_MARK).read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise CorpusError("corpus_not_one", path=folder) from exc
    if version != STORE_VERSION:
        raise CorpusError("corpus_newer", path=folder, version=version)
    return Corpus.from_table(
        _read_parts(folder, "articles", ARTICLE_SCHEMA),
        _read_parts(folder, "rejected", tables.schema("rejected")),
    )


def add_to_store(folder: Path, corpus: Corpus) -> Added:
    """Add a corpus to a corpus folder, made if it is not there. What is stored is never rewritten.

    Each addition is one file that appears under its name when it is whole; articles already there are left out.
    Raises CorpusError when the folder holds something else.
    """
    if folder.exists() and not is_store(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise CorpusError("corpus_not_one", path=folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not is_store(folder):
        mark = json.dumps({"format": "vigie corpus", "version": STORE_VERSION}) + "\n"
        atomic_write(folder / STORE_MARK, mark.encode())
    known = open_store(folder)
    new = corpus.articles.filter(pc.invert(pc.is_in(corpus.articles["article_id"], known.articles["article_id"])))
    known_rejected = {tuple(row.values()) for row in known.rejected.to_pylist()}
    rejected = [row for row in corpus.rejected.to_pylist() if tuple(row.values()) not in known_rejected]
    if rejected:
        _write_part(folder, "rejected", tables.from_rows("rejected", rejected))
    if new.num_rows:
        _write_part(folder, "articles", new)
    n_paragraphs = int(pc.sum(pc.list_value_length(new["paragraphs"])).as_py() or 0)
    return Added(new.num_rows, n_paragraphs, len(corpus) - new.num_rows)


def _write_part(folder: Path, kind: str, table: pa.Table) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    content = sink.getvalue().to_pybytes()
    atomic_write(folder / f"{kind}-{_hash(content)}.parquet", content)


def _read_parts(folder: Path, kind: str, schema: pa.Schema) -> pa.Table:
    parts = [schema.empty_table()]
    for path in sorted(folder.glob(f"{kind}-*.parquet")):
        try:
            content = path.read_bytes()
            if path.name != f"{kind}-{_hash(content)}.parquet":
                raise CorpusError("corpus_damaged", path=path, reason=_hash(content))
            parts.append(pq.read_table(pa.BufferReader(content)).cast(schema))
        except (OSError, ValueError, pa.ArrowException) as exc:
            raise CorpusError("corpus_damaged", path=path, reason=exc) from exc
    return pa.concat_tables(parts)


def _article(row: dict[str, Any]) -> Article:
    origin = Origin(row.pop("origin_file"), row.pop("origin_record"))
    del row["article_id"]
    return Article(**{**row, "paragraphs": tuple(row["paragraphs"])}, origin=origin)


def _digest(value: object, default: Any = None) -> str:  # noqa: ANN401
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=default)
    return _hash(content.encode("utf-8", "replace"))


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


__all__ = [
    "ARTICLE_SCHEMA", "Added", "Article", "Corpus", "Origin", "Rejected", "add_to_store", "is_store", "open_store",
    "rejected_table",
]  # fmt: skip
