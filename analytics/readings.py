"""Readings kept on disk, so that a text is read once: another number of topics reads nothing, ten new articles ten.

A folder holds one Arrow file for each partition read, under a folder named by what the reading depends on
(`analytics.reading.reading_key`). The name of a file holds the checksum of its content: a damaged file is read again
from the texts. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import signal
import sys
import tempfile
import zlib
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_context
from multiprocessing.util import Finalize
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from analytics.corpus import ARTICLE_SCHEMA
from analytics.errors import CorpusError
from analytics.files import replace_file
from analytics.reading import Reading, read_partition, reading_key
from analytics.settings import Settings
from analytics.text.hashing import NameTable, names_of
from analytics.text.partition import PARTITION_SIZE
from analytics.text.stream import TokenStream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from analytics.corpus import Corpus

_MIN_PARTITIONS = 4  # for each process: below, starting it takes longer than it saves


class Kept(NamedTuple):
    """A reading, and the row in the corpus of each of its articles, -1 for those that are not in it."""

    reading: Reading
    rows: NDArray[np.int64]


def read_articles(
    corpus: Corpus,
    *,
    settings: Settings,
    folder: Path | None = None,
    processes: int = 1,
    progress: Callable[[int], None] = lambda _n: None,
) -> Iterator[Kept]:
    """Yield readings that together cover each article of a corpus once, those kept in the folder first.

    folder : where readings are kept; None keeps nothing. processes : how many read at once. progress : told the number
    of articles done. Stopping early loses no reading that was yielded.
    """
    ids = corpus.articles["article_id"].to_pylist()
    table, done = NameTable(names_of(ids)), np.zeros(len(ids), dtype=bool)
    shelf = folder / reading_key(settings) if folder else None
    for reading in _kept(shelf):
        rows = table.find(names_of(reading.articles["article_id"].to_pylist())).astype(np.int64)
        known = np.flatnonzero(rows >= 0)
        rows[known[done[rows[known]]]] = -1
        if (rows >= 0).any():
            done[rows[rows >= 0]] = True
            yield Kept(reading, rows)
    progress(int(done.sum()))
    missing = np.flatnonzero(~done)
    parts = [missing[i : i + PARTITION_SIZE] for i in range(0, len(missing), PARTITION_SIZE)]
    if not len(ids):
        parts = [missing]  # the tables of an empty corpus are those of an empty partition
    processes = min(processes, len(parts) // _MIN_PARTITIONS)
    if processes < 2:
        read = _read_here(corpus, parts, settings=settings, shelf=shelf)
    else:
        read = _read_in_processes(corpus, parts, settings=settings, shelf=shelf, processes=processes)
    for rows, reading in read:
        done[rows] = True
        progress(int(done.sum()))
        yield Kept(reading, rows)


def _read_here(
    corpus: Corpus, parts: list[NDArray[np.int64]], *, settings: Settings, shelf: Path | None
) -> Iterator[tuple[NDArray[np.int64], Reading]]:
    for rows in parts:
        reading = read_partition(corpus.articles.take(rows), settings=settings)
        if shelf:
            _keep(reading, shelf)
        yield rows, reading


def _read_in_processes(
    corpus: Corpus, parts: list[NDArray[np.int64]], *, settings: Settings, shelf: Path | None, processes: int
) -> Iterator[tuple[NDArray[np.int64], Reading]]:
    """Let processes read and keep; what they kept is mapped into memory, so nothing is copied between them."""
    with tempfile.TemporaryDirectory() as temporary:
        place = shelf or Path(temporary)
        jobs: dict[Future[Path], NDArray[np.int64]] = {}
        try:
            for rows in parts:
                articles = _as_bytes(corpus.articles.take(rows))
                with _no_main():
                    jobs[_pool(processes).submit(_read_and_keep, articles, settings, place)] = rows
            for job in as_completed(jobs):
                yield jobs.pop(job), _open(job.result())
        except BrokenProcessPool as exc:
            _pool.cache_clear()
            raise CorpusError("process_died", n=processes) from exc
        finally:
            for job in jobs:
                job.cancel()


@lru_cache(maxsize=1)
def _pool(processes: int) -> ProcessPoolExecutor:
    """Processes that read; they are kept, since starting one loads all lists anew."""
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_prepare)
    # A process that is itself a child waits for its children before it tells them to end, and closes their queues
    # before that: hence the priority.
    Finalize(pool, pool.shutdown, exitpriority=100)
    return pool


def start_processes(processes: int) -> None:
    """Start the processes that read, and wait until they have loaded their lists."""
    pool = _pool(processes)
    with _no_main():
        jobs = [pool.submit(int) for _ in range(processes)]
    for job in jobs:
        job.result()


@contextmanager
def _no_main() -> Iterator[None]:
    """Let processes that start meanwhile not run the caller's script anew: a page of the dashboard, a notebook."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's to answer
    read_partition(ARTICLE_SCHEMA.empty_table(), settings=Settings())


