"""Charts of actors: how often each is named, how, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics import actor_figures, aggregation
from analytics.charts.theme import (
    ACCENT,
    CATEGORIES,
    INK,
    WIDTH,
    cut,
    empty_chart,
    finish,
    layered,
    period_axis,
    period_tooltip,
)
from analytics.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.actor_figures import Part
    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.runs import Run

# How an actor is named, grouped so that a reader tells the colours apart.
_NAMINGS = {
    "name": "name", "acronym": "name", "title": "name", "surname": "name", "role": "name", "demonym": "demonym",
    "adjective": "demonym", "capital": "place", "residence": "place", "seat": "place", "organ": "organ", "user": "user",
}  # fmt: skip
_NAMING_COLOURS = {
    "name": CATEGORIES[0],
    "demonym": CATEGORIES[4],
    "place": CATEGORIES[1],
    "organ": CATEGORIES[2],
    "user": CATEGORIES[6],
}
_N_PARTS = 12  # columns of a heat map
_PART_LABEL = 34  # characters


def actor_mentions(run: Run, *, lang: Language = "fr", kinds: Sequence[str] = (), n_actors: int = 20) -> Figure:
    """Bars: mentions of the most named actors, cut by how they are named (Pékin, chinois, Chine).

    Where forms may mean several actors, a line runs from the mentions that mean nobody else to all that may mean this
    one.
    """
    counts = named(actor_figures.actor_counts(run, kinds=kinds, n_actors=n_actors), lang)
    if counts.empty:
        return empty_chart(run, "actor_mentions", lang, range="")
    aliases = actor_figures.alias_counts(run, counts["actor_id"])
    aliases["naming"] = aliases["reason"].map(_NAMINGS)
    forms = aliases.groupby(["actor_id", "naming"]).agg(n_mentions=("n_mentions", "sum"), forms=("form", _first_forms))
    described = counts[["actor_id", "name", "n_articles", "n_least", "n_most"]]
    frame = forms.reset_index().merge(described, on="actor_id")
    used = [naming for naming in _NAMING_COLOURS if naming in set(frame["naming"])]
    names = {naming: message(f"naming.{naming}", lang) for naming in used}
    frame = frame.assign(naming=frame["naming"].map(names), order=frame["naming"].map(used.index))
    base = alt.Chart(width=WIDTH, height=alt.Step(24)).encode(
        y=alt.Y("name:N", sort=counts["name"].tolist(), title=None)
    )
    bars = base.mark_bar(height=15).encode(
        x=alt.X(
            "n_mentions:Q",
            stack="zero",
            title=message("axis.mentions", lang),
            axis=alt.Axis(format=",d", tickMinStep=1),
        ),
        color=alt.Color(
            "naming:N",
            scale=alt.Scale(domain=list(names.values()), range=[_NAMING_COLOURS[naming] for naming in used]),
            legend=alt.Legend(title=message("axis.naming", lang), orient="bottom"),
        ),
        order=alt.Order("order:Q"),
        tooltip=[
            alt.Tooltip("name:N", title=message("axis.actor", lang)),
            alt.Tooltip("naming:N", title=message("axis.naming", lang)),
            alt.Tooltip("forms:N", title=message("axis.forms", lang)),
            alt.Tooltip("n_mentions:Q", format=",d", title=message("axis.mentions", lang)),
            alt.Tooltip("n_articles:Q", format=",d", title=message("axis.articles", lang)),
        ],
    )
    line = base.transform_aggregate(low="min(n_least)", high="max(n_most)", groupby=["name"])
    line = line.transform_filter("datum.low < datum.high")
    ends = {"x": alt.X("low:Q", title=message("axis.mentions", lang)), "x2": "high:Q"}
    tooltip = [
        alt.Tooltip("name:N", title=message("axis.actor", lang)),
        alt.Tooltip("low:Q", format=",d", title=message("axis.least", lang)),
        alt.Tooltip("high:Q", format=",d", title=message("axis.most", lang)),
    ]
    ranges = line.mark_rule(color=INK, strokeWidth=1.5).encode(**ends, tooltip=tooltip)
    first = counts.iloc[0]
    is_open = bool((counts["n_least"] < counts["n_most"]).any())
    return finish(
        layered(bars, ranges, data=frame), run, "actor_mentions", lang, n=len(counts), first=first["name"],
        count=int(first["n_mentions"]), range=message("chart.actor_mentions.range", lang) if is_open else "",
    )  # fmt: skip


def actors_by_part(
    run: Run, *, lang: Language = "fr", part: Part = "outlet", kinds: Sequence[str] = (), n_actors: int = 15
) -> Figure:
    """Heat map: the share of mentions that each of the most named actors has in each part of the corpus.

    part : of `actor_figures.PARTS`; of many parts those with the most mentions are shown, of periods the last.
    """
    counts = named(actor_figures.actor_counts(run, kinds=kinds, n_actors=n_actors), lang)
    frame = actor_figures.mentions_by(run, part, actor_ids=counts["actor_id"].tolist())
    told = {"part": message(f"axis.{part}", lang).lower()}
    if frame.empty:
        return empty_chart(run, "actors_by_part", lang, **told)
    weights = frame.groupby("part")["n_mentions"].sum()
    shown = weights.index[-_N_PARTS:] if part == "period" else weights.nlargest(_N_PARTS).index
    frame = frame[frame["part"].isin(shown)].merge(counts[["actor_id", "name"]], on="actor_id")
    labels = {
        value: cut(actor_figures.part_name(run, part, value, lang), _PART_LABEL) for value in frame["part"].unique()
    }
    frame["label"] = frame["part"].map(labels)
    order = [labels[value] for value in (sorted(shown) if part == "period" else shown)]
    base = alt.Chart(height=alt.Step(24), width=min(WIDTH, 110 * len(order))).encode(
        x=alt.X("label:N", sort=order, title=None, axis=alt.Axis(labelAngle=-30, labelLimit=150, orient="top")),
        y=alt.Y("name:N", sort=counts["name"].tolist(), title=None),
    )
    cells = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(
        color=alt.Color(
            "share:Q",
            scale=alt.Scale(range=["#f5f6f9", ACCENT], domainMin=0),
            legend=alt.Legend(title=message("axis.share_of_mentions", lang), format=".0%", orient="bottom"),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=message("axis.actor", lang)),
            alt.Tooltip("label:N", title=message(f"axis.{part}", lang)),
            alt.Tooltip("share:Q", format=".1%", title=message("axis.share_of_mentions", lang)),
            alt.Tooltip("n_mentions:Q", format=",d", title=message("axis.mentions", lang)),
            alt.Tooltip("n_articles:Q", format=",d", title=message("axis.articles", lang)),
        ],
    )
    is_dark = alt.datum.share > float(frame["share"].max()) * 0.75
    numbers = base.transform_filter("datum.n_mentions > 0").mark_text(fontSize=11).encode(
        text=alt.Text("n_mentions:Q", format=",d"), color=alt.condition(is_dark, alt.value("#ffffff"), alt.value(INK))
    )  # fmt: skip
    return finish(layered(cells, numbers, data=frame), run, "actors_by_part", lang, n=len(counts), **told)


def actors_over_time(run: Run, *, lang: Language = "fr", actor_ids: Sequence[str] = (), n_actors: int = 5) -> Figure:
    """Lines: mentions per article of some actors, by default the most named."""
    chosen = actor_figures.actor_counts(run)
    chosen = chosen[chosen["actor_id"].isin(actor_ids)] if actor_ids else chosen.head(n_actors)
    chosen = named(chosen.head(len(CATEGORIES)), lang)
    period = aggregation.choose_period(run)
    frame = actor_figures.actors_over_time(run, chosen["actor_id"].tolist(), period=period)
    if frame.empty:
        return empty_chart(run, "actors_over_time", lang)
    frame = frame.merge(chosen[["actor_id", "name"]], on="actor_id")
    frame["per_article"] = frame["n_mentions"] / frame["n_articles"]
    chart = (
        alt.Chart(frame, width=WIDTH, height=260)
        .mark_line(point=alt.OverlayMarkDef(size=36), strokeWidth=2)
        .encode(
            x=period_axis(period, lang),
            y=alt.Y(
                "per_article:Q",
                title=message("axis.mentions_per_article", lang),
                axis=alt.Axis(format=".1f", tickCount=5),
            ),
            color=alt.Color(
                "name:N", sort=chosen["name"].tolist(), legend=alt.Legend(title=message("axis.actor", lang))
            ),
            tooltip=[
                alt.Tooltip("name:N", title=message("axis.actor", lang)),
                period_tooltip(period, lang),
                alt.Tooltip("per_article:Q", format=".2f", title=message("axis.mentions_per_article", lang)),
                alt.Tooltip("n_mentions:Q", format=",d", title=message("axis.mentions", lang)),
                alt.Tooltip("n_articles:Q", format=",d", title=message("axis.articles", lang)),
            ],
        )
    )
    return finish(chart, run, "actors_over_time", lang, n=len(chosen), first=chosen["name"].iloc[0])


def named(actors: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Give each actor the name to show, told apart where two share one."""
    names = actors[f"name_{lang}"]
    repeated = names.duplicated(keep=False)
    return actors.assign(name=names.where(~repeated, names + " (" + actors["actor_id"] + ")"))


def _first_forms(forms: pd.Series[str]) -> str:
    """The most frequent forms, in their order."""
    return ", ".join(dict.fromkeys(forms.head(6)))
