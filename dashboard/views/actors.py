"""Whom the corpus talks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import actor_figures, answers, charts
from analytics.messages import message
from dashboard import components

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.state import View


def render(view: View) -> None:
    """Mentions by actor and by the way they are named, where and when, how prominently, and in which passages."""
    run, lang = view.run, view.lang
    counts = actor_figures.actor_counts(run)
    if counts.empty:
        st.info(message("chart.actor_mentions.empty", lang))
        return
    first = counts.iloc[0]
    components.answer(message(
        "app.sentence_actors", lang, n=len(counts), count=int(counts["n_mentions"].sum()), first=first[f"name_{lang}"],
        first_count=int(first["n_mentions"]), first_articles=int(first["n_articles"]),
    ))  # fmt: skip
    kinds = st.pills(
        message("app.choose_kinds", lang),
        list(dict.fromkeys(counts["kind"])),
        selection_mode="multi",
        format_func=lambda kind: message(f"kind.{kind}", lang),
        key="kinds",
    )
    shown = actor_figures.actor_counts(run, kinds=kinds)
    if shown.empty:
        return
    names = shown.set_index("actor_id")[f"name_{lang}"]
    tabs = st.tabs([message(f"app.actors_{name}", lang) for name in ("count", "where", "place", "read")])
    with tabs[0]:
        components.chart(charts.actor_mentions(run, lang=lang, kinds=kinds), "actor-mentions", lang)
        components.chart(charts.tone_by_actor(run, lang=lang, kinds=kinds), "tone-by-actor", lang)
    with tabs[1]:
        _where(view, kinds, names)
    with tabs[2]:
        st.caption(message("app.prominence_help", lang))
        components.table(answers.prominence(run, lang=lang, limit=200, kinds=kinds))
    with tabs[3]:
        actor_id = st.selectbox(
            message("app.choose_actor", lang), names.index.tolist(), format_func=names.get, key="actor"
        )
        for _, row in actor_figures.actor_passages(run, actor_id).iterrows():
            marks = components.mention_marks(row["mentions"], {actor_id: names[actor_id]}, lang)
            components.passage(row["text"], marks, components.source_line(row, lang))


def _where(view: View, kinds: Sequence[str], names: pd.Series[str]) -> None:
    """Mentions by a part of the corpus that the reader chooses, and over time."""
    run, lang = view.run, view.lang
    part = st.segmented_control(
        message("app.part", lang),
        actor_figures.PARTS,
        default="outlet",
        required=True,
        format_func=lambda part: message(f"axis.{part}", lang),
        key="part",
    )
    components.chart(charts.actors_by_part(run, lang=lang, part=part, kinds=kinds), f"actors-by-{part}", lang)
    followed = st.multiselect(
        message("app.choose_actors", lang),
        names.index.tolist(),
        format_func=names.get,
        max_selections=8,
        key="followed",
        placeholder=message("app.followed_default", lang),
    )
    components.chart(
        charts.actors_over_time(run, lang=lang, actor_ids=followed or names.index[:5].tolist()),
        "actors-over-time",
        lang,
    )
