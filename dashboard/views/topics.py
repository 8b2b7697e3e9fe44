"""What the corpus talks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import aggregation, charts
from analytics.messages import message
from dashboard import components

if TYPE_CHECKING:
    from dashboard.state import View


def render(view: View) -> None:
    """Shares and times of topics, then one topic: its terms and the paragraphs most about it."""
    run, lang = view.run, view.lang
    shares = aggregation.topic_shares(run)
    if shares.empty:
        st.info(message("app.no_topics", lang))
        return
    first = shares.iloc[0]
    components.answer(
        message(
            "app.sentence_topics",
            lang,
            n=len(shares),
            first=first["label"],
            share=round(100 * float(first["share"]), 1),
        )
    )
    asked, fitted = run.manifest["topics"]["n_asked"], run.manifest["topics"]["n_topics"]
    if fitted < asked:
        st.caption(message("app.reduced_topics", lang, asked=asked, n=fitted))
    components.chart(charts.topic_shares(run, lang=lang), "topic-shares", lang)
    components.chart(charts.topics_over_time(run, lang=lang), "topics-over-time", lang)
    labels = shares.set_index("topic")["label"]
    topic = st.selectbox(
        message("app.choose_topic", lang),
        labels.index.tolist(),
        format_func=labels.get,
        key="topic",
        bind="query-params",
    )
    components.chart(charts.topic_terms(run, topic, lang=lang), "topic-terms", lang)
    st.subheader(message("app.typical", lang))
    for _, row in aggregation.typical_paragraphs(run, topic).iterrows():
        components.passage(row["text"], [], components.source_line(row, lang))