def _read_and_keep(articles: bytes, settings: Settings, folder: Path) -> Path:
    table = pa.ipc.open_stream(articles).read_all()
    return _keep(read_partition(table, settings=settings), folder)


def _as_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _kept(shelf: Path | None) -> Iterator[Reading]:
    for path in sorted(shelf.glob("*.arrow")) if shelf else ():
        try:
            yield _open(path)
        except (OSError, ValueError, pa.ArrowException):
            path.unlink(missing_ok=True)  # damaged: its articles are read again


def _keep(reading: Reading, folder: Path) -> Path:
    """Write a reading and return its path; a file appears under its name when it is whole."""
    batch = _packed(reading)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    content = sink.getvalue()
    ids = "".join(reading.articles["article_id"].to_pylist())
    name = hashlib.blake2b(ids.encode(), digest_size=8).hexdigest()
    path = folder / f"{name}-{zlib.crc32(content):08x}.arrow"
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)
    return path


def _open(path: Path) -> Reading:
    """Open a kept reading without copying it. Raises ValueError or ArrowException when it is damaged."""
    content = pa.memory_map(str(path)).read_buffer()
    if path.stem.rpartition("-")[2] != f"{zlib.crc32(content):08x}":
        msg = f"{path} is damaged"
        raise ValueError(msg)
    return _unpacked(pa.ipc.open_file(content).get_batch(0))


def _packed(reading: Reading) -> pa.RecordBatch:
    """One row with a list for each table and array, so that one file holds them all."""
    columns: dict[str, pa.Array] = {}
    for name, value in reading._asdict().items():
        parts = {name: _structs(value)} if isinstance(value, pa.Table) else _arrays(value)
        columns |= {key: pa.ListArray.from_arrays(pa.array([0, len(p)], pa.int32()), p) for key, p in parts.items()}
    return pa.record_batch(columns)


def _structs(table: pa.Table) -> pa.StructArray:
    arrays = [column.combine_chunks() for column in table.columns]
    return pa.StructArray.from_arrays(arrays, fields=list(table.schema))


def _arrays(stream: TokenStream) -> dict[str, pa.Array]:
    return {
        f"stream.{name}": value if isinstance(value, pa.Array) else pa.array(value.ravel())
        for name, value in stream._asdict().items()
    }


def _unpacked(batch: pa.RecordBatch) -> Reading:
    parts: dict[str, Any] = {name: batch.column(name).values for name in batch.schema.names}
    stream = {name: parts.pop(f"stream.{name}") for name in TokenStream._fields}
    numbers = {name: array.to_numpy() for name, array in stream.items() if name != "forms"}
    numbers["expressions"] = numbers["expressions"].reshape(-1, 3)
    tables = {name: pa.Table.from_arrays(p.flatten(), schema=pa.schema(list(p.type))) for name, p in parts.items()}
    return Reading(**tables, stream=TokenStream(forms=stream["forms"], **numbers))
