"""The charts and tables of a run as files in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.charts import CATALOGUE, draw
from analytics.charts.render import FORMATS, render
from analytics.errors import RenderError
from analytics.files import atomic_write, csv_bytes
from analytics.gexf import relation_graph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.charts.render import Format
    from analytics.messages import Language
    from analytics.runs import Run


def export(
    run: Run,
    folder: Path,
    *,
    formats: Sequence[str] = ("png",),
    charts: Sequence[str] = (),
    articles: Sequence[str] = (),
    lang: Language = "fr",
) -> list[Path]:
    """Write charts in all formats asked for and return the files; with csv, also every table of the run.

    charts : names of the catalogue, all by default. articles : whose tone by paragraph to draw.
    Raises RenderError for a chart or format that does not exist, or a chart that cannot be drawn.
    """
    chosen = [_known_format(name) for name in formats]
    for name in charts:
        if name not in CATALOGUE:
            raise RenderError("chart_unknown", chart=name, known=", ".join(CATALOGUE))
    if folder.exists() and not folder.is_dir():
        raise RenderError("output_not_folder", path=folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for file in render(list(draw(run, charts, articles=articles, lang=lang)), chosen, lang=lang):
        written.append(folder / f"{file.name}.{file.format}")
        atomic_write(written[-1], file.content)
    if "csv" in chosen and not charts:
        written += _write_tables(run, folder / "tables")
    return written


def export_graph(run: Run, path: Path, *, lang: Language = "fr") -> None:
    """Write the relations of a run as a GEXF file. Raises RenderError where ``path`` is a folder."""
    if path.is_dir():
        raise RenderError("output_is_folder", path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic_write(path, relation_graph(run, lang=lang))


def _write_tables(run: Run, folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    written = []
    for name, frame in run.tables.items():
        written.append(folder / f"{name}.csv")
        atomic_write(written[-1], csv_bytes(frame))
    return written


def _known_format(name: str) -> Format:
    for known in FORMATS:
        if name == known:
            return known
    raise RenderError("format_image_unknown", format=name, known=", ".join(FORMATS))
