"""Runs: the tables and the manifest of one analysis, in memory or in a folder that is written once.

A run folder holds ``manifest.json`` and one Parquet file per table under ``tables/``. It appears under its name when it
is whole, and is never changed afterwards; every reader of Parquet can open it. Validations of its tone and decisions
about its actors may be added beside the tables (see `analytics.validations`, `analytics.decisions`); a run is seen with
them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics import tables
from analytics.actors.ledger import ledger_key
from analytics.actors.recount import Recounted
from analytics.corpus import ARTICLE_SCHEMA, Corpus
from analytics.decisions import keep_decisions, kept_decisions
from analytics.errors import DecisionError, RunError, VigieError
from analytics.files import atomic_write, beside, sync_folder
from analytics.validations import last_validation

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analytics.actors.ledger import Decision

RUN_FORMAT = "vigie run"
RUN_VERSION = 3
_BY_ARTICLE = tuple(name for name, columns in tables.TABLES.items() if any(c.name == "article_id" for c in columns))


class RunTables(Mapping[str, "pd.DataFrame"]):
    """The tables of a run by name, as data frames; each is converted when it is first asked for."""

    def __init__(self, arrow: Mapping[str, pa.Table]) -> None:
        self._arrow = arrow
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            self._frames[name] = tables.to_pandas(name, self._arrow[name])
        return self._frames[name].copy(deep=False)

    def __iter__(self) -> Iterator[str]:
        return iter(tables.TABLES)

    def __len__(self) -> int:
        return len(tables.TABLES)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One analysis. ``run.tables["mentions"]`` is a data frame; `analytics.tables.TABLES` declares the columns.

    validation : figures of the last validation of its tone by hand (`analytics.validation.result`), if there is one.
    faults : what beside the run could not be read, to be told; the run itself is whole. decisions : of readers about
    its actors, which its tables heed.
    """

    manifest: Mapping[str, Any]
    arrow: Mapping[str, pa.Table]
    tables: RunTables
    validation: Mapping[str, Any] | None = None
    faults: tuple[VigieError, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, manifest: Mapping[str, Any], arrow: Mapping[str, pa.Table]) -> Run:
        """Bundle a manifest and Arrow tables."""
        return cls(manifest, arrow, RunTables(arrow))

    @property
    def run_id(self) -> str:
        """Hash of the corpus, the settings, the word lists and the library versions."""
        return str(self.manifest["run_id"])

    @property
    def key(self) -> str:
        """What tells this run from others, and from itself with other decisions."""
        decided = ledger_key(self.decisions)
        return f"{self.run_id}-{decided}" if decided else self.run_id

    def __repr__(self) -> str:
        n_articles = self.arrow["articles"].num_rows
        return f"Run({self.run_id}, {n_articles} articles, {self.arrow['topics'].num_rows} topics)"

    def restricted(self, article_ids: Iterable[str]) -> Run:
        """Return the run seen through some of its articles; topics and actors keep their names and numbers."""
        wanted = pa.array(list(article_ids), tables.TEXT)
        kept = {
            name: t.filter(pc.is_in(t["article_id"], wanted)) if name in _BY_ARTICLE else t
            for name, t in self.arrow.items()
        }
        return replace(self, arrow=kept, tables=RunTables(kept))

    def validated(self, figures: Mapping[str, Any] | None) -> Run:
        """Return the run with the figures of a validation of its tone, or without any."""
        return replace(self, validation=figures)

    def decided(self, decisions: Iterable[Decision]) -> Run:
        """Return the whole run under other decisions about its actors, in place of those it had; no text is read.

        Raises ValueError for a part of a run that was seen under decisions before: decide first, then restrict.
        """
        decisions = tuple(decisions)
        if self.decisions and not isinstance(self.arrow, Recounted):
            msg = "decisions are taken about whole runs"
            raise ValueError(msg)
        base = self.arrow.base if isinstance(self.arrow, Recounted) else self.arrow
        arrow = Recounted(base, decisions) if decisions else base
        return replace(self, arrow=arrow, tables=RunTables(arrow), decisions=decisions)


