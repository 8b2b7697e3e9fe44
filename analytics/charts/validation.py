"""Charts of a validation: what coders say against what was found, and the shares of the corpus that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from analytics.charts.theme import ACCENT, INK, MUTED, WIDTH, empty_chart, finish, layered
from analytics.messages import message
from analytics.validation.passages import CLASSES, TONES
from analytics.validation.result import validation_of

if TYPE_CHECKING:
    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.runs import Run


def tone_confusion(run: Run, *, lang: Language = "fr") -> Figure:
    """Grid: passages by the class coders gave and the class found; the deeper, the larger a part of its row."""
    result = validation_of(run)
    if result is None:
        return empty_chart(run, "tone_confusion", lang)
    frame = pd.DataFrame(result.confusion)
    totals = frame.groupby("coded")["n"].transform("sum")
    names = {tone: message(f"tone_class.{tone}", lang) for tone in TONES}
    frame = frame.assign(
        share=frame["n"] / totals.where(totals > 0), coded=frame["coded"].map(names), found=frame["found"].map(names)
    )
    base = alt.Chart(frame, width=alt.Step(110), height=alt.Step(52)).encode(
        x=alt.X(
            "found:N",
            sort=[names[tone] for tone in TONES],
            title=message("axis.found", lang),
            axis=alt.Axis(orient="top", labelAngle=0),
        ),
        y=alt.Y("coded:N", sort=[names[tone] for tone in CLASSES], title=message("axis.coded", lang)),
        tooltip=[
            alt.Tooltip("coded:N", title=message("axis.coded", lang)),
            alt.Tooltip("found:N", title=message("axis.found", lang)),
            alt.Tooltip("n:Q", format=",d", title=message("axis.passages", lang)),
            alt.Tooltip("share:Q", format=".0%", title=message("axis.share", lang)),
        ],
    )
    scale = alt.Scale(domain=[0, 1], range=["#f5f6f9", ACCENT])
    cells = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(color=alt.Color("share:Q", scale=scale, legend=None))
    ink = alt.condition(alt.datum.share > 0.55, alt.value("#ffffff"), alt.value(INK))
    counts = base.mark_text(fontSize=14).encode(text=alt.Text("n:Q", format=",d"), color=ink)
    return finish(
        layered(cells, counts, data=frame), run, "tone_confusion", lang, n=result.n_passages,
        coders=", ".join(result.coders), accuracy=result.accuracy.value,
    )  # fmt: skip


def tone_shares(run: Run, *, lang: Language = "fr") -> Figure:
    """Points: share of each class as found, hollow, and as coders would have it, full, with its interval."""
    result = validation_of(run)
    if result is None:
        return empty_chart(run, "tone_shares", lang)
    names = {tone: message(f"tone_class.{tone}", lang) for tone in CLASSES}
    sources = [message(f"validation.{source}", lang) for source in ("found_share", "corrected_share")]
    rows = [
        (names[share.tone], source, *values)
        for share in result.shares
        for source, values in zip(sources, ((share.found, None, None), share.corrected), strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["class", "source", "share", "low", "high"])
    frame = frame.astype(dict.fromkeys(("share", "low", "high"), float))
    base = alt.Chart(frame.dropna(subset="share"), width=WIDTH, height=alt.Step(42)).encode(
        y=alt.Y("class:N", sort=list(names.values()), title=None),
        tooltip=[
            alt.Tooltip("class:N", title=message("axis.class", lang)),
            alt.Tooltip("source:N", title=message("axis.source", lang)),
            *(alt.Tooltip(f"{name}:Q", format=".1%", title=message(f"axis.{name}", lang)) for name in
              ("share", "low", "high")),
        ],
    )  # fmt: skip
    legend = alt.Legend(title=None, orient="bottom", symbolType="circle")
    colour = alt.Color("source:N", scale=alt.Scale(domain=sources, range=[MUTED, ACCENT]), legend=legend)
    fill = alt.Fill("source:N", scale=alt.Scale(domain=sources, range=["#ffffff", ACCENT]), legend=legend)
    axis = alt.X(
        "share:Q", scale=alt.Scale(domain=[0, 1]), title=message("validation.shares", lang), axis=alt.Axis(format="%")
    )
    intervals = base.mark_rule(strokeWidth=3, color=ACCENT).encode(x=alt.X("low:Q"), x2="high:Q")
    points = base.mark_point(size=110, strokeWidth=2.5, opacity=1).encode(x=axis, color=colour, fill=fill)
    return finish(layered(intervals, points, data=base.data), run, "tone_shares", lang, n=result.n_passages)
