"""Charts of actors: how often each is named, how, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics import actor_figures, aggregation
from analytics.charts.theme import CATEGORIES, WIDTH, empty_chart, finish, period_axis, period_tooltip
from analytics.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.charts.theme import Figure
    from analytics.messages import Language
    from analytics.runs import Run

# How an actor is named, grouped so that a reader tells the colours apart.
_NAMINGS = {
    "name": "name", "acronym": "name", "title": "name", "surname": "name", "demonym": "demonym", "adjective": "demonym",
    "capital": "place", "residence": "place", "seat": "place", "organ": "organ",
}  # fmt: skip
_NAMING_COLOURS = {
    "name": CATEGORIES[0],
    "demonym": CATEGORIES[4],
    "place": CATEGORIES[1],
    "organ": CATEGORIES[2],
}


def actor_mentions(run: Run, *, lang: Language = "fr", kinds: Sequence[str] = (), n_actors: int = 20) -> Figure:
    """Bars: mentions of the most named actors, cut by how they are named (Pékin, chinois, Chine)."""
    counts = named(actor_figures.actor_counts(run, kinds=kinds, n_actors=n_actors), lang)
    if counts.empty:
        return empty_chart(run, "actor_mentions", lang)
    aliases = actor_figures.alias_counts(run, counts["actor_id"])
    aliases["naming"] = aliases["reason"].map(_NAMINGS)
    forms = aliases.groupby(["actor_id", "naming"]).agg(n_mentions=("n_mentions", "sum"), forms=("form", _first_forms))
    frame = forms.reset_index().merge(counts[["actor_id", "name", "n_articles"]], on="actor_id")
    used = [naming for naming in _NAMING_COLOURS if naming in set(frame["naming"])]
    names = {naming: message(f"naming.{naming}", lang) for naming in used}
    frame = frame.assign(naming=frame["naming"].map(names), order=frame["naming"].map(used.index))
    chart = (
        alt.Chart(frame, width=WIDTH, height=alt.Step(24))
        .mark_bar(height=15)
        .encode(
            x=alt.X(
                "n_mentions:Q",
                stack="zero",
                title=message("axis.mentions", lang),
                axis=alt.Axis(format=",d", tickMinStep=1),
            ),
            y=alt.Y("name:N", sort=counts["name"].tolist(), title=None),
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
    )
    first = counts.iloc[0]
    return finish(
        chart, run, "actor_mentions", lang, n=len(counts), first=first["name"], count=int(first["n_mentions"])
    )


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
