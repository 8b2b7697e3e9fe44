"""One measurement, in a process of its own."""

from __future__ import annotations

import gc
import multiprocessing
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks import memory
from tests.benchmarks.contenders import CONTENDERS
from tests.benchmarks.texts import batches

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

_LOOK = 0.2  # seconds between two looks at the memory of several processes


class Measurement(NamedTuple):
    """seconds : None when it could not be done, and ``reason`` says why. Memory in MB: when the clock starts, peak."""

    seconds: float | None = None
    before: float = 0.0
    peak: float = 0.0
    reason: str = ""


def measure(name: str, n_articles: int, *, texts: Path, warm_up: Path) -> Measurement:
    """Measure a contender on the first articles of a file, in a new process warmed up on other texts."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_measured, args=(name, n_articles, texts, warm_up, sender))
    child.start()
    sender.close()
    together = 0.0
    try:
        while CONTENDERS[name].processes > 1 and not receiver.poll(_LOOK):
            together = max(together, memory.of_tree(child.pid))
        measurement = receiver.recv()
    except EOFError:
        child.join()
        return Measurement(reason=f"ended with exit code {child.exitcode}")
    child.join()
    return measurement._replace(peak=max(measurement.peak, together))


def _measured(name: str, n_articles: int, texts: Path, warm_up: Path, sender: Connection) -> None:
    contender = CONTENDERS[name]
    try:
        contender.run(contender.prepare(batches(warm_up, 20)))  # imports and lists are loaded before the clock starts
    except ImportError as exc:
        sender.send(Measurement(reason=str(exc)))
        return
    prepared = contender.prepare(batches(texts, n_articles))
    gc.collect()
    memory.start_peak_anew()
    before = memory.present()
    began = time.perf_counter()
    result = contender.run(prepared)
    seconds = time.perf_counter() - began
    sender.send(Measurement(seconds, before, memory.peak()))
    del result


def measure_start_up(repeat: int) -> list[float]:
    """Return the seconds that `vigie --help` takes, each time in a new interpreter, bytecode written before."""
    command = [sys.executable, "-m", "analytics.cli", "--help"]
    seconds = []
    for _ in range(repeat + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    return seconds[1:]
