"""In what tone: by paragraph beside the text, then over time, by outlet, topic and actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import aggregation, answers, charts
from analytics.messages import message
from dashboard import components
from dashboard.views import articles

if TYPE_CHECKING:
    from dashboard.state import View


def render(view: View) -> None:
    """Show one article paragraph by paragraph with the words that count, then the corpus."""
    run, lang = view.run, view.lang
    figures = aggregation.summary(run)
    tones = run.tables["tones"]
    components.answer(message(
        "app.sentence_tone", lang, polarity=answers.polarity(figures.polarity, lang), n=figures.n_hits,
        positive=int(tones["n_positive"].sum()), negative=int(tones["n_negative"].sum()),
    ))  # fmt: skip
    article_id = articles.choose(view, key="tone_article")
    with st.container(key="beside"):  # one below the other where the window is narrow
        left, right = st.columns(2, gap="large")
    with left:
        components.chart(charts.tone_by_paragraph(run, article_id, lang=lang), "tone-by-paragraph", lang, width=380)
    with right:
        articles.show_text(view, article_id)
    components.chart(charts.tone_over_time(run, lang=lang), "tone-over-time", lang)
    components.chart(charts.tone_by_outlet(run, lang=lang), "tone-by-outlet", lang)
    components.chart(charts.tone_by_topic(run, lang=lang), "tone-by-topic", lang)
