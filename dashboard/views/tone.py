"""In what tone: by paragraph beside the text, then over time, by outlet, topic and actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import aggregation, answers, charts
from analytics.errors import ResourceError
from analytics.messages import message
from dashboard import cache, components
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
    _offer_lexicons(view)


def _offer_lexicons(view: View) -> None:
    """Read the same articles under the reader's own lists, beside ours."""
    lang = view.lang
    st.subheader(message("app.lexicons_title", lang))
    st.caption(message("app.lexicons_note", lang))
    files = st.file_uploader(
        message("app.lexicons_upload", lang),
        type=["csv", "tsv", "txt", "xml"],
        accept_multiple_files=True,
        key="tone_lexicons",
    )
    if files:
        show_lexicons(view, [(file.name, file.getvalue()) for file in files])


def show_lexicons(view: View, lists: list[tuple[str, bytes]]) -> None:
    """Show what each list makes of the articles seen; one that cannot be read says why, and the others go on."""
    lang = view.lang
    read: dict[str, bytes] = {}
    for name, content in lists:
        try:
            lexicon = cache.uploaded_lexicon(name, content)
        except ResourceError as exc:
            st.error(exc.message(lang))
            continue
        read[name] = content
        for remark in lexicon.remarks:
            st.caption(remark.message(lang))
    if read:
        article_ids = tuple(view.run.tables["articles"]["article_id"])
        ours = message("app.lexicons_ours", lang)
        comparison = cache.compared(view.run.run_id, article_ids, ours, tuple(read.items()), view.run)
        for answer in answers.lexicon_comparison(comparison, lang=lang):
            st.markdown(answer.title)
            rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
            st.dataframe(rows, hide_index=True, width="stretch")
