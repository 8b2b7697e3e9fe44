"""In what tone: by paragraph beside the text, over time, by outlet and topic; what it would be otherwise, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analytics import aggregation, answers, charts, lexicon_answers, sensitivity, tone_answers
from analytics.errors import ResourceError
from analytics.messages import message
from analytics.tone.shifters import RULES
from analytics.tone.word_lists import FACETS
from analytics.voices import VOICES
from analytics.what_if import Without
from dashboard import cache, components
from dashboard.views import articles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.state import View

_OFFERED = 300  # words that can be switched off, those that weigh most first


def render(view: View) -> None:
    """Show one article paragraph by paragraph with the words that count, then the corpus, and what it all hangs on."""
    before, lang = view.run, view.lang
    said = st.container()
    without = _ask_without(view)
    run = cache.changed(view.whole.key, view.selection, without, before) if without else before
    view = replace(view, run=run)
    with said:
        _say(view, changed_from=aggregation.summary(before).polarity if without else None)
    article_id = articles.choose(view, key="tone_article")
    with st.container(key="beside"):  # one below the other where the window is narrow
        left, right = st.columns(2, gap="large")
    with left:
        components.chart(charts.tone_by_paragraph(run, article_id, lang=lang), "tone-by-paragraph", lang, width=380)
    with right:
        articles.show_text(view, article_id)
    with st.expander(message("show.explained", lang), icon=":material/search:"):
        components.table(tone_answers.explain(run, article_id, lang=lang).words)
    components.chart(charts.tone_by_voice(run, lang=lang), "tone-by-voice", lang)
    components.chart(charts.tone_over_time(run, lang=lang), "tone-over-time", lang)
    components.chart(charts.tone_by_outlet(run, lang=lang), "tone-by-outlet", lang)
    components.chart(charts.tone_by_topic(run, lang=lang), "tone-by-topic", lang)
    components.chart(charts.tone_by_speaker(run, lang=lang), "tone-by-speaker", lang)
    if without:
        components.table(tone_answers.what_if(before, run, lang=lang, limit=50))
    with st.expander(message("app.tone_hangs", lang), icon=":material/tune:"):
        for told in cache.sensitivity(view.whole.key, view.selection, lang, before):
            components.table(told)
    _offer_lexicons(replace(view, run=before))


def _say(view: View, *, changed_from: float | None) -> None:
    run, lang = view.run, view.lang
    figures, tones = aggregation.summary(run), run.tables["tones"]
    components.answer(message(
        "app.sentence_tone", lang, polarity=answers.polarity(figures.polarity, lang), n=figures.n_hits,
        positive=int(tones["n_positive"].sum()), negative=int(tones["n_negative"].sum()),
    ))  # fmt: skip
    if changed_from is not None:
        st.info(message("app.tone_changed", lang, polarity=answers.polarity(changed_from, lang)))


def _ask_without(view: View) -> Without:
    """Let the reader switch off words, rules and voices; everything on the page follows."""
    lang, key = view.lang, f"without_{view.whole.run_id}"
    words = sensitivity.tone_words(view.run, n_words=_OFFERED)["entry"].drop_duplicates().tolist()
    with st.expander(message("app.what_if", lang), icon=":material/experiment:"):
        st.caption(message("app.what_if_note", lang))
        chosen = st.multiselect(
            message("app.without_words", lang), words, key=f"{key}_words", placeholder=message("app.choose_words", lang)
        )
        rules = _ask_names("rule", RULES, f"{key}_rules", view)
        voices = _ask_names("voice", VOICES, f"{key}_voices", view)
        facets = _ask_names("facet", FACETS, f"{key}_facets", view)
    return Without(words=tuple(chosen), rules=rules, voices=voices, facets=facets)


def _ask_names(kind: str, names: Sequence[str], key: str, view: View) -> tuple[str, ...]:
    chosen = st.pills(
        message(f"app.without_{kind}s", view.lang),
        names,
        selection_mode="multi",
        format_func=lambda name: message(f"{kind}.{name}", view.lang),
        key=key,
    )
    return tuple(chosen or ())


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
        compared = cache.compared(view.run.key, article_ids, ours, tuple(read.items()), view.run)
        for answer in lexicon_answers.comparison(compared, lang=lang):
            components.table(answer)