class _Files(Mapping[str, pa.Table]):
    """The Parquet files of a run folder, each read and checked when it is first asked for."""

    def __init__(self, folder: Path, hashes: Mapping[str, str]) -> None:
        self._folder = folder
        self._hashes = hashes
        self._read: dict[str, pa.Table] = {}

    def __getitem__(self, name: str) -> pa.Table:
        if name not in tables.TABLES:
            raise KeyError(name)
        if name not in self._read:
            path = self._folder / "tables" / f"{name}.parquet"
            try:
                content = path.read_bytes()
                if hashlib.sha256(content).hexdigest() != self._hashes[name]:
                    raise RunError("run_damaged", path=path)
                self._read[name] = pq.read_table(pa.BufferReader(content)).cast(tables.schema(name))
            except (OSError, pa.ArrowException) as exc:
                raise RunError("run_damaged", path=path) from exc
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(tables.TABLES)

    def __len__(self) -> int:
        return len(tables.TABLES)


def is_run(folder: Path) -> bool:
    """Tell whether a folder is a run."""
    return (folder / "manifest.json").is_file() and (folder / "tables").is_dir()


def open_run(folder: Path | str) -> Run:
    """Open a run folder, read-only.

    Raises RunError when it is not one or has the format of another version; a damaged table is named when it is read. A
    validation or decisions beside it that cannot be read are none, and are named in ``faults``.
    """
    folder = Path(folder)
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        known = manifest["format"] == RUN_FORMAT and str(manifest["run_id"])
        version = int(manifest["version"])
        hashes = {name: manifest["tables"][name]["sha256"] for name in tables.TABLES} if version == RUN_VERSION else {}
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise RunError("run_not_one", path=folder) from exc
    if not known:
        raise RunError("run_not_one", path=folder)
    if version != RUN_VERSION:
        raise RunError("run_older" if version < RUN_VERSION else "run_newer", path=folder, version=version)
    run = Run.of(manifest, _Files(folder, hashes))
    try:
        run = run.validated(last_validation(folder))
    except RunError as exc:
        run = replace(run, faults=(exc,))
    try:
        return run.decided(kept_decisions(folder))
    except DecisionError as exc:
        return replace(run, faults=(*run.faults, exc))


def corpus_of(run: Run) -> Corpus:
    """Return the articles of a run as a corpus again, so that they can be analysed with other settings."""
    articles, paragraphs = run.arrow["articles"], run.arrow["paragraphs"]
    body = paragraphs.filter(pc.greater(paragraphs["paragraph"], 0))
    counts = articles["n_paragraphs"].combine_chunks().to_numpy()
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]), pa.int32())
    texts = pa.ListArray.from_arrays(offsets, body["text"].combine_chunks())
    columns = {name: articles[name] for name in ARTICLE_SCHEMA.names if name != "paragraphs"}
    table = pa.table(
        [texts if name == "paragraphs" else columns[name] for name in ARTICLE_SCHEMA.names], ARTICLE_SCHEMA
    )
    return Corpus.from_table(table, run.arrow["rejected"])


def write_run(run: Run, folder: Path | str) -> Path:
    """Write a run folder and return it, decisions beside it; a folder that already holds this run is left as it is.

    Raises RunError when the folder holds anything else: runs are never overwritten.
    """
    folder = Path(folder)
    if is_run(folder) and open_run(folder).run_id == run.run_id:
        return folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RunError("run_exists", path=folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = beside(folder)
    try:
        (temporary / "tables").mkdir(parents=True)
        base = run.decided(()).arrow
        described = {name: _write_table(temporary / "tables", name, base[name]) for name in tables.TABLES}
        manifest = {**run.manifest, "tables": described}
        atomic_write(temporary / "manifest.json", (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
        if run.decisions:
            keep_decisions(temporary, run.decisions)
        sync_folder(temporary)
        temporary.replace(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(folder.parent)
    return folder


def _write_table(folder: Path, name: str, table: pa.Table) -> dict[str, Any]:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    content = sink.getvalue().to_pybytes()
    atomic_write(folder / f"{name}.parquet", content)
    return {"rows": table.num_rows, "sha256": hashlib.sha256(content).hexdigest()}
