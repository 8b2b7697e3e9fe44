"""What is in the corpus, at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import actor_figures, aggregation, answers, charts
from analytics.messages import message
from dashboard import components

if TYPE_CHECKING:
    from dashboard.state import View


def render(view: View) -> None:
    """Answer in one sentence, then show the headline figures and the four first charts."""
    run, lang = view.run, view.lang
    figures = aggregation.summary(run)
    actors = actor_figures.actor_counts(run, n_actors=1)
    topics = aggregation.topic_shares(run)
    components.answer(message(
        "app.sentence_overview_small" if topics.empty else "app.sentence_overview", lang,
        n=figures.n_articles, polarity=answers.polarity(figures.polarity, lang),
        first_actor="–" if actors.empty else actors[f"name_{lang}"].iloc[0],
        first_topic="" if topics.empty else topics["label"].iloc[0],
    ))  # fmt: skip
    shown = {
        "articles": answers.number(figures.n_articles, lang),
        "paragraphs": answers.number(figures.n_paragraphs, lang),
        "outlets": answers.number(figures.n_outlets, lang),
        "actors": answers.number(figures.n_actors, lang),
        "hits": answers.number(figures.n_hits, lang),
        "quoted": answers.percent(figures.quoted_share, lang),
    }
    for column, (name, value) in zip(st.columns(len(shown)), shown.items(), strict=True):
        column.metric(message(f"app.figures_{name}", lang), value)
    components.chart(charts.topic_shares(run, lang=lang), "topic-shares", lang)
    components.chart(charts.actor_mentions(run, lang=lang, n_actors=12), "actor-mentions", lang)
    components.chart(charts.tone_over_time(run, lang=lang), "tone-over-time", lang)
    components.chart(charts.articles_over_time(run, lang=lang), "articles-over-time", lang)
