"""Charts as files: images drawn in a child process, pages and tables that run nothing from the corpus.

The renderer aborts its process on some characters and hangs on some sizes, so it never runs in ours.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import subprocess
import sys
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from analytics.charts import chart_table
from analytics.errors import RenderError
from analytics.files import csv_bytes
from analytics.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.charts import Drawn
    from analytics.messages import Language

Format = Literal["png", "svg", "pdf", "html", "json", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
MIME = {
    "png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf", "html": "text/html",
    "json": "application/json", "csv": "text/csv",
}  # fmt: skip
_DRAWN_BY_CHILD = ("png", "svg", "pdf")
_SECONDS_TO_START, _SECONDS_PER_CHART = 30, 10
_START = (
    'vegaEmbed("#chart", JSON.parse(document.getElementById("spec").textContent),'
    ' {ast: true, actions: false, renderer: "svg"});'
)


class Rendered(NamedTuple):
    """One file of a chart."""

    name: str
    format: Format
    content: bytes


def render(drawn: Sequence[Drawn], formats: Sequence[Format], *, lang: Language = "fr") -> list[Rendered]:
    """Return each chart in each format, in that order.

    Raises RenderError naming the chart that cannot be drawn, or when drawing takes too long.
    """
    specs = {d.name: d.chart.to_dict() for d in drawn}
    child = any(f in _DRAWN_BY_CHILD or f == "html" for f in formats)
    jobs = [{"name": d.name, "format": f} for d in drawn for f in formats if f in _DRAWN_BY_CHILD]
    answers = _run_child(specs, jobs, bundle="html" in formats) if child and drawn else {}
    rendered = []
    for d in drawn:
        for f in formats:
            if f in _DRAWN_BY_CHILD:
                content = answers[f"{d.name}.{f}"]
            elif f == "html":
                content = _page(specs[d.name], chart_table(d.chart), answers["bundle"].decode(), lang=lang).encode()
            elif f == "json":
                content = (json.dumps(specs[d.name], ensure_ascii=False, indent=2) + "\n").encode()
            else:
                content = csv_bytes(chart_table(d.chart))
            rendered.append(Rendered(d.name, f, content))
    return rendered


def _run_child(specs: dict[str, Any], jobs: list[dict[str, str]], *, bundle: bool) -> dict[str, bytes]:
    request = json.dumps({"specs": specs, "jobs": jobs, "bundle": bundle}).encode()
    seconds = _SECONDS_TO_START + _SECONDS_PER_CHART * len(jobs)
    try:
        child = subprocess.run(
            [sys.executable, "-m", "analytics.charts.renderer"],
            input=request,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as exc:
        raise RenderError("render_slow", n=seconds) from exc
    answers = {}
    for line in child.stdout.splitlines():
        answer = json.loads(line)
        if "error" in answer:
            raise RenderError("render_failed", chart=answer["name"], reason=answer["error"])
        answers[answer["name"]] = base64.b64decode(answer["content"])
    names = [f"{job['name']}.{job['format']}" for job in jobs] + ["bundle"] * bundle
    for name in names:
        if name not in answers:  # the child died on it
            raise RenderError("render_failed", chart=name, reason=f"code {child.returncode}")
    return answers


def _page(spec: dict[str, Any], table: pd.DataFrame, bundle: str, *, lang: Language) -> str:
    """Return one self-contained page: the chart, its text for screen readers, its table; it asks for nothing outside.

    The specification is data in the page, with every character that could end a script written as an escape, and the
    policy allows no script but the two whose hashes it names.
    """
    bundle = bundle.replace("</script", "<\\/script")
    hashes = " ".join(_script_hash(script) for script in (bundle, _START))
    return Template(files("analytics.charts").joinpath("page.html").read_text(encoding="utf-8")).substitute(
        lang=lang,
        policy=f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:",
        title=html.escape(spec["title"]["text"]),
        description=html.escape(spec.get("description", "")),
        data=message("label.data", lang),
        table=table.to_html(index=False, border=0),
        spec=_script_json(spec),
        bundle=bundle,
        start=_START,
    )


def _script_hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _script_json(value: Any) -> str:  # noqa: ANN401
    text = json.dumps(value)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
