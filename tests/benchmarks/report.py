"""The tables that are printed."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from tests.benchmarks.contenders import BASE
from tests.benchmarks.real import log_slope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.measure import Measurement
    from tests.benchmarks.real import Real
    from tests.benchmarks.texts import Size

    Results = dict[str, list[Measurement]]

WIDTH = 58
COLUMNS = ("art./s (min)", "(median)", "MB/s", "ratio", "peak MB", "before MB")


def texts_report(real: Real, sizes: list[Size], beta: float | None) -> Iterator[str]:
    """Say what the texts are made of and how their vocabulary grows."""
    n_tokens, n_types = real.heaps.points[-1]
    yield f"Texts recombined from {real.origin}: {len(real.sentences):,} sentences."
    yield f"Real vocabulary: {n_types:,.0f} types in {n_tokens:,.0f} tokens, V = K n^{real.heaps.beta:.2f} at the end."
    for size in sizes:
        yield (
            f"{size.n_articles:>9,} articles: {size.n_words / size.n_articles:.0f} words each,"
            f" {size.n_bytes / 1e6:.1f} MB, {size.n_tokens:,} tokens, {size.n_types:,} types"
            f" (expected {real.heaps.types(size.n_tokens):,.0f})"
        )
    if beta is not None:
        yield f"Measured between these sizes: V = K n^{beta:.2f}"


def speed_report(size: Size, results: Results) -> Iterator[str]:
    """Show speed and memory of each contender on texts of one size."""
    yield f"{size.n_articles:,} articles, {size.n_bytes / 1e6:.1f} MB of text"
    yield f"{'':{WIDTH}}" + "".join(f"{column:>13}" for column in COLUMNS)
    base = _seconds(results.get(BASE, []))
    for name, measurements in results.items():
        seconds = _seconds(measurements)
        if not seconds:
            yield f"{name:{WIDTH}} {measurements[0].reason}"
            continue
        figures = (
            f"{size.n_articles / min(seconds):,.0f}",
            f"{size.n_articles / statistics.median(seconds):,.0f}",
            f"{size.n_bytes / 1e6 / min(seconds):.2f}",
            f"{min(base) / min(seconds):.2f}" if base else "-",
            f"{max(m.peak for m in measurements):,.0f}",
            f"{max(m.before for m in measurements):,.0f}",
        )
        yield f"{name:{WIDTH}}" + "".join(f"{figure:>13}" for figure in figures)


def growth_report(by_size: dict[Size, Results]) -> Iterator[str]:
    """Show how time (min) and peak memory grow from size to size, for what was measured on several."""
    sizes = list(by_size)
    yield "Growth: time ~ articles^b; then the peak in MB at each size"
    yield f"{'':{WIDTH}}{'b':>8}" + "".join(f"{size.n_articles:>13,}" for size in sizes)
    for name in by_size[sizes[0]]:
        measured = [(size, by_size[size][name]) for size in sizes if _seconds(by_size[size].get(name, []))]
        if len(measured) > 1:
            exponent = log_slope([(size.n_articles, min(_seconds(of))) for size, of in measured])
            peaks = {size: f"{max(m.peak for m in of):,.0f}" for size, of in measured}
            yield f"{name:{WIDTH}}{exponent:8.2f}" + "".join(f"{peaks.get(size, '-'):>13}" for size in sizes)


def start_up_report(seconds: list[float]) -> str:
    """Say how long `vigie --help` takes."""
    return f"vigie --help: {min(seconds):.2f} s (min), {statistics.median(seconds):.2f} s (median of {len(seconds)})"


def _seconds(measurements: list[Measurement]) -> list[float]:
    return [m.seconds for m in measurements if m.seconds is not None]
