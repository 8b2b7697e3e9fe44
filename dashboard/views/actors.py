"""Whom the corpus talks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import actor_figures, charts
from analytics.messages import message
from dashboard import components

if TYPE_CHECKING:
    from dashboard.state import View


def render(view: View) -> None:
    """Mentions by actor and by the way they are named, over time, then the passages that name one of them."""
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
    names = shown.set_index("actor_id")[f"name_{lang}"]
    components.chart(charts.actor_mentions(run, lang=lang, kinds=kinds), "actor-mentions", lang)
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
    components.chart(charts.tone_by_actor(run, lang=lang, kinds=kinds), "tone-by-actor", lang)
    st.subheader(message("app.mention_list", lang))
    actor_id = st.selectbox(message("app.choose_actor", lang), names.index.tolist(), format_func=names.get, key="actor")
    for _, row in actor_figures.actor_passages(run, actor_id).iterrows():
        marks = components.mention_marks(row["mentions"], {actor_id: names[actor_id]}, lang)
        components.passage(row["text"], marks, components.source_line(row, lang))
