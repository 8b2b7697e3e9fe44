"""Who acts on whom, who is named with whom, who says what of whom: three matrices, and the text behind a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import charts, gexf, relation_answers
from analytics.files import csv_bytes
from analytics.messages import message
from analytics.relation_figures import UNITS, RelationFilter, both_ways, co_mentions, relation_matrix, said_of
from analytics.relation_passages import (
    excerpts,
    excerpts_of_relations,
    list_relations,
    passages_said,
    passages_together,
)
from analytics.voices import VOICES
from dashboard import components
from dashboard.components import Mark
from dashboard.views import articles

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.messages import Language
    from analytics.relation_passages import Excerpt
    from dashboard.state import View

N_SHOWN = 10  # passages on a page of the list
# Names of both ends, which are keys of their widgets as well
_ACTING, _TOGETHER, _SAID = (
    ("axis.acting", "axis.acted_upon"),
    ("axis.first", "axis.second"),
    ("show.speaker", "axis.said_of"),
)
_MARKS = {"first": "actor", "second": "actor", "cue": "quotation", "said": "quotation"}


def render(view: View) -> None:
    """Show the three matrices, each with the sentences behind one of its cells and a way to their articles."""
    lang = view.lang
    components.answer(relation_answers.summary(view.run, lang=lang))
    names = ("tab_relations", "tab_together", "tab_said")
    acting, together, said = st.tabs([message(f"relations.{name}", lang) for name in names])
    with acting:
        _acting(view)
    with together:
        _together(view)
    with said:
        _said(view)


def _acting(view: View) -> None:
    """Show who acts on whom, and the relations of a cell."""
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
    _relations(view, voices)


def _relations(view: View, voices: tuple[str, ...]) -> None:
    """Let the reader choose who acts and on whom, and show the sentences that say so."""
    run, lang = view.run, view.lang
    names = relation_answers.names_of(run, lang)
    matrix = relation_matrix(run, voices=voices)
    source, target = _choose_two(matrix, ("source_id", "target_id"), "n", _ACTING, view)
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
    st.caption(message("relations.help", lang))
    shown = _page(listed, "relations_page", lang)
    told = [relation_answers.told(row, names, lang) for row in shown.itertuples()]
    _show(view, shown, excerpts_of_relations(run, shown), told)
    table = relation_answers.relation_table(run, listed, lang=lang)
    st.download_button(
        message("relations.save", lang),
        data=lambda: csv_bytes(table),
        file_name="vigie-relations.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _together(view: View) -> None:
    """Show who is named with whom, and the sentences that name two actors."""
    run, lang = view.run, view.lang
    by = st.segmented_control(
        message("relations.choose_unit", lang),
        UNITS,
        default=UNITS[0],
        format_func=lambda unit: message(f"relations.unit_{unit}", lang),
        key="relations_unit",
        required=True,
    )
    components.chart(charts.co_mentioned(run, lang=lang, by=by), "co-mentions", lang)
    names = relation_answers.names_of(run, lang)
    pairs = both_ways(co_mentions(run, by=by))
    first, second = _choose_two(pairs, ("first_id", "second_id"), "n", _TOGETHER, view)
    if first and second:
        passages = passages_together(run, first, second, by=by)
        _passages(view, passages, (names[first], names[second]), "together_page")


def _said(view: View) -> None:
    """Show who says what of whom, and the words of a speaker that name an actor."""
    run, lang = view.run, view.lang
    components.chart(charts.said_about(run, lang=lang), "said-of", lang)
    names = relation_answers.names_of(run, lang)
    speaker, target = _choose_two(said_of(run), ("speaker_id", "target_id"), "n_quotations", _SAID, view)
    if speaker and target:
        _passages(view, passages_said(run, speaker, target), (names[speaker], names[target]), "said_of_page")


def _passages(view: View, passages: pd.DataFrame, names: tuple[str, str], page: str) -> None:
    """Show the passages of a cell."""
    st.subheader(message("relations.cell", view.lang, n=len(passages), first=names[0], second=names[1]))
    shown = _page(passages, page, view.lang)
    _show(view, shown, excerpts(view.run, shown), [" · ".join(names)] * len(shown))


def _choose_two(
    pairs: pd.DataFrame, ends: tuple[str, str], count: str, labels: tuple[str, str], view: View
) -> tuple[str | None, str | None]:
    """Let the reader choose an actor for each end of some pairs; the second among those that go with the first."""
    chosen: list[str | None] = [None, None]
    if pairs.empty:
        return None, None
    names = relation_answers.names_of(view.run, view.lang)
    with st.container(horizontal=True, gap="small"):
        for i, (end, label) in enumerate(zip(ends, labels, strict=True)):
            chosen[i] = st.selectbox(
                message(label, view.lang),
                _by_number(pairs, end, count),
                index=None,
                format_func=names.get,
                placeholder=message("relations.everybody" if labels == _ACTING else "relations.choose", view.lang),
                key=label.replace(".", "_"),
                bind="query-params",
            )
            if chosen[i]:
                pairs = pairs[pairs[end] == chosen[i]]
    return chosen[0], chosen[1]


def _by_number(pairs: pd.DataFrame, end: str, count: str) -> list[str]:
    """Actors of one end, those with the most first."""
    sums = pairs.groupby(end)[count].sum().reset_index().sort_values([count, end], ascending=[False, True])
    return list(sums[end])


def _page(rows: pd.DataFrame, key: str, lang: Language) -> pd.DataFrame:
    """Return the rows of the page that the reader is on."""
    n_pages, page = -(-len(rows) // N_SHOWN), 1
    if n_pages > 1:
        page = st.number_input(
            message("relations.page", lang, total=n_pages), 1, n_pages, key=key, bind="query-params", width=160
        )
    return rows.iloc[(page - 1) * N_SHOWN : page * N_SHOWN]


def _show(view: View, rows: pd.DataFrame, shown: list[Excerpt], told: Sequence[str]) -> None:
    """Show passages with their words marked, each with a way to its paragraph."""
    labels = articles.labels(view)
    for row, passage, line in zip(rows.itertuples(), shown, told, strict=True):
        before, after = ("… " if passage.is_cut[0] else ""), (" …" if passage.is_cut[1] else "")
        marks = [Mark(a + len(before), b + len(before), _MARKS[kind]) for a, b, kind in passage.marks]
        with st.container(gap=None):
            components.passage(f"{before}{passage.text}{after}", marks, line)
            articles.link(view, row.article_id, row.paragraph, label=labels[row.article_id])
