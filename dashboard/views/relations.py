"""Who acts on whom, who is named with whom, who says what of whom: three matrices, and the text behind a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import charts, gexf, relation_answers
from analytics.files import csv_bytes
from analytics.messages import message
from analytics.relation_figures import UNITS, RelationFilter, in_context, list_relations, relation_matrix
from analytics.voices import VOICES
from dashboard import components
from dashboard.components import Mark
from dashboard.views import articles

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

    from analytics.messages import Language
    from analytics.relation_figures import Shown
    from dashboard.state import View

N_SHOWN = 10  # relations on a page of the list


def render(view: View) -> None:
    """Show the three matrices, and the sentences of a cell of the first one, with a way to their articles."""
    run, lang = view.run, view.lang
    components.answer(relation_answers.summary(run, lang=lang))
    names = ("tab_relations", "tab_together", "tab_said")
    acting, together, said = st.tabs([message(f"relations.{name}", lang) for name in names])
    with acting:
        _acting(view)
    with together:
        by = st.segmented_control(
            message("relations.choose_unit", lang),
            UNITS,
            default=UNITS[0],
            format_func=lambda unit: message(f"relations.unit_{unit}", lang),
            key="relations_unit",
            required=True,
        )
        components.chart(charts.co_mentioned(run, lang=lang, by=by), "co-mentions", lang)
    with said:
        components.chart(charts.said_about(run, lang=lang), "said-of", lang)


def _acting(view: View) -> None:
    """Show who acts on whom, then the text behind one of the cells."""
    run, lang = view.run, view.lang
    voices = tuple(
        st.pills(
            message("relations.choose_voices", lang),
            VOICES,
            selection_mode="multi",
            format_func=lambda voice: message(f"voice.{voice}", lang),
            key="relations_voices",
        )
    )
    components.chart(charts.relations(run, lang=lang, voices=voices), "relations", lang)
    if run.tables["relations"].empty:
        return
    st.download_button(
        message("relations.save_graph", lang),
        data=lambda: gexf.relation_graph(run, lang=lang),
        file_name="vigie-relations.gexf",
        mime="application/xml",
        icon=":material/hub:",
        on_click="ignore",
    )
    _cell(view, voices)


def _cell(view: View, voices: tuple[str, ...]) -> None:
    """Let the reader choose who acts and on whom, and show the sentences that say so."""
    run, lang = view.run, view.lang
    matrix = relation_matrix(run, voices=voices)
    names = relation_answers.names_of(run, lang)
    with st.container(horizontal=True, gap="small"):
        source = _choose("source", _by_number(matrix, "source_id"), names, lang)
        if source:
            matrix = matrix[matrix["source_id"] == source]
        target = _choose("target", _by_number(matrix, "target_id"), names, lang)
    negated = st.toggle(message("relations.denied_shown", lang), key="relations_negated", bind="query-params")
    wanted = RelationFilter(
        sources=(source,) if source else (), targets=(target,) if target else (), voices=voices, negated=negated
    )
    listed = list_relations(run, wanted)
    if listed.empty:
        st.info(message("relations.none_pass", lang))
        return
    everybody = message("relations.everybody", lang)
    first, second = (names[actor] if actor else everybody for actor in (source, target))
    st.subheader(message("relations.cell", lang, n=len(listed), first=first, second=second))
    _show_list(view, listed, names)
    table = relation_answers.relation_table(run, listed, lang=lang)
    st.download_button(
        message("relations.save", lang),
        data=lambda: csv_bytes(table),
        file_name="vigie-relations.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _choose(end: str, options: list[str], names: pd.Series[str], lang: Language) -> str | None:
    chosen: str | None = st.selectbox(
        message(f"relations.choose_{end}", lang),
        options,
        index=None,
        format_func=names.get,
        placeholder=message("relations.everybody", lang),
        key=f"relations_{end}",
        bind="query-params",
    )
    return chosen


def _by_number(matrix: pd.DataFrame, column: str) -> list[str]:
    """Actors of one end, those in the most relations first."""
    sums = matrix.groupby(column)["n"].sum().reset_index().sort_values(["n", column], ascending=[False, True])
    return list(sums[column])


def _show_list(view: View, listed: pd.DataFrame, names: pd.Series[str]) -> None:
    """Show one page of relations, each in its text with its words marked."""
    lang = view.lang
    st.caption(message("relations.help", lang))
    place = st.container()
    n_pages, page = -(-len(listed) // N_SHOWN), 1
    if n_pages > 1:
        label = message("relations.page", lang, total=n_pages)
        page = st.number_input(label, 1, n_pages, key="relations_page", bind="query-params", width=160)
    shown = listed.iloc[(page - 1) * N_SHOWN : page * N_SHOWN]
    labels = articles.labels(view)
    with place:
        for row, passage in zip(shown.itertuples(), in_context(view.run, shown), strict=True):
            with st.container(gap=None):
                components.passage(_text(passage), _marks(passage, row, names, lang), _told(row, names, lang))
                articles.link(view, row.article_id, row.paragraph, label=labels[row.article_id])


def _text(passage: Shown) -> str:
    before, after = ("… " if passage.is_cut[0] else ""), (" …" if passage.is_cut[1] else "")
    return f"{before}{passage.text}{after}"


def _marks(passage: Shown, row: Any, names: pd.Series[str], lang: Language) -> list[Mark]:  # noqa: ANN401
    """Both actors in bold, the cue on grey; on hover who they are."""
    shift = 2 if passage.is_cut[0] else 0
    told = {
        "source": message("relations.hover_source", lang, actor=names[row.source_id]),
        "target": message("relations.hover_target", lang, actor=names[row.target_id]),
    }
    spans = {"source": passage.source, "target": passage.target}
    marks = [Mark(first + shift, last + shift, "actor", told[end]) for end, (first, last) in spans.items()]
    first, last = passage.cue
    return [*marks, Mark(first + shift, last + shift, "quotation", row.cue)]


def _told(row: Any, names: pd.Series[str], lang: Language) -> str:  # noqa: ANN401
    """Say what the relation is: who, on whom, the category and the strength, in whose voice."""
    category = message(f"category.{row.category.replace(' ', '_')}", lang)
    return " · ".join([
        f"{names[row.source_id]} → {names[row.target_id]}",
        f"{row.cue} ({category}, {relation_answers.strength(row.strength, lang)})",
        relation_answers.state_of(row, lang),
    ])  # fmt: skip
