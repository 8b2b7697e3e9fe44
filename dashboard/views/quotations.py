"""Who says what: each quotation in its text, and the tone of what each actor says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics import charts, quotation_answers
from analytics.files import csv_bytes
from analytics.messages import message
from analytics.quotation_search import (
    KINDS,
    STANCES,
    UNKNOWN,
    QuotationFilter,
    in_context,
    list_quotations,
    quotation_figures,
    speakers_of,
)
from analytics.wording import paragraph_name
from dashboard import cache, components
from dashboard.views import articles

if TYPE_CHECKING:
    import pandas as pd

    from analytics.messages import Language
    from analytics.quotation_search import Passage
    from dashboard.state import View

N_SHOWN = 10  # quotations on a page of the list


def render(view: View) -> None:
    """Sum up what is said, let the reader filter it, and show each quotation with a way to its article."""
    run, lang = view.run, view.lang
    components.answer(quotation_answers.summary(run, lang=lang))
    if not len(run.tables["quotations"]):
        st.info(message("app.said_nothing", lang))
        return
    wanted = _ask(view)
    is_filtered = wanted != QuotationFilter()
    chosen = cache.quoted(view.whole.key, view.selection, wanted, run) if is_filtered else run
    listed = list_quotations(chosen)
    if listed.empty:
        st.info(message("app.said_none", lang))
        return
    if is_filtered:
        total = quotation_figures(run).n_quotations
        st.caption(message("app.said_chosen", lang, n=len(listed), total=total))
    in_text, as_table = st.tabs([message("app.said_in_text", lang), message("app.said_as_table", lang)])
    with in_text:
        _show_list(view, listed)
    with as_table:
        table = quotation_answers.quotation_table(chosen, listed, lang=lang)
        st.dataframe(table, hide_index=True, width="stretch")
        st.download_button(
            message("app.said_save", lang),
            data=lambda: csv_bytes(table),
            file_name="vigie-quotations.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    components.chart(charts.tone_by_speaker(chosen, lang=lang), "tone-by-speaker", lang)


def _ask(view: View) -> QuotationFilter:
    """Draw the filters of this page; they stand in the address, so that a link leads to what is seen."""
    lang = view.lang
    names = speakers_of(view.run, lang=lang)
    outlets = sorted(view.run.tables["articles"]["outlet"].dropna().unique())
    said = {**dict(names), UNKNOWN: message("show.unknown", lang)}
    text = st.text_input(message("app.said_search", lang), key="said_text", bind="query-params")
    with st.container(horizontal=True, gap="small"):
        kinds = _choose("kinds", {name: message(f"quotation.{name}", lang) for name in KINDS}, view)
        stances = _choose("stances", {name: message(f"stance.{name}", lang) for name in STANCES}, view)
        speakers = _choose("speakers", said, view)
        papers = _choose("outlets", {outlet: outlet for outlet in outlets}, view) if len(outlets) > 1 else ()
    hearsay = st.toggle(message("app.said_hearsay", lang), key="said_hearsay", bind="query-params")
    return QuotationFilter(
        kinds=kinds, stances=stances, speakers=speakers, outlets=papers, hearsay=hearsay, text=text.strip()
    )


def _choose(name: str, options: dict[str, str], view: View) -> tuple[str, ...]:
    chosen = st.multiselect(
        message(f"app.said_{name}", view.lang),
        list(options),
        format_func=options.__getitem__,
        placeholder=message("app.all", view.lang),
        key=f"said_{name}",
        bind="query-params",
        width=186,  # two beside each other in a narrow window, four in a wide one
    )
    return tuple(chosen)


def _show_list(view: View, listed: pd.DataFrame) -> None:
    """Show one page of quotations, each in its text with who speaks and where."""
    lang = view.lang
    st.caption(message("app.said_help", lang))
    place = st.container()
    n_pages, page = -(-len(listed) // N_SHOWN), 1
    if n_pages > 1:
        label = message("app.said_page", lang, total=n_pages)
        page = st.number_input(label, 1, n_pages, key="said_page", bind="query-params", width=160)
    shown = listed.iloc[(page - 1) * N_SHOWN : page * N_SHOWN]
    names = view.run.tables["actors"].set_index("actor_id")[f"name_{lang}"]
    labels = articles.labels(view)
    with place:
        for row, passage in zip(shown.itertuples(), in_context(view.run, shown), strict=True):
            with st.container(gap=None):
                components.quotation(
                    passage,
                    quotation_answers.speaker_line(row, names, lang),
                    quotation_answers.cue_line(row, lang),
                    _source(row, passage, labels, lang),
                )
                articles.link(view, row.article_id, row.paragraph, label=labels[row.article_id])


def _source(row: Any, passage: Passage, labels: dict[str, str], lang: Language) -> str:  # noqa: ANN401
    if not passage.later:
        return labels[row.article_id]
    places = ", ".join(paragraph_name(number, lang) for number in passage.later)
    return f"{labels[row.article_id]} · {message('app.said_later', lang, places=places)}"
